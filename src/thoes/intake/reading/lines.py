"""From tables to lines: each read as its kind of file asks, with all that is wrong with it.

Left alone: empty lines, column names that come back on every printed page and, named by their numbers, lines with totals,
footnotes and signatures. A BSN is never
passed on: its column is not read, and a number elsewhere that passes the check, also in a column that nobody reads,
rejects its line and is blanked.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from enum import StrEnum
from itertools import count
from typing import Generic, TypeVar

from thoes.intake.reading.about_nobody import is_line_about_nobody, says_nothing
from thoes.intake.reading.bsn_search import cell_with_bsn, holds_bsn, notes_with_bsn
from thoes.intake.reading.cells import NO_RESULT, Cell, Row, cell_text, column_letters, is_blank
from thoes.intake.reading.date_order import FoundOrder, find_order
from thoes.intake.reading.dates import read_birth_date, read_date
from thoes.intake.reading.formulas import FIRST_SIGNS, refuse_unresolved
from thoes.intake.reading.tables import Table
from thoes.intake.reading.vocabulary import normalise
from thoes.kernel.refusals import Fact, Refusal

Value = str | date | None
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a line; `field` is None when it is about the whole line. Facts hold no personal data."""

    field: str | None
    code: str
    facts: dict[str, Fact] = attribute(default_factory=dict)


