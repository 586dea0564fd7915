"""How many people stand in none of several lists: log-linear models of who stands in which.

After Fienberg (1972, Biometrika 59, 591). A model says which lists depend on each other. It is fitted to the histories that
were seen, and what it gives for the one that nobody saw is the estimate. Models are hierarchical: one with the term `a:b` has
`a` and `b`. Terms of three lists are left out; the term of all lists can never be known.

With up to four lists every model is tried; with more, step by step: from independence the one term is added or dropped that
lowers the AIC most, until none does. Of the models that leave anybody unseen that with the lowest AIC is chosen, of equal
ones that with the fewest terms; one in which the unseen run off to nobody is chosen only where there is no other. That
choice is itself uncertain, so all that were tried are given; the first 25 of them, which is all with three lists, have their
intervals as well.

Where the estimate does not exist there is none, and why: see `cells_that_vanish`. On the edge, when a term runs off to minus
infinity because two lists share nobody and the estimate does not hang on it, it still exists and the model says so
(Chan, Silverman and Vincent 2021, JASA 116, 1297).
"""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain, combinations, product
from typing import Any

import numpy as np
import statsmodels.api as sm
from numpy.typing import NDArray
from scipy.stats import chi2
from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

from thoes.monitor.domain.histories import Histories, with_link_faults
from thoes.monitor.domain.poisson_fits import (
    NO_LIMIT,
    Floats,
    Interval,
    Mask,
    cells_that_vanish,
    fit_many,
    independent_columns,
    is_told_by,
    profile_interval,
    runs_to_nobody,
)

DRAWS, SEED = 500, 20_261_129
# With four lists there are 64 models of pairs, with five 1,024.
_EVERY_MODEL_UP_TO = 4
# An interval takes half a second in a large table; models far down the list are of no use to anybody.
_MOST_INTERVALS = 25

Term = tuple[int, ...]


class Existence(StrEnum):
    """Whether a model gives an estimate."""

    EXISTS = "exists"
    ON_THE_EDGE = "on_the_edge"
    DOES_NOT_EXIST = "does_not_exist"


@dataclass(frozen=True, slots=True)
class ModelFit:
    """A model and what it gives. Without an estimate there is neither an interval; AIC and deviance are of the fit alone.

    `bootstrap` is None where no interval could be drawn; its `high` is None when more than one in forty draws gave no limit.
    """

    interactions: tuple[Term, ...]
    terms: tuple[str, ...]
    existence: Existence
    deviance: float
    df: int
    aic: float
    unseen: float | None
    estimate: float | None
    profile: Interval | None = None
    bootstrap: Interval | None = None

    @property
    def fit(self) -> float | None:
        """The chance of a deviance as large as this when the model is true; None for one that has no cells to spare."""
        return float(chi2.sf(self.deviance, self.df)) if self.df > 0 else None


@dataclass(frozen=True, slots=True)
class Estimate:
    """All models that were tried, the lowest AIC first, and the chosen one; None when none gives an estimate."""

    histories: Histories
    models: tuple[ModelFit, ...]
    chosen: ModelFit | None
    every_model: bool
    seed: int = SEED
    draws: int = DRAWS


@dataclass(slots=True)
class _Tried:
    histories: Histories
    fits: dict[tuple[Term, ...], ModelFit] = field(default_factory=dict)

    def fit(self, interactions: tuple[Term, ...]) -> ModelFit:
        if interactions not in self.fits:
            self.fits[interactions] = fit_model(self.histories, interactions)
        return self.fits[interactions]


def estimate_unseen(histories: Histories, *, seed: int = SEED, draws: int = DRAWS) -> Estimate:
    """Every model that is tried, with its intervals, and the one that is chosen."""
    tried = _Tried(histories)
    pairs = list(combinations(range(len(histories.lists)), 2))
    every = len(histories.lists) <= _EVERY_MODEL_UP_TO
    if len(histories.lists) == 2:
        # With two lists their dependence cannot be known.
        tried.fit(())
    elif every:
        for interactions in _subsets(pairs):
            tried.fit(interactions)
    else:
        _step_by_step(tried, pairs)
    ranked = sorted(tried.fits.values(), key=_rank)
    first, others = ranked[:_MOST_INTERVALS], ranked[_MOST_INTERVALS:]
    models = (*(with_intervals(histories, model, seed=seed, draws=draws) for model in first), *others)
    chosen = next((model for model in models if model.estimate is not None), None)
    return Estimate(histories, models, chosen, every, seed, draws)


