"""What everybody may find, and what is to be checked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from thoes.contacts.domain.listing import HelperKind, Listing
from thoes.contacts.domain.opening import OpenState, open_at
from thoes.contacts.domain.states import CheckState, state_of
from thoes.contacts.models import Contact, Proposal
from thoes.contacts.terms import valid_days
from thoes.places.public import Municipality
from thoes.rules.terms import holidays_of

_KINDS = list(HelperKind)
TO_CHECK = (CheckState.CONTRADICTED, CheckState.OVERDUE, CheckState.UNCHECKED)
"""What somebody must look at, the worst first."""


def is_holiday(day: date) -> bool:
    """Whether a day is a holiday of the law."""
    return day in holidays_of(day.year)


def with_contradictions(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """Each with whether somebody says something else of it (`is_contradicted`)."""
    waiting = Proposal.objects.filter(contact=OuterRef("pk"), decided_at=None)
    return contacts.annotate(is_contradicted=Exists(waiting))


def in_state(state: CheckState, *, on: date) -> Q:
    """The rows of `with_contradictions` that are in a state on a day."""
    last_check = on - timedelta(days=valid_days(on))
    found = {
        CheckState.CONTRADICTED: Q(is_contradicted=True),
        CheckState.UNCHECKED: Q(is_contradicted=False, checked_on=None),
        CheckState.OVERDUE: Q(is_contradicted=False, checked_on__lt=last_check),
        CheckState.CHECKED: Q(is_contradicted=False, checked_on__gte=last_check),
    }
    return found[state] & Q(gone_on=None)


def state_on(contact: Contact, *, on: date) -> CheckState:
    """The state of a row of `with_contradictions`."""
    is_contradicted: bool = contact.is_contradicted  # type: ignore[attr-defined]
    return state_of(checked_on=contact.checked_on, is_contradicted=is_contradicted, valid_days=valid_days(on), on=on)


@dataclass(frozen=True, slots=True)
class PublicContact:
    """A contact as everybody may find it. Where it is not sure, only name, kind and official page of `listing` are left."""

    key: str
    listing: Listing
    state: CheckState
    checked_on: date
    checked_for: str

    @property
    def is_sure(self) -> bool:
        return self.state is CheckState.CHECKED


def public_contacts(*, on: date) -> list[PublicContact]:
    """Every contact with an official page and a check of our own, however old; who was never checked is nowhere."""
    rows = with_contradictions(Contact.objects.filter(gone_on=None, checked_on__isnull=False))
    found = [(row, row.listing) for row in rows.order_by("name", "key")]
    return [_public(row, listing, on=on) for row, listing in found if listing.source.may_be_shown]


def public_contact(key: str, *, on: date) -> PublicContact | None:
    """One of them."""
    rows = with_contradictions(Contact.objects.filter(key=key, gone_on=None, checked_on__isnull=False))
    row = rows.first()
    if row is None or not row.listing.source.may_be_shown:
        return None
    return _public(row, row.listing, on=on)


def _public(row: Contact, listing: Listing, *, on: date) -> PublicContact:
    state = state_on(row, on=on)
    shown = listing if state is CheckState.CHECKED else _only_where_to_look(listing)
    assert row.checked_on is not None  # asked for
    return PublicContact(row.key, shown, state, row.checked_on, row.checked_for)


def _only_where_to_look(listing: Listing) -> Listing:
    return Listing(
        name=listing.name,
        kind=listing.kind,
        municipality=listing.municipality,
        serves=listing.serves,
        source=replace(listing.source, seen=""),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; what is empty narrows nothing."""

    municipality: str = ""
    kind: HelperKind | None = None
    language: str = ""
    open_now: bool = False


def found_for(wanted: Wanted, contacts: Iterable[PublicContact], *, at: datetime) -> list[PublicContact]:
    """The contacts that fit, the nearest first: in the municipality, in its region, in all of Limburg. `at` is local time."""
    fitting = [each for each in contacts if _fits(wanted, each.listing, at=at)]
    near = _nearness(wanted.municipality)
    return sorted(
        fitting, key=lambda each: (_KINDS.index(each.listing.kind), near(each.listing), each.listing.name.casefold())
    )


def _fits(wanted: Wanted, listing: Listing, *, at: datetime) -> bool:
    return (
        (not wanted.municipality or listing.is_for(wanted.municipality))
        and (wanted.kind is None or listing.kind is wanted.kind)
        and (not wanted.language or wanted.language in listing.languages)
        and (not wanted.open_now or open_at(listing, at, is_holiday=is_holiday) is OpenState.OPEN)
    )


def _nearness(municipality: str) -> Callable[[Listing], int]:
    regions = dict(Municipality.objects.values_list("pk", "region_id")) if municipality else {}

    def of(listing: Listing) -> int:
        if not municipality or listing.municipality == municipality:
            return 0
        return 1 if listing.municipality and regions.get(listing.municipality) == regions.get(municipality) else 2

    return of


def languages_spoken(contacts: Iterable[PublicContact]) -> list[str]:
    """The languages in which somebody helps."""
    return sorted({language for each in contacts for language in each.listing.languages})
