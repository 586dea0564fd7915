"""The pages of who keeps the contacts."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from tests.reading_pages import text_of

from thoes.contacts.domain.listing import Phone, Source
from thoes.contacts.models import CheckRecord, Contact, ContactPerson, How, Origin, Seat
from thoes.contacts.people import PersonFacts, record_person
from thoes.contacts.permissions import KEEP_CONTACTS_PURPOSE
from thoes.contacts.services import propose
from thoes.contacts.tests.conftest import AT, TODAY, listing
from thoes.foundation.database_roles import APP_ROLE
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import as_tenant
from thoes.privacy.retention.models import RetentionTerm
from thoes.privacy.retention.shredding import shred
from thoes.privacy.seal import SETTINGS, tell

pytestmark = pytest.mark.django_db

FORM = {
    "name": "Taalpunt Nieuw", "kind": "language", "phones": "088 000 00 10, receptie", "hours": "ma-vr 09:00-17:00",
    "on_holidays": "closed", "municipality": "GM0983", "source_link": "https://www.taalpunt.example/",
    "is_official": "on", "how": "page", "languages": ["nl", "pl"],
}  # fmt: skip


@pytest.fixture
def keeper(kees, logged_in):
    return logged_in(kees)


def test_the_list_shows_the_worst_first_and_only_what_the_own_municipality_keeps(make_contact, weert, keeper) -> None:
    today = localdate()
    make_contact("Nog goed", ago=1, on=today)
    make_contact("Te oud", ago=200, on=today)
    propose(make_contact("Betwist", ago=1, on=today), listing("Betwist", number="0800-1"), origin=Origin.FILE, at=AT)
    make_contact("Van Weert", municipality="GM0988")

    page = keeper.get(reverse("contacts:queue")).content.decode()

    assert page.index("Betwist") < page.index("Te oud")
    assert "Nog goed" not in page
    assert "Van Weert" not in page
    assert "Nog goed" in keeper.get(reverse("contacts:queue"), {"part": "checked"}).content.decode()


def test_who_keeps_the_contacts_sees_today_how_many_wait(make_contact, weert, keeper) -> None:
    today = localdate()
    make_contact("Nog goed", ago=1, on=today)
    make_contact("Te oud", ago=200, on=today)
    propose(make_contact("Betwist", ago=1, on=today), listing("Betwist", number="0800-1"), origin=Origin.FILE, at=AT)
    make_contact("Van Weert", municipality="GM0988")

    page = text_of(keeper.get("/today/"))

    assert "1 contact heeft twee antwoorden" in page
    assert "2 contacten om te controleren" in page


def test_the_list_asks_the_database_as_often_for_many_contacts_as_for_few(make_contact, keeper) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            keeper.get(reverse("contacts:queue"))
        return len(queries)

    make_contact("Een")
    few = asked()
    for number in range(15):
        make_contact(f"Taalpunt {number}")

    assert asked() == few


def test_two_answers_stand_beside_each_other_and_one_press_decides(make_contact, keeper) -> None:
    contact = make_contact()
    proposal = propose(contact, listing(number="088 000 00 99"), origin=Origin.RESEARCH, why="Een folder", at=AT)

    page = keeper.get(reverse("contacts:contact", args=[contact.pk])).content.decode()
    answer = keeper.post(
        reverse("contacts:take-over", args=[contact.pk, proposal.pk]), {"how": "called", "seen": str(proposal.pk)}
    )

    assert all(words in page for words in ("088 000 00 10", "088 000 00 99", "Een folder"))
    assert answer.headers["Location"] == reverse("contacts:queue")
    contact.refresh_from_db()
    assert (contact.listing.phones, contact.checked_how) == ((Phone("088 000 00 99"),), How.CALLED)


@pytest.mark.parametrize("act", ["right", "gone"])
def test_one_press_says_that_it_is_right_or_does_not_exist(make_contact, keeper, act) -> None:
    contact = make_contact()

    keeper.post(reverse(f"contacts:{act}", args=[contact.pk]), {"how": "page", "seen": ""})

    assert CheckRecord.objects.get().act == act


def test_a_contact_without_an_official_page_is_sent_back_with_what_to_do(make_contact, keeper) -> None:
    contact = make_contact(source=Source())

    answer = keeper.post(reverse("contacts:right", args=[contact.pk]), {"how": "page", "seen": ""}, follow=True)

    assert "vink aan dat die officieel is" in answer.content.decode()
    assert not CheckRecord.objects.exists()


def test_what_is_filled_in_is_saved_as_it_was_meant(keeper) -> None:
    keeper.post(reverse("contacts:add"), FORM)

    contact = Contact.objects.get()
    assert contact.listing.phones == (Phone("088 000 00 10", "receptie"),)
    assert (contact.listing.languages, contact.municipality_id) == (("nl", "pl"), "GM0983")
    page = keeper.get(reverse("contacts:change", args=[contact.pk])).content.decode()
    assert "ma-vr 09:00-17:00" in page
    assert "088 000 00 10, receptie" in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"hours": "soms"}, "Wij begrijpen deze tijden niet"), ({"phones": "bel maar"}, "één telefoonnummer"),
        ({"source_link": "taalpunt"}, "Schrijf het hele adres van de pagina"), ({"is_official": ""}, "officieel"),
        ({"website": "taalpunt"}, "Dat begint met https"), ({"email": "x"}, "geen e-mailadres"),
        ({"other_days": "kerst"}, "kerstavond"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_said_at_its_field_and_nothing_is_saved(keeper, wrong, says) -> None:
    page = keeper.post(reverse("contacts:add"), {**FORM, **wrong}).content.decode()

    assert says in page
    assert not Contact.objects.exists()


def test_who_keeps_no_contacts_gets_no_page_and_another_municipality_does_not_find_it(
    make_contact, alice, karin, logged_in
) -> None:
    address = reverse("contacts:contact", args=[make_contact().pk])

    assert logged_in(alice).get(address).status_code == 403
    assert logged_in(karin).get(address).status_code == 404


def test_a_contact_person_is_filled_in_and_another_address_is_another_person(keeper) -> None:
    address = reverse("contacts:person", args=["GM0983", "contact"])
    facts = {"function": "Contactfunctionaris", "email": "een@venlo.example"}

    keeper.post(address, facts)
    keeper.post(address, {**facts, "function": "Coördinator"})
    keeper.post(address, {**facts, "email": "twee@venlo.example"})

    people = ContactPerson.objects.order_by("recorded_at")
    assert [(each.email, each.function, each.ended_on) for each in people] == [
        ("een@venlo.example", "Coördinator", localdate()), ("twee@venlo.example", "Contactfunctionaris", None),
    ]  # fmt: skip
    assert "twee@venlo.example" in keeper.get(reverse("contacts:people")).content.decode()


def test_nobody_does_it_any_more_with_one_press(keeper) -> None:
    address = reverse("contacts:person", args=["GM0983", "deputy"])
    keeper.post(address, {"function": "Vervanger", "email": "een@venlo.example"})

    keeper.post(address, {"nobody": "1", "function": ""})

    assert ContactPerson.objects.get().ended_on == localdate()


def test_a_name_without_agreement_is_refused(kees) -> None:
    with pytest.raises(Refusal, match="name_without_agreement"):
        record_person(
            actor=kees, municipality="GM0983", seat=Seat.CONTACT, on=TODAY, at=AT,
            facts=PersonFacts(function="X", email="x@venlo.example", name="Anna Nepska"),
        )  # fmt: skip


def test_another_municipality_records_nobody_here(karin, venlo) -> None:
    with pytest.raises(PermissionError):
        record_person(
            actor=karin, municipality=venlo.pk, seat=Seat.CONTACT, on=TODAY, at=AT,
            facts=PersonFacts(function="X", email="x@venlo.example"),
        )  # fmt: skip


def _seen(**settings: str) -> set[str]:
    """Which functions raw SQL finds with these settings under the seal, as the role of the application."""
    tell(connection, APP_ROLE, [settings.get(name, "") for name in SETTINGS])
    with connection.cursor() as cursor:
        cursor.execute("SELECT function FROM contacts_contactperson")
        found = {row[0] for row in cursor.fetchall()}
        cursor.execute("RESET ROLE")
    return found


def test_the_database_shows_everybody_only_who_may_be_shown(venlo, weert) -> None:
    shown = {
        "is agreed to": {"agreed_on": TODAY}, "of the function": {"is_personal_address": False, "seat": "deputy"},
        "secret": {"municipality": weert}, "over": {"agreed_on": TODAY, "ended_on": TODAY},
    }  # fmt: skip
    for function, facts in shown.items():
        ContactPerson.objects.create(
            **{
                "municipality": venlo,
                "seat": "contact",
                "function": function,
                "email": "x@y.nl",
                "recorded_at": AT,
                **facts,
            }
        )

    assert _seen() == {"is agreed to", "of the function"}
    assert _seen(territory="GM0988", purpose=KEEP_CONTACTS_PURPOSE) == {"is agreed to", "of the function", "secret"}
    assert _seen(kind="province", purpose=KEEP_CONTACTS_PURPOSE) == set(shown)


def test_a_keeper_sees_the_own_municipality_in_the_purpose_only(kees, venlo) -> None:
    ContactPerson.objects.create(municipality=venlo, seat="contact", function="X", email="x@y.nl", recorded_at=AT)

    with as_tenant(kees, KEEP_CONTACTS_PURPOSE):
        assert ContactPerson.objects.count() == 1


@pytest.mark.parametrize(("ended", "left"), [(29, 1), (30, 0), (31, 0)])
def test_who_answered_before_is_erased_when_the_term_is_over(venlo, desk, ended, left) -> None:
    ContactPerson.objects.create(
        municipality=venlo, seat="contact", function="X", email="x@y.nl", recorded_at=AT,
        ended_on=localdate() - timedelta(days=ended),
    )  # fmt: skip
    RetentionTerm.objects.create(
        purpose=KEEP_CONTACTS_PURPOSE, organisation_id=desk.pk, municipality_code="GM0983", number=30, unit="days",
        ground="Voorbeeld", set_by=uuid.uuid4(), set_at=timezone.now() - timedelta(days=1),
    )  # fmt: skip

    shred(on=localdate(), at=timezone.now())

    assert ContactPerson.objects.count() == left


def test_what_somebody_says_while_a_keeper_writes_waits_until_it_was_looked_at(make_contact, keeper) -> None:
    contact = make_contact()
    seen = propose(contact, listing(number="088 000 00 98"), origin=Origin.FILE, at=AT)
    page = keeper.get(reverse("contacts:change", args=[contact.pk]))
    meanwhile = propose(contact, listing(number="088 000 00 99"), origin=Origin.FILE, at=AT)

    keeper.post(reverse("contacts:change", args=[contact.pk]), {**FORM, "seen": page.context["form"]["seen"].value()})

    assert Contact.objects.get().name == FORM["name"]
    assert set(contact.proposals.filter(decided_at=None)) == {meanwhile}
    assert seen is not None


@pytest.mark.parametrize("seen", ["", "x", "a,,b"])
def test_a_change_that_says_nothing_of_what_was_seen_settles_nothing(make_contact, keeper, seen) -> None:
    contact = make_contact()
    propose(contact, listing(number="088 000 00 98"), origin=Origin.FILE, at=AT)

    keeper.post(reverse("contacts:change", args=[contact.pk]), {**FORM, "seen": seen})

    assert Contact.objects.get().name == FORM["name"]
    assert contact.proposals.filter(decided_at=None).count() == 1


def test_a_language_of_a_list_stays_when_a_keeper_changes_something_else(make_contact, keeper) -> None:
    contact = make_contact(languages=("lv", "nl"))
    address = reverse("contacts:change", args=[contact.pk])

    page = keeper.get(address)
    keeper.post(address, {**FORM, "languages": page.context["form"]["languages"].value()})

    assert Contact.objects.get().listing.languages == ("lv", "nl")
