"""How many people stand in no list, when it is not certain who in one list is who in the other.

A link that was missed makes one person two and the estimate too high; a wrong link makes two one and the estimate too low
(Ding and Fienberg 1994, Survey Methodology 20, 149; for more lists Zult, de Wolf, Bakker and van der Heijden 2019, Statistics
Netherlands). So in each draw of the bootstrap first the shares of links that are wrong and that were missed are drawn, the
histories corrected by them, and the unseen estimated; then a population is drawn from that and estimated again. The interval
holds chance and the links together. What it does not hold is the choice of the model, nor that links of some groups are worse
than those of others.
"""

from dataclasses import dataclass

import numpy as np

from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.histories import Histories, with_link_faults
from thoes.monitor.domain.link_quality import LinkQuality
from thoes.monitor.domain.loglinear import DRAWS, SEED, Estimate, Refit, estimate_unseen
from thoes.monitor.domain.poisson_fits import Floats, Interval

_BEYOND = 0.025


@dataclass(frozen=True, slots=True)
class LinkedEstimate:
    """The interval of everybody, and without the doubt about the links beside it.

    `corrected` are the histories to expect with the links right; `model` is what was fitted to them, None with two lists. An
    interval is None where the estimate does not exist.
    """

    corrected: Histories
    model: Estimate | None
    odds_ratio: tuple[float, float] | None
    interval: Interval | None
    without_doubt: Interval | None
    draws: int
    seed: int


def estimate_over_links(
    found: Histories,
    quality: LinkQuality | None,
    *,
    odds_ratio: tuple[float, float],
    draws: int = DRAWS,
    seed: int = SEED,
) -> LinkedEstimate:
    """The estimate from linked lists. With two lists over a range of odds ratios, with more by the chosen log-linear model.

    Without a quality, which nobody knows of pseudonyms, the links are taken as they are. Refusal `links_too_bad` where hardly
    a link is right or hardly one was made.
    """
    random = np.random.default_rng(seed)
    if quality is None:
        corrected, tables = found, [found] * draws
    elif min(quality.precision, quality.recall) < 0.2:
        raise Refusal("links_too_bad")
    else:
        missed, wrong = quality.drawn(random, draws)
        tables = [with_link_faults(found, missed=m, false=f) for m, f in zip(missed, wrong, strict=True)]
        corrected = with_link_faults(found, missed=1 - quality.recall, false=1 - quality.precision)
    same = [corrected] * draws
    if len(found.lists) == 2:
        interval, certain = (_of_two(each, odds_ratio, random) for each in (tables, same))
        return LinkedEstimate(corrected, None, odds_ratio, interval, certain, draws, seed)
    model = estimate_unseen(corrected, seed=seed, draws=draws)
    if model.chosen is None:
        return LinkedEstimate(corrected, model, None, None, None, draws, seed)
    refit = Refit.of(corrected, model.chosen)
    interval, certain = (_of_more(each, refit, random) for each in (tables, same))
    return LinkedEstimate(corrected, model, None, interval, certain, draws, seed)


def _of_two(tables: list[Histories], odds_ratio: tuple[float, float], random: np.random.Generator) -> Interval | None:
    ends = [_drawn_of_two(tables, odds, random) for odds in odds_ratio]
    return _between(ends[0], ends[1])


def _drawn_of_two(tables: list[Histories], odds: float, random: np.random.Generator) -> Floats:
    counts = np.array([[table.count(history) for history in ((1, 1), (1, 0), (0, 1))] for table in tables])
    both, first, second = counts.T
    with np.errstate(divide="ignore"):
        drawn = random.poisson(np.column_stack([counts, np.minimum(odds * first * second / both, 1e15)]))[:, :3]
        both, first, second = drawn.T.astype(float)
        found: Floats = drawn.sum(axis=1) + odds * first * second / both
    return found


def _of_more(tables: list[Histories], refit: Refit, random: np.random.Generator) -> Interval | None:
    counts = np.array([table.counts for table in tables])
    fitted, unseen = refit.fitted(counts)
    drawn = random.poisson(np.where(np.isfinite(fitted), fitted, 0.0)).astype(float)
    _fitted, unseen = refit.fitted(drawn)
    estimates = drawn.sum(axis=1) + unseen
    return _between(estimates, estimates)


def _between(low: Floats, high: Floats) -> Interval | None:
    """From the lower edge of one to the upper edge of the other; without a limit where too many draws have none."""
    ends = np.sort(low)[int(_BEYOND * len(low))], np.sort(high)[int(np.ceil((1 - _BEYOND) * len(high))) - 1]
    if not np.isfinite(ends[0]):
        return None
    return Interval(float(ends[0]), float(ends[1]) if np.isfinite(ends[1]) else None)
