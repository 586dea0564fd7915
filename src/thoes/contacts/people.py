"""Who answers for a municipality: a contact person and a deputy, and which of them is to be asked on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from thoes.accounts.public import Actor
from thoes.contacts.access import keeps
from thoes.contacts.domain.listing import Phone
from thoes.contacts.models import Confirmation, ContactPerson, Seat
from thoes.contacts.permissions import KEEP_CONTACTS_PURPOSE
from thoes.contacts.terms import confirmation_terms
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import as_tenant


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What is recorded of somebody who answers; a name asks for the day on which that was agreed to."""

    function: str
    email: str
    is_personal_address: bool = True
    phone: str = ""
    name: str = ""
    agreed_on: date | None = None
    away_from: date | None = None
    away_until: date | None = None


@transaction.atomic
def record_person(
    *, actor: Actor, municipality: str, seat: Seat, facts: PersonFacts, on: date, at: datetime
) -> ContactPerson:
    """Who answers from now on. Another address is another person: the one of before is kept until the term is over."""
    if not keeps(actor, municipality):
        raise PermissionError("this actor does not keep the contacts of this municipality")
    if facts.name and facts.agreed_on is None:
        raise Refusal("name_without_agreement", field="agreed_on")
    with as_tenant(actor, KEEP_CONTACTS_PURPOSE):
        now = (
            ContactPerson.objects.select_for_update()
            .filter(municipality=municipality, seat=seat, ended_on=None)
            .first()
        )
        if now is not None and now.email.casefold() != facts.email.casefold():
            _end([now], on=on)
            now = None
        person = now or ContactPerson(municipality_id=municipality, seat=seat)
        for name in PersonFacts.__dataclass_fields__:
            setattr(person, name, getattr(facts, name))
        person.recorded_by, person.recorded_at = actor.user_id, at
        person.save()
        return person


@transaction.atomic
def end_person(*, actor: Actor, municipality: str, seat: Seat, on: date) -> None:
    """Nobody answers in this seat any more."""
    if not keeps(actor, municipality):
        raise PermissionError("this actor does not keep the contacts of this municipality")
    with as_tenant(actor, KEEP_CONTACTS_PURPOSE):
        _end(ContactPerson.objects.filter(municipality=municipality, seat=seat, ended_on=None), on=on)


def _end(people: Iterable[ContactPerson], *, on: date) -> None:
    """They answer no more, and neither do the links that they were sent: who comes after them is asked anew."""
    for person in people:
        ContactPerson.objects.filter(pk=person.pk).update(ended_on=on)
        asked = Confirmation.objects.filter(municipality=person.municipality_id)
        asked.filter(lapsed_on=None).update(lapsed_on=on)
        if person.seat == Seat.CONTACT:
            asked.filter(answered_on=None).update(is_of_former=True)


def is_away(person: ContactPerson, *, on: date) -> bool:
    """Whether somebody is away on a day; without a day of return from then on."""
    if person.away_from is None or on < person.away_from:
        return False
    return person.away_until is None or on < person.away_until


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Who is to be asked, and why that is not the contact person."""

    person: ContactPerson
    stands_in: bool


def whom_to_ask(people: Iterable[ContactPerson], *, is_overdue: bool, on: date) -> ToAsk | None:
    """The contact person; the deputy where that one is away, gives no answer (`is_overdue`), or is not there. None: nobody."""
    by_seat = {person.seat: person for person in people if not is_away(person, on=on)}
    contact, deputy = by_seat.get(Seat.CONTACT), by_seat.get(Seat.DEPUTY)
    if contact is not None and not (is_overdue and deputy):
        return ToAsk(contact, stands_in=False)
    return ToAsk(deputy, stands_in=True) if deputy else None


def overdue_municipalities(*, on: date) -> set[str]:
    """The municipalities whose contact person gave no answer: from the day of the deputy's turn until there is one.

    The next question changes nothing of that. The silence of who left is not that of who came after.
    """
    last = on - timedelta(days=confirmation_terms(on).deputy)
    answered_since = Confirmation.objects.filter(
        municipality=OuterRef("municipality"), answered_on__isnull=False, asked_on__gte=OuterRef("asked_on")
    )
    silent = Confirmation.objects.filter(~Exists(answered_since), answered_on=None, is_of_former=False)
    return set(silent.filter(asked_on__lte=last).values_list("municipality_id", flat=True))


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers for a municipality, as everybody may read it."""

    function: str
    name: str
    email: str
    phone: Phone | None
    stands_in: bool


def answering_for(municipality: str, *, on: date) -> Answering | None:
    """Who answers, of those who may be shown: who agreed to it, and an address that is no person's.

    None where the contact person gave no answer and there is no deputy: who does not answer us answers nobody else.
    """
    may_be_shown = Q(agreed_on__isnull=False) | Q(is_personal_address=False)
    people = ContactPerson.objects.filter(may_be_shown, municipality=municipality, ended_on=None)
    is_overdue = municipality in overdue_municipalities(on=on)
    found = whom_to_ask(people, is_overdue=is_overdue, on=on)
    if found is None or (is_overdue and not found.stands_in):
        return None
    person = found.person
    name = person.name if person.agreed_on else ""
    phone = Phone(person.phone) if person.phone else None
    return Answering(person.function, name, person.email, phone, found.stands_in)
