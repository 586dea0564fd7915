"""The estimate of a linkage as JSON keeps it; `kept_estimate` reads it, in a process that need not be able to estimate."""

from typing import Any

from thoes.kernel.refusals import Refusal
from thoes.kernel.stored_facts import stored
from thoes.monitor.domain.histories import Histories
from thoes.monitor.domain.link_quality import LinkQuality
from thoes.monitor.domain.linked_estimate import LinkedEstimate, estimate_over_links
from thoes.monitor.domain.loglinear import Estimate, ModelFit
from thoes.monitor.domain.poisson_fits import Interval


def estimate_to_keep(
    histories: Histories, quality: LinkQuality | None, found: LinkedEstimate | Refusal
) -> dict[str, Any]:
    """An interval, and the models or odds ratios that were tried with theirs; or why there is no estimate."""
    if isinstance(found, Refusal):
        return {"refusal": found.code, "refusal_facts": stored(found.facts)}
    return {
        "interval": _pair(found.interval),
        "without_doubt": _pair(found.without_doubt),
        "by_odds": _by_odds(histories, quality, found),
        "models": [_model(model, found.model) for model in found.model.models] if found.model else [],
        "draws": found.draws,
        "seed": found.seed,
    }


def _by_odds(
    histories: Histories, quality: LinkQuality | None, found: LinkedEstimate
) -> list[tuple[float, list[float | None] | None]]:
    """When two lists find other people, when they know nothing of each other, and when they find the same."""
    if found.odds_ratio is None:
        return []
    low, high = found.odds_ratio
    return [
        (odds, _pair(estimate_over_links(histories, quality, odds_ratio=(odds, odds)).interval))
        for odds in (low, 1.0, high)
    ]


def _model(model: ModelFit, of: Estimate) -> dict[str, Any]:
    return {
        "dependences": [[of.histories.lists[at] for at in term] for term in model.interactions],
        "aic": model.aic,
        "fit": model.fit,
        "interval": _pair(model.bootstrap),
        "is_chosen": model is of.chosen,
    }


def _pair(interval: Interval | None) -> list[float | None] | None:
    return None if interval is None else [interval.low, interval.high]