def fit_model(histories: Histories, interactions: Sequence[Term]) -> ModelFit:
    """One model by its dependences, such as `((0, 1), (1, 2))`, and what is below them; without intervals."""
    below = _closed(interactions)
    design, unseen_row = _design(histories.cells, below), _unseen_row(histories, below)
    vanishing = cells_that_vanish(design, histories.counts)
    kept, told = design[~vanishing], histories.counts[~vanishing]
    result = _fitted(told, kept[:, independent_columns(kept)])
    fitted = np.zeros(len(histories.counts))
    fitted[~vanishing] = result.fittedvalues
    terms = 1 + len(histories.lists) + len(below)
    unseen: float | None = None
    existence = Existence.DOES_NOT_EXIST
    if is_told_by(unseen_row, kept):
        weights = np.linalg.lstsq(kept.T, unseen_row, rcond=None)[0]
        unseen = float(np.exp(weights @ np.log(result.fittedvalues)))
        existence = Existence.ON_THE_EDGE if vanishing.any() else Existence.EXISTS
    elif runs_to_nobody(design, histories.counts, unseen_row):
        unseen, existence = 0.0, Existence.ON_THE_EDGE
    return ModelFit(
        interactions=below,
        terms=_names(histories.lists, below),
        existence=existence,
        deviance=_deviance(histories.counts, fitted),
        df=len(histories.counts) - terms,
        aic=float(-2 * result.llf + 2 * terms),
        unseen=unseen,
        estimate=None if unseen is None else histories.seen + unseen,
    )


