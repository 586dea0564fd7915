"""The forecast of a scenario with its uncertainty, ready to be shown or handed out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from thoes.monitor.domain.arrivals import MONTHS
from thoes.monitor.domain.forecasting import Spread, draw_workers, spread_of, with_limburg
from thoes.monitor.domain.need import LIMBURG, NeedParameters
from thoes.monitor.domain.published_curves import Floats
from thoes.monitor.domain.scenarios import REGIONS
from thoes.monitor.scenario_files import NamedScenario, scenario_named, walk_before

PLACES = (*REGIONS, LIMBURG)
DRAWS, SEED = 1_000, 1
"""What the pages draw, so that who comes back or downloads sees the same numbers."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Workers by month in each region and in Limburg; month 0 is January of the first year of the scenario."""

    named: NamedScenario
    draws: int
    workers: Mapping[str, list[Spread]]
    need: Mapping[str, list[Spread]]

    @property
    def start(self) -> int:
        return self.named.scenario.start

    @property
    def until(self) -> int:
        return self.named.scenario.until

    @property
    def years(self) -> range:
        return range(self.start, self.until + 1)

    def workers_in(self, place: str, year: int) -> Spread:
        """In January."""
        return self.workers[place][MONTHS * (self.named.scenario.checked(year) - self.named.scenario.start)]

    def need_in(self, place: str, year: int) -> Spread:
        """In January, in units."""
        return self.need[place][MONTHS * (self.named.scenario.checked(year) - self.named.scenario.start)]


@cache
def shipped_outlook(name: str) -> Outlook:
    """That of a scenario that ships, drawn once per process."""
    return outlook_of(scenario_named(name))


def outlook_of(named: NamedScenario, *, draws: int = DRAWS, seed: int = SEED) -> Outlook:
    """The fan of a scenario. What is drawn was known in January of its first year; the same seed gives the same."""
    scenario = named.scenario
    drawn = draw_workers(scenario, walk_before(scenario.start), draws=draws, seed=seed)
    workers, need = with_limburg(drawn), with_limburg(_units(drawn, named.need))
    return Outlook(
        named,
        draws,
        {place: spread_of(workers[:, at]) for at, place in enumerate(PLACES)},
        {place: spread_of(need[:, at]) for at, place in enumerate(PLACES)},
    )


def _units(workers: Floats, parameters: NeedParameters) -> Floats:
    """The need of each draw, by the formula; with fewer workers than there is room for, nothing is needed."""
    regions = [parameters.regions[region] for region in REGIONS]
    reference = np.array([each.workers for each in regions])[:, None]
    backlog = np.array([parameters.backlog_of(region) for region in REGIONS])[:, None]
    persons = parameters.persons_per_unit
    per_unit = np.array(
        [each.short / persons.short + each.mid / persons.mid + each.long / persons.long for each in regions]
    )
    needed = (backlog + parameters.units_per_worker * (workers - reference)) * per_unit[:, None]
    return np.asarray(np.maximum(0, needed))
