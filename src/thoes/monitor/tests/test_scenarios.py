"""Scenarios as data: what ships, what is refused, what a file of one's own may say."""

from pathlib import Path

import numpy as np
import pytest

from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.cohort import region_totals, stock
from thoes.monitor.domain.published_curves import survival_of
from thoes.monitor.domain.scenarios import REGIONS
from thoes.monitor.scenario_files import NAMES, need_sources, scenario_in_file, scenario_named, walk_before
from thoes.monitor.sources import NumberConfidence

OWN = """
title: {nl: "Eigen", en: "Own"}
start: 2024
until: 2028
workers: {noord: 40000, midden: 15000, zuid: 20000}
growth: {noord: 4000, midden: 0, zuid: -500}
leaving: 1.2
backlog: 5000
persons_per_unit: {short: 1, mid: 1, long: 2}
unseen: {low: 0, published: 0, high: 0}
sources:
  growth:
    title: {nl: "Eigen aanname", en: "Own assumption"}
    link: null
    population: {nl: "werknemers", en: "workers"}
    date: "2024"
    confidence: assumed
    checked_on: null
"""


@pytest.mark.parametrize(
    ("name", "year", "workers"),
    [("covid-base", 2018, 75_100), ("covid-base", 2030, 87_900), ("covid-strong", 2030, 99_600),
     ("pre-covid", 2030, 120_000), ("covid-base", 2024, 81_248), ("pre-covid", 2024, 94_932),
     ("trend-2024", 2024, 88_000)],
)  # fmt: skip
def test_a_scenario_has_as_many_workers_as_its_source_says(name: str, year: int, workers: float) -> None:
    # On the way regions that grow at their own rates are together within half a percent of one rate for all.
    assert sum(scenario_named(name).scenario.workers_in(year).values()) == pytest.approx(workers, rel=0.005)


@pytest.mark.parametrize("name", NAMES)
def test_the_cohorts_follow_the_path_of_the_scenario(name: str) -> None:
    scenario = scenario_named(name).scenario
    ratio = scenario.per_month()[:, None] ** np.arange(1, scenario.months + 1)

    found = region_totals(stock(scenario.past(scenario.start), ratio))

    for year in range(scenario.start, scenario.until + 1):
        path = [scenario.workers_in(year)[region] for region in REGIONS]
        assert found[:, 12 * (year - scenario.start)] == pytest.approx(path, rel=1e-9)


def test_the_nationalities_together_stay_as_decisio_says() -> None:
    groups = scenario_named("covid-base").scenario.nationalities.values()

    together = sum(each.share * survival_of(each.retention, 61) for each in groups)

    assert sum(each.share for each in groups) == pytest.approx(1)
    assert together[[12, 60]] == pytest.approx([0.52, 0.27], abs=0.001)


@pytest.mark.parametrize("name", NAMES)
def test_every_part_of_a_scenario_says_where_it_comes_from(name: str) -> None:
    assert set(scenario_named(name).sources) == {"growth", "stays", "unseen"}
    assert set(need_sources()) == {"totals", "shares", "workers", "line", "persons_per_unit"}
    assert need_sources()["line"].confidence is NumberConfidence.DERIVED


def test_an_unknown_scenario_is_refused_and_those_that_there_are_named() -> None:
    with pytest.raises(Refusal) as refused:
        scenario_named("covid")

    assert refused.value.code == "scenario_unknown"
    assert refused.value.facts["known"] == "covid-base, covid-strong, pre-covid, trend-2024"


@pytest.mark.parametrize(("year", "is_refused"), [(2017, True), (2018, False), (2030, False), (2031, True)])
def test_a_year_outside_the_scenario_is_refused_with_its_first_and_last(year: int, is_refused: bool) -> None:
    scenario = scenario_named("covid-base").scenario
    if not is_refused:
        assert scenario.workers_in(year)
        return
    with pytest.raises(Refusal) as refused:
        scenario.workers_in(year)

    assert (refused.value.code, refused.value.facts["first"], refused.value.facts["last"]) == (
        "need_year_unknown", 2018, 2030,
    )  # fmt: skip


def test_a_scenario_of_ones_own_comes_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(OWN, encoding="utf-8")

    named = scenario_in_file(file)

    assert (named.scenario.name, named.need.backlog, named.need.persons_per_unit.long) == ("mine", 5000, 2)
    assert named.scenario.workers_in(2024) == {"noord": 40_000, "midden": 15_000, "zuid": 20_000}
    assert named.scenario.workers_in(2028)["midden"] < 15_000


@pytest.mark.parametrize(
    "wrong",
    [OWN.replace("until: 2028", "until: 2024"), OWN.replace("zuid: 20000", "zuid: -1"), OWN.replace("title:", "titel:"),
     OWN + "times: 1\n", "{", OWN.replace("confidence: assumed", "confidence: sure")],
)  # fmt: skip
def test_a_file_that_is_no_scenario_is_refused_with_what_is_wrong(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(wrong, encoding="utf-8")

    with pytest.raises(Refusal) as refused:
        scenario_in_file(file)

    assert refused.value.code == "scenario_file_wrong"
    assert "mine.yaml" in str(refused.value.facts["why"])


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        scenario_in_file(tmp_path / "none.yaml")

    assert refused.value.code == "scenario_file_wrong"


def test_what_was_known_in_january_of_a_year_ends_with_the_year_before() -> None:
    assert walk_before(2018).changes == 5
    assert walk_before(2024).changes == walk_before(2030).changes == 11
