"""The layout of a sheet of figures: titles above, a heading of one or more lines, the lines, notes below.

A heading of several lines is written as one ("2018 · Wonend") in its lowest line, so that it can be shown, asked about and
remembered as any other. What stands in a merged cell holds for all columns under it. Lines keep their numbers.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from thoes.intake.public import Cell, Row, Sheet, cell_text, is_blank, normalise
from thoes.monitor.domain.quoted_numbers import PARTED, is_number_or_sign, read_period
from thoes.monitor.quoted.areas import is_area_code
from thoes.monitor.quoted.columns import VOCABULARY, Column

_FOOTNOTE = re.compile(
    r"(?:bron|bronnen|source|noot|voetnoot|toelichting|n\.?b\.?|let op|opmerking)\s*:"
    r"|[*†‡¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ]+\s*\S|\(?[\da-z]\)\s*\S",
    re.I,
)
_NUMBERED = re.compile(r"\(?[\da-z]\)", re.I)
_TECHNICAL = frozenset({"id", "nr", "volgnummer"})


@dataclass(slots=True)
class Layout:
    """Where things stand on a sheet (0 is the first row or column), its titles, and the notes below it.

    `empty` are the headings of columns with nothing below them: these are no part of the table.
    """

    header: int
    columns: dict[int, Column]
    titles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


def lay_out(sheet: Sheet, names_area: Callable[[str], bool]) -> Layout | None:
    """Find the parts of a sheet and put its heading in one line; None where there are no lines with numbers."""
    rows = sheet.rows
    first = next((at for at in range(len(rows)) if is_line(rows, at, names_area)), None)
    if first is None:
        return None
    last = max(at for at, row in enumerate(rows) if _holds_numbers(row))
    top = first
    width = max(len(row) for row in rows[first : last + 1])
    while top > 0 and _may_be_heading(rows[top - 1], width):
        top -= 1
    titles = [_text_of(row) for row in rows[:top] if _text_of(row)]
    notes = _take_notes(rows, first, last)
    if top == first:
        return None
    columns = _columns(rows, top, first, last, names_area)
    _flatten(rows, top, first, columns)
    return Layout(first - 1, columns, titles, notes, _take_empty(rows, first, last))


def is_line(rows: list[Row], at: int, names_area: Callable[[str], bool]) -> bool:
    """Whether a row holds numbers and is no heading of years."""
    row = rows[at]
    if not _holds_numbers(row):
        return False
    counts = [cell for cell in row if not is_blank(cell) and is_number_or_sign(cell)]
    first = next(cell_text(cell) for cell in row if not is_blank(cell))
    is_heading = all(map(read_period, counts)) and not names_area(first) and not _is_line_of(rows, at)
    return not is_heading and len([cell for cell in row if not is_blank(cell)]) > 1


def is_footnote(row: Row) -> bool:
    """Whether a row is a note below a table, or the line with its source."""
    filled = [cell_text(cell) for cell in row if not is_blank(cell)]
    return 0 < len(filled) < 3 and not _holds_numbers(row) and _FOOTNOTE.match(" ".join(filled)) is not None


def _is_line_of(rows: list[Row], at: int) -> bool:
    """Whether a row of small numbers that could be years follows a heading with names: then it is a line."""
    above = [cell for cell in (rows[at - 1] if at else []) if not is_blank(cell)]
    row = rows[at]
    filled = [cell for cell in row if not is_blank(cell)]
    named = {normalise(cell_text(cell)) for cell in above}
    has_known = any(name in VOCABULARY.field_of for name in named)
    return (
        has_known
        and len(above) == len(filled)
        and isinstance(filled[0], str)
        and normalise(filled[0]) not in VOCABULARY.field_of
    )


def _may_be_heading(row: Row, width: int) -> bool:
    """Two cells or more; of a wide table not just the first two, which are a word with its explanation."""
    filled = [column for column, cell in enumerate(row) if not is_blank(cell)]
    is_remark = filled == [0, 1] and width > 3 and normalise(cell_text(row[0])) not in VOCABULARY.field_of
    return len(filled) >= 2 and not is_remark


def _holds_numbers(row: Row) -> bool:
    return any(is_number_or_sign(cell) and not _is_lone_sign(cell, row) for cell in row)


def _is_lone_sign(cell: Cell, row: Row) -> bool:
    return sum(not is_blank(each) for each in row) == 1


def _text_of(row: Row) -> str:
    return " ".join(dict.fromkeys(cell_text(cell) for cell in row if not is_blank(cell)))


def _take_notes(rows: list[Row], first: int, last: int) -> list[str]:
    """What stands below the last line with numbers, and footnotes between the lines, as at the end of a page.

    Taken off the sheet, so that no line is made of it.
    """
    found = []
    for at in range(first, len(rows)):
        if at <= last and not (is_footnote(rows[at]) and _explains(rows, at)):
            continue
        if text := _text_of(rows[at]):
            found.append(text)
        rows[at] = []
    return found


def _explains(rows: list[Row], at: int) -> bool:
    """Whether a footnote between lines says what a mark above it means: "a) Men" can be the name of what follows too."""
    mark = _NUMBERED.match(_text_of(rows[at]))
    above = (cell_text(cell) for row in rows[:at] for cell in row if isinstance(cell, str))
    return mark is None or any(text != mark[0] and text.endswith(mark[0]) for text in above)


def _take_empty(rows: list[Row], first: int, last: int) -> list[str]:
    """The headings of columns without any cell; taken off the sheet, so that nobody is asked what they hold."""
    found, headings = [], rows[first - 1]
    for column, heading in enumerate(headings):
        is_empty = all(column >= len(row) or is_blank(row[column]) for row in rows[first : last + 1])
        if is_empty and not is_blank(heading):
            found.append(cell_text(heading))
            headings[column] = None
    return found


def _columns(rows: list[Row], top: int, first: int, last: int, names_area: Callable[[str], bool]) -> dict[int, Column]:
    """What each column holds: by its name where that is known and its cells fit, else numbers, or words of a group."""
    width = max(len(row) for row in rows[top : last + 1])
    found: dict[int, Column] = {}
    for column in range(width):
        names = [normalise(cell_text(row[column])) for row in rows[top:first] if column < len(row)]
        below = [row[column] for row in rows[first : last + 1] if column < len(row) and not is_blank(row[column])]
        if not below or not _TECHNICAL.isdisjoint(names):
            continue
        known = [VOCABULARY.field_of[name] for name in names if name in VOCABULARY.field_of]
        held = _held(below, known, names_area)
        if held in (Column.NUMBER, Column.GROUP) or held not in found.values():
            found[column] = held
        else:
            found[column] = Column.GROUP
    return found


def _held(below: list[Cell], known: list[StrEnum], names_area: Callable[[str], bool]) -> Column:
    # A heading of several lines can have a name in each; the lowest is that of the column.
    name = Column(known[-1]) if known else None
    if name in (Column.UNIT, Column.STATUS, Column.AREA_CODE) or (
        name is Column.AREA and not _mostly(below, is_number_or_sign)
    ):
        return name if not _mostly(below, lambda cell: is_area_code(cell_text(cell))) else Column.AREA_CODE
    if Column.PERIOD in known and _mostly(below, read_period):
        return Column.PERIOD
    if _mostly(below, is_number_or_sign):
        return Column.NUMBER
    texts = [cell_text(cell) for cell in below]
    if _mostly(texts, is_area_code):
        return Column.AREA_CODE
    if _mostly(texts, names_area):
        return Column.AREA
    return Column.PERIOD if not known and all(map(read_period, below)) else Column.GROUP


def _mostly(cells: Sequence[Any], holds: Callable[[Any], object]) -> bool:
    return 2 * sum(bool(holds(cell)) for cell in cells) > len(cells)


def _flatten(rows: list[Row], top: int, first: int, columns: dict[int, Column]) -> None:
    numbers = {column for column, held in columns.items() if held is Column.NUMBER}
    width = max([len(row) for row in rows[top:first]] + [max(columns, default=0) + 1])
    parts: list[list[str]] = [[] for _ in range(width)]
    for at in range(top, first):
        carried = ""
        for column in range(width):
            text = cell_text(rows[at][column]) if column < len(rows[at]) else ""
            if column in columns and column not in numbers:
                carried = ""
            elif at < first - 1:
                # What stands over an empty column may be merged, and hold for those with numbers beside it.
                carried = text or carried
                text = carried if column in numbers else text
            if text and text not in parts[column]:
                parts[column].append(text)
    for at in range(top, first - 1):
        rows[at] = []
    rows[first - 1] = [PARTED.join(each) or None for each in parts]
