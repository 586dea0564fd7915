"""The need for places to stay by a formula: a backlog that was there, and the growth since. Knows no framework.

    need of a region    = backlog + units per worker x growth in workers since the year of reference
    need of a kind      = its share of that / persons per unit
    for rent or own     = a share of the need of long stays

With eleven numbers (three totals, one scale, three pairs of shares, one share for rent) it gives the 36 cells that the vision
of 2020 prints. Backlog and units per worker are the line through the three pairs of workers and units in that vision: a
hypothesis, so the two parts are never added up without being shown apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import floor

LIMBURG = "limburg"


class NeedRow(StrEnum):
    """A line of the need of a region; `long` is rent and own together, `total` all."""

    SHORT = "short"
    MID = "mid"
    LONG = "long"
    LONG_RENT = "long_rent"
    LONG_OWN = "long_own"
    TOTAL = "total"


_LEAVES = (NeedRow.SHORT, NeedRow.MID, NeedRow.LONG_RENT, NeedRow.LONG_OWN)


@dataclass(frozen=True, slots=True)
class RegionNeed:
    """Of a region: the total of the base scenario in units, the shares of kinds of stay, the workers of the reference."""

    total: float
    short: float
    mid: float
    workers: float

    @property
    def long(self) -> float:
        return 1 - self.short - self.mid


@dataclass(frozen=True, slots=True)
class PersonsPerUnit:
    """How many persons one unit holds, by kind of stay; no source says it, so it is one until somebody knows better."""

    short: float = 1
    mid: float = 1
    long: float = 1


@dataclass(frozen=True, slots=True)
class NeedParameters:
    """What the formula counts with; `reference` is the year since which workers are growth, `horizon` that of the totals."""

    regions: Mapping[str, RegionNeed]
    rent: float
    backlog: float
    units_per_worker: float
    persons_per_unit: PersonsPerUnit
    reference: int
    horizon: int

    def backlog_of(self, region: str) -> float:
        """The backlog of Limburg, divided as the totals of the base scenario are: no source divides it."""
        return self.backlog * self.regions[region].total / sum(each.total for each in self.regions.values())

    def growth_for(self, region: str, times: float) -> float:
        """The growth in workers at which the need is `times` the total of the base scenario."""
        return (self.regions[region].total * times - self.backlog_of(region)) / self.units_per_worker


@dataclass(frozen=True, slots=True)
class Need:
    """A line of the answer in whole units; `need` is `backlog` and `growth` together."""

    region: str
    row: NeedRow
    backlog: int
    growth: int

    @property
    def need(self) -> int:
        return self.backlog + self.growth


def need_of(growth: Mapping[str, float], parameters: NeedParameters) -> list[Need]:
    """All lines of each region and of Limburg, of the growth in workers by region since the reference.

    Whole units that add up: the leaves of a region to its total, the regions to Limburg.
    """
    regions = {region: _leaves_of(region, growth[region], parameters) for region in parameters.regions}
    regions[LIMBURG] = {
        row: tuple(sum(leaves[row][part] for leaves in regions.values()) for part in (0, 1)) for row in _LEAVES
    }
    return [line for region, leaves in regions.items() for line in _lines(region, leaves)]


def _leaves_of(region: str, workers: float, parameters: NeedParameters) -> dict[NeedRow, tuple[int, ...]]:
    """The backlog and the growth of each leaf."""
    of_region, persons = parameters.regions[region], parameters.persons_per_unit
    shares = {
        NeedRow.SHORT: of_region.short / persons.short,
        NeedRow.MID: of_region.mid / persons.mid,
        NeedRow.LONG_RENT: parameters.rent * of_region.long / persons.long,
        NeedRow.LONG_OWN: (1 - parameters.rent) * of_region.long / persons.long,
    }
    backlog = parameters.backlog_of(region)
    whole = backlog + parameters.units_per_worker * workers
    needs = apportion({row: whole * share for row, share in shares.items()})
    backlogs = apportion({row: backlog * share for row, share in shares.items()})
    return {row: (backlogs[row], needs[row] - backlogs[row]) for row in _LEAVES}


def _lines(region: str, leaves: Mapping[NeedRow, tuple[int, ...]]) -> Iterable[Need]:
    made = {
        **{row: (row,) for row in _LEAVES},
        NeedRow.LONG: (NeedRow.LONG_RENT, NeedRow.LONG_OWN),
        NeedRow.TOTAL: _LEAVES,
    }
    for row in NeedRow:
        yield Need(region, row, *(sum(leaves[leaf][part] for leaf in made[row]) for part in (0, 1)))


def apportion(parts: Mapping[NeedRow, float]) -> dict[NeedRow, int]:
    """Each part in whole units, so that together they are their sum, rounded: the largest remainders get what is left."""
    whole = {row: floor(part) for row, part in parts.items()}
    left = floor(sum(parts.values()) + 0.5) - sum(whole.values())
    for row in sorted(parts, key=lambda row: whole[row] - parts[row])[:left]:
        whole[row] += 1
    return whole
