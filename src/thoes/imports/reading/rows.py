"""From sheets to lines with values: find the tables, read each cell as its column asks, report all that is wrong.

Left alone: empty lines, lines with totals, and column names that come back on every printed page. A BSN is never
passed on: its column is not read, and a number elsewhere that passes the check rejects its line and is blanked.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date

from thoes.imports.reading.cells import Cell, Row, Sheet, cell_text, is_blank
from thoes.imports.reading.date_order import FoundOrder, find_order
from thoes.imports.reading.dates import read_birth_date, read_date
from thoes.imports.reading.header import HeaderGuess, Mapping, normalise, recognise
from thoes.imports.reading.vocabulary import DATE_FIELDS, NAME_FIELDS, Field
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.refusals import Fact, Refusal

Value = str | date | None

_TOTAL_WORDS = frozenset(
    {"totaal", "total", "totals", "subtotaal", "eindtotaal", "subtotal", "suma", "razem", "summe", "gesamt", "osszesen"}
)
_FORMULA_ERRORS = frozenset({"#ref!", "#n/a", "#value!", "#div/0!", "#name?", "#null!", "#num!", "#n/b", "#verw!"})
_REASON_TO_LOOK = 8
_NO_BIRTH_DATE = frozenset(
    {"date_unreadable", "date_impossible", "date_year_unlikely", "date_order_unclear", "date_weekday_differs"}
    | {"birth_date_unlikely"}
)
# Columns that Thoes itself adds to a file it gives back begin with this word; on the way in they say nothing.
OWN_COLUMN = "thoes"
# What is said of a column that nobody reads, other than that of the BSN.
COLUMN_NOT_READ = frozenset({"column_not_understood", "column_with_dates_not_understood"})


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about a whole sheet or column that a person should know; no line is refused for it."""

    sheet: str
    code: str
    facts: dict[str, Fact] = attribute(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with the place of its column names (0 is the first row) and what they mean."""

    sheet: Sheet
    header_row: int
    mapping: Mapping

    @property
    def headers(self) -> Row:
        """The column names as they stand in the file."""
        return self.sheet.rows[self.header_row]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a line; `field` is None when it is about the whole line. Facts hold no personal data."""

    field: Field | None
    code: str
    facts: dict[str, Fact] = attribute(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A line that reads well. `line` is the row number a spreadsheet program shows; `cells` are free of BSNs.

    `left_out` are details that could not be read and without which the line is taken all the same.
    """

    sheet: str
    line: int
    values: dict[Field, Value]
    cells: tuple[Cell, ...]
    left_out: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A line that cannot be read, with everything that is wrong with it; `cells` can be given back to be mended."""

    sheet: str
    line: int
    problems: tuple[Problem, ...]
    cells: tuple[Cell, ...]


def find_tables(
    sheets: Iterable[Sheet], *, remembered: Callable[[Row], Mapping | None] | None = None
) -> tuple[list[Table], list[Notice]]:
    """The tables in a file and what is to be said about its sheets and columns.

    `remembered` gives the mapping a houser made before for a row of column names, or None.
    """
    tables: list[Table] = []
    notices: list[Notice] = []
    for sheet in sheets:
        guess = recognise(sheet.rows)
        if guess is None:
            if any(not is_blank(cell) for row in sheet.rows for cell in row):
                notices.append(Notice(sheet.name, "sheet_without_table"))
            continue
        known = remembered(sheet.rows[guess.row_index]) if remembered else None
        tables.append(Table(sheet, guess.row_index, known or guess.mapping))
        notices.extend(_column_notices(sheet, guess, tables[-1].mapping))
    return tables, notices


def _column_notices(sheet: Sheet, guess: HeaderGuess, mapping: Mapping) -> Iterator[Notice]:
    bsn = mapping.column_of(Field.BSN)
    if bsn is not None:
        yield Notice(sheet.name, "bsn_column_ignored", {"column": column_letters(bsn)})
    for column in guess.unmapped:
        if column.column not in mapping.columns and not normalise(column.header).startswith(OWN_COLUMN):
            facts: dict[str, Fact] = {"column": column_letters(column.column), "header": column.header[:60]}
            yield Notice(sheet.name, "column_not_understood", facts)


def column_letters(column: int) -> str:
    """The name a spreadsheet program gives a column: 0 is A, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def order_of(tables: Iterable[Table]) -> FoundOrder:
    """The one order of day and month in all date columns of the tables; a birth date is shown as the last example."""
    known = list(tables)
    columns = sorted(
        (found is Field.DATE_OF_BIRTH, number, column)
        for number, table in enumerate(known)
        for column, found in table.mapping.columns.items()
        if found in DATE_FIELDS
    )
    return find_order(
        row[column]
        for _, number, column in columns
        for row in known[number].sheet.rows[known[number].header_row + 1 :]
        if column < len(row)
    )


def read_rows(
    tables: Iterable[Table],
    *,
    on: date,
    order: FoundOrder,
    required: frozenset[Field] = frozenset(),
    identifiers: frozenset[Field] = frozenset(),
) -> Iterator[SourceRow | RejectedRow]:
    """Every line below the column names, in the order of the file; nobody in it is born after the day `on`.

    A `required` field that is empty is a problem; `Field.PERSON` is also met by another name. Fields in
    `identifiers` are kept as written and not searched for a BSN.
    """
    for table in tables:
        reader = _LineReader(table, required, identifiers, order, on)
        for index in range(table.header_row + 1, len(table.sheet.rows)):
            row = table.sheet.rows[index]
            if not reader.is_left_alone(row):
                yield reader.read(index + 1, row)


class _LineReader:
    """Reads the lines of one table; keeps what is the same for all of them."""

    def __init__(
        self,
        table: Table,
        required: frozenset[Field],
        identifiers: frozenset[Field],
        order: FoundOrder,
        on: date,
    ) -> None:
        self._table = table
        self._columns = {c: f for c, f in sorted(table.mapping.columns.items()) if f is not Field.BSN}
        self._bsn_column = table.mapping.column_of(Field.BSN)
        self._required = required
        self._identifiers = identifiers
        self._order = order.order
        self._on = on
        self._header = {c: normalise(cell_text(table.headers[c])) for c in self._columns if c < len(table.headers)}
        self._first_header = min(self._header, default=0)

    def is_left_alone(self, row: Row) -> bool:
        """True for an empty line, a line of totals and a repeat of the column names."""
        first = next((cell for cell in row if not is_blank(cell)), None)
        if first is None:
            return True
        if not isinstance(first, str):
            return False
        words = normalise(first).split()
        if words and words[0] in _TOTAL_WORDS:
            arrival = self._table.mapping.column_of(Field.ARRIVAL)
            return arrival is None or arrival >= len(row) or not isinstance(row[arrival], date)
        return self._repeats_header(row)

    def _repeats_header(self, row: Row) -> bool:
        start = self._first_header
        if start >= len(row) or normalise(cell_text(row[start])) != self._header.get(start):
            return False
        return all(c < len(row) and normalise(cell_text(row[c])) == name for c, name in self._header.items())

    def read(self, line: int, row: Row) -> SourceRow | RejectedRow:
        values: dict[Field, Value] = {}
        problems: list[Problem] = []
        left_out: list[Problem] = []
        for column, found in self._columns.items():
            cell = row[column] if column < len(row) else None
            try:
                values[found] = self._value(cell, column, found)
            except Refusal as refusal:
                values[found] = None
                unread = left_out if self._is_detail(found, refusal) else problems
                unread.append(Problem(found, refusal.code, refusal.facts))
        problems.extend(self._missing(values, {problem.field for problem in problems}))
        if problems:
            return RejectedRow(self._table.sheet.name, line, tuple(problems), self._presentable(row))
        cells = self._presentable(row, searched=True)
        return SourceRow(self._table.sheet.name, line, values, cells, tuple(left_out))

    @staticmethod
    def _is_detail(found: Field, refusal: Refusal) -> bool:
        """Whether the line is taken without this: a birth date that is none. A formula is another matter."""
        return found is Field.DATE_OF_BIRTH and refusal.code in _NO_BIRTH_DATE

    def _value(self, cell: Cell, column: int, found: Field) -> Value:
        if isinstance(cell, str) and cell[:1] == "#" and cell.strip().lower() in _FORMULA_ERRORS:
            raise Refusal("formula_error")
        if found in DATE_FIELDS:
            epoch_1904 = self._table.sheet.epoch_1904
            if found is Field.DATE_OF_BIRTH:
                return read_birth_date(cell, on=self._on, order=self._order, epoch_1904=epoch_1904)
            return read_date(cell, order=self._order, epoch_1904=epoch_1904)
        text = cell_text(cell)
        if found not in self._identifiers and holds_bsn(text):
            raise Refusal("bsn_not_allowed")
        return text or None

    def _missing(self, values: dict[Field, Value], refused: set[Field | None]) -> Iterator[Problem]:
        for found in sorted(self._required):
            if found in refused or values.get(found) is not None:
                continue
            if found is Field.PERSON and any(values.get(name) or name in refused for name in NAME_FIELDS):
                continue
            yield Problem(found, "value_missing")

    def _presentable(self, row: Row, *, searched: bool = False) -> tuple[Cell, ...]:
        """The cells as they may be shown and given back: no BSN, also not from columns that were not understood.

        `searched` says that those which were understood hold none.
        """
        return tuple(None if self._hides(column, cell, searched) else cell for column, cell in enumerate(row))

    def _hides(self, column: int, cell: Cell, searched: bool) -> bool:
        if column == self._bsn_column:
            return True
        if searched and column in self._columns:
            return False
        if isinstance(cell, date) or self._columns.get(column) in self._identifiers:
            return False
        return holds_bsn(cell_text(cell))


def holds_bsn(text: str) -> bool:
    return len(text) >= _REASON_TO_LOOK and contains_bsn(text)
