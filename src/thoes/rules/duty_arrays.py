"""The registration duty of a million people at once, from columns of numbers sorted by person.

Gives what `registration_duty` gives, day for day; that one is the rule to read, this one is its fast twin, and a
property test holds them together. Leaves out what only one person's page needs: the reason, what would change it, the
names.

Days are counted from 1970-01-01. The first call compiles, some seconds; numba keeps the result on disk.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numba import njit
from numpy.typing import NDArray

from thoes.rules.registration_duty import DutyParameters, DutyStatus
from thoes.rules.stay_facts import Expectation
from thoes.rules.term_arrays import last_days_of_term

NO_DAY = int(np.iinfo(np.int32).min)
"""Stands for "still there", "nothing expected" or "never" in every column of days."""

NO_STAY = -1
STATUSES = (DutyStatus.NONE, DutyStatus.APPROACHING, DutyStatus.DUTY_EXPECTED, DutyStatus.DUTY_COUNTED)
"""What the numbers in `DutyArrays.status` mean."""

_EPOCH = date(1970, 1, 1)
_LAST_DAY = (date.max - _EPOCH).days
_ENDLESS = 2**40
_MANY_STAYS = 64
"""Past this many stays of one person they are sorted first: insertion alone would take time in the square of them."""

Days = NDArray[np.int32]
Numbers = NDArray[np.int64]
Whole = int | np.int64
"""A whole number, for the reader: inside the compiled code there is one kind."""


@dataclass(frozen=True, slots=True)
class StayColumns:
    """Stays as columns: those of person `i` are the rows from `person_start[i]` up to `person_start[i + 1]`.

    In any order. A stay stands in one row with what is expected of it now, and in one more for every other departure
    that was expected of it: from `known_on` (`NO_DAY`: on arrival) until `taken_back_on` (`NO_DAY`: still) it was
    expected to last at least until then. `expectation_rows` makes them. `site` is any numbering of the sites.
    """

    person_start: NDArray[np.int64]
    arrival: Days
    departure: Days
    expected_departure: Days
    known_on: Days
    taken_back_on: Days
    site: Days

    @property
    def of_stays(self) -> tuple[Days, Days, Days, Days, Days, Days]:
        return self.arrival, self.departure, self.expected_departure, self.known_on, self.taken_back_on, self.site


@dataclass(frozen=True, slots=True)
class DutyArrays:
    """One row per person; days as in the input, `NO_DAY` where there is none.

    `register_stay` is the row in the input of the stay where registration would be made, or `NO_STAY`; `left_on` is
    the day on which somebody left it who lives nowhere now.
    """

    status: NDArray[np.int8]
    counted_from: Days
    expected_from: Days
    approaching_on: Days
    nights_in_window: Days
    register_stay: NDArray[np.int64]
    left_on: Days
    parameters: DutyParameters

    @property
    def duty_from(self) -> Days:
        """The earlier of the counted and the expected day."""
        both = np.minimum(self.counted_from, self.expected_from)
        either = np.maximum(self.counted_from, self.expected_from)
        return np.where(both == NO_DAY, either, both)

    @property
    def register_by(self) -> Days:
        return last_days_of_term(self.duty_from, self.parameters.register_term, no_day=NO_DAY)


def days_since_epoch(day: date | None) -> int:
    """A day as the columns hold it; None becomes `NO_DAY`."""
    return NO_DAY if day is None else (day - _EPOCH).days


def day_of(number: int | np.int32) -> date | None:
    """The other way round."""
    return None if number == NO_DAY else _EPOCH + timedelta(days=int(number))


def expectation_rows(
    expected_departure: date | None, expectations: Sequence[Expectation]
) -> list[tuple[date | None, date | None, date | None]]:
    """The rows of one stay: expected departure, known on, taken back on; what is expected now stands first.

    For each departure that ever was expected, the times during which at least that was. Whichever length a duty asks,
    the first of those times at which so much was expected is among them.
    """
    if not expectations:
        return [(expected_departure, None, None)]
    rows: list[tuple[date | None, date | None, date | None]] = []
    for level in sorted({said.departure for said in expectations if said.departure is not None}):
        since: date | None = None
        for said in expectations:
            if said.departure is not None and said.departure >= level:
                since = since or said.known_on
            elif since is not None:
                rows.append((level, since, said.known_on))
                since = None
        if since is not None:
            rows.append((level, since, None))
    if expected_departure is None:
        rows.append((None, None, None))
    return sorted(rows, key=lambda row: row[0] != expected_departure or row[2] is not None)


def duty_of_many(stays: StayColumns, *, on: date, parameters: DutyParameters) -> DutyArrays:
    """The registration duty of everyone on `on`.

    On a full tie between two sites the one with the lower number is chosen. Raises ValueError for columns that do not
    fit each other.
    """
    _refuse_misfit(stays.person_start, *stays.of_stays)
    people = len(stays.person_start) - 1
    status = np.zeros(people, np.int8)
    counted_from, expected_from, approaching_on, left_on = (np.full(people, NO_DAY, np.int32) for _ in range(4))
    nights_in_window = np.zeros(people, np.int32)
    register_stay = np.full(people, NO_STAY, np.int64)
    most_stays = int(np.diff(stays.person_start).max(initial=0))
    _decide_everyone(
        stays.person_start,
        *stays.of_stays,
        days_since_epoch(on),
        parameters.window_days,
        parameters.nights,
        parameters.approaching_days,
        _in_time_until(stays, parameters),
        np.empty((_ROWS, most_stays), np.int64),
        status,
        counted_from,
        expected_from,
        approaching_on,
        nights_in_window,
        register_stay,
        left_on,
    )
    return DutyArrays(
        status, counted_from, expected_from, approaching_on, nights_in_window, register_stay, left_on, parameters
    )


def _in_time_until(stays: StayColumns, parameters: DutyParameters) -> Days:
    """Per row the last day of the term that an expectation began, where it was taken back; elsewhere `NO_DAY`."""
    until = np.full(len(stays.arrival), NO_DAY, np.int32)
    rows = np.flatnonzero(stays.taken_back_on != NO_DAY)
    begins = np.maximum(stays.arrival[rows], stays.known_on[rows])
    until[rows] = last_days_of_term(begins, parameters.register_term, no_day=NO_DAY)
    return until


def _refuse_misfit(person_start: NDArray[np.int64], *columns: NDArray[np.int32]) -> None:
    """The compiled code reads without looking; what would make it read past an end is refused here."""
    if person_start.dtype != np.int64 or any(column.dtype != np.int32 for column in columns):
        raise ValueError("person_start must be int64 and the columns of the stays int32.")
    if len({len(column) for column in columns}) != 1:
        raise ValueError("The columns of the stays have different lengths.")
    if len(person_start) == 0 or person_start[0] != 0 or person_start[-1] != len(columns[0]):
        raise ValueError("person_start must begin at 0 and end at the number of stays.")
    if np.any(np.diff(person_start) < 0):
        raise ValueError("person_start must never go down.")


# Rows of the workspace: the stays of one person in order of arrival, then the disjoint spans they run ahead to.
_ARRIVAL, _END, _EXPECTED, _AHEAD_END, _ROW, _FIRST, _UNTIL, _ROWS = range(8)
_KEPT = 5
"""How many of these rows move along when a stay is put in its place."""


@njit(cache=True, nogil=True)
def _decide_everyone(
    person_start: NDArray[np.int64],
    arrival: Days,
    departure: Days,
    expected: Days,
    known_on: Days,
    taken_back_on: Days,
    site: Days,
    on: Whole,
    window: Whole,
    limit: Whole,
    warn: Whole,
    in_time_until: Days,
    work: Numbers,
    status: NDArray[np.int8],
    counted_from: Days,
    expected_from: Days,
    approaching_on: Days,
    nights_in_window: Days,
    register_stay: NDArray[np.int64],
    left_on: Days,
) -> None:
    for person in range(len(person_start) - 1):
        begin, stop = person_start[person], person_start[person + 1]
        stays = _sort_stays(begin, stop, arrival, departure, expected, taken_back_on, on, work)
        if stays == 0:
            continue
        spans = _join_spans(stays, work)
        residence_from = _residence_from(spans, on, window, work)

        # Up to `on` what lies ahead is what is known, so one search finds the counted day or the one to come.
        reached = _first_day_with(spans, limit, window, residence_from, work)
        expected_day = _expected_from(stays, on, residence_from, limit, known_on, taken_back_on, in_time_until, work)
        if reached <= on:
            status[person] = 3
            counted_from[person] = reached
        elif expected_day != NO_DAY:
            status[person] = 2
        elif reached <= min(on + warn, _LAST_DAY):
            status[person] = 1
        if on < reached <= _LAST_DAY:
            approaching_on[person] = reached
        expected_from[person] = expected_day
        nights_in_window[person] = _nights_between(on - window, on, spans, work)
        home = _home(stays, on, window, site, work)
        if home != NO_STAY:
            register_stay[person] = work[_ROW, home]
            if work[_END, home] <= on:
                left_on[person] = work[_END, home]


@njit(cache=True, nogil=True)
def _sort_stays(
    begin: Whole,
    stop: Whole,
    arrival: Days,
    departure: Days,
    expected: Days,
    taken_back_on: Days,
    on: Whole,
    work: Numbers,
) -> Whole:
    """Put the stays that cover a night into the workspace in order of arrival; returns how many."""
    count = 0
    presorted = stop - begin > _MANY_STAYS
    order = np.argsort(arrival[begin:stop], kind="mergesort") if presorted else np.empty(0, np.int64)
    for k in range(stop - begin):
        row = begin + (order[k] if presorted else k)
        first = np.int64(arrival[row])
        open_ended = departure[row] == NO_DAY
        if not open_ended and departure[row] <= first:
            continue
        place = count
        while place > 0 and work[_ARRIVAL, place - 1] > first:
            for kept in range(_KEPT):
                work[kept, place] = work[kept, place - 1]
            place -= 1
        work[_ARRIVAL, place] = first
        work[_END, place] = _ENDLESS if open_ended else np.int64(departure[row])
        work[_EXPECTED, place] = expected[row]
        if open_ended and taken_back_on[row] != NO_DAY:
            work[_AHEAD_END, place] = on  # what lies ahead of this stay stands in its other row
        elif open_ended and expected[row] != NO_DAY:
            work[_AHEAD_END, place] = max(np.int64(expected[row]), on)
        else:
            work[_AHEAD_END, place] = work[_END, place]
        work[_ROW, place] = row
        count += 1
    return count


@njit(cache=True, nogil=True)
def _join_spans(stays: Whole, work: Numbers) -> Whole:
    """Join the stays, run ahead, into disjoint spans that do not touch; returns how many."""
    spans = 0
    for k in range(stays):
        first, until = work[_ARRIVAL, k], work[_AHEAD_END, k]
        if until <= first:
            continue
        if spans > 0 and first <= work[_UNTIL, spans - 1]:
            work[_UNTIL, spans - 1] = max(until, work[_UNTIL, spans - 1])
        else:
            work[_FIRST, spans] = first
            work[_UNTIL, spans] = until
            spans += 1
    return spans


@njit(cache=True, nogil=True)
def _residence_from(spans: Whole, on: Whole, window: Whole, work: Numbers) -> Whole:
    """The last day up to `on` with an empty window before it."""
    last = spans - 1
    while last >= 0 and work[_FIRST, last] >= on:
        last -= 1
    if last < 0 or on - work[_UNTIL, last] >= window:
        return on
    while last > 0 and work[_FIRST, last] - work[_UNTIL, last - 1] < window:
        last -= 1
    return int(work[_FIRST, last])


@njit(cache=True, nogil=True)
def _nights_between(first: Whole, until: Whole, spans: Whole, work: Numbers) -> Whole:
    """Nights of the spans in [first, until). Walks back from the last, past few: spans in a window do not touch."""
    nights = 0
    for k in range(spans - 1, -1, -1):
        if work[_UNTIL, k] <= first:
            break
        nights += max(0, min(work[_UNTIL, k], until) - max(work[_FIRST, k], first))
    return nights


@njit(cache=True, nogil=True)
def _first_day_with(spans: Whole, limit: Whole, window: Whole, after: Whole, work: Numbers) -> Whole:
    """The first day past `after` with `limit` nights in its window, or `_ENDLESS`."""
    for k in range(spans):
        start = max(work[_FIRST, k], after)
        stop = min(work[_UNTIL, k], start + limit)
        if start >= stop or _nights_between(stop - window, stop, k + 1, work) < limit:
            continue
        below = start  # inside a span the count never falls: bisect
        while stop - below > 1:
            middle = (below + stop) // 2
            if _nights_between(middle - window, middle, k + 1, work) >= limit:
                stop = middle
            else:
                below = middle
        return int(stop)
    return np.int64(_ENDLESS)


@njit(cache=True, nogil=True)
def _expected_from(
    stays: Whole,
    on: Whole,
    residence_from: Whole,
    limit: Whole,
    known_on: Days,
    taken_back_on: Days,
    in_time_until: Days,
    work: Numbers,
) -> Whole:
    """First day from which a stay begun was expected to end `limit` nights after the first day of its spell."""
    found = np.int64(_ENDLESS)
    spell_from = spell_until = np.int64(-_ENDLESS)
    for k in range(stays):
        arrival = work[_ARRIVAL, k]
        if arrival > on or arrival >= found:
            break
        if arrival > spell_until:
            spell_from = arrival
        spell_until = max(spell_until, work[_END, k])
        if spell_from < residence_from or work[_EXPECTED, k] - spell_from < limit:
            continue
        row = work[_ROW, k]
        known, taken_back = known_on[row], taken_back_on[row]
        day = max(arrival, np.int64(known))
        if day > on or known >= work[_END, k]:
            continue
        if taken_back == NO_DAY or taken_back > min(on, np.int64(in_time_until[row])):
            found = min(found, day)
    return np.int64(NO_DAY) if found == _ENDLESS else found


@njit(cache=True, nogil=True)
def _home(stays: Whole, on: Whole, window: Whole, site: Days, work: Numbers) -> Whole:
    """Which stay is the home: of those open the latest arrival; else the last that was left within the window."""
    home = np.int64(NO_STAY)
    for k in range(stays):
        if work[_ARRIVAL, k] > on:
            break
        if work[_END, k] > on - window and (home == NO_STAY or _outranks(k, home, on, site, work)):
            home = np.int64(k)
    return home


@njit(cache=True, nogil=True)
def _outranks(one: Whole, other: Whole, on: Whole, site: Days, work: Numbers) -> bool:
    """An open stay before one that ended; then the days by which `home_address` puts them in order; then the number."""
    one_open, other_open = work[_END, one] > on, work[_END, other] > on
    if one_open != other_open:
        return bool(one_open)
    first, second = (_ARRIVAL, _AHEAD_END) if one_open else (_END, _ARRIVAL)
    if work[first, one] != work[first, other]:
        return bool(work[first, one] > work[first, other])
    if work[second, one] != work[second, other]:
        return bool(work[second, one] > work[second, other])
    return bool(site[work[_ROW, one]] < site[work[_ROW, other]])
