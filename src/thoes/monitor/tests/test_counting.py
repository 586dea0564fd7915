"""Counting in columns, held against counting one by one."""

from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoes.monitor.domain.counting import (
    Stays,
    came_and_went,
    in_night,
    kinds_of_stay,
    scaled_up,
)
from thoes.monitor.domain.joined_stays import here_since

AREAS, VALUES, NEVER = 3, 2, 2**31 - 1
STAY = st.tuples(
    st.integers(0, 3),
    st.integers(0, 40),
    st.one_of(st.integers(1, 15), st.none()),
    st.integers(0, 2),
    st.integers(0, 1),
)


def columns(rows: list[tuple[int, int, int | None, int, int]]) -> Stays:
    """Rows of person, arrival, nights (None: still there), area and value, by person and arrival."""
    ordered = sorted(rows, key=lambda row: row[:2])
    person, arrival, nights, area, value = zip(*ordered, strict=True) if ordered else ((),) * 5
    departure = [NEVER if length is None else came + length for came, length in zip(arrival, nights, strict=True)]
    return Stays(
        np.array(person, np.int64), np.array(arrival, np.int32), np.array(departure, np.int32),
        np.array(area, np.int64), np.array(value, np.int64),
    )  # fmt: skip


def here(rows, night: int) -> Counter:
    """Who sleeps where, one by one."""
    return Counter(
        (area, value)
        for _person, arrival, nights, area, value in rows
        if arrival <= night and (nights is None or night < arrival + nights)
    )


@given(st.lists(STAY, max_size=12), st.integers(0, 45))
def test_a_night_in_columns_is_the_night_one_by_one(rows, night: int) -> None:
    table = in_night(columns(rows), night, areas=AREAS, values=VALUES)

    found = {
        (area, value): table[area, value] for area in range(AREAS) for value in range(VALUES) if table[area, value]
    }
    assert found == dict(here(rows, night))


@given(st.lists(STAY, max_size=12), st.integers(1, 40), st.integers(1, 10))
def test_who_was_there_and_who_came_are_who_is_there_and_who_went(rows, first: int, length: int) -> None:
    stays = columns(rows)
    before, after = (in_night(stays, night, areas=AREAS, values=VALUES) for night in (first - 1, first + length - 1))

    came, went = came_and_went(stays, first, first + length, areas=AREAS, values=VALUES)

    assert (came >= 0).all()
    assert (went >= 0).all()
    assert (before + came == after + went).all()


@given(st.lists(STAY, max_size=12), st.integers(1, 40))
def test_who_came_on_a_day_is_who_did_not_sleep_there_the_night_before(rows, day: int) -> None:
    came, _went = came_and_went(columns(rows), day, day + 1, areas=AREAS, values=VALUES)

    expected: Counter = Counter()
    left: dict = defaultdict(int)
    arrived: dict = defaultdict(int)
    for person, arrival, nights, area, value in rows:
        arrived[person, area, value] += arrival == day
        left[person, area, value] += nights is not None and arrival + nights == day
    for (person, area, value), times in arrived.items():
        expected[area, value] += max(0, times - left[person, area, value])
    assert {key: came[key] for key in expected} == expected


@pytest.mark.parametrize(("nights_away", "since"), [(29, 0), (30, 0), (31, 41)])
def test_who_was_away_for_longer_than_the_gap_began_anew(nights_away: int, since: int) -> None:
    stays = columns([(0, 0, 10, 0, 0), (0, 10 + nights_away, 5, 0, 0)])

    assert here_since(stays.person, stays.arrival, stays.departure, gap=30).tolist() == [0, since]


def test_a_long_stay_is_not_ended_by_a_short_one_within_it_and_nobody_begins_with_somebody_else() -> None:
    stays = columns([(0, 0, 100, 0, 0), (0, 5, 2, 0, 0), (0, 120, 5, 0, 0), (1, 121, 5, 0, 0)])

    assert here_since(stays.person, stays.arrival, stays.departure, gap=30).tolist() == [0, 0, 0, 121]


@pytest.mark.parametrize(("since", "kind"), [(101, 0), (100, 1), (11, 1), (10, 2)])
def test_a_stay_is_mid_and_long_from_the_day_of_its_limit_on(since: int, kind: int) -> None:
    assert kinds_of_stay(np.array([since], np.int32), mid_from=100, long_from=10).tolist() == [kind]


def test_with_every_site_confirmed_the_estimate_is_the_count() -> None:
    people, beds = np.array([8.0, 5, 20]), np.array([10.0, 6, 24])

    scaled = scaled_up(people, beds, all_beds=40, all_sites=3)

    assert scaled is not None
    assert (scaled.number, scaled.low, scaled.high) == (33, 33, 33)


def test_the_interval_of_an_estimate_is_that_of_the_book() -> None:
    """Cochran's ratio estimate, worked out by hand: 3 of 6 sites, 20 of 40 beds, 16 people in them."""
    scaled = scaled_up(np.array([8.0, 4, 4]), np.array([10.0, 5, 5]), all_beds=40, all_sites=6)
    differing = scaled_up(np.array([10.0, 4, 2]), np.array([10.0, 5, 5]), all_beds=40, all_sites=6)

    assert scaled is not None
    assert differing is not None
    assert (scaled.number, scaled.low, scaled.high) == (32, 32, 32)
    # Residuals 2, 0, -2: spread 4; 6 * sqrt(0.5 * 4 / 3) * (40 / 6) / (20 / 3) = 4.899.
    assert differing.high == pytest.approx(32 + 1.96 * 4.899, abs=0.001)


@pytest.mark.parametrize("sites", [0, 1, 2])
def test_from_fewer_than_three_sites_nothing_is_estimated(sites: int) -> None:
    assert scaled_up(np.ones(sites), np.ones(sites), all_beds=40, all_sites=6) is None
