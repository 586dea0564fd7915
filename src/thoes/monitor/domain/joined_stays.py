"""From stays in beds to a stay in the Netherlands: what lies at most so many nights apart is one stay.

Who moves to another bed, or goes home for Christmas, has not left. How many nights away still belong to the same stay is a
choice that changes the answer, so it is an argument (`gap`) and every curve says which one it used. Days are whole numbers,
counted from any day; the night of `departure` no longer counts.

*Until when one can look.* With a gap of G nights nobody who left in the last G nights before the day of looking has surely
left. So everybody is watched until G nights before it, and who was there then is censored; taking only those who left lately
out would make stays too long.

*From when one can look.* A register that starts on a day sees of the stays before it only the long ones, those that still
lasted. They enter the curve late, at the age they had on that day; otherwise long stays would count too often. What this
cannot mend: a stay of before the start that ended is not there, so a return within the gap is seen as a first arrival.
`may_have_begun_earlier` counts them.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]
STILL_THERE = int(np.iinfo(np.int32).max)
"""The departure of who has not left."""

_FAR = 2**33


@dataclass(frozen=True, slots=True, eq=False)
class JoinedStays:
    """A row per stay in the Netherlands, by person and arrival; `departure` is `STILL_THERE` where the last one is open.

    `first` is the row of the stay in a bed with which each began.
    """

    person: Days
    arrival: Days
    departure: Days
    first: Days


@dataclass(frozen=True, slots=True, eq=False)
class Watched:
    """What a curve is made of, in days, with the rows of the stays that it came from, and how many are not in it and why."""

    rows: Days
    entries: Days
    exits: Days
    events: NDArray[np.bool_]
    begun_too_late: int
    ended_too_early: int
    may_have_begun_earlier: int


def join_stays(person: NDArray[Any], arrival: NDArray[Any], departure: NDArray[Any], *, gap: int) -> JoinedStays:
    """The union of each person's stays, in any order, overlapping or not; a gap counts the nights in no bed."""
    if not len(person):
        return JoinedStays(*(np.empty(0, np.int64) for _ in range(4)))
    order = np.lexsort((arrival, person))
    who, came, left = (column[order].astype(np.int64) for column in (person, arrival, departure))
    begins, latest = _begins(who, came, left, gap=gap)
    first = np.flatnonzero(begins)
    last = np.concatenate([first[1:], [len(who)]]) - 1
    return JoinedStays(who[first], came[first], latest[last], order[first])


def here_since(person: NDArray[Any], arrival: NDArray[Any], departure: NDArray[Any], *, gap: int) -> NDArray[Any]:
    """Per row, a stay in a bed, the day on which the stay that it belongs to began.

    Rows stand by person, and of one person by arrival.
    """
    if not len(person):
        return arrival
    begins, _latest = _begins(person, arrival, departure, gap=gap)
    since: NDArray[Any] = arrival[begins][np.cumsum(begins) - 1]
    return since


def _begins(
    person: NDArray[Any], arrival: NDArray[Any], departure: NDArray[Any], *, gap: int
) -> tuple[NDArray[np.bool_], Days]:
    """By rows in order of person and arrival: whether a stay begins there, and the latest departure of that person so far."""
    is_first = np.concatenate([[True], person[1:] != person[:-1]])
    # A floor per person, far above any day: no day of one person comes near those of the next.
    floor = np.cumsum(is_first).astype(np.int64) * _FAR
    latest = np.maximum.accumulate(departure + floor) - floor
    begins = is_first.copy()
    begins[1:] |= arrival[1:] - latest[:-1] > gap
    return begins, latest


def watch(stays: JoinedStays, *, on: int, gap: int, from_day: int | Days | None = None) -> Watched:
    """The stays as seen on day `on`, by a register that started on `from_day` (None: that was always there).

    Where the register did not start everywhere at once, `from_day` has a day for each stay.

    A departure after `on` is a plan, and not yet one. Stays that began after the last day that can be judged, or ended
    before the register started, are left out and counted.
    """
    horizon = on - gap
    start = stays.arrival if from_day is None else np.broadcast_to(np.asarray(from_day), stays.arrival.shape)
    too_late = stays.arrival > horizon
    # Arriving and leaving on the very day of the start is seen whole.
    too_early = (stays.departure <= start) & (stays.arrival < start)
    rows = np.flatnonzero(~too_late & ~too_early)
    arrival, departure, start = stays.arrival[rows], stays.departure[rows], start[rows]
    events = departure <= horizon
    exits = np.where(events, departure, horizon) - arrival
    entries = np.maximum(start - arrival, 0)
    # Who was last seen before the register could be judged is not seen at all.
    seen = (entries < exits) | (entries == 0)
    unsure = 0 if from_day is None or not gap else int((arrival[seen] < start[seen] + gap).sum())
    return Watched(
        rows=rows[seen],
        entries=entries[seen],
        exits=exits[seen],
        events=events[seen],
        begun_too_late=int(too_late.sum()),
        ended_too_early=int((too_early & ~too_late).sum() + (~seen).sum()),
        may_have_begun_earlier=unsure,
    )
