"""Arrivals times who is still here, held against what is known exactly and against people drawn one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoes.monitor.domain.cohort import KindsOfStay, Past, region_totals, stock
from thoes.monitor.domain.published_curves import PublishedCurve, mean_months, survival_of

CURVES = np.stack([survival_of(PublishedCurve((12, 60), shares), 61) for shares in ((0.571, 0.317), (0.465, 0.219))])
KINDS = KindsOfStay(mid_from=12, long_from=60)
WORKERS = np.array([39_985.0, 13_415.0, 21_700.0])
MONTHS = 120


def _past(growth: float = 1.0) -> Past:
    return Past(WORKERS, np.full(3, growth), np.array([0.52, 0.48]), CURVES)


def test_littles_law_holds_to_the_last_person() -> None:
    past = _past()

    stays = 0.52 * mean_months(CURVES[0]) + 0.48 * mean_months(CURVES[1])

    assert past.arrivals() * stays == pytest.approx(WORKERS, rel=1e-12)
    assert region_totals(stock(past, np.ones((3, MONTHS)))) == pytest.approx(
        np.repeat(WORKERS[:, None], MONTHS + 1, axis=1), rel=1e-9
    )


@given(growth=st.floats(0.995, 1.02))
def test_where_arrivals_grow_evenly_so_do_those_who_are_here(growth: float) -> None:
    found = stock(_past(growth), np.tile(growth ** np.arange(1, MONTHS + 1.0), (3, 1)))

    assert region_totals(found) == pytest.approx(WORKERS[:, None] * growth ** np.arange(MONTHS + 1), rel=1e-9)


@given(growth=st.floats(0.995, 1.02), leaving=st.floats(0.5, 2), more=st.floats(0, 3))
def test_the_kinds_of_stay_add_up_to_everybody_whatever_changes(growth: float, leaving: float, more: float) -> None:
    past, ratio = _past(growth), np.full((3, MONTHS), more)

    by_kind = stock(past, ratio, leaving=leaving, kinds=KINDS)

    assert by_kind.shape == (3, 2, 3, MONTHS + 1)
    assert by_kind.sum(axis=2, keepdims=True) == pytest.approx(stock(past, ratio, leaving=leaving), rel=1e-8)
    assert by_kind.min() > -1e-6


def test_without_arrivals_who_is_here_leaves_by_the_curve() -> None:
    one_age = Past(np.array([1000.0]), np.array([1e6]), np.array([1.0]), CURVES[:1])

    left = region_totals(stock(one_age, np.zeros((1, MONTHS))))[0]

    assert left[[0, 12, 60]] == pytest.approx([1000, 571, 317], rel=1e-4)


def test_ten_in_a_hundred_more_leave_also_of_who_is_here_already() -> None:
    one_age = Past(np.array([1000.0]), np.array([1e6]), np.array([1.0]), CURVES[:1])

    left = region_totals(stock(one_age, np.zeros((1, MONTHS)), leaving=1.1))[0]

    assert left[[0, 12, 100]] == pytest.approx([1000, 1000 * 0.571**1.1, 1000 * _at(100) ** 1.1], rel=1e-4)


def _at(month: int) -> float:
    return float(survival_of(PublishedCurve((12, 60), (0.571, 0.317)), month + 1)[month])


@given(leaving=st.floats(1.01, 2))
def test_leaving_more_never_keeps_more_people_here(leaving: float) -> None:
    ratio = np.ones((3, MONTHS))

    assert (region_totals(stock(_past(), ratio, leaving=leaving)) <= WORKERS[:, None] * (1 + 1e-9)).all()


def _by_hand(past: Past, ratio: np.ndarray, leaving: float, until: int) -> np.ndarray:
    """The same in plain loops: every month of arrival, every nationality, one at a time."""
    totals = np.zeros((3, until + 1))
    arrivals, back = past.arrivals(), 3_000
    for nationality, share in enumerate(past.shares):
        retention = PublishedCurve((12, 60), (float(CURVES[nationality, 12]), float(CURVES[nationality, 60])))
        curve = survival_of(retention, back + until + 1)
        for region in range(3):
            for month in range(until + 1):
                here = 0.0
                for age in range(back):
                    before = past.growth[region] ** -age * curve[age]
                    here += before * (curve[age + month] / curve[age]) ** leaving
                for came in range(1, month + 1):
                    here += ratio[region, came - 1] * curve[month - came] ** leaving
                totals[region, month] += arrivals[region] * share * here
    return totals


def test_a_plain_loop_over_every_month_of_arrival_finds_the_same() -> None:
    past, ratio = _past(1.003), np.linspace(0.5, 2, 15).reshape(3, 5)

    found = region_totals(stock(past, ratio, leaving=1.3))

    assert found == pytest.approx(_by_hand(past, ratio, 1.3, 5), rel=1e-6)


def test_people_drawn_one_by_one_are_as_many_and_vary_as_poisson_says() -> None:
    """The oracle: each comes at random, draws how long to stay from the curve, and is counted while here."""
    random = np.random.default_rng(2026)
    curve = survival_of(PublishedCurve((12, 60), (0.52, 0.27)), 2_000)
    a_month, months, runs = 40.0, 900, 400
    counts = []
    for _ in range(runs):
        came = np.repeat(np.arange(months), random.poisson(a_month, months))
        # The first month in which somebody is no longer here; the curve falls, so it is searched from its end.
        stays = np.searchsorted(-curve, -random.random(len(came)), side="left")
        counts.append(int((came + stays >= months).sum()))
    exact = a_month * mean_months(curve[:61])
    past = Past(np.array([exact]), np.array([1.0]), np.array([1.0]), curve[None, :61])

    found = region_totals(stock(past, np.ones((1, 12))))[0, -1]

    assert found == pytest.approx(exact)
    assert abs(np.mean(counts) - found) < 4 * np.sqrt(found / runs)
    assert 0.75 < np.var(counts) / np.mean(counts) < 1.3
