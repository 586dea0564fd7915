"""Columns that nobody reads and that say how many people a line is about, or how many nights it lasts; and days of which a
spreadsheet program may have turned day and month round.

Left alone they would make one person of two, or somebody who stays for ever. The lines that they are about wait for an answer.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from thoes.imports.vocabulary import Field
from thoes.intake.public import (
    Answers,
    Cell,
    Question,
    Row,
    Table,
    cell_text,
    column_letters,
    normalise,
    numbers_of,
    two_numbers,
)
from thoes.kernel.refusals import Fact

# fmt: off
_PEOPLE = frozenset(
    {"aantal personen", "aantal", "personen", "pers", "aantal pers", "aantal gasten", "aantal bewoners", "pax", "persons",
     "people", "guests", "adults", "number of people", "number of persons", "number of guests", "no of guests", "nr of guests",
     "liczba osob", "ilosc osob", "osob", "osoby", "anzahl personen", "anzahl", "personenzahl", "gaste", "numar persoane",
     "nr persoane", "persoane", "broi dushi", "letszam", "fo"}
)
_NIGHTS = frozenset(
    {"nachten", "aantal nachten", "aant nachten", "overnachtingen", "aantal overnachtingen", "nights", "number of nights",
     "no of nights", "dagen", "aantal dagen", "days", "number of days", "weken", "aantal weken", "weeks", "duur", "duration",
     "verblijfsduur", "length of stay", "noce", "liczba nocy", "ilosc nocy", "liczba dni", "nachte", "anzahl nachte",
     "ubernachtungen", "aufenthaltsdauer", "tage", "nopti", "numar nopti", "numar de nopti", "noshtuvki", "ejszakak"}
)
# fmt: on
_DEPARTURES = frozenset({Field.DEPARTURE, Field.LAST_NIGHT})
_DAYS = (Field.ARRIVAL, Field.DEPARTURE, Field.LAST_NIGHT, Field.EXPECTED_DEPARTURE, Field.DATE_OF_BIRTH)
_MOST_PEOPLE = 99
_MONTHS = 12
_ENOUGH = 2


def settle_doubtful_columns(tables: Sequence[Table], answers: Answers) -> None:
    """Ask of each; until somebody answers the lines are in doubt."""
    for table in tables:
        arrival = table.mapping.column_of(Field.ARRIVAL)
        rows = list(enumerate(table.sheet.rows[table.header_row + 1 :], start=table.header_row + 2))
        of_somebody = [(line, row) for line, row in rows if cell_text(_cell(row, arrival))]
        for column, header in _unread(table):
            if header in _PEOPLE:
                lines = [line for line, row in of_somebody if (number := _number(_cell(row, column))) and number > 1]
                _ask(table, answers, "line_counts_people", "each_one", column, lines)
            elif header in _NIGHTS and not table.mapping.fields & _DEPARTURES:
                lines = [line for line, row in of_somebody if _number(_cell(row, column))]
                _ask(table, answers, "nights_say_departure", "so_far", column, lines)
        for column, found in table.mapping.columns.items():
            if found in _DAYS:
                _ask(table, answers, "days_may_be_turned", "right", column, _turned(rows, column))


def _ask(table: Table, answers: Answers, code: str, choice: str, column: int, lines: list[int]) -> None:
    if not lines:
        return
    facts: dict[str, Fact] = {"column": column_letters(column), "lines": numbers_of(lines)}
    if not answers.to(Question(code, (choice,), f"{table.sheet.name} {column_letters(column)}".strip(), facts)):
        table.sheet.doubts |= dict.fromkeys(lines, (code, facts))


def _unread(table: Table) -> Iterator[tuple[int, str]]:
    for column, header in enumerate(table.headers):
        if column not in table.mapping.columns and isinstance(header, str):
            yield column, normalise(header)


def _number(cell: Cell) -> int:
    """How many, 0 for no whole number."""
    text = cell_text(cell).split(" ")[0]
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(_MOST_PEOPLE)) + 1 else 0


def _turned(rows: Sequence[tuple[int, Row]], column: int) -> list[int]:
    """The lines with a day that was typed the other way round, if a program in another language opened the list.

    It makes days of what fits its own order, and leaves as text what does not: then every text has a number above twelve,
    and no day one. One text with the month first is enough, for a program here would have read all others as days.
    """
    days: list[int] = []
    month_first = day_first = 0
    for line, row in rows:
        cell = _cell(row, column)
        if isinstance(cell, str):
            numbers = two_numbers(cell)
            if numbers is None:
                continue
            if max(numbers) <= _MONTHS:
                return []
            month_first += numbers[1] > _MONTHS
            day_first += numbers[0] > _MONTHS
        elif isinstance(cell, date):
            if cell.day > _MONTHS:
                return []
            if cell.day != cell.month:
                days.append(line)
    is_shown = month_first or (day_first >= _ENOUGH and len(days) >= _ENOUGH)
    return days if is_shown else []


def _cell(row: Row, column: int | None) -> Cell:
    return row[column] if column is not None and column < len(row) else None
