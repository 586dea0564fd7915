"""How arrivals go up and down."""

import numpy as np
import pytest

from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.arrivals import fit_walk, monthly_walk, years_ahead

SERIES = np.array([[100.0, 50], [110, 45], [105, 55], [120, 60], [115, 58]])


def test_the_walk_has_the_mean_and_the_spread_of_the_yearly_changes() -> None:
    changes = np.diff(np.log(SERIES), axis=0)

    walk = fit_walk(SERIES)

    assert walk.changes == 4
    assert walk.drift == pytest.approx(changes.mean(axis=0))
    assert walk.covariance == pytest.approx(np.cov(changes.T))


@pytest.mark.parametrize(("years", "is_refused"), [(3, True), (4, False), (5, False)])
def test_three_years_are_too_few(years: int, is_refused: bool) -> None:
    if not is_refused:
        assert fit_walk(SERIES[:years]).changes == years - 1
        return
    with pytest.raises(Refusal) as refused:
        fit_walk(SERIES[:years])

    assert refused.value.code == "too_few_years"


def test_a_year_of_months_varies_as_a_year_does_and_keeps_its_mean() -> None:
    walk = fit_walk(np.exp(np.cumsum(np.random.default_rng(3).normal(0, 0.1, (200, 2)), axis=0)))

    drawn = monthly_walk(walk, 20_000, 24, np.random.default_rng(4))

    assert np.log(drawn[:, :, 11]).std(axis=0) == pytest.approx(np.sqrt(np.diag(walk.covariance)), rel=0.03)
    assert drawn.mean(axis=0) == pytest.approx(1, abs=0.01)


def test_regions_that_went_together_are_drawn_together() -> None:
    both = np.exp(np.cumsum(np.random.default_rng(3).normal(0, 0.1, (12, 1)), axis=0)) * [[1.0, 2.0]]

    drawn = np.log(monthly_walk(fit_walk(both), 500, 12, np.random.default_rng(4)))

    assert drawn[:, 0] == pytest.approx(drawn[:, 1], abs=1e-6)


def test_the_coming_years_start_at_the_last_and_widen() -> None:
    drawn = years_ahead(SERIES[:, 0], 5, 4_000, np.random.default_rng(1))
    widths = np.subtract(*np.quantile(np.log(drawn), [0.9, 0.1], axis=0))

    assert drawn.shape == (4_000, 5)
    assert (np.diff(widths) > 0).all()
    assert np.median(drawn[:, 0]) == pytest.approx(115 * np.exp(fit_walk(SERIES).drift[0]), rel=0.02)
