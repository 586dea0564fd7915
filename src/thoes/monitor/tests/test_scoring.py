"""How good a forecast was."""

import math

import numpy as np
import pytest
from scipy.stats import norm

from thoes.monitor.domain.scoring import LEVELS, band, coverage, crps, is_inside


def _of_a_normal(mean: float, spread: float, outcome: float) -> float:
    """The closed form (Gneiting and Raftery 2007)."""
    z = (outcome - mean) / spread
    return spread * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / math.sqrt(math.pi))


@pytest.mark.parametrize("outcome", [60, 95, 100, 104, 150])
def test_the_score_of_draws_of_a_normal_is_its_closed_form(outcome: float) -> None:
    draws = np.random.default_rng(7).normal(100, 10, 200_000)

    assert crps(draws, outcome) == pytest.approx(_of_a_normal(100, 10, outcome), abs=0.1)


def test_few_draws_score_on_average_as_many_do() -> None:
    random = np.random.default_rng(7)

    few = [crps(random.normal(100, 10, 5), 104) for _ in range(20_000)]

    assert np.mean(few) == pytest.approx(_of_a_normal(100, 10, 104), abs=0.1)


def test_the_fair_score_is_the_sum_over_all_pairs() -> None:
    draws = np.array([3.0, 1, 4, 1, 5])
    pairs = [abs(a - b) for i, a in enumerate(draws) for j, b in enumerate(draws) if i != j]

    assert crps(draws, 2.0) == pytest.approx(np.abs(draws - 2).mean() - np.mean(pairs) / 2)
    assert crps(np.array([3.0]), 5.0) == 2


@pytest.mark.parametrize(("outcome", "inside"), [(24, False), (25, True), (75, True), (76, False)])
def test_half_of_the_draws_lie_in_the_band_of_fifty(outcome: float, inside: bool) -> None:
    draws = np.arange(101.0)

    assert band(draws, 50) == (25, 75)
    assert is_inside(draws, outcome, 50) is inside


def test_draws_of_the_truth_fall_in_each_band_as_often_as_it_says() -> None:
    random = np.random.default_rng(11)
    forecasts = [random.normal(0, 1, 500) for _ in range(2_000)]
    outcomes = random.normal(0, 1, 2_000)

    for percent in LEVELS:
        inside = [is_inside(draws, outcome, percent) for draws, outcome in zip(forecasts, outcomes, strict=True)]
        assert coverage(inside) == pytest.approx(percent / 100, abs=0.03)


def test_the_coverage_of_no_outcome_is_not_nought() -> None:
    assert math.isnan(coverage([]))
