"""How a permit or quality label stands on a day, and when somebody must be reminded of its end. Knows no database."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Validity(StrEnum):
    """What a permit or quality label is worth on a day."""

    NOT_YET = "not_yet"
    VALID = "valid"
    ENDS_SOON = "ends_soon"
    ENDED = "ended"
    TAKEN_AWAY = "taken_away"


IN_FORCE = frozenset({Validity.VALID, Validity.ENDS_SOON})


@dataclass(frozen=True, slots=True)
class Period:
    """When something holds: from `valid_from` up to, not including, `valid_until`; taken away from a day on, or never."""

    valid_from: date
    valid_until: date | None = None
    taken_away_from: date | None = None

    @property
    def ends(self) -> date | None:
        """The first day on which it no longer holds, for whatever reason; None when no end is known."""
        return min((day for day in (self.valid_until, self.taken_away_from) if day is not None), default=None)

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day: its `validity` is one of `IN_FORCE`."""
        is_over = self.valid_until is not None and self.valid_until <= day
        is_gone = self.taken_away_from is not None and self.taken_away_from <= day
        return self.valid_from <= day and not is_over and not is_gone


def validity(period: Period, *, on: date, soon: timedelta) -> Validity:
    """How it stands on a day; it ends soon when the first day without it lies within `soon` days after `on`."""
    if period.taken_away_from is not None and period.taken_away_from <= on:
        return Validity.TAKEN_AWAY
    if period.valid_until is not None and period.valid_until <= on:
        return Validity.ENDED
    if on < period.valid_from:
        return Validity.NOT_YET
    ends = period.ends
    return Validity.ENDS_SOON if ends is not None and ends - on <= soon else Validity.VALID


def term_reached(ends: date, *, on: date, terms: Collection[int]) -> int | None:
    """The shortest term of days before an end that has been reached on a day; None before the first and after the end.

    With terms of 90 and 30 days: 90 from ninety days before, 30 from thirty days before. A job that was down for a week
    still reminds once, for the term that holds now.
    """
    days_left = (ends - on).days
    return min((term for term in terms if 0 < days_left <= term), default=None)