class Doubts(Exception):
    """A line that cannot be taken as it is, with everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that was not taken in; `line` is its number as the spreadsheet shows it, `cells` are free of BSNs."""

    sheet: str
    line: int
    problems: tuple[Problem, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Line(Generic[T]):
    """A line that reads well, with what it says."""

    sheet: str
    line: int
    said: T
    cells: tuple[Cell, ...]

    def rejected(self, refusal: Refusal) -> Rejected:
        """The same line, sent back by the rules."""
        return Rejected(self.sheet, self.line, (Problem(refusal.field, refusal.code, refusal.facts),), self.cells)


def order_of(tables: Iterable[Table]) -> FoundOrder:
    """The one order of day and month in all date columns of the tables; a birth date is shown as the last example."""
    known = list(tables)
    columns = sorted(
        (found in table.vocabulary.birth_dates, number, column)
        for number, table in enumerate(known)
        for column, found in table.mapping.columns.items()
        if found in table.vocabulary.days
    )
    return find_order(
        row[column]
        for _, number, column in columns
        for row in known[number].sheet.rows[known[number].header_row + 1 :]
        if column < len(row)
    )


class TableReader:
    """Reads the lines of one table; keeps what is the same for all of them.

    Nobody is born after the day `on`. Fields in `identifiers` are kept as written and not searched for a BSN; columns that
    are not read are, if `search_unread`. Totals are lines as others unless `leaves_out_totals`.
    """

    def __init__(
        self,
        table: Table,
        *,
        order: FoundOrder,
        on: date,
        identifiers: frozenset[StrEnum] = frozenset(),
        search_unread: bool = True,
        leaves_out_totals: bool = True,
    ) -> None:
        vocabulary = table.vocabulary
        self.sheet = table.sheet
        self.order, self.on = order, on
        unread = vocabulary.unread
        self.columns = {c: f for c, f in sorted(table.mapping.columns.items()) if f is not unread}
        # Of those that stand in many columns the first one.
        self.column_of = {f: c for c, f in reversed(self.columns.items())}
        self._unread_columns = {c for c, f in table.mapping.columns.items() if f is unread}
        self._first_row = table.header_row + 1
        self._who_and_when = vocabulary.who_and_when
        self._anchors = [c for c, f in self.columns.items() if f in vocabulary.days and f in vocabulary.who_and_when]
        self._days, self._birth_dates = vocabulary.days, vocabulary.birth_dates
        self._may_be_missing = vocabulary.may_be_missing
        self._identifiers = identifiers
        self._search_unread = search_unread
        self._leaves_out_totals = leaves_out_totals
        self._noted_bsn = notes_with_bsn(table.sheet) if search_unread else {}
        self._read_columns = {*self.columns, *self._unread_columns}
        # So many columns from the left are all read, and so many are understood.
        self._read_from_the_left = next(c for c in count() if c not in self._read_columns)
        self._understood_from_the_left = next(c for c in count() if c not in self.columns)
        self._header = {c: normalise(cell_text(table.headers[c])) for c in self.columns if c < len(table.headers)}
        self._first_header = min(self._header, default=0)
        # The numbers of the lines with totals, footnotes and signatures.
        self.about_nobody: list[int] = []

    def lines(self, read: Callable[["Cells"], T | None]) -> Iterator[Line[T] | Rejected | None]:
        """Every line as `read` understands it, or sent back with what is wrong; None for one that it puts aside."""
        for number, row in enumerate(self.sheet.rows[self._first_row :], start=self._first_row + 1):
            place = self._place_of_bsn(number, row)
            comment = self._noted_bsn.get(number)
            if not place and not comment and self._is_left_alone(row):
                continue
            is_left_out = self._leaves_out_totals and is_line_about_nobody(row, self._anchors)
            if not place and not comment and is_left_out:
                self.about_nobody.append(number)
                continue
            problems = [Problem(None, "quotation_mark_open")] if number in self.sheet.open_quotes else []
            if place:
                problems.append(Problem(None, "bsn_in_cell", {"cell": place}))
            if comment:
                problems.append(Problem(None, "bsn_in_comment", {"sheet": self.sheet.name, "cell": comment}))
            said: T | None = None
            try:
                said = read(Cells(self, number, row))
            except Doubts as doubts:
                problems += doubts.problems
            except Refusal as refusal:
                problems.append(Problem(refusal.field, refusal.code, refusal.facts))
            else:
                if said is None and not problems:
                    yield None
                    continue
            if number in self.sheet.doubts:
                # What else is wrong with it may be answered by what is to be decided first.
                problems = [Problem(None, *self.sheet.doubts[number])]
            if said is None or problems:
                yield Rejected(self.sheet.name, number, tuple(problems), self._presentable(row))
            else:
                yield Line(self.sheet.name, number, said, self._presentable(row, searched=True))

    def value(self, cell: Cell, column: int, line: int, found: StrEnum) -> Value:
        """What a cell holds: a day, or a text without a BSN; None when it is empty. Raises `Refusal`."""
        if isinstance(cell, str) and found in self._may_be_missing and says_nothing(cell):
            return None
        if isinstance(cell, str) and cell[:1] in FIRST_SIGNS:
            refuse_unresolved(cell, place=f"{column_letters(column)}{line}")
        if found in self._days:
            if found in self._birth_dates:
                return read_birth_date(cell, on=self.on, order=self.order.order, epoch_1904=self.sheet.epoch_1904)
            return read_date(cell, order=self.order.order, epoch_1904=self.sheet.epoch_1904)
        text = cell_text(cell)
        if found not in self._identifiers and holds_bsn(text):
            raise Refusal("bsn_not_allowed")
        return text or None

    def _is_left_alone(self, row: Row) -> bool:
        """True for an empty line and a repeat of the column names."""
        first = next((cell for cell in row if not is_blank(cell)), None)
        if first is None or self._is_prepared(row):
            return True
        return isinstance(first, str) and self._repeats_header(row)

    def _place_of_bsn(self, line: int, row: Row) -> str:
        """The cell of a column that is not read in which a BSN stands, such as H5; empty when there is none."""
        if not self._search_unread or len(row) <= self._read_from_the_left:
            return ""
        return cell_with_bsn(row, line, but=self._read_columns)

    def _is_prepared(self, row: Row) -> bool:
        """A line that a template holds ready: formulas that wait for a person, and nobody there."""
        return NO_RESULT in row and not any(
            not is_blank(cell) and (cell != NO_RESULT or self.columns.get(column) in self._who_and_when)
            for column, cell in enumerate(row)
        )

    def _repeats_header(self, row: Row) -> bool:
        start = self._first_header
        if start >= len(row) or normalise(cell_text(row[start])) != self._header.get(start):
            return False
        return all(c < len(row) and normalise(cell_text(row[c])) == name for c, name in self._header.items())

    def _presentable(self, row: Row, *, searched: bool = False) -> tuple[Cell, ...]:
        """The cells as they may be shown and given back: no BSN, also not from columns that were not understood.

        `searched` says that those which were understood hold none.
        """
        if searched and len(row) <= self._understood_from_the_left:
            return tuple(row)
        return tuple(None if self._hides(column, cell, searched) else cell for column, cell in enumerate(row))

    def _hides(self, column: int, cell: Cell, searched: bool) -> bool:
        if column in self._unread_columns:
            return True
        found = self.columns.get(column)
        if (searched and found is not None) or isinstance(cell, date) or found in self._identifiers:
            return False
        return holds_bsn(cell_text(cell))


class Cells:
    """The cells of one line by what their columns hold. Each reading raises `Refusal` with the field it is about."""

    __slots__ = ("_reader", "_row", "line")

    def __init__(self, reader: TableReader, line: int, row: Row) -> None:
        self._reader, self.line, self._row = reader, line, row

    @property
    def row(self) -> Row:
        """The line as it stands in the file."""
        return self._row

    @property
    def fields(self) -> Iterator[StrEnum]:
        """What the columns of this line hold, from the left."""
        return iter(self._reader.columns.values())

    @property
    def sheet(self) -> str:
        return self._reader.sheet.name

    @property
    def order(self) -> FoundOrder:
        return self._reader.order

    def values(self) -> Iterator[tuple[StrEnum, Cell, Value | Refusal]]:
        """Each field with its cell and what it holds, or why that cannot be read."""
        reader, row = self._reader, self._row
        for column, found in reader.columns.items():
            cell = row[column] if column < len(row) else None
            try:
                yield found, cell, reader.value(cell, column, self.line, found)
            except Refusal as refusal:
                yield found, cell, refusal

    def cell(self, found: StrEnum) -> Cell:
        """The cell itself; None when there is no such column."""
        column = self._column(found)
        return self._row[column] if column is not None and column < len(self._row) else None

    def text(self, found: StrEnum) -> str:
        """The text of a field, "" when there is none."""
        value = self._value(found)
        return value if isinstance(value, str) else ""

    def day(self, found: StrEnum) -> date | None:
        """The day in a field, None when there is none."""
        value = self._value(found)
        return value if isinstance(value, date) else None

    def _value(self, found: StrEnum) -> Value:
        column = self._column(found)
        if column is None or column >= len(self._row):
            return None
        try:
            return self._reader.value(self._row[column], column, self.line, found)
        except Refusal as refusal:
            raise Refusal(refusal.code, field=found, **refusal.facts) from refusal

    def _column(self, found: StrEnum) -> int | None:
        return self._reader.column_of.get(found)
