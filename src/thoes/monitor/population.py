"""Residents, births and moves per municipality and year, as CBS publishes them: denominators, and a limit from above.

Holds no international workers as such: who came includes everybody who registered, for whatever reason.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from thoes.kernel.refusals import Refusal
from thoes.monitor.sources import SOURCE_SCHEMA, Source, read_source
from thoes.rules.loading import RuleBookError, read_checked_yaml

_FOLDER: Traversable = files("thoes.monitor") / "data"

LIMBURG, NETHERLANDS = "limburg", "netherlands"


@dataclass(frozen=True, slots=True)
class PopulationYear:
    """A year of a place: a municipality by its code, a region (`noord`, `midden`, `zuid`), `limburg` or `netherlands`.

    `immigration` and `emigration` are across the border, `moved_in` and `moved_out` within the country.
    """

    place: str
    year: int
    residents_1_january: int
    births: int
    deaths: int
    immigration: int
    moved_in: int
    emigration: int
    moved_out: int
    residents_31_december: int


@dataclass(frozen=True, slots=True)
class PopulationTable:
    """All years of all places, with where they come from."""

    source: Source
    rows: Mapping[tuple[str, int], PopulationYear]

    def of(self, place: str, year: int) -> PopulationYear:
        """Refuses what the table has not, and says which years it has."""
        try:
            return self.rows[place, year]
        except KeyError:
            years = [known for name, known in self.rows if name == place]
            if not years:
                raise Refusal("population_place_unknown", field="place", place=place) from None
            raise Refusal(
                "population_year_unknown", field="year", place=place, year=year, first=min(years), last=max(years)
            ) from None

    def years_of(self, place: str) -> tuple[PopulationYear, ...]:
        """In order of year; empty for a place that is not in the table."""
        return tuple(row for (name, _year), row in sorted(self.rows.items()) if name == place)


@cache
def population_table() -> PopulationTable:
    """The table that ships with Thoes; a cell that is no whole number is a mistake of ours."""
    rows = {(row.place, row.year): row for row in _rows(_FOLDER / "population.csv")}
    source = read_checked_yaml(_FOLDER / "population.yaml", SOURCE_SCHEMA)
    return PopulationTable(read_source(source, place="population.yaml"), MappingProxyType(rows))


def _rows(file: Traversable) -> Iterator[PopulationYear]:
    names = [field.name for field in fields(PopulationYear)]
    reader = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    if reader.fieldnames != names:
        raise RuleBookError(f"{file.name} has the columns {reader.fieldnames}, not {names}.")
    for line in reader:
        try:
            yield PopulationYear(place=line["place"], **{name: int(line[name]) for name in names[1:]})
        except ValueError as error:
            raise RuleBookError(f"{file.name}, {line['place']} {line['year']}: {error}") from error
