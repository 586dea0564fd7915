"""Stays in beds that make one stay in the Netherlands, and which part of it a register sees."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoes.monitor.domain.joined_stays import STILL_THERE, join_stays, watch
from thoes.monitor.domain.survival import survival_curve

pytestmark = pytest.mark.pure

Stays = list[tuple[int, int, int]]


def joined(stays: Stays, gap: int) -> Stays:
    columns = np.array(stays, np.int64).reshape(-1, 3).T
    found = join_stays(*columns, gap=gap)
    return list(zip(found.person.tolist(), found.arrival.tolist(), found.departure.tolist(), strict=True))


def seen(stays: Stays, *, on: int, gap: int = 0, from_day: int | None = None):
    return watch(join_stays(*np.array(stays, np.int64).T, gap=gap), on=on, gap=gap, from_day=from_day)


def test_stays_that_touch_or_overlap_are_one_stay() -> None:
    assert joined([(1, 0, 10), (1, 10, 20), (1, 15, 18)], 0) == [(1, 0, 20)]


@pytest.mark.parametrize(("gap", "stays"), [(29, 2), (30, 1), (31, 1)])
def test_thirty_nights_away_end_a_stay_only_where_fewer_are_allowed(gap: int, stays: int) -> None:
    assert len(joined([(1, 0, 10), (1, 40, 50)], gap)) == stays


def test_a_long_stay_around_a_short_one_lasts_on() -> None:
    assert joined([(1, 0, 100), (1, 5, 10), (1, 90, 95)], 0) == [(1, 0, 100)]


def test_the_stays_of_two_people_never_become_one() -> None:
    assert joined([(1, 0, STILL_THERE), (2, 5, 10)], 90) == [(1, 0, STILL_THERE), (2, 5, 10)]


def test_nobody_has_no_stay() -> None:
    assert joined([], 30) == []


def test_who_left_within_the_gap_before_the_day_of_looking_may_still_come_back() -> None:
    watched = seen([(1, 0, 95)], on=100, gap=30)

    assert (watched.exits.tolist(), watched.events.tolist()) == ([70], [False])


@pytest.mark.parametrize(("departure", "left"), [(69, True), (70, True), (71, False)])
def test_on_the_last_day_of_the_gap_it_is_known_that_somebody_left(departure: int, left: bool) -> None:
    watched = seen([(1, 0, departure)], on=100, gap=30)

    assert watched.events.tolist() == [left]
    assert watched.exits.tolist() == [min(departure, 70)]


def test_a_departure_that_is_to_come_is_a_plan() -> None:
    watched = seen([(1, 0, 120)], on=100)

    assert (watched.exits.tolist(), watched.events.tolist()) == ([100], [False])


def test_a_stay_that_began_before_the_register_enters_late() -> None:
    watched = seen([(1, -40, 20), (2, 5, 9)], on=100, from_day=0)

    assert (watched.entries.tolist(), watched.exits.tolist()) == ([40, 0], [60, 4])


def test_stays_out_of_sight_are_left_out_and_counted() -> None:
    watched = seen([(1, 95, 98), (2, -9, 0), (3, 0, 0), (4, 0, 50)], on=100, gap=10, from_day=0)

    assert (watched.begun_too_late, watched.ended_too_early) == (1, 1)
    assert watched.exits.tolist() == [0, 50]


def test_first_stays_of_a_register_may_be_returns_and_are_counted_as_such() -> None:
    stays = [(1, 3, 50), (2, 30, 50), (3, 31, 50)]

    assert seen(stays, on=200, gap=30, from_day=1).may_have_begun_earlier == 2
    assert seen(stays, on=200, gap=0, from_day=1).may_have_begun_earlier == 0


def test_without_late_entry_a_register_that_started_later_makes_stays_too_long() -> None:
    random = np.random.default_rng(4)
    arrival = random.integers(0, 4000, 20_000)
    departure = arrival + random.geometric(1 / 200, 20_000)
    stays = join_stays(np.arange(20_000), arrival, departure, gap=0)
    right = watch(stays, on=4000, gap=0, from_day=3600)

    with_entry = survival_curve(right.exits, right.events, right.entries)
    without = survival_curve(right.exits, right.events)

    true = (1 - 1 / 200) ** 365
    assert with_entry.at(365).low < true < with_entry.at(365).high
    assert without.at(365).low > true * 1.3


def test_dropping_who_left_lately_would_make_stays_too_long_and_looking_earlier_does_not() -> None:
    random = np.random.default_rng(5)
    arrival = random.integers(0, 1000, 30_000)
    departure = arrival + random.geometric(1 / 100, 30_000)
    watched = watch(join_stays(np.arange(30_000), arrival, departure, gap=90), on=1000, gap=90)

    share = survival_curve(watched.exits, watched.events, watched.entries).at(100)

    assert share.low < (1 - 1 / 100) ** 100 < share.high


_STAYS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 200), st.integers(0, 60)).map(lambda s: (s[0], s[1], s[1] + s[2])),
    max_size=30,
)


@given(_STAYS, st.integers(0, 40))
def test_joining_covers_the_same_nights_and_more_only_in_gaps(stays: Stays, gap: int) -> None:
    def nights(rows: Stays) -> set[tuple[int, int]]:
        return {(who, night) for who, came, left in rows for night in range(came, left)}

    found = joined(stays, gap)
    slept, covered = nights(stays), nights(found)

    assert slept <= covered
    ends = {(who, left) for who, _, left in stays}
    for who, came, left in found:
        assert (who, came) in {(person, day) for person, day, _ in stays}
        assert (who, left) in ends
        longest = run = 0
        for night in range(came, left):
            run = 0 if (who, night) in slept else run + 1
            longest = max(longest, run)
        assert longest <= gap
    for (one, _, left), (other, came, _) in pairwise(found):
        assert one != other or came - left > gap


@given(_STAYS, st.integers(0, 30), st.integers(0, 30))
def test_a_longer_gap_never_makes_more_stays(stays: Stays, gap: int, more: int) -> None:
    assert len(joined(stays, gap + more)) <= len(joined(stays, gap))


@given(_STAYS, st.randoms())
def test_the_order_of_lines_makes_no_difference(stays: Stays, random) -> None:
    assert joined(random.sample(stays, len(stays)), 7) == joined(stays, 7)
