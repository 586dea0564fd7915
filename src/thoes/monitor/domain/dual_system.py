"""Two lists: what is estimated when they are independent, and the range when they are not.

From two lists nobody can tell whether standing in one makes it likelier to stand in the other. So next to the estimates that
take independence for granted stands what follows for a range of odds ratios (Sun, Van Baelen, Plettinckx and Crawford 2020,
arXiv 2008.00127): above 1 the lists find the same people and more were missed than it seems.
"""

from dataclasses import dataclass
from math import log, sqrt

import numpy as np

from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.histories import Histories
from thoes.monitor.domain.poisson_fits import Interval, profile_interval
from thoes.monitor.domain.survival import Z95

_CELLS = np.array([[1.0, 1, 1], [1, 1, 0], [1, 0, 1]])
_UNSEEN = np.array([1.0, 0, 0])


@dataclass(frozen=True, slots=True)
class PointEstimate:
    """A number of people with its standard error."""

    estimate: float
    se: float

    def interval(self, *, seen: float) -> Interval:
        """Twice the standard error to both sides, and never fewer than were seen."""
        return Interval(max(seen, self.estimate - Z95 * self.se), self.estimate + Z95 * self.se)


@dataclass(frozen=True, slots=True)
class Range:
    """What follows when the odds ratio lies from `low` to `high`: the estimates at both ends, and the interval over all."""

    low: float
    high: float
    points: Interval
    interval: Interval


@dataclass(frozen=True, slots=True)
class DualSystem:
    """`lincoln_petersen` and its `independent` interval are None when nobody stands in both lists: it does not exist then."""

    seen: float
    lincoln_petersen: PointEstimate | None
    chapman: PointEstimate
    independent: Interval | None
    range: Range | None


def dual_system(histories: Histories, *, odds_ratio: tuple[float, float]) -> DualSystem:
    """The estimates from two lists, for odds ratios in this range. Refusal `odds_ratio_impossible`."""
    low, high = odds_ratio
    if len(histories.lists) != 2:
        raise ValueError("a dual system has two lists")
    if not 0 < low <= high < float("inf"):
        raise Refusal("odds_ratio_impossible")
    both, first, second = (histories.count(history) for history in ((1, 1), (1, 0), (0, 1)))
    seen = both + first + second
    chapman = _chapman(both, first, second)
    if not both:
        return DualSystem(seen, None, chapman, None, None)
    ratio = first * second / both
    spread = sqrt((both + first) * (both + second) * first * second / both**3)
    sides = [_profile((both, first, second), times) for times in (low, high)]
    ends = Range(
        low,
        high,
        Interval(seen + low * ratio, seen + high * ratio),
        Interval(sides[0].low, sides[1].high),
    )
    return DualSystem(seen, PointEstimate(seen + ratio, spread), chapman, _profile((both, first, second), 1.0), ends)


def _profile(counts: tuple[float, float, float], odds_ratio: float) -> Interval:
    both, first, second = counts
    found = profile_interval(
        _CELLS,
        np.array(counts),
        _UNSEEN,
        odds_ratio * first * second / both,
        offset=np.array([log(odds_ratio), 0.0, 0.0, 0.0]),
    )
    seen = sum(counts)
    return Interval(found.low + seen, None if found.high is None else found.high + seen)


def _chapman(both: float, first: float, second: float) -> PointEstimate:
    """Chapman 1951; its variance is that of Seber 1970."""
    one, other = both + first + 1, both + second + 1
    variance = one * other * first * second / ((both + 1) ** 2 * (both + 2))
    return PointEstimate(one * other / (both + 1) - 1, sqrt(variance))
