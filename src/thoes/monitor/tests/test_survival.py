"""The curve of Kaplan and Meier: by hand, against lifelines, and what must hold of any curve."""

import numpy as np
import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter
from lifelines.exceptions import StatError
from lifelines.utils import median_survival_times

from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.survival import survival_curve

pytestmark = pytest.mark.pure

ENTRIES, EXITS, EVENTS = [0, 0, 2, 3, 0, 4], [5, 6, 7, 4, 3, 9], [1, 0, 1, 1, 1, 1]


def test_delayed_entry_gives_what_it_gives_by_hand() -> None:
    curve = survival_curve(EXITS, EVENTS, ENTRIES)

    assert curve.times.tolist() == [3, 4, 5, 7, 9]
    assert curve.at_risk.tolist() == [4, 4, 4, 2, 1]
    assert curve.survival.tolist() == [3 / 4, 9 / 16, 27 / 64, 27 / 128, 0]
    assert curve.at(6).value == 27 / 64


def test_the_share_that_stays_is_what_the_numbers_at_risk_and_leaving_say() -> None:
    curve = survival_curve(EXITS, EVENTS, ENTRIES)

    assert np.cumprod(1 - curve.events / curve.at_risk).tolist() == curve.survival.tolist()


def test_the_poles_of_2011_stay_as_statistics_netherlands_counted() -> None:
    # In thousands: 63 came, 36 were there after a year, 24 after two, 20 after five.
    curve = survival_curve([1] * 27 + [2] * 12 + [5] * 4 + [6] * 20, [1] * 43 + [0] * 20)

    assert [round(curve.at(year).value, 4) for year in (1, 2, 5)] == [0.5714, 0.3810, 0.3175]


def test_who_leaves_on_the_day_of_arrival_counts() -> None:
    curve = survival_curve([0, 0, 1, 2], [1, 0, 1, 1])

    assert (curve.times[0], curve.at_risk[0], curve.survival[0]) == (0, 4, 0.75)


def test_of_equal_times_who_leaves_comes_before_who_is_lost() -> None:
    curve = survival_curve([5, 5, 5, 8], [1, 0, 0, 1])

    assert curve.at_risk.tolist() == [4, 1]


def test_who_comes_into_sight_on_a_day_is_not_at_risk_on_it() -> None:
    curve = survival_curve([3, 6], [1, 1], [0, 3])

    assert curve.at_risk.tolist() == [1, 1]


def test_time_that_nobody_saw_counts_for_nothing() -> None:
    curve = survival_curve([5, 4, 6], [1, 1, 1], [0, 4, 0])

    assert curve.people == 2
    assert curve.times.tolist() == [5, 6]


def test_of_nobody_the_curve_is_empty_and_says_nothing() -> None:
    curve = survival_curve([], [])

    assert (len(curve.times), curve.people, curve.at(10), curve.median.value) == (0, 0, None, None)


def test_where_nobody_left_everybody_stays_as_long_as_they_were_watched_and_no_longer_is_known() -> None:
    curve = survival_curve([4, 9], [0, 0])

    assert len(curve.times) == 0
    assert curve.at(9).value == 1
    assert curve.at(9.5) is None
    assert curve.median.value is None


def test_the_median_is_where_exactly_half_have_left() -> None:
    # 3/4 x 2/3 is a half, also where its factors are rounded.
    assert survival_curve([2, 4, 6, 8], [1, 1, 1, 1]).median.value == 4
    assert survival_curve([1, 2, 3, 4, 5, 6], [1] * 6).median.value == 3


def test_fractions_and_whole_units_give_the_same_curve() -> None:
    whole = survival_curve(EXITS, EVENTS, ENTRIES)

    halves = survival_curve(np.array(EXITS) / 2, EVENTS, np.array(ENTRIES) / 2)

    assert (halves.times * 2).tolist() == whole.times.tolist()
    assert halves.survival.tolist() == whole.survival.tolist()
    assert halves.at_risk.tolist() == whole.at_risk.tolist()


def test_a_day_beyond_any_table_is_sorted_and_not_counted_out() -> None:
    curve = survival_curve([1, 10**12], [1, 1])

    assert curve.times.tolist() == [1, 10**12]


def test_a_curve_that_came_to_nothing_is_not_shown_as_certain() -> None:
    curve = survival_curve([3, 7], [1, 1])

    assert (curve.survival[-1], curve.low[-1]) == (0, 0)
    assert curve.high[-1] == curve.high[0] > 0
    assert survival_curve([3, 3], [1, 1]).high[0] == 1


