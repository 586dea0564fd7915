"""What becomes of the need if something changes from a year on. Knows no framework."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from thoes.monitor.domain.arrivals import MONTHS
from thoes.monitor.domain.cohort import region_totals, stock
from thoes.monitor.domain.need import Need, NeedParameters, NeedRow, need_of
from thoes.monitor.domain.published_curves import Floats
from thoes.monitor.domain.scenarios import REGIONS, Scenario, growth_since


@dataclass(frozen=True, slots=True)
class Change:
    """What is different from January of `year` on.

    `arrivals` and `leaving` are in percent more (or fewer) than in the scenario. `workers` come to work in `work_region` in
    `work_year`, and who of them leaves is replaced; `beds` in `beds_region` close in `beds_year`, and who slept there still
    needs a place.
    """

    year: int
    arrivals: int = 0
    leaving: int = 0
    workers: int = 0
    work_region: str = REGIONS[0]
    work_year: int = 0
    beds: int = 0
    beds_region: str = REGIONS[0]
    beds_year: int = 0


@dataclass(frozen=True, slots=True)
class YearNeed:
    """What a region needs in January of a year, in units; `without` is the same without the change.

    `growth` has the new company in it; `closed` are the beds that went, on top of backlog and growth.
    """

    year: int
    region: str
    backlog: int
    growth: int
    closed: int
    without: int

    @property
    def need(self) -> int:
        return self.backlog + self.growth + self.closed


def needs_by_year(scenario: Scenario, parameters: NeedParameters, change: Change) -> list[YearNeed]:
    """Every region and Limburg, in every year from that of the change on."""
    first = scenario.checked(change.year)
    years = range(first, scenario.until + 1)
    workers = _workers(scenario, change)
    found = []
    for at, year in enumerate(years):
        here = {region: float(workers[place, at * MONTHS]) for place, region in enumerate(REGIONS)}
        if year >= change.work_year:
            here[change.work_region] += change.workers
        totals = _totals(here, parameters)
        before = _totals(scenario.workers_in(year), parameters)
        closed = dict.fromkeys(totals, 0)
        if year >= change.beds_year:
            closed[change.beds_region] += change.beds
            closed["limburg"] += change.beds
        found += [
            YearNeed(year, region, line.backlog, line.growth, closed[region], before[region].need)
            for region, line in totals.items()
        ]
    return found


def _workers(scenario: Scenario, change: Change) -> Floats:
    """By region and month from January of the change on, by the cohorts."""
    months = (scenario.until - change.year) * MONTHS
    usual = scenario.per_month()[:, None] ** np.arange(1, months + 1)
    ratio = usual * (1 + change.arrivals / 100)
    leaving = (1 + change.leaving / 100) * (scenario.leaving if change.year == scenario.start else 1)
    return region_totals(stock(scenario.past(change.year), ratio, leaving=leaving))


def _totals(workers: Mapping[str, float], parameters: NeedParameters) -> dict[str, Need]:
    lines = need_of(growth_since(workers, parameters), parameters)
    return {line.region: line for line in lines if line.row is NeedRow.TOTAL}
