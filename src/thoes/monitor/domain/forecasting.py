"""A scenario as a fan: what is not known is drawn a thousand times. Knows no framework.

Drawn are how long people stay, how arrivals go up and down, how many were at the start, and chance itself. Not drawn is the
scenario: a fan says what follows if arrivals grow on average as the scenario has it.
"""

from dataclasses import dataclass

import numpy as np

from thoes.monitor.domain.arrivals import Walk, monthly_walk
from thoes.monitor.domain.cohort import Past, region_totals, stock
from thoes.monitor.domain.published_curves import Floats, survival
from thoes.monitor.domain.scenarios import REGIONS, Scenario, Unseen
from thoes.monitor.domain.scoring import LEVELS, band

MOST_DRAWS = 20_000


@dataclass(frozen=True, slots=True)
class Band:
    """The middle so many percent of the draws."""

    percent: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Spread:
    """What a number may be: the middle draw, and the bands from the inside out. Never the middle alone."""

    median: float
    bands: tuple[Band, ...]

    def within(self, percent: int) -> Band:
        return next(each for each in self.bands if each.percent == percent)


def draw_workers(scenario: Scenario, walk: Walk, *, draws: int, seed: int) -> Floats:
    """Workers by draw, region and month; month 0 is January of the first year. The same seed draws the same."""
    random = np.random.default_rng(seed)
    past = _pasts(scenario, draws, random)
    mean = scenario.per_month()[:, None] ** np.arange(1, scenario.months + 1)
    ratio = mean * monthly_walk(walk, draws, scenario.months, random)
    expected = region_totals(stock(past, ratio, leaving=scenario.leaving))
    # Arrivals that come independently of each other leave a Poisson number; the sum of groups is one too.
    return np.asarray(random.poisson(expected).astype(float))


def spread_of(draws: Floats) -> list[Spread]:
    """Of draws by draw and moment, each moment."""
    edges = [band(draws, percent) for percent in LEVELS]
    return [
        Spread(
            float(median),
            tuple(
                Band(percent, float(low[at]), float(high[at]))
                for percent, (low, high) in zip(LEVELS, edges, strict=True)
            ),
        )
        for at, median in enumerate(np.median(draws, axis=0))
    ]


def with_limburg(draws: Floats) -> Floats:
    """The regions, and all of them together after the last."""
    return np.concatenate([draws, draws.sum(axis=1, keepdims=True)], axis=1)


def _pasts(scenario: Scenario, draws: int, random: np.random.Generator) -> Past:
    """The start as it may have been: another number of workers, and other curves."""
    known = scenario.past(scenario.start)
    factor = 1 + (_unseen(scenario.unseen, draws, random) - scenario.unseen.published) / known.workers.sum()
    curves = []
    for nationality in scenario.nationalities.values():
        leaving = random.dirichlet(nationality.retention.shares_leaving * scenario.followed, draws)
        still = 1 - np.cumsum(leaving[:, :-1], axis=-1)
        curves.append(survival(nationality.retention.months, still, scenario.ages))
    return Past(
        workers=known.workers * factor[:, None],
        growth=np.broadcast_to(known.growth, (draws, len(REGIONS))),
        shares=known.shares,
        curves=np.stack(curves, axis=1),
    )


def _unseen(unseen: Unseen, draws: int, random: np.random.Generator) -> Floats:
    if unseen.low == unseen.high:
        return np.full(draws, unseen.published)
    return random.triangular(unseen.low, unseen.published, unseen.high, draws)
