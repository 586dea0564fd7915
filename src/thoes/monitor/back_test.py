"""Forecasts made with what was known then, held against what came of them; also where they failed.

Two tests: each scenario that begins in 2018 against the workers of 2024, one outcome that is itself an estimate; and the
random walk of arrivals against the counts of CBS, from every year on which it could have been made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np

from thoes.monitor.domain.arrivals import FEWEST_YEARS, years_ahead
from thoes.monitor.domain.forecasting import Spread, draw_workers, spread_of
from thoes.monitor.domain.published_curves import Floats
from thoes.monitor.domain.scenarios import REGIONS
from thoes.monitor.domain.scoring import LEVELS, coverage, crps
from thoes.monitor.outlook import DRAWS, SEED
from thoes.monitor.population import LIMBURG, population_table
from thoes.monitor.scenario_files import NAMES, NamedScenario, scenario_named, walk_before
from thoes.monitor.sources import Source, read_source
from thoes.rules.loading import Text, read_checked_yaml, read_text

_FOLDER: Traversable = files("thoes.monitor") / "data"
MOST_YEARS_AHEAD = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """The workers of Limburg in a year, as somebody found them later."""

    year: int
    workers: float
    source: Source


@dataclass(frozen=True, slots=True)
class Event:
    """A year that a reader must know of, and what it was."""

    year: int
    name: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Scored:
    """A forecast from January of `origin` (or with the counts up to it), with what came of it.

    `score` is the fair CRPS and `no_change` that of saying that all stays as it was, both in persons.
    """

    origin: int
    year: int
    spread: Spread
    outcome: float
    score: float
    no_change: float

    def is_inside(self, percent: int) -> bool:
        """Whether the outcome fell in the band."""
        band = self.spread.within(percent)
        return band.low <= self.outcome <= band.high


@dataclass(frozen=True, slots=True)
class EventInCounts:
    """What CBS counted in the year of an event and the year before; `forecast` is what had been forecast then, if it was."""

    event: Event
    before: int
    counted: int
    forecast: Scored | None

    @property
    def percent(self) -> int:
        """How much more than the year before, in percent; below nothing for a dip."""
        return round(100 * (self.counted - self.before) / self.before)


@dataclass(frozen=True, slots=True)
class Summary:
    """Of many forecasts: how many, the mean scores, and the share of outcomes in each band by its percentage."""

    count: int
    score: float
    no_change: float
    inside: dict[int, float]


@cache
def known_outcomes() -> tuple[Outcome, ...]:
    """What was found of Limburg after the vision."""
    raw = read_checked_yaml(_FOLDER / "outcomes.yaml", _FOLDER / "outcomes.schema.json")
    return tuple(
        Outcome(each["year"], each["workers"], read_source(each["source"], place="outcomes.yaml"))
        for each in raw["workers"]
    )


@cache
def known_events() -> tuple[Event, ...]:
    """The years to know of, in order."""
    raw = read_checked_yaml(_FOLDER / "outcomes.yaml", _FOLDER / "outcomes.schema.json")
    return tuple(
        Event(each["year"], read_text(each["name"]), read_source(each["source"], place="outcomes.yaml"))
        for each in raw["events"]
    )


@cache
def events_in_counts(column: str) -> tuple[EventInCounts, ...]:
    """The events of which CBS counted the year and the year before."""
    counts = {row.year: getattr(row, column) for row in population_table().years_of(LIMBURG)}
    ahead = {each.year: each for each in arrivals_against_counts(column) if each.year == each.origin + 1}
    return tuple(
        EventInCounts(event, counts[event.year - 1], counts[event.year], ahead.get(event.year))
        for event in known_events()
        if {event.year - 1, event.year} <= set(counts)
    )


@cache
def scenarios_against_outcomes() -> tuple[tuple[NamedScenario, Scored], ...]:
    """Every shipped scenario that began before an outcome, with each outcome that it reaches."""
    found = []
    for named in map(scenario_named, NAMES):
        scenario = named.scenario
        later = [each for each in known_outcomes() if scenario.start < each.year <= scenario.until]
        if not later:
            continue
        drawn = draw_workers(scenario, walk_before(scenario.start), draws=DRAWS, seed=SEED).sum(axis=1)
        before = sum(scenario.workers[region] for region in REGIONS)
        for outcome in later:
            draws = drawn[:, 12 * (outcome.year - scenario.start)]
            found.append((named, _scored(draws, scenario.start, outcome.year, outcome.workers, before)))
    return tuple(found)


@cache
def arrivals_against_counts(column: str) -> tuple[Scored, ...]:
    """Immigration or emigration of Limburg, forecast from each year with what CBS had counted up to it."""
    rows = population_table().years_of(LIMBURG)
    series = np.array([getattr(row, column) for row in rows], dtype=float)
    random = np.random.default_rng(SEED)
    found = []
    for known in range(FEWEST_YEARS, len(rows)):
        ahead = min(MOST_YEARS_AHEAD, len(rows) - known)
        drawn = years_ahead(series[:known], ahead, DRAWS, random)
        for step in range(ahead):
            year, outcome = rows[known + step].year, series[known + step]
            found.append(_scored(drawn[:, step], rows[known - 1].year, year, outcome, series[known - 1]))
    return tuple(found)


def summary_of(scored: Iterable[Scored]) -> Summary:
    """All together; of none there is no summary."""
    each: Sequence[Scored] = tuple(scored)
    if not each:
        raise ValueError("nothing was scored")
    return Summary(
        count=len(each),
        score=float(np.mean([one.score for one in each])),
        no_change=float(np.mean([one.no_change for one in each])),
        inside={percent: coverage([one.is_inside(percent) for one in each]) for percent in LEVELS},
    )


def _scored(draws: Floats, origin: int, year: int, outcome: float, before: float) -> Scored:
    (spread,) = spread_of(draws[:, None])
    return Scored(origin, year, spread, float(outcome), crps(draws, outcome), abs(outcome - before))
