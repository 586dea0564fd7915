"""Divide a session over people: every desk takes one person at a time. Pure.

A place is a row (0 for the first time of the day) and a desk; the time follows from the session, so that moving a
session moves nobody within it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count as from_zero

from thoes.kernel.refusals import Refusal

_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class SlotPlace:
    """A time at a desk; rows are numbered from 0, desks from 1."""

    row: int
    desk: int


def free_places(*, desks: int, count: int, taken: Iterable[SlotPlace] = ()) -> list[SlotPlace]:
    """The first `count` places that nobody has, row by row."""
    used, found = set(taken), list[SlotPlace]()
    for row in from_zero():
        if len(found) >= count:
            break
        found += [place for place in (SlotPlace(row, desk) for desk in range(1, desks + 1)) if place not in used]
    return found[:count]


def time_of(row: int, *, starts: time, slot_minutes: int) -> time:
    """When a row begins. Refuses ("session_too_long") one that would begin on the next day."""
    begins = datetime.combine(_ANY_DAY, starts) + timedelta(minutes=row * slot_minutes)
    if begins.date() != _ANY_DAY:
        raise Refusal("session_too_long", field="starts")
    return begins.time()
