"""Plain tables of numbers, as the methods of the monitor ask for them: column names, and a number or a yes in each cell.

Lists of people are read by `imports`, which knows what people write; here a column is found by its exact name, and a cell
that is empty, one that cannot be read and a zero are three things.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from thoes.imports.public import LineLeftOut
from thoes.intake.public import Cell, Row, Sheet, cell_text, column_letters, is_blank, normalise
from thoes.kernel.refusals import Refusal

T = TypeVar("T")
# A point is always the decimal sign here; a comma too, but "1,250" may be a thousand.
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")
_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+")
_YES = frozenset({"1", "1.0", "true", "yes", "y", "ja", "j", "waar"})
_NO = frozenset({"0", "0.0", "false", "no", "n", "nee", "onwaar"})


@dataclass(frozen=True, slots=True)
class Numbers:
    """The table of a sheet: the column names as compared, and as they stand there, and below them the lines."""

    sheet: Sheet
    names: tuple[str, ...]
    shown: tuple[str, ...]
    first_row: int

    def has(self, *names: str) -> bool:
        return all(name in self.names for name in names)

    def refuse_unclear(self) -> None:
        """Refuse columns that cannot be told apart, or have no name: `columns_named_alike`, `column_without_name`."""
        if twice := sorted({name for name in self.names if name and self.names.count(name) > 1}):
            raise Refusal("columns_named_alike", name=twice[0])
        for row in self.sheet.rows[self.first_row :]:
            for at, cell in enumerate(row):
                if not is_blank(cell) and (at >= len(self.names) or not self.names[at]):
                    raise Refusal("column_without_name", column=column_letters(at))

    def cells(self, row: Row) -> dict[str, Cell]:
        """The cells of a row by the names of their columns."""
        return {name: row[at] if at < len(row) else None for at, name in enumerate(self.names) if name}

    def lines(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Each line that is not empty, with its number as a spreadsheet program shows it."""
        for number, row in enumerate(self.sheet.rows[self.first_row :], start=self.first_row + 1):
            if not all(map(is_blank, row)):
                yield number, self.cells(row)

    def read(self, understand: Callable[[dict[str, Cell]], T]) -> tuple[list[T], list[LineLeftOut]]:
        """What each line says, and the lines that `understand` refuses, with the reason."""
        said: list[T] = []
        left_out: list[LineLeftOut] = []
        for number, cells in self.lines():
            try:
                said.append(understand(cells))
            except Refusal as refusal:
                left_out.append(LineLeftOut(self.sheet.name, number, refusal.field, refusal.code, refusal.facts))
        return said, left_out


def number_tables(sheets: Sequence[Sheet]) -> Iterator[Numbers]:
    """The tables of the sheets: the first row with two names or more, and what stands below."""
    for sheet in sheets:
        for at, row in enumerate(sheet.rows):
            filled = [cell for cell in row if not is_blank(cell)]
            if len(filled) < 2 or not all(isinstance(cell, str) for cell in filled):
                continue
            shown = tuple(cell_text(cell) for cell in row)
            yield Numbers(sheet, tuple(map(normalise, shown)), shown, at + 1)
            break


def number_in(cells: dict[str, Cell], name: str) -> float:
    """The number in a cell. Refusals: `value_missing`, `number_unreadable`, `number_ambiguous`."""
    cell = cells.get(name)
    if is_blank(cell):
        raise Refusal("value_missing", field=name)
    if isinstance(cell, bool | date):
        raise Refusal("number_unreadable", field=name)
    if isinstance(cell, int | float):
        return float(cell)
    text = cell_text(cell)
    if _THOUSANDS.fullmatch(text):
        raise Refusal("number_ambiguous", field=name, text=text[:20])
    if not _NUMBER.fullmatch(text):
        raise Refusal("number_unreadable", field=name)
    return float(text.replace(",", "."))


def count_in(cells: dict[str, Cell], name: str) -> int:
    """A whole number of 0 or more. Refusal `number_not_whole`."""
    number = number_in(cells, name)
    if number < 0 or number != int(number):
        raise Refusal("number_not_whole", field=name)
    return int(number)


def yes_in(cells: dict[str, Cell], name: str) -> bool:
    """Whether a cell says yes (1, true, ja) or no (0, false, nee). Refusals: `value_missing`, `yes_or_no_unreadable`."""
    cell = cells.get(name)
    if is_blank(cell):
        raise Refusal("value_missing", field=name)
    text = ("1" if cell else "0") if isinstance(cell, bool) else cell_text(cell).casefold()
    if text not in _YES and text not in _NO:
        raise Refusal("yes_or_no_unreadable", field=name)
    return text in _YES
