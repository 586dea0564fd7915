"""What is done about a contact, by whom, and what stays of it; and what everybody finds after it."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from thoes.contacts.domain.hours_text import read_hours
from thoes.contacts.domain.listing import HelperKind, Phone, Source
from thoes.contacts.domain.states import CheckState
from thoes.contacts.models import Act, CheckRecord, Contact, How, Origin
from thoes.contacts.queries import (
    Wanted,
    found_for,
    in_state,
    public_contact,
    public_contacts,
    state_on,
    with_contradictions,
)
from thoes.contacts.services import add_contact, change, find_right, propose, put_back, say_gone, take_over
from thoes.contacts.tests.conftest import AT, TODAY, listing
from thoes.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db
NOW = {"on": TODAY, "at": AT}


def says_else(contact: Contact, number: str = "088 000 00 99"):
    other = replace(contact.listing, phones=(Phone(number),))
    return propose(contact, other, origin=Origin.RESEARCH, why="Een folder", at=AT)


def numbers_shown() -> list[str]:
    return [phone.number for each in public_contacts(on=TODAY) for phone in each.listing.phones]


def test_what_was_never_checked_is_found_by_nobody(make_contact) -> None:
    contact = make_contact()

    assert public_contacts(on=TODAY) == []
    assert public_contact(contact.key, on=TODAY) is None


def test_what_was_found_right_is_found_by_everybody_with_who_checked_it_and_when(make_contact, kees) -> None:
    contact = make_contact()

    find_right(actor=kees, contact_id=contact.pk, how=How.CALLED, seen=[], **NOW)

    (shown,) = public_contacts(on=TODAY)
    assert (shown.is_sure, shown.checked_on, shown.checked_for) == (True, TODAY, "Gemeente Venlo")
    record = CheckRecord.objects.get()
    assert (record.act, record.how, record.done_by) == (Act.RIGHT, How.CALLED, kees.user_id)


@pytest.mark.parametrize(
    "source", [Source(), Source("https://blog.example/", "", is_official=False), Source("", "", is_official=True)]
)
def test_without_an_official_page_nothing_can_be_found_right(make_contact, kees, source) -> None:
    contact = make_contact(source=source)

    with pytest.raises(Refusal) as refused:
        find_right(actor=kees, contact_id=contact.pk, how=How.CALLED, seen=[], **NOW)

    assert refused.value.code == "contact_without_official_source"
    assert public_contacts(on=TODAY) == []


@pytest.mark.parametrize(("ago", "numbers"), [(183, ["088 000 00 10"]), (184, [])])
def test_after_the_term_of_a_check_only_the_official_page_is_left(make_contact, ago, numbers) -> None:
    make_contact(ago=ago)

    assert numbers_shown() == numbers
    (shown,) = public_contacts(on=TODAY)
    assert shown.listing.source.link == "https://www.taalpunt.example/"
    assert shown.state is (CheckState.CHECKED if numbers else CheckState.OVERDUE)


def test_where_somebody_says_something_else_no_number_is_shown_until_somebody_looked(make_contact, kees) -> None:
    contact = make_contact(ago=10)
    proposal = says_else(contact)

    assert numbers_shown() == []

    find_right(actor=kees, contact_id=contact.pk, how=How.PAGE, seen=[proposal.pk], **NOW)

    assert numbers_shown() == ["088 000 00 10"]
    assert list(CheckRecord.objects.order_by("pk").values_list("act", flat=True)) == [Act.RIGHT, Act.DROPPED]


def test_what_stands_beside_it_can_be_right_and_the_others_are_not(make_contact, kees) -> None:
    contact = make_contact(ago=10)
    right, wrong = says_else(contact), says_else(contact, "088 000 00 98")

    take_over(actor=kees, contact_id=contact.pk, proposal_id=right.pk, how=How.CALLED, seen=[right.pk, wrong.pk], **NOW)

    assert numbers_shown() == ["088 000 00 99"]
    taken = CheckRecord.objects.get(act=Act.TAKEN)
    assert (taken.before["phones"][0]["number"], taken.after["phones"][0]["number"]) == (
        "088 000 00 10",
        "088 000 00 99",
    )


def test_a_proposal_that_came_in_while_somebody_looked_waits_on(make_contact, kees) -> None:
    contact = make_contact(ago=10)
    seen = says_else(contact)
    says_else(contact, "088 000 00 98")

    find_right(actor=kees, contact_id=contact.pk, how=How.PAGE, seen=[seen.pk], **NOW)

    assert contact.proposals.filter(decided_at=None).count() == 1
    assert numbers_shown() == []


def test_a_proposal_is_decided_on_once(make_contact, kees) -> None:
    contact = make_contact(ago=10)
    proposal = says_else(contact)
    decide = {"actor": kees, "contact_id": contact.pk, "proposal_id": proposal.pk, "how": How.PAGE, "seen": [], **NOW}
    take_over(**decide)

    with pytest.raises(Refusal, match="proposal_decided"):
        take_over(**decide)


def test_the_same_said_twice_is_one_proposal_and_what_we_have_is_none(make_contact) -> None:
    contact = make_contact(ago=10)

    assert says_else(contact) is not None
    assert says_else(contact) is None
    assert propose(contact, contact.listing, origin=Origin.FILE, at=AT) is None


def test_changed_is_shown_as_it_was_changed(make_contact, kees) -> None:
    contact = make_contact()

    change(actor=kees, contact_id=contact.pk, listing=listing(number="088 000 00 55"), how=How.PAGE, seen=[], **NOW)

    assert numbers_shown() == ["088 000 00 55"]


def test_what_does_not_exist_is_found_by_nobody_and_can_come_back_to_be_checked(make_contact, kees) -> None:
    contact = make_contact(ago=1)

    say_gone(actor=kees, contact_id=contact.pk, seen=[], **NOW)
    assert public_contacts(on=TODAY) == []

    put_back(actor=kees, contact_id=contact.pk, at=AT)
    contact.refresh_from_db()
    assert (contact.gone_on, contact.checked_on) == (None, None)
    assert list(CheckRecord.objects.order_by("pk").values_list("act", flat=True)) == [Act.GONE, Act.BACK]


def test_another_municipality_does_nothing_about_it_and_the_province_does(make_contact, karin, petra) -> None:
    contact = make_contact()

    for act in (find_right, say_gone):
        facts = {"how": How.PAGE} if act is find_right else {}
        with pytest.raises(Refusal, match="contact_not_yours"):
            act(actor=karin, contact_id=contact.pk, seen=[], **facts, **NOW)
    find_right(actor=petra, contact_id=contact.pk, how=How.PAGE, seen=[], **NOW)

    assert public_contacts(on=TODAY)[0].checked_for == "Provincie Limburg"


def test_a_municipality_gives_its_contact_to_no_other_and_adds_none_of_another(make_contact, kees) -> None:
    contact = make_contact()
    elsewhere = listing(municipality="")

    with pytest.raises(Refusal, match="contact_of_another_municipality"):
        change(actor=kees, contact_id=contact.pk, listing=elsewhere, how=How.PAGE, seen=[], **NOW)
    with pytest.raises(Refusal, match="contact_of_another_municipality"):
        add_contact(actor=kees, listing=elsewhere, how=How.PAGE, **NOW)


def test_who_may_not_keep_contacts_does_nothing(make_contact, alice) -> None:
    with pytest.raises(PermissionError):
        find_right(actor=alice, contact_id=make_contact().pk, how=How.PAGE, seen=[], **NOW)


def test_a_contact_that_is_not_there_is_refused(kees) -> None:
    with pytest.raises(Refusal, match="contact_not_yours"):
        find_right(actor=kees, contact_id=uuid.uuid4(), how=How.PAGE, seen=[], **NOW)


def test_what_was_done_cannot_be_changed_afterwards(make_contact, kees) -> None:
    find_right(actor=kees, contact_id=make_contact().pk, how=How.PAGE, seen=[], **NOW)

    with pytest.raises(DatabaseError), transaction.atomic():
        CheckRecord.objects.update(act=Act.GONE)


def test_two_helpers_of_one_name_get_two_addresses(kees) -> None:
    first, second = (add_contact(actor=kees, listing=listing(), how=How.PAGE, **NOW) for _ in range(2))

    assert (first.key, second.key) == ("taalpunt-voorbeeld", "taalpunt-voorbeeld-2")


@pytest.mark.parametrize("ago", [None, 0, 183, 184])
@pytest.mark.parametrize("contradicted", [False, True])
def test_the_list_and_the_page_agree_on_the_state(make_contact, ago, contradicted) -> None:
    contact = make_contact(ago=ago)
    if contradicted:
        says_else(contact)

    row = with_contradictions(Contact.objects.all()).get()
    listed = [
        state
        for state in CheckState
        if with_contradictions(Contact.objects.all()).filter(in_state(state, on=TODAY)).exists()
    ]

    assert listed == [state_on(row, on=TODAY)]


def test_the_nearest_of_each_kind_stands_first(make_contact, weert) -> None:
    make_contact("Ver weg", ago=1, municipality="")
    make_contact("Alleen Weert", ago=1, municipality="GM0988", serves=("GM0988",))
    make_contact("Dichtbij", ago=1)
    make_contact("Dokter", ago=1, kind=HelperKind.DOCTOR, municipality="")
    contacts = public_contacts(on=TODAY)

    found = found_for(Wanted(municipality="GM0983"), contacts, at=AT.replace(tzinfo=None))

    assert [each.listing.name for each in found] == ["Dokter", "Dichtbij", "Ver weg"]


def test_a_wish_for_a_language_or_for_open_now_narrows(make_contact) -> None:
    make_contact("Pools", ago=1, languages=("nl", "pl"))
    make_contact("Open", ago=1, hours=read_hours("ma 09:00-17:00"))
    contacts = public_contacts(on=TODAY)

    def names(wanted: Wanted, at=AT) -> list[str]:
        return [each.listing.name for each in found_for(wanted, contacts, at=at.replace(tzinfo=None))]

    assert names(Wanted(language="pl")) == ["Pools"]
    assert names(Wanted(open_now=True)) == ["Open"]
    assert names(Wanted(open_now=True), AT + timedelta(hours=12)) == []
