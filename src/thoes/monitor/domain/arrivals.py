"""How arrivals go up and down from year to year: a random walk of their logarithm, fitted to a series. Knows no framework.

From a handful of years neither the drift nor the spread is well known; both are drawn, so that the outcome is as wide as the
series is short.
"""

from dataclasses import dataclass

import numpy as np

from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.published_curves import Floats

FEWEST_YEARS = 4
"""With fewer there are less than three changes, of which no spread can be told."""
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Walk:
    """The yearly changes of a logarithm, by series: their mean, how they vary together, and how many there were."""

    drift: Floats
    covariance: Floats
    changes: int

    def spreads(self, draws: int, random: np.random.Generator) -> Floats:
        """For each draw, how many times as far it may go as the series did."""
        free = self.changes - 1
        return np.sqrt(free / random.chisquare(free, draws))

    def steps(self, draws: int, count: int, random: np.random.Generator) -> Floats:
        """Changes by draw, series and step, of one year each and without drift, for a spread of one."""
        plain = random.standard_normal((draws, count, len(self.drift)))
        return np.asarray(np.moveaxis(plain @ _root(self.covariance).T, 1, 2))


def fit_walk(series: Floats) -> Walk:
    """Of numbers above nothing by year and series; refuses fewer than four years."""
    if len(series) < FEWEST_YEARS:
        raise Refusal("too_few_years", field="year", years=len(series), least=FEWEST_YEARS)
    changes = np.diff(np.log(series), axis=0)
    return Walk(changes.mean(axis=0), np.atleast_2d(np.cov(changes, rowvar=False)), len(changes))


def monthly_walk(walk: Walk, draws: int, months: int, random: np.random.Generator) -> Floats:
    """How many times as many arrive as the path has it, by draw, series and month 1, 2 ...; on average once."""
    spreads = walk.spreads(draws, random)[:, None, None]
    steps = walk.steps(draws, months, random) * spreads / np.sqrt(MONTHS)
    # A logarithm that wanders as far up as down lifts the mean by half its variance.
    lifted = np.diag(walk.covariance)[:, None] * spreads**2 * np.arange(1, months + 1) / MONTHS / 2
    return np.asarray(np.exp(np.cumsum(steps, axis=-1) - lifted))


def years_ahead(series: Floats, years: int, draws: int, random: np.random.Generator) -> Floats:
    """The coming years of one series, by draw and year, with a drift that is drawn too."""
    walk = fit_walk(series[:, None])
    steps = walk.steps(draws, years, random)[:, 0, :] * walk.spreads(draws, random)[:, None]
    spread = np.sqrt(walk.covariance[0, 0] / walk.changes)
    drift = walk.drift[0] + spread * random.standard_t(walk.changes - 1, draws)
    return np.asarray(series[-1] * np.exp(np.cumsum(steps + drift[:, None], axis=-1)))


def _root(covariance: Floats) -> Floats:
    """A matrix that times itself is the covariance, also where series move quite together."""
    values, vectors = np.linalg.eigh(covariance)
    return np.asarray(vectors * np.sqrt(np.clip(values, 0, None)))
