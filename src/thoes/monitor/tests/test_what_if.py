"""What becomes of the need if something changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.what_if import Change, YearNeed, needs_by_year
from thoes.monitor.scenario_files import NAMES, scenario_named


def _needs(change: Change, scenario: str = "covid-base") -> dict[tuple[str, int], YearNeed]:
    named = scenario_named(scenario)
    return {(line.region, line.year): line for line in needs_by_year(named.scenario, named.need, change)}


@pytest.mark.parametrize("scenario", NAMES)
def test_without_a_change_the_need_is_that_of_the_scenario(scenario: str) -> None:
    lines = _needs(Change(2026), scenario)

    assert {line.year for line in lines.values()} == set(range(2026, 2031))
    assert {line.need - line.without for line in lines.values()} == {0}


def test_limburg_is_the_sum_of_its_regions() -> None:
    lines = _needs(Change(2026, arrivals=17, leaving=-9, workers=800, beds=300, beds_region="zuid"))

    for year in range(2026, 2031):
        for part in ("backlog", "growth", "closed", "without", "need"):
            together = sum(getattr(lines[region, year], part) for region in ("noord", "midden", "zuid"))
            assert together == getattr(lines["limburg", year], part)


def test_a_distribution_centre_asks_for_places_where_it_comes_from_its_year_on() -> None:
    lines = _needs(Change(2026, workers=800, work_region="noord", work_year=2028))

    more = {key: line.need - line.without for key, line in lines.items()}

    assert [more["noord", year] for year in (2026, 2027)] == [0, 0]
    assert [more["noord", year] for year in (2028, 2029, 2030)] == [pytest.approx(800 * 1.171, abs=1)] * 3
    assert [more[region, 2030] for region in ("midden", "zuid")] == [0, 0]


@pytest.mark.parametrize(("year", "closed"), [(2027, 0), (2028, 250), (2029, 250)])
def test_beds_that_close_are_needed_elsewhere_from_their_year_on(year: int, closed: int) -> None:
    line = _needs(Change(2026, beds=250, beds_region="midden", beds_year=2028))["midden", year]

    assert line.closed == closed
    assert line.need == line.without + closed


@given(arrivals=st.integers(1, 100))
def test_more_arrivals_ask_for_more_every_year_and_at_first_for_nothing_more(arrivals: int) -> None:
    lines = _needs(Change(2026, arrivals=arrivals))
    more = [lines["limburg", year].need - lines["limburg", year].without for year in range(2026, 2031)]

    assert more[0] == 0
    assert more == sorted(more)
    assert more[-1] > 0


@given(leaving=st.integers(1, 100))
def test_who_leaves_sooner_leaves_places_behind(leaving: int) -> None:
    line = _needs(Change(2026, leaving=leaving))["limburg", 2030]

    assert line.need < line.without


def test_a_year_that_the_scenario_does_not_reach_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        _needs(Change(2031))

    assert refused.value.code == "need_year_unknown"
