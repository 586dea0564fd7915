"""What the methods take from others, read from the files that ship with Thoes: curves, and how lists may depend."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from thoes.monitor.domain.histories import Histories, History, histories_of
from thoes.monitor.sources import Source, read_source
from thoes.rules.loading import Text, read_checked_yaml, read_text

_FOLDER: Traversable = files("thoes.monitor") / "references"


@dataclass(frozen=True, slots=True)
class PublishedPoint:
    """The share that was left after so many years; with `at_most` no more than that."""

    years: float
    share: float
    at_most: bool


@dataclass(frozen=True, slots=True)
class ReferenceCurve:
    """How long the people of one source stayed. It holds for its own population and is pooled with no other."""

    key: str
    name: Text
    points: tuple[PublishedPoint, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Dependence:
    """From which odds ratio to which two lists may depend on each other, and who chose that."""

    low: float
    high: float
    source: Source


@cache
def reference_curves() -> tuple[ReferenceCurve, ...]:
    """In the order in which they are shown."""
    raw = read_checked_yaml(_FOLDER / "retention.yaml", _FOLDER / "retention.schema.json")
    return tuple(
        ReferenceCurve(
            key=curve["key"],
            name=read_text(curve["name"]),
            points=tuple(
                PublishedPoint(point["years"], point["share"], point.get("at_most", False)) for point in curve["points"]
            ),
            source=read_source(curve["source"], place=f"retention.yaml, {curve['key']}"),
        )
        for curve in raw["curves"]
    )


@cache
def dependence_of_lists() -> Dependence:
    """The range that is taken where nobody says another."""
    raw = _unseen()["odds_ratio"]
    return Dependence(raw["low"], raw["high"], read_source(raw["source"], place="unseen.yaml, odds_ratio"))


@cache
def published_example() -> tuple[Histories, Source]:
    """Two lists of which the estimate was published: what the method makes of real numbers."""
    raw = _unseen()["example"]
    counted: dict[History, float] = {(1, 1): raw["both"], (1, 0): raw["first_only"], (0, 1): raw["second_only"]}
    return histories_of(raw["lists"], counted), read_source(raw["source"], place="unseen.yaml, example")


@cache
def source_of_link_faults() -> Source:
    """Who says how faults of the links go into an estimate."""
    return read_source(_unseen()["linking"], place="unseen.yaml, linking")


def _unseen() -> Any:
    return read_checked_yaml(_FOLDER / "unseen.yaml", _FOLDER / "unseen.schema.json")
