"""Nights as dates, and stays as half-open spans of nights.

A night carries the date of its evening. A span covers the nights from `arrival` up to, not including, `departure`:
who leaves on the 14th did not sleep there in the night of the 14th. Knows nothing of time zones; a day is a day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_MORNING = time(6)


def current_night(moment: datetime) -> date:
    """The night it is at a local moment: at three in the morning still the night of the day before."""
    return moment.date() - timedelta(days=1) if moment.time() < _MORNING else moment.date()


@dataclass(frozen=True, slots=True)
class Span:
    """Nights from `first` up to, not including, `until`; empty when `until <= first`."""

    first: date
    until: date

    @property
    def nights(self) -> int:
        return max(0, (self.until - self.first).days)

    def overlap(self, other: "Span") -> int:
        """Number of nights that lie in both spans."""
        return max(0, (min(self.until, other.until) - max(self.first, other.first)).days)


def union(spans: Iterable[Span]) -> list[Span]:
    """Disjoint spans in order that cover the same nights; spans that touch become one, empty ones vanish.

    Nights are a set: two housing providers may both declare the same bed in the same night.
    """
    merged: list[Span] = []
    for span in sorted((s for s in spans if s.until > s.first), key=lambda s: s.first):
        if merged and span.first <= merged[-1].until:
            last = merged[-1]
            merged[-1] = Span(last.first, max(last.until, span.until))
        else:
            merged.append(span)
    return merged
