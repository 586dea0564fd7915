"""Tables that others published: six lists of hares, five lists of infants, and fits by another road than ours."""

from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import minimize

from thoes.monitor.domain.histories import Histories, histories_of
from thoes.monitor.domain.loglinear import Existence, estimate_unseen, fit_model

pytestmark = pytest.mark.pure

# Snowshoe hares caught on six days, as in Cormack (1989), Biometrics 45, 395: rows by days 6, 5, 4, columns by days 3, 2, 1.
HARES = (
    (0, 3, 6, 0, 5, 1, 0, 0),
    (3, 2, 3, 0, 0, 1, 0, 0),
    (4, 2, 3, 1, 0, 1, 0, 0),
    (1, 0, 0, 0, 0, 0, 0, 0),
    (4, 1, 1, 1, 2, 0, 2, 0),
    (4, 0, 3, 0, 1, 0, 2, 0),
    (2, 0, 1, 0, 1, 0, 1, 0),
    (1, 1, 1, 0, 0, 0, 1, 2),
)
# Five lists of infants with a congenital anomaly, as the package dga gives them in the example of `bma.cr` (cran/dga), in the
# order of R; the first cell is that of the infants in no list.
INFANTS = (
    0, 27, 37, 19, 4, 4, 1, 1, 97, 22, 37, 25, 2, 1, 3, 5, 83, 36, 34, 18, 3, 5, 0, 2, 30, 5, 23, 8, 0, 3, 0, 2,
)  # fmt: skip


def of_r(counts: tuple[int, ...], lists: str) -> Histories:
    """The table of an array of R: the first list changes fastest."""
    cells = {tuple((at >> bit) & 1 for bit in range(len(lists))): count for at, count in enumerate(counts)}
    return histories_of(lists, {cell: count for cell, count in cells.items() if any(cell)})


def hares() -> Histories:
    return of_r(tuple(count for row in HARES for count in row), "abcdef")


def test_the_table_of_hares_has_the_margins_that_rcapture_prints() -> None:
    # cran/Rcapture, tests/Examples/Rcapture-Ex.Rout.save, descriptive(hare).
    table = hares()
    times = table.cells.sum(axis=1)

    assert [int(table.counts[times == often].sum()) for often in range(1, 7)] == [25, 22, 13, 5, 1, 2]
    assert (table.counts @ table.cells).tolist() == [16, 28, 20, 26, 23, 32]


def test_six_lists_of_hares_are_estimated_as_rcapture_does() -> None:
    # The same output of Rcapture, closedp(hare), row Mt.
    found = fit_model(hares(), ())

    assert found.estimate == pytest.approx(75.1, abs=0.05)
    assert found.deviance == pytest.approx(58.314, abs=0.0005)
    assert (found.df, found.aic) == (56, pytest.approx(154.505, abs=0.0005))


def _by_another_road(table: Histories, interactions: tuple[tuple[int, ...], ...]) -> float:
    """Who is unseen, by climbing the likelihood with its gradient and without weights or least squares."""
    columns = [
        np.ones(len(table.cells)),
        *table.cells.T,
        *(table.cells[:, list(pair)].prod(axis=1) for pair in interactions),
    ]
    design = np.column_stack(columns).astype(float)

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        mean = np.exp(design @ beta)
        return float(mean.sum() - table.counts @ (design @ beta)), design.T @ (mean - table.counts)

    start = np.zeros(design.shape[1])
    start[0] = np.log(table.counts.mean())
    found = minimize(loss, start, jac=True, method="BFGS", options={"gtol": 1e-6, "maxiter": 2000})
    return float(np.exp(found.x[0]))


@pytest.mark.parametrize("many", [0, 3, 6])
def test_models_of_five_lists_are_fitted_as_by_another_road(many: int) -> None:
    table = of_r(INFANTS, "abcde")
    pairs = tuple(combinations(range(5), 2))[:many]

    assert fit_model(table, pairs).unseen == pytest.approx(_by_another_road(table, pairs), rel=1e-4)


def test_who_is_in_all_three_lists_may_be_nobody_without_everybody_having_been_seen() -> None:
    # The hepatitis table of CARE1 without the 28 who stand in all three: the model of all pairs then fits exactly, with nobody
    # unseen, and has the lowest AIC of all.
    table = histories_of(
        "PQE", {(1, 1, 0): 21, (1, 0, 1): 17, (0, 1, 1): 18, (1, 0, 0): 69, (0, 1, 0): 55, (0, 0, 1): 63}
    )

    found = estimate_unseen(table, draws=20)

    of_all_pairs = next(model for model in found.models if len(model.interactions) == 3)
    assert of_all_pairs.unseen == 0
    assert of_all_pairs.aic == min(model.aic for model in found.models)
    assert found.chosen.interactions == ()
    assert found.chosen.existence is Existence.EXISTS
    assert found.chosen.profile.low > table.seen