def test_a_curve_that_ran_empty_before_others_came_into_sight_says_so() -> None:
    assert survival_curve([2, 9], [1, 1], [0, 5]).ran_empty_at == 2
    assert survival_curve([2, 9], [1, 1], [0, 1]).ran_empty_at is None


def test_a_curve_without_anybody_from_the_start_says_from_where_it_tells() -> None:
    assert survival_curve([8, 9], [1, 1], [5, 7]).starts_at == 5


def test_how_many_were_watched_at_a_time_stands_beside_the_share() -> None:
    curve = survival_curve(EXITS, EVENTS, ENTRIES)

    assert [curve.watched_at(time) for time in (0, 1, 4.5, 6, 8, 9, 10)] == [3, 3, 4, 3, 1, 1, 0]


@pytest.mark.parametrize(
    ("exits", "entries", "code"),
    [
        ([-1, 2], [0, 0], "duration_negative"),
        ([1, 2], [0, -1], "duration_negative"),
        ([1, 2], [0, 3], "entry_after_exit"),
        ([1, np.nan], [0, 0], "duration_not_finite"),
        ([1, np.inf], [0, 0], "duration_not_finite"),
    ],
)
def test_what_cannot_be_is_refused(exits: list[float], entries: list[float], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        survival_curve(exits, [1, 1], entries)

    assert refused.value.code == code


def _people(most: int) -> st.SearchStrategy[list[tuple[int, int, bool]]]:
    one = st.tuples(st.integers(0, 12), st.integers(1, 15), st.booleans())
    return st.lists(one.map(lambda p: (p[0], p[0] + p[1], p[2])), min_size=1, max_size=most)


@given(_people(40), st.sampled_from([1, 0.25]))
def test_lifelines_finds_the_same_share_and_band(people: list[tuple[int, int, bool]], unit: float) -> None:
    entries, exits, events = (np.array(column) for column in zip(*people, strict=True))
    curve = survival_curve(exits * unit, events, entries * unit)
    try:
        oracle = KaplanMeierFitter().fit(exits * unit, events, entry=entries * unit)
    except StatError:
        # It refuses a curve that runs empty early; ours says so in `ran_empty_at`.
        reject()

    assert curve.survival == pytest.approx(oracle.survival_function_at_times(curve.times).to_numpy())
    bands = oracle.confidence_interval_.reindex(curve.times, method="ffill").to_numpy()
    # Where nobody is left lifelines gives a band from 0 to 0; ours keeps its upper edge.
    left = curve.survival > 0
    assert np.column_stack([curve.low, curve.high])[left] == pytest.approx(bands[left])


@given(st.lists(st.tuples(st.integers(0, 15), st.booleans()), min_size=1, max_size=40))
def test_lifelines_finds_the_same_median(people: list[tuple[int, bool]]) -> None:
    exits, events = (np.array(column) for column in zip(*people, strict=True))
    curve = survival_curve(exits, events)
    oracle = KaplanMeierFitter().fit(exits, events)
    # Its logarithms make just over a half of a half.
    assume(not np.any(np.isclose(curve.survival, 0.5)))

    assert (np.inf if curve.median.value is None else curve.median.value) == oracle.median_survival_time_
    if not np.any(curve.survival == 0):
        low, high = median_survival_times(oracle.confidence_interval_).to_numpy()[0]
        assert (np.inf if curve.median.low is None else curve.median.low) == low
        assert (np.inf if curve.median.high is None else curve.median.high) == high


@given(_people(30), st.randoms())
def test_the_order_of_people_makes_no_difference(people: list[tuple[int, int, bool]], random) -> None:
    shuffled = random.sample(people, len(people))
    one, other = (
        survival_curve(*(np.array(c) for c in (rows[1], rows[2], rows[0])))
        for rows in (list(zip(*people, strict=True)), list(zip(*shuffled, strict=True)))
    )

    assert one.survival.tolist() == other.survival.tolist()
    assert one.times.tolist() == other.times.tolist()


@given(_people(30))
def test_shares_never_rise_and_lie_within_their_band(people: list[tuple[int, int, bool]]) -> None:
    entries, exits, events = (np.array(column) for column in zip(*people, strict=True))
    curve = survival_curve(exits, events, entries)

    assert np.all(np.diff(curve.survival) <= 0)
    assert np.all((curve.low <= curve.survival) & (curve.survival <= curve.high))
    assert curve.events.sum() == events.sum()
    assert np.all(curve.at_risk >= curve.events)