def _fitted(counts: Floats, design: Floats) -> Any:
    # A model with as many terms as cells fits them exactly, and leaves no degrees of freedom to divide by.
    with np.errstate(divide="ignore", invalid="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        return sm.GLM(counts, design, family=sm.families.Poisson()).fit(tol=1e-12, maxiter=200)


def with_intervals(histories: Histories, model: ModelFit, *, seed: int = SEED, draws: int = DRAWS) -> ModelFit:
    """The same model with its interval by profile likelihood and by parametric bootstrap."""
    if model.unseen is None:
        return model
    profiled = with_profile(histories, model)
    return replace(profiled, bootstrap=_bootstrap(histories, model, seed=seed, draws=draws))


def with_profile(histories: Histories, model: ModelFit) -> ModelFit:
    """The same model with its interval by profile likelihood alone."""
    if model.unseen is None:
        return model
    kept, told, _, unseen_row = _kept(histories, model.interactions)
    interval = profile_interval(kept, told, unseen_row, model.unseen)
    high = None if interval.high is None else interval.high + histories.seen
    return replace(model, profile=Interval(interval.low + histories.seen, high))


def _kept(histories: Histories, interactions: Sequence[Term]) -> tuple[Floats, Floats, Mask, Floats]:
    """The design and counts of the cells that do not vanish when somebody is unseen, which do, and the row of the unseen."""
    design, unseen_row = _design(histories.cells, interactions), _unseen_row(histories, interactions)
    vanishing = cells_that_vanish(np.vstack([design, unseen_row]), np.append(histories.counts, 1.0))[:-1]
    return design[~vanishing], histories.counts[~vanishing], vanishing, unseen_row


def over_link_faults(histories: Histories, model: ModelFit, *, missed: float, false: float) -> Interval:
    """What the interval of a model becomes when up to these shares of the links were missed or are wrong.

    The interval by profile likelihood, from the lowest to the highest over the corners of both ranges.
    """
    found = []
    for corner in product((0.0, missed), (0.0, false)):
        corrected = with_link_faults(histories, missed=corner[0], false=corner[1])
        fit = with_profile(corrected, fit_model(corrected, model.interactions))
        if fit.profile is None:
            return Interval(histories.seen, None)
        found.append(fit.profile)
    return spanning(found)


def spanning(intervals: Sequence[Interval]) -> Interval:
    """The interval over all of these."""
    highs = [interval.high for interval in intervals]
    known = [high for high in highs if high is not None]
    return Interval(min(interval.low for interval in intervals), max(known) if len(known) == len(highs) else None)


@dataclass(frozen=True, slots=True)
class Refit:
    """One model, to be fitted to many tables of counts at once. `weights` make the unseen of the fitted cells."""

    design: Floats
    told: Mask
    weights: Floats

    @classmethod
    def of(cls, histories: Histories, model: ModelFit) -> "Refit":
        """The model as it is fitted to this table: cells that vanish there are left out."""
        kept, _told, vanishing, unseen_row = _kept(histories, model.interactions)
        weights: Floats = np.linalg.lstsq(kept.T, unseen_row, rcond=None)[0].astype(np.float64)
        return cls(kept[:, independent_columns(kept)], ~vanishing, weights)

    def fitted(self, counts: Floats) -> tuple[Floats, Floats]:
        """For each row of counts what the model gives for its cells, and for the unseen: infinite where that runs away."""
        found = fit_many(self.design, counts[:, self.told])
        with np.errstate(over="ignore"):
            unseen = np.exp(np.log(found) @ self.weights)
        cells = np.zeros(counts.shape)
        cells[:, self.told] = found
        return cells, np.where(unseen > NO_LIMIT * counts.sum(axis=1), np.inf, unseen)


def _bootstrap(histories: Histories, model: ModelFit, *, seed: int, draws: int) -> Interval | None:
    """Populations drawn from the model, each without its unseen, and the same model fitted to each."""
    if not model.unseen:
        # Populations without anybody unseen would all say that nobody is.
        return None
    refit = Refit.of(histories, model)
    fitted, _unseen = refit.fitted(histories.counts[None, :])
    shares = np.append(fitted[0], model.unseen)
    total = round(histories.seen + model.unseen)
    drawn = np.random.default_rng(seed).multinomial(total, shares / shares.sum(), draws)[:, :-1].astype(float)
    # A draw of which the estimate does not exist runs away, to no limit or to nobody unseen.
    _cells, unseen = refit.fitted(drawn)
    ordered = np.sort(drawn.sum(axis=1) + unseen)
    low, high = ordered[int(0.025 * draws)], ordered[int(np.ceil(0.975 * draws)) - 1]
    if not np.isfinite(low):
        return None
    # There are at least as many as were seen, also where a drawn population was smaller.
    return Interval(max(float(low), histories.seen), float(high) if np.isfinite(high) else None)


def _step_by_step(tried: _Tried, pairs: Sequence[Term]) -> None:
    now = tried.fit(())
    while True:
        steps = [tuple(sorted({*now.interactions} ^ {pair})) for pair in pairs]
        best = min((tried.fit(step) for step in steps), key=_rank)
        if _rank(best) >= _rank(now):
            return
        now = best


def _rank(model: ModelFit) -> tuple[bool, float, int, tuple[Term, ...]]:
    """The order of choice: somebody unseen at all, then the AIC, then few terms.

    A model in which the unseen run off to nobody fits an empty cell exactly and learns nothing from it: of lists that share
    nobody in all three it would say that everybody was seen, and with few cells it often has the lowest AIC.
    """
    return not model.unseen, round(model.aic, 6), len(model.interactions), model.interactions


def _subsets(pairs: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    return chain.from_iterable(combinations(pairs, many) for many in range(len(pairs) + 1))


def _closed(interactions: Sequence[Term]) -> tuple[Term, ...]:
    """The interactions and those within them, which a hierarchical model has too."""
    found: set[Term] = set()
    for term in interactions:
        if len(set(term)) < 2:
            raise ValueError("an interaction is of two lists or more")
        for many in range(2, len(term) + 1):
            found.update(combinations(sorted(term), many))
    return tuple(sorted(found, key=lambda term: (len(term), term)))


def _design(cells: NDArray[np.int64], interactions: Sequence[Term]) -> Floats:
    columns = [np.ones(len(cells)), *cells.T, *(cells[:, list(term)].prod(axis=1) for term in interactions)]
    return np.column_stack(columns).astype(float)


def _unseen_row(histories: Histories, interactions: Sequence[Term]) -> Floats:
    row: Floats = _design(np.zeros((1, len(histories.lists)), np.int64), interactions)[0]
    return row


def _names(lists: Sequence[str], interactions: Sequence[Term]) -> tuple[str, ...]:
    return (*lists, *(":".join(lists[at] for at in term) for term in interactions))


def _deviance(counts: Floats, fitted: Floats) -> float:
    some = counts > 0
    ratio = np.log(counts[some] / fitted[some])
    return max(0.0, float(2 * ((counts[some] * ratio).sum() - counts.sum() + fitted.sum())))
