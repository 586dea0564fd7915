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
# In a count "39.488" may be many thousands, and "39.000" just thirty-nine.
_COUNT_IN_GROUPS = re.compile(r"-?[1-9]\d{0,2}(?:[.,]\d{3})+")
# A space or an apostrophe between three digits stands for nothing but thousands.
_SPACED_GROUPS = re.compile(r"-?[1-9]\d{0,2}(?:[ '\N{RIGHT SINGLE QUOTATION MARK}]\d{3})+")
_DAY = re.compile(r"\d{4}-\d\d?-\d\d?(?:[ T].*)?|\d\d?[-/.]\d\d?[-/.]\d{2,4}")
_YES = frozenset({"1", "1.0", "true", "yes", "y", "ja", "j", "waar"})
_NO = frozenset({"0", "0.0", "false", "no", "n", "nee", "onwaar"})
_NOT_KNOWN = frozenset(
    {
        "",
        "?",
        "-",
        "\N{EN DASH}",
        "\N{EM DASH}",
        ".",
        "*",
        "x",
        "na",
        "n.a.",
        "n/a",
        "nan",
        "null",
        "none",
        "nvt",
        "n.v.t.",
        "unknown",
        "onbekend",
    }
)
_FEWEST_NUMBERED = 3


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
        """Refuse columns that cannot be told apart, or have no name: `columns_named_alike`, `column_without_name`.

        A first column without a name that only numbers the lines, as R and pandas write it, is nobody's.
        """
        numbered = self._numbers_the_lines()
        if twice := sorted({name for name in self.names if name and self.names.count(name) > 1}):
            raise Refusal("columns_named_alike", name=twice[0])
        for row in self.sheet.rows[self.first_row :]:
            for at, cell in enumerate(row):
                if is_blank(cell) or (at == 0 and numbered):
                    continue
                if at >= len(self.names) or not self.names[at]:
                    raise Refusal("column_without_name", column=column_letters(at))

    def _numbers_the_lines(self) -> bool:
        first = [cell_text(row[0]) for row in self.sheet.rows[self.first_row :] if not all(map(is_blank, row))]
        counted = [list(map(str, range(start, start + len(first)))) for start in (0, 1)]
        return bool(self.names) and not self.names[0] and len(first) >= _FEWEST_NUMBERED and first in counted

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

    def all_or_nothing(self, understand: Callable[[dict[str, Cell]], T]) -> list[T]:
        """What each line says; refuses the whole when one cannot be read: `line_unreadable`, `no_table_of_lists`."""
        lines, left_out = self.read(understand)
        if left_out:
            first = left_out[0]
            refusal = Refusal(
                "line_unreadable", line=first.line, column=self.shown_as(first.field or ""), reason=first.code
            )
            refusal.facts = {**first.facts, **refusal.facts}
            raise refusal
        if not lines:
            raise Refusal("no_table_of_lists")
        return lines

    def shown_as(self, name: str) -> str:
        """A column name as it stands in the file."""
        return self.shown[self.names.index(name)] if name in self.names else name


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
    """The number in a cell. Refusals: `value_missing`, `number_unreadable`, `number_ambiguous`, `number_is_a_day`."""
    cell = cells.get(name)
    if is_blank(cell):
        raise Refusal("value_missing", field=name)
    if isinstance(cell, bool):
        raise Refusal("number_unreadable", field=name)
    if isinstance(cell, int | float):
        return float(cell)
    text = cell_text(cell)
    if isinstance(cell, date) or _DAY.fullmatch(text):
        raise Refusal("number_is_a_day", field=name)
    if _SPACED_GROUPS.fullmatch(text):
        return float(re.sub(r"[^\d-]", "", text))
    if _THOUSANDS.fullmatch(text):
        raise Refusal("number_ambiguous", field=name, text=text[:20])
    if not _NUMBER.fullmatch(text):
        raise Refusal("number_unreadable", field=name)
    return float(text.replace(",", "."))


def count_in(cells: dict[str, Cell], name: str) -> int:
    """A whole number of 0 or more. Refusals: those of `number_in`, `number_not_whole`."""
    cell = cells.get(name)
    if isinstance(cell, str) and _COUNT_IN_GROUPS.fullmatch(text := cell_text(cell)):
        raise Refusal("number_ambiguous", field=name, text=text[:20])
    number = number_in(cells, name)
    if number < 0 or number != int(number):
        raise Refusal("number_not_whole", field=name)
    return int(number)


def says_not_known(cell: Cell) -> bool:
    """Whether a cell is empty, or says in a sign or a word that there is no number."""
    return is_blank(cell) or (isinstance(cell, str) and cell_text(cell).casefold() in _NOT_KNOWN)


def yes_in(cells: dict[str, Cell], name: str) -> bool:
    """Whether a cell says yes (1, true, ja) or no (0, false, nee). Refusals: `value_missing`, `yes_or_no_unreadable`."""
    cell = cells.get(name)
    if is_blank(cell):
        raise Refusal("value_missing", field=name)
    text = _yes_or_no(cell)
    if text not in _YES and text not in _NO:
        raise Refusal("yes_or_no_unreadable", field=name)
    return text in _YES


def is_yes_or_no(cells: dict[str, Cell], name: str) -> bool:
    """Whether a cell says yes or no."""
    return _yes_or_no(cells.get(name)) in _YES | _NO


def _yes_or_no(cell: Cell) -> str:
    return ("1" if cell else "0") if isinstance(cell, bool) else cell_text(cell).casefold()
