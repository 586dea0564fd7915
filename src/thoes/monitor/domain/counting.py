"""People in the night of a day and who came and went in a month, over columns of stays: numbers per area and per value.

A row is a stay, as in every count of a night (`register/nights_counted.py`). Days are counted from 1970-01-01, and the
night of `departure` no longer counts. *Who came* to an area arrived in the period and did not sleep in that area the night
before; who moves from one site to another in it neither came nor went. So a stock is always the one before, with who came,
less who went. What is not handled: whether somebody who came had been here long ago.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Stays:
    """A row per stay: who, from which night until which day, and in which area and of which value it is counted."""

    person: Rows
    arrival: Days
    departure: Days
    area: Rows
    value: Rows

    def counted_as(self, *, area: Rows, value: Rows | None = None) -> "Stays":
        """The same stays, counted by something else; without a value all together."""
        return Stays(self.person, self.arrival, self.departure, area, np.zeros_like(area) if value is None else value)


def in_night(stays: Stays, night: int, *, areas: int, values: int = 1) -> Rows:
    """Who sleeps there in the night of a day: a row per area and a column per value."""
    here = (stays.arrival <= night) & (stays.departure > night)
    return _table(stays.area[here], stays.value[here], areas, values)


def came_and_went(stays: Stays, first: int, until: int, *, areas: int, values: int = 1) -> tuple[Rows, Rows]:
    """Who came to and who left each area on the days from `first` up to, not including, `until`; tables as `in_night`."""
    came = (stays.arrival >= first) & (stays.arrival < until)
    went = (stays.departure >= first) & (stays.departure < until)
    moved_area, moved_value, times = _moved(stays, came, went, areas, values)
    moved = np.zeros((areas, values), np.int64)
    np.add.at(moved, (moved_area, moved_value), times)
    arrivals = _table(stays.area[came], stays.value[came], areas, values)
    departures = _table(stays.area[went], stays.value[went], areas, values)
    return arrivals - moved, departures - moved


def _moved(
    stays: Stays, came: NDArray[np.bool_], went: NDArray[np.bool_], areas: int, values: int
) -> tuple[Rows, Rows, Rows]:
    """Per area and value, how often one person left and came on one day."""

    def keys(days: Days, rows: NDArray[np.bool_]) -> tuple[Rows, Rows]:
        key = (
            (stays.person[rows] * 100_000 + days[rows]) * areas * values + stays.area[rows] * values + stays.value[rows]
        )
        found, times = np.unique(key, return_counts=True)
        return found, times

    (in_keys, in_times), (out_keys, out_times) = keys(stays.arrival, came), keys(stays.departure, went)
    both, at_in, at_out = np.intersect1d(in_keys, out_keys, assume_unique=True, return_indices=True)
    place = both % (areas * values)
    return place // values, place % values, np.minimum(in_times[at_in], out_times[at_out])


def _table(area: Rows, value: Rows, areas: int, values: int) -> Rows:
    return np.bincount(area * values + value, minlength=areas * values).reshape(areas, values)


def kinds_of_stay(since: Days, *, mid_from: int, long_from: int) -> Rows:
    """0 for short, 1 for mid and 2 for long, by since when somebody has been here.

    `mid_from` and `long_from` are the last days of arrival of who counts as mid and as long.
    """
    return (since <= mid_from).astype(np.int64) + (since <= long_from)


@dataclass(frozen=True, slots=True)
class Scaled:
    """What a count would be if the rest were as full as what was confirmed; from `low` to `high` in 95 of 100 cases."""

    number: float
    low: float
    high: float


def scaled_up(
    people: NDArray[np.float64], beds: NDArray[np.float64], *, all_beds: int, all_sites: int
) -> Scaled | None:
    """A ratio estimate: people per bed at the confirmed sites, times all known beds.

    Its interval follows from how much the sites differ (Cochran, Sampling Techniques, 1977, ch. 6), as if the confirmed
    sites were drawn by chance, which they are not. None with fewer than three sites or without beds.
    """
    sites = len(beds)
    if sites < 3 or not beds.sum():
        return None
    ratio = people.sum() / beds.sum()
    spread = ((people - ratio * beds) ** 2).sum() / (sites - 1)
    error = all_sites * np.sqrt(max(0.0, 1 - sites / all_sites) * spread / sites) * (all_beds / all_sites) / beds.mean()
    number = float(ratio * all_beds)
    return Scaled(number, max(float(people.sum()), number - 1.96 * float(error)), number + 1.96 * float(error))
