"""Residents and moves per municipality, as CBS publishes them."""

import pytest

from thoes.kernel.refusals import Refusal
from thoes.monitor.population import LIMBURG, population_table
from thoes.monitor.sources import NumberConfidence

REGIONS = ("noord", "midden", "zuid")
YEARS = range(2012, 2024)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("column", ["residents_1_january", "immigration", "emigration", "births", "deaths"])
def test_the_three_regions_are_limburg_in_every_year(column: str, year: int) -> None:
    table = population_table()

    parts = [getattr(table.of(region, year), column) for region in REGIONS]

    assert sum(parts) == getattr(table.of(LIMBURG, year), column)


@pytest.mark.parametrize("year", range(2019, 2024))
def test_the_31_municipalities_are_limburg_since_the_last_of_them_exists(year: int) -> None:
    table = population_table()
    towns = [row for (place, of_year), row in table.rows.items() if place.startswith("GM") and of_year == year]

    assert len(towns) == 31
    assert sum(town.residents_1_january for town in towns) == table.of(LIMBURG, year).residents_1_january


def test_a_year_ends_with_the_residents_with_which_the_next_begins() -> None:
    years = population_table().years_of("GM0983")

    assert [year.year for year in years] == list(YEARS)
    assert [year.residents_31_december for year in years[:-1]] == [year.residents_1_january for year in years[1:]]


def test_the_in_and_outflow_of_limburg_is_the_published_one() -> None:
    rows = [population_table().of(LIMBURG, year) for year in (2021, 2022, 2023)]

    assert [(row.immigration, row.emigration) for row in rows] == [(16_356, 12_323), (25_182, 14_519), (21_955, 15_247)]


@pytest.mark.parametrize(
    ("place", "year", "code"),
    [("GM0983", 2011, "population_year_unknown"), ("GM0983", 2024, "population_year_unknown"),
     ("GM9999", 2020, "population_place_unknown")],
)  # fmt: skip
def test_a_year_or_place_that_is_not_there_is_refused_and_not_nought(place: str, year: int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        population_table().of(place, year)

    assert refused.value.code == code


def test_the_numbers_say_where_they_come_from_and_that_they_count_more_than_workers() -> None:
    source = population_table().source

    assert source.confidence is NumberConfidence.COUNTED
    assert source.link is not None
    assert source.note is not None
    assert "Oekraïne" in source.note.nl
