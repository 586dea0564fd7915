"""What somebody does about a contact: each act is a check, and stands in the records with what it was before."""

from collections.abc import Collection
from datetime import date, datetime
from itertools import chain, count
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from thoes.accounts.public import Actor
from thoes.contacts.access import contact_to_keep, keeps
from thoes.contacts.domain.listing import Listing
from thoes.contacts.models import Act, CheckRecord, Contact, How, Origin, Proposal
from thoes.contacts.permissions import KEEP_CONTACTS
from thoes.kernel.refusals import Refusal


@transaction.atomic
def add_contact(*, actor: Actor, listing: Listing, how: How, on: date, at: datetime) -> Contact:
    """A helper that was not there yet, as somebody just read or heard it."""
    if not actor.may(KEEP_CONTACTS):
        raise PermissionError("this actor may not keep contacts")
    _refuse_others(actor, listing)
    contact = new_contact(listing, at=at)
    _check(contact, Act.CHANGED, listing, actor=actor, how=how, on=on, at=at)
    return contact


def new_contact(listing: Listing, *, at: datetime, key: str = "") -> Contact:
    """A contact that nobody checked yet."""
    contact = Contact(key=key or _free_key(listing.name), made_at=at)
    contact.listing = listing
    contact.save()
    return contact


def _free_key(name: str) -> str:
    key = slugify(name)[:70] or "contact"
    # Asked once: of a name in other letters nothing is left, and a list may hold thousands of those.
    taken = set(Contact.objects.filter(key__startswith=key).values_list("key", flat=True))
    return next(free for free in chain([key], (f"{key}-{number}" for number in count(2))) if free not in taken)


@transaction.atomic
def find_right(*, actor: Actor, contact_id: UUID, how: How, seen: Collection[UUID], on: date, at: datetime) -> Contact:
    """What we have is right. Proposals that were `seen` beside it are not; one that came in meanwhile waits on."""
    contact = contact_to_keep(actor, contact_id)
    _check(contact, Act.RIGHT, contact.listing, actor=actor, how=how, on=on, at=at)
    _settle(contact, seen, actor=actor, at=at)
    return contact


@transaction.atomic
def change(
    *, actor: Actor, contact_id: UUID, listing: Listing, how: How, seen: Collection[UUID], on: date, at: datetime
) -> Contact:
    """It is as in `listing`, whatever was proposed."""
    contact = contact_to_keep(actor, contact_id)
    _refuse_others(actor, listing)
    _check(contact, Act.CHANGED, listing, actor=actor, how=how, on=on, at=at)
    _settle(contact, seen, actor=actor, at=at)
    return contact


@transaction.atomic
def take_over(
    *, actor: Actor, contact_id: UUID, proposal_id: UUID, how: How, seen: Collection[UUID], on: date, at: datetime
) -> Contact:
    """A proposal is right; the others that were seen beside it are not."""
    contact = contact_to_keep(actor, contact_id)
    proposal = contact.proposals.filter(pk=proposal_id, decided_at=None).first()
    if proposal is None:
        raise Refusal("proposal_decided")
    _refuse_others(actor, proposal.listing)
    _check(contact, Act.TAKEN, proposal.listing, actor=actor, how=how, on=on, at=at)
    _settle(contact, {proposal_id, *seen}, actor=actor, at=at)
    return contact


@transaction.atomic
def say_gone(*, actor: Actor, contact_id: UUID, seen: Collection[UUID], on: date, at: datetime) -> Contact:
    """It does not exist (any more): it is shown to nobody, and stays for who keeps the contacts."""
    contact = contact_to_keep(actor, contact_id)
    if contact.gone_on is None:
        contact.gone_on = on
        contact.save(update_fields=["gone_on"])
        _record(contact, Act.GONE, before=_whole(contact), actor=actor, at=at)
    _settle(contact, seen, actor=actor, at=at)
    return contact


@transaction.atomic
def put_back(*, actor: Actor, contact_id: UUID, at: datetime) -> Contact:
    """It does exist; whether it is right is to be checked again."""
    contact = contact_to_keep(actor, contact_id)
    if contact.gone_on is not None:
        contact.gone_on, contact.checked_on = None, None
        contact.checked_how = contact.checked_for = ""
        contact.save()
        _record(contact, Act.BACK, before=_whole(contact), actor=actor, at=at)
    return contact


def propose(
    contact: Contact,
    listing: Listing,
    *,
    origin: Origin,
    at: datetime,
    why: str = "",
    made_for: str = "",
    made_by: UUID | None = None,
) -> Proposal | None:
    """Say that a contact is as in `listing`; None where that is what we have, or was said already and not looked at yet."""
    if listing == contact.listing or any(listing == each.listing for each in contact.proposals.filter(decided_at=None)):
        return None
    proposal = Proposal(contact=contact, origin=origin, why=why[:300], made_for=made_for, made_by=made_by, made_at=at)
    proposal.listing = listing
    proposal.save()
    return proposal


def confirm_for_municipality(contact: Contact, *, municipality: str, on: date, at: datetime) -> bool:
    """The municipality itself says that it is right. False where no official page says so: somebody looks for that first."""
    if not contact.listing.source.may_be_shown:
        return False
    _mark(contact, How.OWN, by=None, done_for=municipality, on=on)
    CheckRecord.objects.create(
        contact=contact, act=Act.RIGHT, how=How.OWN, before=_whole(contact), after=_whole(contact),
        done_for=municipality, done_at=at,
    )  # fmt: skip
    return True


def _refuse_others(actor: Actor, listing: Listing) -> None:
    if not keeps(actor, listing.municipality):
        raise Refusal("contact_of_another_municipality", field="municipality")


def _check(contact: Contact, act: Act, listing: Listing, *, actor: Actor, how: How, on: date, at: datetime) -> None:
    """Without the page of the helper itself, or of another public body, nothing can be found right."""
    if not listing.source.may_be_shown:
        raise Refusal("contact_without_official_source", field="source")
    before = _whole(contact)
    contact.listing, contact.gone_on = listing, None
    _mark(contact, how, by=actor.user_id, done_for=actor.organisation_name, on=on)
    _record(contact, act, before=before, actor=actor, at=at, how=how)


def _mark(contact: Contact, how: How, *, by: UUID | None, done_for: str, on: date) -> None:
    contact.checked_on, contact.checked_how = on, how
    contact.checked_by, contact.checked_for = by, done_for
    contact.save()


def _settle(contact: Contact, seen: Collection[UUID], *, actor: Actor, at: datetime) -> None:
    open_ones = contact.proposals.filter(decided_at=None, pk__in=list(seen))
    for proposal in open_ones:
        if proposal.listing != contact.listing:
            _record(contact, Act.DROPPED, before=_whole(proposal), actor=actor, at=at)
    open_ones.update(decided_at=at, decided_by=actor.user_id)
    contact.reports.filter(settled_at=None, pk__in=list(seen)).update(settled_at=at)


def _record(contact: Contact, act: Act, *, before: dict[str, Any], actor: Actor, at: datetime, how: str = "") -> None:
    CheckRecord.objects.create(
        contact=contact, act=act, how=how, before=before, after=_whole(contact), done_by=actor.user_id,
        done_for=actor.organisation_name, done_at=at,
    )  # fmt: skip


def _whole(described: Contact | Proposal) -> dict[str, Any]:
    return {
        "name": described.name,
        "kind": described.kind,
        "municipality": described.municipality_id or "",
        **described.facts,
    }
