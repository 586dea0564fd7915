"""Twice a year each municipality is asked by e-mail whether what we have is right, and answers without logging in.

The letter goes to the contact person, a reminder too; after that the deputy is asked. The link is signed, names one question
and works for a while. Opening it does nothing, as programs open links in mails before people do: the page has the button.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from thoes.contacts.models import Confirmation, Contact, ContactPerson, How, Origin, Proposal, Seat
from thoes.contacts.people import whom_to_ask
from thoes.contacts.quality import OWN_KINDS
from thoes.contacts.services import confirm_for_municipality, propose
from thoes.contacts.terms import ConfirmationTerms, confirmation_terms
from thoes.foundation.outbox import put_in_outbox
from thoes.places.public import Municipality
from thoes.privacy.public import cross_tenant

_SALT = "contacts.confirmation"


def ask_municipalities(*, on: date, at: datetime) -> int:
    """Put the letters of this day in the outbox; gives how many are new. Doing it again writes none twice."""
    terms = confirmation_terms(on)
    # Looks at the people of all municipalities to write to each about its own; nobody is shown anything.
    with cross_tenant():
        people: dict[str, list[ContactPerson]] = {}
        for person in ContactPerson.objects.filter(ended_on=None).select_related("municipality"):
            people.setdefault(person.municipality_id, []).append(person)
        return sum(_ask(own, terms=terms, on=on, at=at) for own in people.values())


@transaction.atomic
def _ask(people: list[ContactPerson], *, terms: ConfirmationTerms, on: date, at: datetime) -> int:
    municipality = people[0].municipality
    last = (
        Confirmation.objects.select_for_update().filter(municipality=municipality).order_by("-asked_on", "pk").first()
    )
    lapsed = last is not None and last.lapsed_on is not None and last.answered_on is None
    if last is None or lapsed or on >= last.asked_on + timedelta(days=terms.every):
        to_ask = whom_to_ask(people, is_overdue=False, on=on)
        if to_ask is None:
            return 0
        Confirmation.objects.filter(municipality=municipality, answered_on=None, lapsed_on=None).update(lapsed_on=on)
        question = Confirmation.objects.create(municipality=municipality, asked_on=on)
        return _write(question, to_ask.person, step="asked", at=at)
    if last.answered_on is not None:
        return 0
    if last.deputy_asked_on is None and on >= last.asked_on + timedelta(days=terms.deputy):
        deputy = next((each for each in people if each.seat == Seat.DEPUTY), None)
        last.deputy_asked_on = on
        last.save(update_fields=["deputy_asked_on"])
        return _write(last, deputy, step="deputy", at=at) if deputy else 0
    if last.reminded_on is None and on >= last.asked_on + timedelta(days=terms.reminder):
        to_ask = whom_to_ask(people, is_overdue=False, on=on)
        last.reminded_on = on
        last.save(update_fields=["reminded_on"])
        return _write(last, to_ask.person, step="reminder", at=at) if to_ask else 0
    return 0


def _write(question: Confirmation, person: ContactPerson, *, step: str, at: datetime) -> int:
    link = settings.THOES_URL + reverse("contacts:confirm", args=[token_of(question)])
    context: dict[str, Any] = {
        "municipality": question.municipality.name,
        "link": link,
        "is_reminder": step == "reminder",
        "is_for_deputy": step == "deputy",
        "days": confirmation_terms(question.asked_on).link,
    }
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Are the contact details of %(name)s still right?") % {"name": question.municipality.name}
        body = render_to_string("contacts/mail/confirmation.txt", context).strip() + "\n"
    return put_in_outbox(
        key=f"contact-confirmation:{question.pk}:{step}", to=person.email, subject=subject, body=body, at=at
    )


def token_of(question: Confirmation) -> str:
    """What the link of a question holds."""
    return signing.dumps(str(question.pk), salt=_SALT)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its link opens it: the municipality, what is shown of it, and whether the link still works."""

    question: Confirmation
    municipality: Municipality
    contacts: list[Contact]
    people: list[ContactPerson]
    is_over: bool


def asked_by(token: str, *, on: date) -> Asked | None:
    """What a link asks about; None for one that we did not make."""
    try:
        key = UUID(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError):
        return None
    question = Confirmation.objects.select_related("municipality").filter(pk=key).first()
    if question is None:
        return None
    written_on = max(filter(None, (question.asked_on, question.reminded_on, question.deputy_asked_on)))
    is_over = question.lapsed_on is not None or on > written_on + timedelta(days=confirmation_terms(on).link)
    own = {"municipality": question.municipality_id}
    # Who holds the link of the letter was asked by us about these people.
    with cross_tenant():
        people = [] if is_over else list(ContactPerson.objects.filter(**own, ended_on=None).order_by("seat"))
    contacts = [] if is_over else list(Contact.objects.filter(**own, kind__in=OWN_KINDS, gone_on=None).order_by("name"))
    return Asked(question, question.municipality, contacts, people, is_over)


def shown_in(asked: Asked) -> str:
    """A fingerprint of what the page shows: who presses its button says that of this, and of nothing else."""
    listings = [[str(each.pk), each.name, each.kind, each.facts] for each in asked.contacts]
    return hashlib.sha256(json.dumps(listings, sort_keys=True).encode()).hexdigest()[:16]


def waiting_of(asked: Asked) -> set[UUID]:
    """The contacts of which the municipality said that something is to be changed, and nobody looked yet."""
    open_ones = Proposal.objects.filter(contact__in=asked.contacts, origin=Origin.MUNICIPALITY, decided_at=None)
    return set(open_ones.values_list("contact_id", flat=True))


@transaction.atomic
def say_still_right(asked: Asked, *, on: date, at: datetime) -> list[Contact]:
    """All but those with a change that waits are right; gives those that stay unchecked for want of an official page.

    A contact that somebody changed or took away since it was shown is not among what was found right.
    """
    shown = {contact.pk: contact.listing for contact in asked.contacts}
    now = list(Contact.objects.select_for_update().filter(pk__in=shown, gone_on=None).order_by("pk"))
    waiting = waiting_of(asked)
    _answered(asked, on=on)
    return [
        contact
        for contact in now
        if contact.pk not in waiting
        and contact.listing == shown[contact.pk]
        and not confirm_for_municipality(contact, municipality=_name(asked), on=on, at=at)
    ]


def is_all_answered(asked: Asked) -> bool:
    """Whether the municipality said of everything that we have of it that it is right, or what it should be."""
    waiting, asked_on = waiting_of(asked), asked.question.asked_on
    return bool(asked.contacts) and all(
        each.pk in waiting
        or (each.checked_how == How.OWN and each.checked_on is not None and each.checked_on >= asked_on)
        for each in asked.contacts
    )


@transaction.atomic
def say_changed(asked: Asked, contact: Contact, listing: Any, *, why: str, on: date, at: datetime) -> Proposal | None:
    """Propose a change to who keeps the contacts; the municipality answered with it."""
    _answered(asked, on=on)
    return propose(contact, listing, origin=Origin.MUNICIPALITY, why=why, made_for=_name(asked), at=at)


def _name(asked: Asked) -> str:
    # It is kept and shown to everybody, whatever the language of who answers.
    with translation.override(settings.LANGUAGE_CODE):
        return _("Municipality of %(name)s") % {"name": asked.municipality.name}


def _answered(asked: Asked, *, on: date) -> None:
    Confirmation.objects.filter(pk=asked.question.pk, answered_on=None).update(answered_on=on)
