"""A municipality says twice a year whether what we have is right, without logging in."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from thoes.contacts.confirming import ask_municipalities, asked_by, say_still_right, token_of
from thoes.contacts.domain.listing import HelperKind, Phone, Source
from thoes.contacts.jobs import ask
from thoes.contacts.models import CheckRecord, Confirmation, ContactPerson, How, Proposal, Seat
from thoes.contacts.people import (
    PersonFacts,
    answering_for,
    end_person,
    overdue_municipalities,
    record_person,
    whom_to_ask,
)
from thoes.contacts.services import change, say_gone
from thoes.contacts.tests.conftest import AT, TODAY
from thoes.foundation.models import OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.fixture
def seated(venlo) -> dict[str, ContactPerson]:
    """The contact person and the deputy of Venlo."""
    return {
        seat: ContactPerson.objects.create(
            municipality=venlo, seat=seat, function=f"Functie {seat}", email=f"{seat}@venlo.example",
            is_personal_address=False, recorded_at=AT,
        )
        for seat in ("contact", "deputy")
    }  # fmt: skip


@pytest.fixture
def make_contact(make_contact):
    """As the other, of a desk of the municipality itself."""
    return partial(make_contact, kind=HelperKind.RNI)


def asked_after(*days: int) -> list[str]:
    """To whom a letter is written when the job runs on these days after today."""
    for ahead in days:
        ask_municipalities(on=TODAY + timedelta(days=ahead), at=AT)
    return sorted(OutgoingMail.objects.values_list("to", flat=True))


def question(**said) -> Confirmation:
    return Confirmation.objects.create(**{"municipality_id": "GM0983", "asked_on": localdate(), **said})


def address_of(asked: Confirmation) -> str:
    return reverse("contacts:confirm", args=[token_of(asked)])


def presses(asked: Confirmation, *, client: Client | None = None, **more):
    """The button, as the page has it that was just opened."""
    client = client or Client()
    page = client.get(address_of(asked))
    return client.post(address_of(asked), {"shown": page.context["shown"]} if page.status_code == 200 else {}, **more)


def test_the_contact_person_is_asked_reminded_and_then_the_deputy_is_asked_once_each(seated) -> None:
    assert asked_after(0, 1, 9) == ["contact@venlo.example"]
    assert asked_after(10, 11, 19) == ["contact@venlo.example"] * 2
    assert asked_after(20, 21, 100) == ["contact@venlo.example", "contact@venlo.example", "deputy@venlo.example"]


@pytest.mark.parametrize(("days", "letters"), [(159, 0), (160, 1), (161, 1)])
def test_who_answered_is_asked_again_when_the_half_year_is_nearly_over(seated, days, letters) -> None:
    question(asked_on=TODAY, answered_on=TODAY)

    assert len(asked_after(days)) == letters


def test_what_nobody_answered_lapses_when_the_next_question_comes(seated) -> None:
    question(asked_on=TODAY, reminded_on=TODAY, deputy_asked_on=TODAY)

    asked_after(160)

    assert Confirmation.objects.filter(lapsed_on=None).count() == 1
    assert Confirmation.objects.count() == 2


def test_while_the_contact_person_is_away_the_deputy_is_asked_at_once(seated) -> None:
    ContactPerson.objects.filter(seat="contact").update(away_from=TODAY)

    assert asked_after(0) == ["deputy@venlo.example"]


def test_a_municipality_without_a_contact_person_is_not_asked(weert) -> None:
    assert asked_after(0) == []


def test_the_letter_is_in_dutch_and_its_link_opens_the_page(seated, make_contact, settings) -> None:
    make_contact()
    ask_municipalities(on=localdate(), at=AT)

    mail = OutgoingMail.objects.get()
    link = re.search(r"https?://\S+", mail.body)[0]
    page = Client().get(link.removeprefix(settings.THOES_URL))

    assert mail.subject == "Kloppen de contactgegevens van Venlo nog?"
    assert "U hoeft niet in te loggen." in mail.body
    assert "088 000 00 10" in page.content.decode()


def test_opening_the_link_does_nothing_and_the_button_checks_all(seated, make_contact) -> None:
    contact, asked = make_contact(), question()
    client = Client()

    page = client.get(address_of(asked)).content.decode()
    contact.refresh_from_db()
    assert "088 000 00 10" in page
    assert "contact@venlo.example" in page
    assert contact.checked_on is None

    presses(asked, client=client)
    contact.refresh_from_db()
    asked.refresh_from_db()
    assert (contact.checked_on, contact.checked_how, contact.checked_for) == (localdate(), How.OWN, "Gemeente Venlo")
    assert asked.answered_on == localdate()
    assert CheckRecord.objects.get().done_by is None


def test_who_answered_everything_is_told_so_and_is_not_asked_to_press_again(seated, make_contact) -> None:
    make_contact()
    asked, client = question(), Client()
    button = "Ja, dit klopt allemaal"
    assert button in client.get(address_of(asked)).content.decode()

    presses(asked, client=client)
    page = client.get(address_of(asked)).content.decode()

    assert button not in page
    assert "U hebt alles beantwoord." in page


def test_what_should_be_different_goes_to_the_keeper_and_is_not_shown_yet(seated, make_contact) -> None:
    contact, other, asked = make_contact(ago=5, on=localdate()), make_contact("Loket"), question()
    address = reverse("contacts:confirm-change", args=[token_of(asked), contact.pk])
    client = Client()

    client.post(
        address, {"phones": "088 000 00 77", "source_link": "https://www.venlo.example/contact", "why": "Nieuw"}
    )
    presses(asked, client=client)

    proposal = Proposal.objects.get()
    contact.refresh_from_db()
    other.refresh_from_db()
    assert proposal.listing.phones[0].number == "088 000 00 77"
    assert (proposal.why, proposal.made_for, proposal.origin) == ("Nieuw", "Gemeente Venlo", "municipality")
    assert contact.listing.phones[0].number == "088 000 00 10"
    assert contact.checked_how == How.PAGE
    assert other.checked_how == How.OWN


def test_what_no_official_page_names_is_not_checked_by_the_button_and_that_is_said(seated, make_contact) -> None:
    contact, asked = make_contact(source=Source()), question()

    page = presses(asked, follow=True).content.decode()

    contact.refresh_from_db()
    assert contact.checked_on is None
    assert f"geen officiële pagina van: {contact.name}" in page


@pytest.mark.parametrize(("ago", "status"), [(29, 200), (30, 200), (31, 410)])
def test_a_link_works_for_its_days_and_then_says_so(seated, make_contact, ago, status) -> None:
    contact, asked = make_contact(), question(asked_on=localdate() - timedelta(days=ago))

    answers = [Client().get(address_of(asked)), presses(asked)]

    assert answers[0].status_code == status
    contact.refresh_from_db()
    assert (contact.checked_on is None) == (status == 410)


def test_a_link_that_we_did_not_make_opens_nothing(seated) -> None:
    assert Client().get(reverse("contacts:confirm", args=["geraden"])).status_code == 404
    asked = question()
    assert Client().get(address_of(asked)[:-3] + "xx/").status_code == 404


def test_a_link_of_one_municipality_changes_nothing_of_another(seated, make_contact, weert) -> None:
    elsewhere, asked = make_contact("Weert", municipality="GM0988"), question()

    address = reverse("contacts:confirm-change", args=[token_of(asked), elsewhere.pk])

    assert Client().get(address).status_code == 404
    assert "Weert" not in Client().get(address_of(asked)).content.decode()


def test_who_gave_no_answer_is_overdue_and_the_deputy_stands_in_until_there_is_one(seated) -> None:
    asked = question(asked_on=TODAY - timedelta(days=20))

    assert overdue_municipalities(on=TODAY) == {"GM0983"}
    assert answering_for("GM0983", on=TODAY).email == "deputy@venlo.example"

    Confirmation.objects.filter(pk=asked.pk).update(answered_on=TODAY)
    assert answering_for("GM0983", on=TODAY).email == "contact@venlo.example"


def is_overdue(days: int) -> bool:
    return overdue_municipalities(on=TODAY + timedelta(days=days)) == {"GM0983"}


def test_who_gives_no_answer_is_overdue_from_the_day_of_the_deputy_whether_the_job_ran_or_not(seated) -> None:
    question(asked_on=TODAY)

    assert [is_overdue(days) for days in (19, 20, 21)] == [False, True, True]


def test_the_next_letter_makes_nobody_who_gave_no_answer_to_the_last_one_who_answers(seated) -> None:
    asked_after(0, 20, 160)
    assert Confirmation.objects.filter(lapsed_on=TODAY + timedelta(days=160)).count() == 1

    for days in (159, 160, 161, 179, 180, 320):
        assert is_overdue(days)
        assert answering_for("GM0983", on=TODAY + timedelta(days=days)).email == "deputy@venlo.example"

    Confirmation.objects.filter(lapsed_on=None).update(answered_on=TODAY + timedelta(days=165))
    assert not is_overdue(165)


def test_an_answer_holds_until_the_term_after_the_next_letter(seated) -> None:
    question(asked_on=TODAY, lapsed_on=TODAY + timedelta(days=160))
    question(asked_on=TODAY + timedelta(days=160), answered_on=TODAY + timedelta(days=170))
    question(asked_on=TODAY + timedelta(days=320))

    assert [is_overdue(days) for days in (170, 320, 339, 340)] == [False, False, False, True]


@pytest.mark.parametrize(("seat", "still"), [("contact", False), ("deputy", True)])
def test_the_silence_of_a_contact_person_who_left_is_not_that_of_who_came_after(seated, kees, seat, still) -> None:
    question(asked_on=localdate() - timedelta(days=200), lapsed_on=localdate() - timedelta(days=40))
    question(asked_on=localdate() - timedelta(days=40))

    replaced(kees, seat)

    assert (overdue_municipalities(on=localdate()) == {"GM0983"}) is still
    ask_municipalities(on=localdate(), at=AT)
    assert (overdue_municipalities(on=localdate() + timedelta(days=19)) == {"GM0983"}) is still
    assert overdue_municipalities(on=localdate() + timedelta(days=20)) == {"GM0983"}


def test_without_a_deputy_the_contact_person_is_asked_even_when_overdue_and_nobody_when_away(seated) -> None:
    contact = seated["contact"]

    assert whom_to_ask([contact], is_overdue=True, on=TODAY).person == contact
    contact.away_from, contact.away_until = TODAY, TODAY + timedelta(days=2)
    assert whom_to_ask([contact], is_overdue=False, on=TODAY) is None
    assert whom_to_ask([contact], is_overdue=False, on=TODAY + timedelta(days=1)) is None
    assert whom_to_ask([contact], is_overdue=False, on=TODAY + timedelta(days=2)).person == contact


def test_the_job_is_planned_on_working_days_and_writes_the_letters(seated) -> None:
    ask(timestamp=0)

    assert OutgoingMail.objects.count() == 1
    planned = {periodic.task.name: periodic.cron for periodic in app.periodic_registry.periodic_tasks.values()}
    assert planned["contacts.ask_municipalities"] == "30 6 * * 1-5"


def test_a_municipality_confirms_its_own_desks_and_not_everybody_within_its_borders(seated, make_contact) -> None:
    own, hospital, asked = make_contact("Loket"), make_contact("Ziekenhuis", kind=HelperKind.DOCTOR), question()

    page = Client().get(address_of(asked)).content.decode()
    presses(asked)

    own.refresh_from_db()
    hospital.refresh_from_db()
    assert "Ziekenhuis" not in page
    assert (own.checked_how, hospital.checked_on) == (How.OWN, None)
    address = reverse("contacts:confirm-change", args=[token_of(asked), hospital.pk])
    assert Client().get(address).status_code == 404


def test_what_a_keeper_changed_or_took_away_meanwhile_stays_so_and_was_not_found_right(
    seated, make_contact, kees
) -> None:
    changed, gone, asked = make_contact("Loket"), make_contact("Balie"), question()
    shown = asked_by(token_of(asked), on=localdate())
    now = {"actor": kees, "seen": [], "on": localdate(), "at": AT}
    number = replace(changed.listing, phones=(Phone("088 000 00 55"),))
    change(contact_id=changed.pk, listing=number, how=How.CALLED, **now)
    say_gone(contact_id=gone.pk, **now)

    say_still_right(shown, on=localdate(), at=AT)

    changed.refresh_from_db()
    gone.refresh_from_db()
    assert (changed.listing.phones[0].number, changed.checked_how) == ("088 000 00 55", How.CALLED)
    assert (gone.gone_on, gone.checked_on) == (localdate(), None)


@pytest.mark.parametrize("field", ["phones", "hours", "other_days"])
def test_who_holds_the_link_cannot_hand_in_a_book(seated, make_contact, field) -> None:
    contact, asked = make_contact(), question()
    line = {"phones": "088 000 00 10\n", "hours": "ma-vr 09:00-17:00\n", "other_days": "24-12-2026 dicht: kerst\n"}
    said = {"source_link": "https://www.venlo.example/", field: line[field] * 5_000}

    page = Client().post(reverse("contacts:confirm-change", args=[token_of(asked), contact.pk]), said)

    assert page.status_code == 200
    assert not Proposal.objects.exists()


def test_the_button_says_nothing_of_what_came_after_the_page_was_opened(seated, make_contact, kees) -> None:
    contact, asked, client = make_contact(), question(), Client()
    shown = client.get(address_of(asked)).context["shown"]
    number = replace(contact.listing, phones=(Phone("088 000 00 55"),))
    change(actor=kees, contact_id=contact.pk, listing=number, how=How.CALLED, seen=[], on=localdate(), at=AT)

    page = client.post(address_of(asked), {"shown": shown}, follow=True).content.decode()

    contact.refresh_from_db()
    asked.refresh_from_db()
    assert "Er is iets veranderd sinds u deze pagina opende" in page
    assert "088 000 00 55" in page
    assert (contact.checked_how, asked.answered_on) == (How.CALLED, None)


def test_a_button_that_shows_nothing_says_nothing(seated, make_contact) -> None:
    contact, asked = make_contact(), question()

    Client().post(address_of(asked))

    contact.refresh_from_db()
    assert contact.checked_on is None


def replaced(kees, seat: str) -> None:
    facts = PersonFacts(function="Opvolger", email="opvolger@venlo.example", is_personal_address=False)
    record_person(actor=kees, municipality="GM0983", seat=Seat(seat), facts=facts, on=localdate(), at=AT)


@pytest.mark.parametrize("seat", ["contact", "deputy"])
@pytest.mark.parametrize("has_answered", [False, True])
def test_the_link_of_who_left_opens_nothing_any_more(seated, make_contact, kees, seat, has_answered) -> None:
    contact, asked = make_contact(), question(answered_on=localdate() if has_answered else None)

    replaced(kees, seat)

    assert Client().get(address_of(asked)).status_code == 410
    presses(asked)
    contact.refresh_from_db()
    assert contact.checked_on is None


def test_who_comes_after_is_asked_anew_unless_there_was_an_answer(seated, kees) -> None:
    question(asked_on=localdate() - timedelta(days=5))
    replaced(kees, "contact")
    ask_municipalities(on=localdate(), at=AT)
    assert [mail.to for mail in OutgoingMail.objects.all()] == ["opvolger@venlo.example"]

    Confirmation.objects.filter(lapsed_on=None).update(answered_on=localdate())
    end_person(actor=kees, municipality="GM0983", seat=Seat.DEPUTY, on=localdate())
    ask_municipalities(on=localdate() + timedelta(days=1), at=AT)
    assert OutgoingMail.objects.count() == 1


def test_another_number_of_the_same_person_leaves_the_link_as_it_is(seated, kees) -> None:
    asked = question()
    facts = PersonFacts(function="X", email="Contact@venlo.example", phone="077 000 00 00")

    record_person(actor=kees, municipality="GM0983", seat=Seat.CONTACT, facts=facts, on=localdate(), at=AT)

    assert Client().get(address_of(asked)).status_code == 200
