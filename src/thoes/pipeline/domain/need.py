"""Need against supply, in units: what is still missing, and how that is drawn. Knows no database."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum


class Scenario(StrEnum):
    """The two ways in which the vision sees the economy recover."""

    BASE = "base"
    STRONG = "strong"


class NeedKind(StrEnum):
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

    def of(self, kind: NeedKind) -> int:
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


def long_stays(supply: Mapping[NeedKind, Supply]) -> Supply:
    """For rent and for sale together, as the figures of the vision print them."""
    return supply.get(NeedKind.RENT, Supply()) + supply.get(NeedKind.SALE, Supply())


def missing(need: int, supply: Supply) -> int:
    """What the need still lacks after what was realised and the weighted plans; negative when there is too much."""
    return round(need - supply.realised - supply.weighted)


@dataclass(frozen=True, slots=True)
class Gap:
    """A need in whole units with what fills it; the parts add up to it. `missing` is negative when there is too much."""

    need: int
    realised: int
    missing: int

    @property
    def planned(self) -> int:
        """The weighted plans, with what rounding leaves."""
        return self.need - self.realised - self.missing


def gap_of(need: int, supply: Supply) -> Gap:
    """What was realised, what the plans make of it, and what is missing."""
    return Gap(need, round(supply.realised), missing(need, supply))
