"""A planning with a column for each day: who stops being marked half-way may have left, and the list does not say so.

Such columns are not read. Where a line has every day marked alike they say nothing more; of the other lines somebody is
asked whether arrival and departure are all that counts.
"""

import re
from collections.abc import Sequence

from thoes.imports.vocabulary import Field
from thoes.intake.public import (
    Answers,
    Cell,
    Question,
    Row,
    Table,
    cell_text,
    column_letters,
    is_day_of_the_week,
    looks_like_date,
    numbers_of,
)
from thoes.kernel.refusals import Fact

# Fewer are a remark about a day.
_FEWEST = 3
_DAY_AND_MONTH = re.compile(r"\d{1,2}\s?[-/.]\s?\d{1,2}\.?")
_ONLY_DATES = ("only_dates",)


def settle_day_columns(tables: Sequence[Table], answers: Answers) -> None:
    """Ask of the lines in which not every day is marked alike; until somebody answers they are in doubt."""
    for table in tables:
        columns = [c for c, header in enumerate(table.headers) if c not in table.mapping.columns and _is_day(header)]
        below = list(enumerate(table.sheet.rows[table.header_row + 1 :], start=table.header_row + 2))
        if len(columns) < _FEWEST or not any(_marks(row, columns) - {""} for _line, row in below):
            continue
        who = [c for c, found in table.mapping.columns.items() if found is Field.ARRIVAL]
        lines = [line for line, row in below if _is_somebody(row, who) and _is_uneven(_marks(row, columns))]
        if not lines:
            continue
        letters = f"{column_letters(columns[0])}–{column_letters(columns[-1])}"
        facts: dict[str, Fact] = {"columns": letters, "lines": numbers_of(lines)}
        if not answers.to(Question("columns_of_days", _ONLY_DATES, "", facts, remembered=True)):
            table.sheet.doubts |= dict.fromkeys(lines, ("columns_of_days", facts))


def _is_day(header: Cell) -> bool:
    text = cell_text(header)
    return is_day_of_the_week(text) or looks_like_date(header) or _DAY_AND_MONTH.fullmatch(text) is not None


def _marks(row: Row, columns: Sequence[int]) -> set[str]:
    return {cell_text(row[c]).casefold() if c < len(row) else "" for c in columns}


def _is_uneven(marks: set[str]) -> bool:
    return len(marks) > 1 or "" in marks


def _is_somebody(row: Row, who: Sequence[int]) -> bool:
    return any(c < len(row) and cell_text(row[c]) for c in who)
