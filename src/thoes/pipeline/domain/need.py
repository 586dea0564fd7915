"""Need against supply, in units: what is still missing, and how that is drawn. Knows no database."""

from dataclasses import dataclass, fields
from enum import StrEnum


class Scenario(StrEnum):
    """The two ways in which the vision sees the economy recover."""

    BASE = "base"
    STRONG = "strong"


class Kind(StrEnum):
    """The kinds of stay of the need; a long stay is for rent or for sale."""

    SHORT = "short"
    MID = "mid"
    RENT = "rent"
    SALE = "sale"


@dataclass(frozen=True, slots=True)
class Figures:
    """The need of a region as printed: `long` is rent and sale together, `total` all."""

    short: int
    mid: int
    rent: int
    sale: int
    long: int
    total: int

    def of(self, kind: Kind) -> int:
        return int(getattr(self, kind.value))


@dataclass(frozen=True, slots=True)
class Supply:
    """What came and what may come, in units.

    `planned` opens in time by its own expected day, `weighted` is the part of it that its chances make; `unweighed` has
    no chance recorded and is no part of `weighted`. `later` opens after the horizon or has no day.
    """

    realised: float = 0
    planned: float = 0
    weighted: float = 0
    unweighed: float = 0
    later: float = 0

    def __add__(self, other: "Supply") -> "Supply":
        return Supply(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


class Step(StrEnum):
    """The steps of the bridge from need to what is missing."""

    NEED = "need"
    REALISED = "realised"
    PLANNED = "planned"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Bar:
    """A step of the bridge with its units; `start` and `width` in thousandths of the drawing."""

    step: Step
    units: int
    start: int
    width: int


def missing(need: int, supply: Supply) -> int:
    """What the need still lacks after what was realised and the weighted plans; negative when there is too much."""
    return round(need - supply.realised - supply.weighted)


def bridge(need: int, supply: Supply) -> tuple[Bar, ...]:
    """From the need down to what is missing, each step beginning where the one before ended."""
    lacks = missing(need, supply)
    realised, planned = round(supply.realised), need - round(supply.realised) - lacks
    lowest, highest = min(0, lacks), max(need, 1)
    spans = (
        (Step.NEED, need, 0, need),
        (Step.REALISED, realised, need - realised, need),
        (Step.PLANNED, planned, lacks, need - realised),
        (Step.MISSING, lacks, min(0, lacks), max(0, lacks)),
    )
    scale = 1000 / (highest - lowest)
    return tuple(
        Bar(step, units, round((low - lowest) * scale), round((high - low) * scale)) for step, units, low, high in spans
    )
