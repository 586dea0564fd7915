"""The dates of an event: by its rule, without what was dropped, and with what was moved or cancelled on the day itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from thoes.contacts.public import Place
from thoes.events.domain.event import Change, Event, Otherwise
from thoes.events.domain.recurrence import begins_of, last_of, which_begin

LOOK_AHEAD = timedelta(days=366)
"""What goes on without an end is shown no further than this: twelve months."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date. `at` is when it begins by the rule, by which it is found."""

    at: datetime
    begins: datetime
    ends: datetime
    where: str
    place: Place | None
    is_cancelled: bool = False
    is_moved: bool = False


def dates_of(event: Event, *, first: date, until: date) -> list[Occurrence]:
    """The dates that are not over on `first` and begin before `until`, in the order of the clock; never past twelve months."""
    end = datetime.combine(min(until, first + LOOK_AHEAD), time())
    changes = {each.at: each for each in event.changes}
    # A date may be moved to before the end of what is asked.
    look = max([end, *(at + timedelta(minutes=1) for at in changes if at - end < LOOK_AHEAD)])
    since = datetime.combine(first, time()) - (event.ends - event.begins) - timedelta(days=1)
    # One that is over by the rule may be held later.
    moved = dates_at(event, (at for at in changes if at < since))
    originals = {
        *begins_of(event.rule, event.begins, since, look),
        *(each for each in event.more if each < look),
        *moved,
    }
    found = [_occurrence(event, at, changes.get(at)) for at in originals]
    shown = [each for each in found if each and each.begins < end and each.ends.date() >= first]
    return sorted(shown, key=lambda each: (each.begins, each.at))


def next_date(event: Event, *, on: date) -> Occurrence | None:
    """The first date that is held and not over; else the first that is cancelled."""
    coming = dates_of(event, first=on, until=on + LOOK_AHEAD)
    return next((each for each in coming if not each.is_cancelled), next(iter(coming), None))


def date_at(event: Event, at: datetime) -> Occurrence | None:
    """The date that begins then by the rule; None where there is none."""
    return dates_at(event, (at,)).get(at)


def dates_at(event: Event, moments: Iterable[datetime]) -> dict[datetime, Occurrence]:
    """The dates that begin at these moments by the rule, without the moments at which there is none."""
    asked = frozenset(moments)
    changes = {each.at: each for each in event.changes}
    originals = which_begin(event.rule, event.begins, asked) | (asked & set(event.more))
    found = ((at, _occurrence(event, at, changes.get(at))) for at in sorted(originals))
    return {at: date for at, date in found if date}


def last_day(event: Event) -> date | None:
    """The last day on which something of it is; None where it goes on without an end."""
    last = last_of(event.rule, event.begins)
    if last is None:
        return None
    lasts = event.ends - event.begins
    moved = (each.ends for each in event.changes if each.ends)
    return max([last + lasts, *(each + lasts for each in event.more), *moved]).date()


def with_change(changes: Iterable[Change], change: Change) -> tuple[Change, ...]:
    """These with another one, in the place of what was different on that date before."""
    return tuple(sorted([*(each for each in changes if each.at != change.at), change], key=lambda each: each.at))


def _occurrence(event: Event, at: datetime, change: Change | None) -> Occurrence | None:
    ends = at + (event.ends - event.begins)
    if change is None:
        return Occurrence(at, at, ends, event.where, event.place, event.is_cancelled)
    if change.how is Otherwise.DROPPED:
        return None
    if change.how is Otherwise.CANCELLED:
        return Occurrence(at, at, ends, event.where, event.place, is_cancelled=True)
    assert change.begins is not None  # as every date that was moved
    assert change.ends is not None
    is_elsewhere = bool(change.where or change.place)
    where, place = (change.where, change.place) if is_elsewhere else (event.where, event.place)
    return Occurrence(at, change.begins, change.ends, where, place, event.is_cancelled, is_moved=True)
