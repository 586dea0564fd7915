"""The believed stays as columns, for what counts over all of them: millions, without an object for each.

Rows as the caller may see them; what is counted over everybody may be shown to no single housing provider.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np
from django.db.models import F, Func, IntegerField, Min, UUIDField, Value
from django.db.models.functions import Coalesce, Substr
from django.utils.timezone import localdate
from numpy.typing import NDArray

from thoes.foundation.column_reading import Column, as_column, read_columns, uuids
from thoes.register.models import Stay
from thoes.register.queries import AS_KNOWN, believed, expectation_changes, expectations_of, in_period
from thoes.rules.duty_arrays import NO_DAY, days_since_epoch
from thoes.rules.occupancy_arrays import NO_MOST, Stays
from thoes.rules.stay_facts import Expectation

_NEVER = date.max
NO_EMPLOYER = UUID(int=0)
"""Stands for an employer where nobody said one."""


class Ascii(Func):
    """The number of the first letter; 0 for an empty text."""

    function = "ASCII"
    output_field = IntegerField()


Days = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class ManyStays:
    """A row per believed stay, those of one person after each other, by arrival.

    `person` and `site` number the rows of `persons` and `sites`, which hold UUIDs (`V16`). Days are counted from
    1970-01-01; `NO_DAY` stands for still there and for nothing expected. `known_on` is the day on which what is expected
    was said, where it was said once; `histories` has by row what was expected when, where that changed.
    """

    persons: Column
    sites: Column
    person: NDArray[np.int64]
    site: NDArray[np.int32]
    arrival: Days
    departure: Days
    expected_departure: Days
    known_on: Days
    histories: Mapping[int, tuple[Expectation, ...]]


def stays_of_everybody() -> ManyStays:
    """All believed stays that may be seen now, but those of who was erased, who is nobody any more and has no duty."""
    versions = Stay.objects.filter(worker__erased_at=None)
    rows = believed(versions).order_by().annotate(left_on=_day("departure"), expected_on=_day("expected_departure"))
    read = read_columns(rows, "worker__person_id", "site_id", "stay_id", "arrival", "left_on", "expected_on")
    persons, person = np.unique(read[0], return_inverse=True)
    order = np.lexsort((read[3], person))
    _person, site, stay, arrival, left_on, expected_on = (column[order] for column in read)
    sites, site_rows = np.unique(site, return_inverse=True)
    known_on, histories = _expectations(stay)
    return ManyStays(
        persons=persons,
        sites=sites,
        person=person[order],
        site=site_rows.astype(np.int32),
        arrival=arrival,
        departure=_never_as(NO_DAY, left_on),
        expected_departure=_never_as(NO_DAY, expected_on),
        known_on=known_on,
        histories=histories,
    )


@dataclass(frozen=True, slots=True)
class StaysToCount:
    """A row per believed stay, also of who was erased, those of one person after each other, by arrival.

    `person` and `site` number the rows of `persons` and `sites`. Days are counted from 1970-01-01; the departure of who is
    there still is `NO_MOST`. `nationality` is the two letters of the code as one number, 256 times the first and the second;
    0 where none was asked. `employer` numbers the rows of `employers`, of which one is `NO_EMPLOYER`: none was said.
    """

    persons: Column
    sites: Column
    person: NDArray[np.int64]
    site: NDArray[np.int32]
    arrival: Days
    departure: Days
    nationality: NDArray[np.int32]
    employers: Column
    employer: NDArray[np.int32]


def stays_to_count() -> StaysToCount:
    """All believed stays that may be seen now, with what is counted of who slept there."""
    letters = (Ascii("worker__nationality"), Ascii(Substr("worker__nationality", 2, 1)))
    rows = (
        believed(Stay.objects.all())
        .order_by()
        .annotate(
            left_on=_day("departure"),
            code=256 * letters[0] + letters[1],
            works_for=Coalesce("employer_id", Value(NO_EMPLOYER, UUIDField())),
        )
    )
    person, site, arrival, left_on, code, works_for = read_columns(
        rows, "worker__person_id", "site_id", "arrival", "left_on", "code", "works_for"
    )
    employers, employer_rows = np.unique(works_for, return_inverse=True)
    persons, person_rows = np.unique(person, return_inverse=True)
    sites, site_rows = np.unique(site, return_inverse=True)
    order = np.lexsort((arrival, person_rows))
    return StaysToCount(
        persons=persons,
        sites=sites,
        person=person_rows[order],
        site=site_rows[order].astype(np.int32),
        arrival=arrival[order],
        departure=_never_as(NO_MOST, left_on[order]),
        nationality=code[order].astype(np.int32),
        employers=employers,
        employer=employer_rows[order].astype(np.int32),
    )


def registers_began() -> dict[UUID, date]:
    """Per site the day on which the first stay of it was written down: of before, only who was there still is known."""
    return {
        site: localdate(moment)
        for site, moment in Stay.objects.order_by().values_list("site_id").annotate(began=Min("known_from"))
    }


def stays_in_columns(sites: Sequence[UUID], rooms: Sequence[UUID], *, from_date: date, until: date) -> Stays:
    """The believed stays of a period at these sites; the place of each is the number of its room in `rooms`."""
    if not rooms:
        return Stays(*(np.empty(0, np.int32) for _ in range(3)))
    rows = in_period(believed(Stay.objects.filter(site__in=list(sites))), from_date, until).order_by()
    room, arrival, left_on = read_columns(
        rows.annotate(left_on=_day("departure")), "bed__unit_id", "arrival", "left_on"
    )
    wanted = as_column(rooms)
    by_id = np.argsort(wanted)
    at = np.searchsorted(wanted[by_id], room)
    place = by_id[np.minimum(at, len(rooms) - 1)]
    is_there = wanted[place] == room
    return Stays(place[is_there].astype(np.int32), arrival[is_there], _never_as(NO_MOST, left_on[is_there]))


def _expectations(stay: Column) -> tuple[Days, dict[int, tuple[Expectation, ...]]]:
    """Per row of these stays the day on which its one expectation was said; and the histories of the few with more."""
    changes = expectation_changes(Stay.objects.filter(worker__erased_at=None)).order_by("stay_id", *AS_KNOWN)
    of_stay, said_on = read_columns(changes, "stay_id", "known_on")
    ids, first, times = np.unique(of_stay, return_index=True, return_counts=True)
    by_id = np.argsort(stay)
    at = np.searchsorted(stay[by_id], ids)
    # What a stay that was undone or voided said belongs to no row.
    known = np.flatnonzero(np.take(stay[by_id], at, mode="clip") == ids) if len(stay) else np.empty(0, np.int64)
    rows = by_id[at[known]]
    once = times[known] == 1
    known_on = np.full(len(stay), NO_DAY, np.int32)
    known_on[rows[once]] = said_on[first[known[once]]]
    changed = dict(zip(uuids(ids[known[~once]]), rows[~once].tolist(), strict=True))
    told = expectations_of(Stay.objects.filter(stay_id__in=list(changed))) if changed else {}
    return known_on, {row: told[stay_id] for stay_id, row in changed.items() if stay_id in told}


def _day(name: str) -> Coalesce:
    return Coalesce(F(name), Value(_NEVER))


def _never_as(word: int, days: Days) -> Days:
    return np.where(days == days_since_epoch(_NEVER), np.int32(word), days)
