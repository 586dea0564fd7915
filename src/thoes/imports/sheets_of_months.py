"""A sheet for each month or week: who stands on an earlier one without a departure, and not on the last, may have left."""

import re
from collections.abc import Iterator, Sequence

from thoes.imports.departure_cells import has_departure
from thoes.imports.said_beside import carry_along
from thoes.imports.vocabulary import NAME_FIELDS, Field
from thoes.intake.public import Answers, Question, Row, Table, cell_text, is_blank, month_in, numbers_of
from thoes.kernel.name_folding import search_key
from thoes.kernel.refusals import Fact

_WEEK = re.compile(r"\b(?:week|wk|tydzie[nń]|tydz|kw|woche|s[aă]pt[aă]m[aâ]na|седмица)\.?\s*(\d{1,2})\b", re.IGNORECASE)
_DEPARTURES = (Field.DEPARTURE, Field.LAST_NIGHT)
# From December to January the year turns.
_MONTHS, _WEEKS = 12, 52
_FEWEST = 2


def settle_months(tables: Sequence[Table], answers: Answers) -> None:
    """Ask of the lines of those; until somebody answers they are in doubt."""
    for found, turns in ((_months(tables), _MONTHS), (_weeks(tables), _WEEKS)):
        if len(found) < _FEWEST:
            continue
        if max(found.values()) - min(found.values()) > turns / 2:
            found = {at: number + turns * (number <= turns / 2) for at, number in found.items()}
        newest = max(found, key=lambda at: (found[at], at))
        here = {name for _line, _row, name in _people(tables[newest])}
        for at in found:
            if found[at] < found[newest]:
                _ask(tables[at], tables[newest], here, answers)


def _months(tables: Sequence[Table]) -> dict[int, int]:
    return {at: month for at, table in enumerate(tables) if (month := month_in(table.sheet.name))}


def _weeks(tables: Sequence[Table]) -> dict[int, int]:
    return {at: int(week[1]) for at, table in enumerate(tables) if (week := _WEEK.search(table.sheet.name))}


def _ask(table: Table, newest: Table, here: set[str], answers: Answers) -> None:
    departures = [c for c, found in table.mapping.columns.items() if found in _DEPARTURES]
    lines = [line for line, row, name in _people(table) if name not in here and not has_departure(row, departures)]
    if not lines:
        return
    facts: dict[str, Fact] = {
        "sheet": table.sheet.name, "newest": newest.sheet.name, "lines": numbers_of(lines), "count": len(lines),
    }  # fmt: skip
    if not answers.to(Question("not_on_newest_sheet", ("still_here",), table.sheet.name, facts)):
        table.sheet.doubts |= dict.fromkeys(lines, ("not_on_newest_sheet", facts))
        # The returned file has no sheet of these people but this one.
        missing = set(lines)
        carry_along(
            table, ((line, row) for line, row, _name in _people(table) if line in missing), f"{newest.sheet.name}: –"
        )


def _people(table: Table) -> Iterator[tuple[int, Row, str]]:
    """The lines with an arrival, with the name as it is compared."""
    arrival = table.mapping.column_of(Field.ARRIVAL)
    names = [c for c, found in table.mapping.columns.items() if found in NAME_FIELDS]
    for line, row in enumerate(table.sheet.rows[table.header_row + 1 :], start=table.header_row + 2):
        if arrival is not None and arrival < len(row) and not is_blank(row[arrival]):
            yield line, row, search_key(*(cell_text(row[c]) for c in names if c < len(row)))
