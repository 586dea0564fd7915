"""What a scenario says of Limburg, and who is here by it, year by year. Knows no framework.

A scenario names the workers at a start and at an end. In between arrivals, and with them the workers, grow by the same part
every month: the path that the vision draws nowhere and that its numbers allow. The dip of 2020 is not in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.arrivals import MONTHS
from thoes.monitor.domain.cohort import KindsOfStay, Past, region_totals, stock
from thoes.monitor.domain.need import Need, NeedParameters, need_of
from thoes.monitor.domain.published_curves import Floats, PublishedCurve, survival_of

REGIONS = ("noord", "midden", "zuid")


@dataclass(frozen=True, slots=True)
class Nationality:
    """A group of nationalities: its part of the arrivals, and how long they stay."""

    share: float
    retention: PublishedCurve


@dataclass(frozen=True, slots=True)
class Unseen:
    """The part of the workers at the start that is itself an estimate: what was published, and between what it may lie."""

    low: float
    published: float
    high: float


@dataclass(frozen=True, slots=True)
class Scenario:
    """Workers by region in January of `start`, and how many there are more in January of `until` if people stay as before.

    `followed` is how many arrivals the curves are worth: as if that many had been followed from their first day. `leaving`
    multiplies the rate of leaving from the start on.
    """

    name: str
    start: int
    until: int
    workers: Mapping[str, float]
    growth: Mapping[str, float]
    nationalities: Mapping[str, Nationality]
    followed: int
    kinds: KindsOfStay
    unseen: Unseen
    leaving: float = 1.0

    @property
    def months(self) -> int:
        return (self.until - self.start) * MONTHS

    def per_month(self) -> Floats:
        """How many times as many arrive a month later, by region."""
        ends = [(self.workers[region] + self.growth[region]) / self.workers[region] for region in REGIONS]
        return np.asarray(np.array(ends) ** (1 / self.months))

    def checked(self, year: int) -> int:
        """The year, where the scenario reaches it."""
        if not self.start <= year <= self.until:
            raise Refusal(
                "need_year_unknown", field="year", year=year, scenario=self.name, first=self.start, last=self.until
            )
        return year

    def workers_in(self, year: int) -> dict[str, float]:
        """The workers by region in January of a year that the scenario reaches."""
        growth, months = self.per_month(), MONTHS * (self.checked(year) - self.start)
        if self.leaving == 1:
            # Even growth leaves the ages of stays as they are, so the workers grow as the arrivals do.
            found = np.array([self.workers[region] for region in REGIONS]) * growth**months
        else:
            ratio = growth[:, None] ** np.arange(1, months + 1)
            found = region_totals(stock(self._past_of(self.workers), ratio, leaving=self.leaving))[:, -1]
        return dict(zip(REGIONS, map(float, found), strict=True))

    def past(self, year: int) -> Past:
        """Limburg in January of a year, with the arrivals that make it."""
        return self._past_of(self.workers_in(year), leaving=self.leaving if year > self.start else 1)

    def _past_of(self, workers: Mapping[str, float], *, leaving: float = 1) -> Past:
        return Past(
            workers=np.array([workers[region] for region in REGIONS]),
            growth=self.per_month(),
            shares=np.array([each.share for each in self.nationalities.values()]),
            curves=np.stack([survival_of(each.retention, self.ages) for each in self.nationalities.values()])
            ** leaving,
        )

    @property
    def ages(self) -> int:
        """The months of a curve after which nobody's rate of leaving changes any more, and one."""
        return 1 + max(self.kinds.long_from, *(each.retention.months[-1] for each in self.nationalities.values()))


def growth_since(workers: Mapping[str, float], parameters: NeedParameters) -> dict[str, float]:
    """How many workers there are more by region than in the year of reference."""
    return {region: workers[region] - parameters.regions[region].workers for region in REGIONS}


def need_in(year: int, scenario: Scenario, parameters: NeedParameters) -> list[Need]:
    """The need in January of a year; before the end of the scenario, on its path."""
    return need_of(growth_since(scenario.workers_in(year), parameters), parameters)
