"""The scenarios that ship with Thoes, and those of a file: read, checked, and each with where its numbers come from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np

from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.arrivals import Walk, fit_walk
from thoes.monitor.domain.cohort import KindsOfStay
from thoes.monitor.domain.need import NeedParameters, PersonsPerUnit, RegionNeed
from thoes.monitor.domain.published_curves import PublishedCurve
from thoes.monitor.domain.scenarios import REGIONS, Nationality, Scenario, Unseen
from thoes.monitor.population import population_table
from thoes.monitor.sources import Source, read_source
from thoes.rules.loading import RuleBookError, Text, read_checked_yaml, read_text

_FOLDER: Traversable = files("thoes.monitor") / "scenarios"
_COMMON = _FOLDER / "common"

NAMES = ("covid-base", "covid-strong", "pre-covid", "trend-2024")
"""In the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class NamedScenario:
    """A scenario with the numbers of its need, its title, and by part of it where that comes from."""

    scenario: Scenario
    need: NeedParameters
    title: Text
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class _Stays:
    nationalities: Mapping[str, Nationality]
    followed: int
    kinds: KindsOfStay
    source: Source


def scenario_named(name: str) -> NamedScenario:
    """One that ships with Thoes; refuses another name and says which there are."""
    if name not in NAMES:
        raise Refusal("scenario_unknown", field="scenario", scenario=name, known=", ".join(NAMES))
    return _shipped(name)


def named_in(said: str) -> NamedScenario:
    """A scenario by its name, or by the path of a file that ends in .yaml."""
    return scenario_in_file(Path(said)) if said.endswith((".yaml", ".yml")) else scenario_named(said)


def scenario_in_file(path: Path) -> NamedScenario:
    """One of a file of the reader's own, in the same form as those that ship; says what is wrong with it."""
    try:
        return _read(path, path.stem)
    except (RuleBookError, OSError) as error:
        raise Refusal("scenario_file_wrong", field="scenario", file=path.name, why=str(error)) from error


@cache
def _shipped(name: str) -> NamedScenario:
    return _read(_FOLDER / f"{name}.yaml", name)


@cache
def need_parameters() -> NeedParameters:
    """The eleven numbers, and the line, that ship with Thoes."""
    raw = read_checked_yaml(_COMMON / "need.yaml", _COMMON / "need.schema.json")
    return NeedParameters(
        regions={region: RegionNeed(**raw["regions"][region]) for region in REGIONS},
        rent=raw["rent"],
        backlog=raw["backlog"],
        units_per_worker=raw["units_per_worker"],
        persons_per_unit=PersonsPerUnit(**raw["persons_per_unit"]),
        reference=raw["reference"],
        horizon=raw["horizon"],
    )


@cache
def need_sources() -> dict[str, Source]:
    """By part of the formula, where its numbers come from."""
    raw = read_checked_yaml(_COMMON / "need.yaml", _COMMON / "need.schema.json")
    return _sources(raw, "need.yaml")


def walk_before(year: int) -> Walk:
    """How immigration into the three regions went up and down before a year: what could be known in its January."""
    table = population_table()
    years = [row.year for row in table.years_of(REGIONS[0]) if row.year < year]
    return fit_walk(
        np.array([[table.of(region, each).immigration for region in REGIONS] for each in years], dtype=float)
    )


def _read(file: Traversable, name: str) -> NamedScenario:
    raw, stays, need = read_checked_yaml(file, _FOLDER / "schema.json"), _stays(), need_parameters()
    if raw["until"] <= raw["start"]:
        raise RuleBookError(f"{file.name}: the end, {raw['until']}, is not after the start, {raw['start']}.")
    if "backlog" in raw:
        need = replace(need, backlog=raw["backlog"])
    if "persons_per_unit" in raw:
        need = replace(need, persons_per_unit=PersonsPerUnit(**raw["persons_per_unit"]))
    growth = raw.get("growth") or {region: need.growth_for(region, raw["times"]) for region in REGIONS}
    scenario = Scenario(
        name=name,
        start=raw["start"],
        until=raw["until"],
        workers=raw["workers"],
        growth=growth,
        nationalities=stays.nationalities,
        followed=stays.followed,
        kinds=stays.kinds,
        unseen=Unseen(**raw["unseen"]),
        leaving=raw.get("leaving", 1.0),
    )
    return NamedScenario(scenario, need, read_text(raw["title"]), {**_sources(raw, file.name), "stays": stays.source})


def _sources(raw: Mapping[str, Any], name: str) -> dict[str, Source]:
    return {part: read_source(each, place=f"{name}, {part}") for part, each in raw["sources"].items()}


@cache
def _stays() -> _Stays:
    raw = read_checked_yaml(_COMMON / "stays.yaml", _COMMON / "stays.schema.json")
    nationalities = {
        name: Nationality(each["share"], PublishedCurve(tuple(map(int, each["stays"])), tuple(each["stays"].values())))
        for name, each in raw["nationalities"].items()
    }
    kinds = KindsOfStay(**raw["kinds_of_stay"])
    return _Stays(nationalities, raw["followed"], kinds, read_source(raw["source"], place="stays.yaml"))
