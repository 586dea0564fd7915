"""The estimate of a linkage as it is kept and shown: intervals and the models that were tried, never a number by itself."""

from dataclasses import dataclass
from typing import Any

from thoes.monitor.domain.poisson_fits import Interval


@dataclass(frozen=True, slots=True)
class TriedModel:
    """A model with the lists that depend on each other in it, its fit and its interval; None where it gives no estimate.

    `fit` is the chance of a table as far off as this one when the model is true; None where that cannot be told.
    """

    dependences: tuple[tuple[str, ...], ...]
    aic: float
    fit: float | None
    interval: Interval | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class KeptEstimate:
    """What was kept. With two lists `by_odds` has an interval for each odds ratio, with more `models` are those tried.

    `interval` is None where there is no estimate; `refusal` is then why, or "" when the lists overlap too little.
    """

    interval: Interval | None
    without_doubt: Interval | None
    by_odds: tuple[tuple[float, Interval | None], ...]
    models: tuple[TriedModel, ...]
    draws: int
    seed: int
    refusal: str
    refusal_facts: dict[str, Any]


def kept_estimate(stored_as: dict[str, Any]) -> KeptEstimate:
    """What `estimate_to_keep` made of an estimate."""
    return KeptEstimate(
        interval=_interval(stored_as.get("interval")),
        without_doubt=_interval(stored_as.get("without_doubt")),
        by_odds=tuple((odds, _interval(pair)) for odds, pair in stored_as.get("by_odds", ())),
        models=tuple(
            TriedModel(
                tuple(map(tuple, each["dependences"])),
                each["aic"],
                each["fit"],
                _interval(each["interval"]),
                each["is_chosen"],
            )
            for each in stored_as.get("models", ())
        ),
        draws=stored_as.get("draws", 0),
        seed=stored_as.get("seed", 0),
        refusal=stored_as.get("refusal", ""),
        refusal_facts=stored_as.get("refusal_facts", {}),
    )


def _interval(pair: list[float] | None) -> Interval | None:
    return None if pair is None else Interval(pair[0], pair[1])
