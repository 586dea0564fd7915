"""The nights of a bed as runs, one after another: who sleeps there, who is expected, and where it is free. No clock, no names.

A run is a number of nights; the night of a day is the one that begins on it. Stays in a bed never overlap.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

_NIGHT = timedelta(days=1)


class RunKind(StrEnum):
    """What a bed is in some nights.

    EXPECTED: somebody who is still to come. OVERDUE: nights until tonight of somebody who should have left.
    UNSURE: nights after the day on which somebody who is in is expected to leave.
    """

    FREE = "free"
    STAYING = "staying"
    EXPECTED = "expected"
    OVERDUE = "overdue"
    UNSURE = "unsure"
    OUT_OF_USE = "out_of_use"


@dataclass(frozen=True, slots=True)
class StayOnBed:
    """What the timeline must know of a stay; `key` is the place of the stay in what the caller holds."""

    key: int
    arrival: date
    departure: date | None
    expected_departure: date | None
    is_expected: bool


@dataclass(frozen=True, slots=True)
class Blocked:
    """Nights in which nobody is put into a bed; `until` is the first one that is free of it, None for ever. `key` as above."""

    key: int
    from_date: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Run:
    """Nights of one kind, from `first` on. `begins` and `ends`: the stay does so at these edges, not outside the period."""

    kind: RunKind
    first: date
    nights: int
    key: int | None = None
    begins: bool = False
    ends: bool = False

    @property
    def until(self) -> date:
        """The first day that no longer counts."""
        return self.first + self.nights * _NIGHT


def runs_of_bed(
    stays: Iterable[StayOnBed], blocked: Iterable[Blocked], *, from_date: date, until: date, night: date
) -> list[Run]:
    """Every night of a period in one run; `night` is tonight. Where somebody sleeps, that is shown and no block."""
    runs: list[Run] = []
    pieces = sorted((run for stay in stays for run in _of_stay(stay, night=night)), key=lambda run: run.first)
    at = from_date
    for piece in pieces:
        cut = _cut(piece, at, until)
        if cut is None:
            continue
        runs += _empty(at, cut.first, blocked)
        runs.append(cut)
        at = cut.until
    return runs + _empty(at, until, blocked)


def _of_stay(stay: StayOnBed, *, night: date) -> Iterator[Run]:
    kind = RunKind.EXPECTED if stay.is_expected else RunKind.STAYING
    left = stay.departure
    if left is not None:
        yield Run(kind, stay.arrival, (left - stay.arrival).days, stay.key, begins=True, ends=True)
        return
    leaves = stay.expected_departure
    far = date.max
    if leaves is None:
        yield Run(kind, stay.arrival, (far - stay.arrival).days, stay.key, begins=True)
        return
    yield Run(kind, stay.arrival, (leaves - stay.arrival).days, stay.key, begins=True)
    if leaves < night:
        yield Run(RunKind.OVERDUE, leaves, (night + _NIGHT - leaves).days, stay.key)
        leaves = night + _NIGHT
    yield Run(RunKind.UNSURE, leaves, (far - leaves).days, stay.key)


def _cut(run: Run, from_date: date, until: date) -> Run | None:
    first, end = max(run.first, from_date), min(run.until, until)
    if first >= end:
        return None
    return Run(
        run.kind,
        first,
        (end - first).days,
        run.key,
        begins=run.begins and first == run.first,
        ends=run.ends and end == run.until,
    )


def _empty(from_date: date, until: date, blocked: Iterable[Blocked]) -> list[Run]:
    """Nights in which nobody sleeps in a bed: free, or out of use."""

    def blocks(day: date) -> int | None:
        return next((b.key for b in blocked if b.from_date <= day and (b.until is None or day < b.until)), None)

    days = [(from_date + n * _NIGHT) for n in range(max(0, (until - from_date).days))]
    found = []
    for key, group in groupby(days, key=blocks):
        nights = list(group)
        kind = RunKind.FREE if key is None else RunKind.OUT_OF_USE
        found.append(Run(kind, nights[0], len(nights), key))
    return found


@dataclass(frozen=True, slots=True)
class Limit:
    """How many people a room may have at most from a day up to, not including, another."""

    first: date
    until: date
    most: int


@dataclass(frozen=True, slots=True)
class TooMany:
    """Nights in which more people sleep in a room than `most`; None for the nights in between that are in order."""

    nights: int
    people: int
    most: int | None


def too_many_in_room(
    beds: Iterable[Sequence[Run]], limits: Sequence[Limit], *, from_date: date, until: date
) -> list[TooMany]:
    """Every night of a period in one run: above what the room may have, or not (or not known)."""
    counted = (RunKind.STAYING, RunKind.EXPECTED, RunKind.OVERDUE)
    people = [0] * (until - from_date).days
    for runs in beds:
        for run in runs:
            if run.kind in counted:
                for n in range(run.nights):
                    people[(run.first - from_date).days + n] += 1

    def above(n: int) -> tuple[int, int | None]:
        day = from_date + n * _NIGHT
        most = next((limit.most for limit in limits if limit.first <= day < limit.until), None)
        return (people[n], most) if most is not None and people[n] > most else (0, None)

    return [TooMany(len(list(group)), count, most) for (count, most), group in groupby(range(len(people)), key=above)]
