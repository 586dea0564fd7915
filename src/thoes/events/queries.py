"""What everybody may find of events, and what waits for who keeps them."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Max, Q

from thoes.events.domain.dates import LOOK_AHEAD, Occurrence, dates_of
from thoes.events.domain.event import Event
from thoes.events.models import KeptEvent
from thoes.events.terms import valid_days

log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """An event as everybody may find it. `checked_on` is when its keeper or its calendar said last that it is so."""

    id: UUID
    municipality: str
    """Of which it is; "" for all Limburg."""
    event: Event
    checked_on: date
    checked_for: str
    is_overdue: bool
    changed_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Dated:
    """One date of an event."""

    event: PublicEvent
    date: Occurrence


def shown() -> Q:
    """What is shown to everybody."""
    return Q(is_hidden=False, gone_on=None)


def public_events(*, municipality: str, on: date) -> list[PublicEvent]:
    """The events of a municipality and those for all Limburg that are not over; of "" only the latter."""
    own = Q(municipality=None) | Q(municipality=municipality) if municipality else Q(municipality=None)
    rows = KeptEvent.objects.filter(shown(), own, Q(last_on=None) | Q(last_on__gte=on))
    return _public_ones(rows.order_by("title", "pk"), on=on)


def all_public_events(*, on: date) -> list[PublicEvent]:
    """Of every municipality."""
    rows = KeptEvent.objects.filter(shown(), Q(last_on=None) | Q(last_on__gte=on))
    return _public_ones(rows.order_by("title", "pk"), on=on)


def public_event(event_id: UUID, *, on: date) -> PublicEvent | None:
    """One of them, also when it is over."""
    row = KeptEvent.objects.filter(shown(), pk=event_id).first()
    return next(iter(_public_ones([row], on=on)), None) if row else None


def places_with_events(*, on: date) -> set[str]:
    """The municipalities that have an event of their own that is not over."""
    rows = KeptEvent.objects.filter(shown(), Q(last_on=None) | Q(last_on__gte=on), municipality__isnull=False)
    return set(rows.values_list("municipality", flat=True))


def events_state() -> tuple[int, int, float]:
    """Changes with what everybody may find: how many there are, of which versions, and when the last was changed."""
    found = KeptEvent.objects.filter(shown()).aggregate(many=Count("pk"), last=Max("changed_at"), seen=Max("seen_on"))
    last, seen = found["last"], found["seen"]
    return found["many"], seen.toordinal() if seen else 0, last.timestamp() if last else 0.0


def coming(events: Iterable[PublicEvent], *, first: date, until: date) -> list[Dated]:
    """Every date of these events before `until`, in the order of the clock."""
    dated = [
        Dated(each, when)
        for each in events
        for when in worked_out(each.id, partial(dates_of, each.event, first=first, until=until)) or ()
    ]
    return sorted(dated, key=lambda each: (each.date.begins, each.event.event.title, each.event.id))


def next_of_each(events: Iterable[PublicEvent], *, on: date) -> list[tuple[Dated, int]]:
    """Of each event the next date, and how many come after it within twelve months; in the order of the clock."""
    found = []
    for each in events:
        dates = worked_out(each.id, partial(dates_of, each.event, first=on, until=on + LOOK_AHEAD))
        if dates:
            found.append((Dated(each, dates[0]), len(dates) - 1))
    return sorted(found, key=lambda pair: (pair[0].date.begins, pair[0].event.event.title, pair[0].event.id))


def overdue(*, on: date) -> Q:
    """The rows that nobody and no calendar confirmed within the term."""
    last = on - timedelta(days=valid_days(on))
    return Q(checked_on__lt=last) & (Q(seen_on=None) | Q(seen_on__lt=last))


def worked_out(event_id: UUID, work: Callable[[], T]) -> T | None:
    """What comes of it; None where one event cannot be worked out, which is logged and takes nothing from the others."""
    try:
        return work()
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as wrong:
        log.error("event_not_worked_out event=%s error=%s", event_id, type(wrong).__name__)
        return None


def _public_ones(rows: Iterable[KeptEvent], *, on: date) -> list[PublicEvent]:
    found = (worked_out(row.pk, partial(_public, row, on=on)) for row in rows)
    return [each for each in found if each]


def _public(row: KeptEvent, *, on: date) -> PublicEvent:
    seen = max(row.checked_on, row.seen_on or row.checked_on)
    return PublicEvent(
        id=row.pk,
        municipality=row.municipality_id or "",
        event=row.event,
        checked_on=seen,
        checked_for=row.checked_for,
        is_overdue=seen < on - timedelta(days=valid_days(on)),
        changed_at=row.changed_at,
        version=row.version,
    )
