"""Who helps, as everybody finds it in nine languages."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.contacts.domain.hours_text import read_hours
from thoes.contacts.domain.listing import HelperKind, Listing, OnHolidays, OtherDays, Phone, Place, Source
from thoes.contacts.models import Contact, ContactPerson, How, Origin
from thoes.contacts.services import new_contact, propose
from thoes.guide.frame import GUIDE_LANGUAGES
from thoes.guide.help import HELP
from thoes.guide.web import finding
from thoes.guide.web.pack import NobodysRequest

pytestmark = pytest.mark.django_db

# A Monday, at noon on the clock of the wall.
MONDAY = datetime(2026, 11, 30, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _monday(monkeypatch) -> None:
    monkeypatch.setattr(finding, "localtime", lambda: timezone.localtime(MONDAY))


def helper(name: str = "Loket Voorbeeld", *, ago: int | None = 5, **said) -> Contact:
    usual = {
        "kind": HelperKind.INFORMATION, "phones": (Phone("088 000 00 10"),),
        "source": Source("https://www.loket.example/", "", is_official=True),
    }  # fmt: skip
    contact = new_contact(Listing(name=name, **{**usual, **said}), at=MONDAY)
    if ago is not None:
        contact.checked_on, contact.checked_how = MONDAY.date() - timedelta(days=ago), How.PAGE
        contact.checked_for = "Provincie Limburg"
        contact.save()
    return contact


def opened(language: str = "nl", **asked: str) -> str:
    answer = Client().get(reverse("guide:help", args=[language]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def page_of(contact: Contact, language: str = "nl") -> str:
    return Client().get(reverse("guide:helper", args=[language, contact.key])).content.decode()


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_both_pages_are_whole_in_every_language(language) -> None:
    contact = helper(hours=read_hours("ma-vr 09:00-17:00"), languages=("pl",), only_by_appointment=True)
    wording = HELP.wording(language)

    for page in (opened(language), page_of(contact, language)):
        assert f'<html lang="{language}" dir="ltr"' in page
        assert page.count("<h1") == 1
        assert "{" not in re.sub(r"<style>.*?</style>", "", page)
        assert wording["appointment"] in page
        assert wording["now.open"] in page


def test_a_number_is_called_with_one_press_and_the_way_leads_to_the_official_page() -> None:
    contact = helper(place=Place("Proefplein 1", "0000 AA", "Venlo"))

    for page in (opened(), page_of(contact)):
        assert 'href="tel:0880000010"' in page
        assert 'href="https://www.loket.example/"' in page
    assert "Proefplein 1, 0000 AA Venlo" in page_of(contact)
    assert "Gecontroleerd op 25 november 2026 door Provincie Limburg." in page_of(contact)


def test_what_nobody_checked_is_not_there() -> None:
    contact = helper(ago=None)

    assert "Loket Voorbeeld" not in opened()
    assert Client().get(reverse("guide:helper", args=["nl", contact.key])).status_code == 404


def test_an_old_check_is_said_and_shows_no_number() -> None:
    contact = helper(ago=184, hours=read_hours("ma-vr 09:00-17:00"))

    for page in (opened(), page_of(contact)):
        assert "niet gecontroleerd. Kijk op de officiële website" in page
        assert "088 000" not in page
        assert "09:00" not in page


def test_two_answers_are_said_and_neither_is_shown() -> None:
    contact = helper()
    other = Listing(name="Loket Voorbeeld", kind=HelperKind.INFORMATION, phones=(Phone("088 000 00 99"),))
    propose(contact, other, origin=Origin.RESEARCH, at=MONDAY)

    page = page_of(contact)

    assert "twee verschillende antwoorden" in page
    assert "088 000" not in page


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"hours": read_hours("ma-vr 09:00-17:00")}, "Nu open"), ({"hours": read_hours("ma 13:00-17:00")}, "Nu dicht"),
        ({"hours": read_hours("di 13:00-17:00")}, "Vandaag dicht"),
        ({"hours": read_hours("ma-vr 09:00-17:00"),
          "other_days": (OtherDays(MONDAY.date(), MONDAY.date(), says="Studiedag"),)}, "Vandaag dicht"),
    ],
)  # fmt: skip
def test_it_is_said_whether_it_is_open_now_or_not_at_all_today(said, words) -> None:
    contact = helper(**said)

    assert words in opened()
    assert words in page_of(contact)


def test_the_week_tells_every_day_and_what_is_different_on_it(monkeypatch) -> None:
    christmas = datetime(2026, 12, 24, 11, 0, tzinfo=UTC)
    monkeypatch.setattr(finding, "localtime", lambda: timezone.localtime(christmas))
    closed = helper("Dicht", hours=read_hours("ma-vr 09:00-17:00"), on_holidays=OnHolidays.CLOSED)
    unknown = helper("Onbekend", hours=read_hours("ma-vr 09:00-17:00"))

    assert "vrijdag 25 dec" in page_of(closed)
    assert "feestdag" in page_of(closed)
    assert "misschien dicht, bel eerst" not in page_of(closed)
    assert "feestdag: misschien dicht, bel eerst" in page_of(unknown)
    assert "Studiedag" not in page_of(closed)


def test_without_hours_it_says_so_and_not_that_it_is_closed() -> None:
    page = page_of(helper())

    assert "Wij weten de openingstijden niet" in page
    assert "Nu dicht" not in page


def test_what_is_asked_narrows_and_stays_asked_in_another_language(venlo, weert) -> None:
    helper("Voor Venlo", serves=("GM0983",), languages=("pl",))
    helper("Voor Weert", serves=("GM0988",))
    helper("Vakbond", kind=HelperKind.UNION)

    page = opened("pl", place="GM0983", speaks="pl")

    assert "Voor Venlo" in page
    assert "Voor Weert" not in page
    assert "Vakbond" not in page
    assert f'{reverse("guide:help", args=["ro"])}?place=GM0983&amp;speaks=pl"' in page
    assert "Vakbond" in opened(kind="union")
    assert "Voor Venlo" not in opened(kind="union")


@pytest.mark.parametrize(
    "asked", [{"place": "GM9999"}, {"kind": "x"}, {"speaks": "<b"}, {"open": ""}, {"page": "9"}, {"place": "'"}]
)
def test_a_question_that_is_not_understood_narrows_nothing(asked, venlo) -> None:
    helper()

    assert "Loket Voorbeeld" in opened(**asked)


def test_where_nothing_is_found_it_says_what_to_do(venlo) -> None:
    page = opened(place="GM0983", kind="union")

    assert "Niets gevonden" in page
    assert "Bel of schrijf de gemeente waar u slaapt" in page
    assert f"{reverse('guide:help', args=['nl'])}?place=GM0983" in page


def test_what_it_is_for_is_in_the_own_language_or_in_english_and_that_is_said() -> None:
    contact = helper(says={"nl": "Vragen", "en": "Questions"})

    assert ">Vragen</p>" in page_of(contact)
    assert '<p class="nl-paragraph" lang="en" dir="ltr">Questions</p>' in page_of(contact, "pl")


def test_the_pages_have_no_script_but_that_of_the_guide_and_set_no_cookie(logged_in, alice) -> None:
    contact = helper()
    for address in (reverse("guide:help", args=["pl"]), reverse("guide:helper", args=["pl", contact.key])):
        visitor, member = Client().get(address), logged_in(alice).get(address)

        assert not visitor.cookies
        assert re.findall(rb"<script[^>]*>", visitor.content) == re.findall(
            rb'<script type="module" src="[^"]*/guide-[^"]*\.js">', visitor.content
        )
        assert visitor.content == member.content


def test_a_code_on_a_poster_leads_to_the_language_of_the_browser_with_its_question() -> None:
    answer = Client().get(reverse("guide:choose-help"), {"place": "GM0983"}, headers={"accept-language": "ro"})

    assert answer.headers["Location"] == f"{reverse('guide:help', args=['ro'])}?place=GM0983"


def test_the_start_and_every_article_lead_to_who_helps() -> None:
    link = f'href="{reverse("guide:help", args=["pl"])}"'

    assert link in Client().get(reverse("guide:guide", args=["pl"])).content.decode()
    assert link in Client().get(reverse("guide:article", args=["pl", "seeing-a-doctor"])).content.decode()


def test_the_municipality_tells_who_answers_and_the_deputy_where_that_one_is_away(venlo) -> None:
    contact = helper("Gemeente Venlo", kind=HelperKind.MUNICIPALITY, municipality="GM0983", serves=("GM0983",))
    for seat in ("contact", "deputy"):
        ContactPerson.objects.create(
            municipality=venlo, seat=seat, function=f"Functie {seat}", email=f"{seat}@venlo.example",
            is_personal_address=False, recorded_at=MONDAY,
        )  # fmt: skip

    assert "mailto:contact@venlo.example" in page_of(contact)

    ContactPerson.objects.filter(seat="contact").update(away_from=MONDAY.date())

    assert "mailto:deputy@venlo.example" in page_of(contact)
    assert "contact@venlo.example" not in page_of(contact)
    assert HELP.wording("nl")["stands_in"] in page_of(contact)


def test_a_contact_person_who_did_not_agree_is_nowhere(venlo) -> None:
    contact = helper("Gemeente Venlo", kind=HelperKind.MUNICIPALITY, municipality="GM0983", serves=("GM0983",))
    ContactPerson.objects.create(
        municipality=venlo, seat="contact", function="Geheim", email="jan@venlo.example", recorded_at=MONDAY
    )

    assert "jan@venlo.example" not in page_of(contact)
    assert "Geheim" not in page_of(contact)


def test_a_copy_on_a_telephone_has_names_and_numbers_and_says_nothing_of_today() -> None:
    contact = helper(hours=read_hours("ma-vr 09:00-17:00"), languages=("pl",))
    address = reverse("guide:help", args=["nl"])
    asked = NobodysRequest(address, scheme="https", host="localhost", kept_on=MONDAY.date())

    copy = finding.finding(asked, "nl").content.decode()

    assert "Loket Voorbeeld" in copy
    assert 'href="tel:0880000010"' in copy
    assert "<form" not in copy
    assert "thoes-help__now--" not in copy
    assert reverse("guide:helper", args=["nl", contact.key]) not in copy
    assert HELP.wording("nl")["now.open"] in opened()
