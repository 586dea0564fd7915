"""The need by a formula gives the figures that the vision prints, and adds up."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoes.monitor.domain.need import LIMBURG, Need, NeedRow, PersonsPerUnit, apportion, need_of
from thoes.monitor.domain.scenarios import REGIONS, need_in
from thoes.monitor.scenario_files import NAMES, need_parameters, scenario_named
from thoes.pipeline.public import Scenario as Printed
from thoes.pipeline.public import vision_figures

IN_PRINT = {"covid-base": Printed.BASE, "covid-strong": Printed.STRONG}
PRINTED_ROWS = {
    NeedRow.SHORT: "short", NeedRow.MID: "mid", NeedRow.LONG: "long", NeedRow.LONG_RENT: "rent", NeedRow.LONG_OWN: "sale",
    NeedRow.TOTAL: "total",
}  # fmt: skip


def _need(scenario: str, year: int = 2030) -> dict[tuple[str, NeedRow], Need]:
    named = scenario_named(scenario)
    return {(line.region, line.row): line for line in need_in(year, named.scenario, named.need)}


@pytest.mark.parametrize(("scenario", "region", "row"), [*product(IN_PRINT, REGIONS, NeedRow)])
def test_each_of_the_36_cells_of_the_vision_comes_out_within_100(scenario: str, region: str, row: NeedRow) -> None:
    printed = getattr(vision_figures().regions[IN_PRINT[scenario]][region], PRINTED_ROWS[row])

    assert abs(_need(scenario)[region, row].need - printed) <= 100


@pytest.mark.parametrize(
    ("scenario", "total"), [("covid-base", 21_300), ("covid-strong", 35_000), ("pre-covid", 58_900)]
)
def test_limburg_needs_what_the_vision_says(scenario: str, total: int) -> None:
    assert abs(_need(scenario)[LIMBURG, NeedRow.TOTAL].need - total) <= 100


def _adds_up(lines: dict[tuple[str, NeedRow], Need], of: str) -> None:
    for region in (*REGIONS, LIMBURG):
        row = {row: getattr(lines[region, row], of) for row in NeedRow}
        assert row[NeedRow.LONG_RENT] + row[NeedRow.LONG_OWN] == row[NeedRow.LONG]
        assert row[NeedRow.SHORT] + row[NeedRow.MID] + row[NeedRow.LONG] == row[NeedRow.TOTAL]
    for each in NeedRow:
        assert sum(getattr(lines[region, each], of) for region in REGIONS) == getattr(lines[LIMBURG, each], of)


@pytest.mark.parametrize("of", ["need", "backlog", "growth"])
@pytest.mark.parametrize("scenario", NAMES)
def test_every_sum_is_right_in_every_year(scenario: str, of: str) -> None:
    named = scenario_named(scenario).scenario

    for year in range(named.start, named.until + 1):
        _adds_up(_need(scenario, year), of)


@given(growth=st.lists(st.floats(-20_000, 60_000), min_size=3, max_size=3), persons=st.lists(st.floats(0.5, 6), min_size=3,
       max_size=3))  # fmt: skip
def test_every_sum_is_right_whatever_the_growth_and_the_persons_per_unit(growth, persons) -> None:
    parameters = replace(need_parameters(), persons_per_unit=PersonsPerUnit(*persons))
    lines = need_of(dict(zip(REGIONS, growth, strict=True)), parameters)

    _adds_up({(line.region, line.row): line for line in lines}, "need")


def test_in_the_year_of_reference_the_backlog_is_the_whole_need() -> None:
    total = _need("covid-base", 2018)[LIMBURG, NeedRow.TOTAL]

    assert (total.backlog, total.growth) == (6_307, 0)


def test_the_need_before_2030_lies_on_the_path_of_even_growth() -> None:
    workers = 75_100 * (87_903.6 / 75_100) ** 0.5
    total = _need("covid-base", 2024)[LIMBURG, NeedRow.TOTAL]

    # Regions grow each at their own rate, which lifts their sum a little less than one rate for all would.
    assert total.need == pytest.approx(6_307 + 1.171 * (workers - 75_100), abs=15)


@given(years=st.integers(2018, 2029))
def test_in_a_scenario_that_grows_the_need_never_falls(years: int) -> None:
    for scenario in ("covid-base", "covid-strong", "pre-covid"):
        this, next_ = (_need(scenario, year)[LIMBURG, NeedRow.TOTAL].need for year in (years, years + 1))
        assert this < next_


def test_two_persons_in_a_unit_halve_the_units_of_that_kind_alone() -> None:
    growth = dict.fromkeys(REGIONS, 1_000.0)
    one = {(line.region, line.row): line.need for line in need_of(growth, need_parameters())}
    two = {
        (line.region, line.row): line.need
        for line in need_of(growth, replace(need_parameters(), persons_per_unit=PersonsPerUnit(long=2)))
    }

    assert two["noord", NeedRow.LONG] == pytest.approx(one["noord", NeedRow.LONG] / 2, abs=1)
    assert two["noord", NeedRow.SHORT] == pytest.approx(one["noord", NeedRow.SHORT], abs=1)


@given(parts=st.lists(st.floats(-1_000, 10_000), min_size=4, max_size=4))
def test_parts_in_whole_units_are_their_sum_and_none_is_a_unit_off(parts: list[float]) -> None:
    rows = (NeedRow.SHORT, NeedRow.MID, NeedRow.LONG_RENT, NeedRow.LONG_OWN)
    given_ = dict(zip(rows, parts, strict=True))

    whole = apportion(given_)

    assert abs(sum(whole.values()) - sum(parts)) <= 0.5 + 1e-6
    assert all(abs(whole[row] - given_[row]) < 1 + 1e-9 for row in rows)


def test_the_line_goes_through_the_outcomes_of_the_vision_and_nothing_else_is_free() -> None:
    parameters = need_parameters()

    assert parameters.backlog + parameters.units_per_worker * 12_800 == pytest.approx(21_300, abs=10)
    assert parameters.backlog + parameters.units_per_worker * 44_900 == pytest.approx(58_900, abs=20)
