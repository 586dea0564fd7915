"""How many people slept in each place in each night of a period, and whether that was within, unknown or over.

A place is a site or a room, whatever the caller numbers. People are counted by difference arrays: each stay adds one on
its first night and takes one off on its day of departure, and a running sum gives all nights. `norm_terms.judge` is the
rule to read; a property test holds this fast twin to it, night by night.

Days are counted from 1970-01-01. The first call compiles, a second or two; numba keeps the result on disk.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numba import njit
from numpy.typing import NDArray

from thoes.rules.norm_terms import SEVERITY, NormOutcome

NO_MOST = int(np.iinfo(np.int32).max)
"""Stands for "no number is surely too many", and for "still there"."""

EPOCH = date(1970, 1, 1)
Days = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Stays:
    """Columns of stays: where, the first night, and the day of departure (`NO_MOST` for who is still there)."""

    place: NDArray[np.int32]
    arrival: Days
    departure: Days


@dataclass(frozen=True, slots=True)
class LimitSpans:
    """Columns of limits: in which place, from which day up to which, how many are safe and how many the most.

    Spans of one place may overlap; the worst of their outcomes counts. In a night without a span everything is within.
    """

    place: NDArray[np.int32]
    first: Days
    until: Days
    safe: Days
    most: Days


@dataclass(frozen=True, slots=True)
class Occupancy:
    """A row per place and a column per night from `from_date` on; `outcome` holds places in `norm_terms.SEVERITY`."""

    from_date: date
    people: NDArray[np.int32]
    outcome: NDArray[np.int8]

    def nights(self, outcome: NormOutcome) -> NDArray[np.int64]:
        """Per place, in how many nights this was the outcome."""
        counted: NDArray[np.int64] = (self.outcome == SEVERITY.index(outcome)).sum(axis=1)
        return counted

    def day(self, column: int) -> date:
        return self.from_date + timedelta(days=column)


def occupancy(stays: Stays, limits: LimitSpans, *, places: int, from_date: date, until: date) -> Occupancy:
    """Every night from `from_date` up to, not including, `until`, of the places numbered from 0 up to `places`."""
    first, nights = (from_date - EPOCH).days, (until - from_date).days
    if nights < 1:
        raise ValueError("a period lasts at least one night")
    people = np.zeros((places, nights + 1), np.int32)
    _count(stays.place, stays.arrival, stays.departure, first, people)
    outcome = np.zeros((places, nights), np.int8)
    _judge(limits.place, limits.first, limits.until, limits.safe, limits.most, first, people, outcome)
    return Occupancy(from_date, people[:, :nights], outcome)


def worst_per_group(occupied: Occupancy, group: NDArray[np.int32], *, groups: int) -> NDArray[np.int8]:
    """Per group of places (the rooms of a site) and night the worst outcome; `group` numbers the group of each place."""
    worst = np.zeros((groups, occupied.outcome.shape[1]), np.int8)
    _worst(occupied.outcome, group, worst)
    return worst


@njit(cache=True, nogil=True)
def _count(place: NDArray[np.int32], arrival: Days, departure: Days, first: int, people: NDArray[np.int32]) -> None:
    nights = people.shape[1] - 1
    for stay in range(len(place)):
        begin = max(arrival[stay] - first, 0)
        end = min(departure[stay] - first, nights)
        if begin < end:
            people[place[stay], begin] += 1
            people[place[stay], end] -= 1
    for row in range(people.shape[0]):
        here = 0
        for night in range(nights):
            here += people[row, night]
            people[row, night] = here


@njit(cache=True, nogil=True)
def _judge(
    place: NDArray[np.int32],
    span_first: Days,
    span_until: Days,
    safe: Days,
    most: Days,
    first: int,
    people: NDArray[np.int32],
    outcome: NDArray[np.int8],
) -> None:
    nights = outcome.shape[1]
    for span in range(len(place)):
        row = place[span]
        for night in range(max(span_first[span] - first, 0), min(span_until[span] - first, nights)):
            here = people[row, night]
            if here > safe[span]:
                found = 2 if here > most[span] else 1
                outcome[row, night] = max(outcome[row, night], found)


@njit(cache=True, nogil=True)
def _worst(outcome: NDArray[np.int8], group: NDArray[np.int32], worst: NDArray[np.int8]) -> None:
    for row in range(outcome.shape[0]):
        for night in range(outcome.shape[1]):
            worst[group[row], night] = max(worst[group[row], night], outcome[row, night])
