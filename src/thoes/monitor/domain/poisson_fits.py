"""Poisson log-linear models of a few cells: whether the estimate exists, many fits at once, and profile likelihoods."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import qr
from scipy.optimize import linprog
from scipy.special import gammaln
from scipy.stats import chi2

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Likelihood = Callable[[Floats], Floats]

# Half of how far twice the logarithm of a likelihood may fall within a 95 % interval.
FALL_95 = float(chi2.ppf(0.95, 1)) / 2
_ROUNDS, _POINTS = 5, 31
_STEPS, _CUT_OFF = 60, 40.0
# An upper limit beyond a hundred thousand times what was seen is no limit.
NO_LIMIT = 1e5


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` up to `high`; `high` is None where the data set no limit."""

    low: float
    high: float | None


def cells_that_vanish(design: Floats, counts: Floats) -> Mask:
    """The empty cells that the likelihood drives to zero: the estimate then does not exist in the ordinary sense.

    It exists exactly when the sums of the counts over the terms lie inside their cone and not on its edge (Haberman 1974;
    Fienberg and Rinaldo 2012, Annals of Statistics 40, 996). On the edge there is a direction in which no cell with people
    changes and some empty ones go down for ever; a linear programme finds all of these.
    """
    empty = counts == 0
    vanishing = np.zeros(len(counts), bool)
    if not empty.any():
        return vanishing
    terms, zeros = design.shape[1], int(empty.sum())
    found = linprog(
        np.concatenate([np.zeros(terms), -np.ones(zeros)]),
        A_ub=np.hstack([design[empty], np.eye(zeros)]),
        b_ub=np.zeros(zeros),
        A_eq=np.hstack([design[~empty], np.zeros((int((~empty).sum()), zeros))]),
        b_eq=np.zeros(int((~empty).sum())),
        bounds=[(None, None)] * terms + [(0, 1)] * zeros,
        method="highs",
    )
    vanishing[empty] = found.x[terms:] > 0.5
    return vanishing


def runs_to_nobody(design: Floats, counts: Floats, unseen_row: Floats) -> bool:
    """Whether, where an estimate runs off, nobody unseen is left: in no direction of `cells_that_vanish` the unseen go up.

    So it is when everybody in one list stands in another one that depends on nothing: the other has them all.
    """
    empty = counts == 0
    found = linprog(
        -unseen_row,
        A_ub=np.vstack([design[empty], unseen_row]),
        b_ub=np.append(np.zeros(int(empty.sum())), 1.0),
        A_eq=design[~empty],
        b_eq=np.zeros(int((~empty).sum())),
        bounds=[(None, None)] * design.shape[1],
        method="highs",
    )
    return bool(-found.fun < 1e-6)


def independent_columns(design: Floats) -> list[int]:
    """Columns that together say all that the columns of this design say."""
    _, triangle, order = qr(design, mode="economic", pivoting=True)
    sizes = np.abs(np.diag(triangle))
    rank = int((sizes > 1e-9 * max(float(sizes[0]), 1e-300)).sum())
    return sorted(order[:rank].tolist())


def is_told_by(row: Floats, design: Floats) -> bool:
    """Whether a cell with this row is settled by the cells of the design."""
    solved = np.linalg.lstsq(design.T, row, rcond=None)[0]
    return bool(np.allclose(design.T @ solved, row, atol=1e-8))


def fit_many(design: Floats, counts: Floats, offset: Floats | float = 0.0) -> Floats:
    """The fitted numbers of each row of `counts` (a table of cells per row), by iterated weighted least squares.

    Where a fit has no end a cell goes to zero or grows until it is cut off; what hangs on neither is right all the same.
    """
    fitted = np.maximum(counts, 0) + 0.5
    eta = np.log(fitted)
    ridge = 1e-10 * np.eye(design.shape[1])
    busy = np.arange(len(counts))
    for _ in range(_STEPS):
        now = fitted[busy]
        working = eta[busy] - offset + (counts[busy] - now) / now
        weighted = now[:, :, None] * design
        left = np.matmul(weighted.transpose(0, 2, 1), design) + ridge
        right = np.matmul(weighted.transpose(0, 2, 1), working[..., None])
        new = np.clip(np.linalg.solve(left, right)[..., 0] @ design.T + offset, -_CUT_OFF, _CUT_OFF)
        eta[busy], fitted[busy] = new, np.exp(new)
        moved = np.max(np.abs(fitted[busy] - now) / (1 + now), axis=1)
        busy = busy[moved > 1e-10]
        if not len(busy):
            break
    return fitted


def profile_interval(
    design: Floats, counts: Floats, unseen_row: Floats, estimate: float, offset: Floats | None = None
) -> Interval:
    """The numbers of unseen people that the data do not speak against, with 95 % (Cormack 1992, Biometrics 48, 567).

    For each number the model is fitted as if so many had been counted; the likelihood is that of the whole table given its
    total. `offset` has a value for each cell, that of the unseen last. Cells that vanish must have been left out.
    """
    whole = np.vstack([design, unseen_row])
    whole = whole[:, independent_columns(whole)]
    shift = np.zeros(len(whole)) if offset is None else offset

    def likelihood(unseen: Floats) -> Floats:
        table = np.column_stack([np.tile(counts, (len(unseen), 1)), unseen])
        fitted = fit_many(whole, table, shift)
        total = table.sum(axis=1)
        logs = np.log(fitted / total[:, None])
        of_cells: Floats = (table * logs).sum(axis=1) + gammaln(total + 1) - gammaln(unseen + 1)
        return of_cells

    seen = float(counts.sum())
    peak, top = _highest(likelihood, estimate, seen)
    least = top - FALL_95
    low = 0.0 if peak <= 0 or likelihood(np.zeros(1))[0] >= least else _crossing(likelihood, least, 0.0, peak, seen)
    farthest = NO_LIMIT * max(seen, 1.0)
    if likelihood(np.array([farthest]))[0] >= least:
        return Interval(low, None)
    return Interval(low, _crossing(likelihood, least, farthest, peak, seen))


def _grid(one: float, other: float, scale: float) -> Floats:
    """Points from one number up to the other: near to each other where they are small."""
    start, end = np.log1p(one / scale * 100), np.log1p(other / scale * 100)
    points: Floats = np.expm1(np.linspace(start, end, _POINTS)) * scale / 100
    points[0], points[-1] = one, other
    return points


def _highest(likelihood: Likelihood, estimate: float, scale: float) -> tuple[float, float]:
    low, high = 0.0, max(2 * estimate, 1.0)
    for _ in range(_ROUNDS):
        points = _grid(low, high, scale)
        values = likelihood(points)
        at = int(np.argmax(values))
        low, high = float(points[max(at - 1, 0)]), float(points[min(at + 1, _POINTS - 1)])
    return float(points[at]), float(values[at])


def _crossing(likelihood: Likelihood, least: float, outside: float, inside: float, scale: float) -> float:
    """Where the likelihood passes `least` between a number that is out of the interval and one within."""
    for _ in range(_ROUNDS):
        points = _grid(outside, inside, scale)
        within = np.flatnonzero(likelihood(points) >= least)
        at = max(int(within[0]) if len(within) else _POINTS - 1, 1)
        outside, inside = float(points[at - 1]), float(points[at])
    return (outside + inside) / 2
