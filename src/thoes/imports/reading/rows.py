"""From tables to lines with values: read each cell as its column asks, report all that is wrong.

Left alone: empty lines, lines with totals, and column names that come back on every printed page. A BSN is never
passed on: its column is not read, and a number elsewhere that passes the check, also in a column that nobody reads,
rejects its line and is blanked.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date, timedelta
from itertools import count

from thoes.imports.reading.bsn_search import cell_with_bsn, holds_bsn
from thoes.imports.reading.cells import NO_RESULT, PLACEHOLDERS, Cell, Row, cell_text, column_letters, is_blank
from thoes.imports.reading.date_order import FoundOrder, find_order
from thoes.imports.reading.dates import read_birth_date, read_date
from thoes.imports.reading.formulas import FIRST_SIGNS, refuse_unresolved
from thoes.imports.reading.header import normalise
from thoes.imports.reading.tables import Table
from thoes.imports.reading.vocabulary import DATE_FIELDS, NAME_FIELDS, Field
from thoes.kernel.refusals import Fact, Refusal

Value = str | date | None

_TOTAL_WORDS = frozenset(
    {"totaal", "total", "totals", "subtotaal", "eindtotaal", "subtotal", "suma", "razem", "summe", "gesamt", "osszesen"}
)
_NO_BIRTH_DATE = frozenset(
    {"date_unreadable", "date_impossible", "date_year_unlikely", "date_order_unclear", "date_weekday_differs"}
    | {"birth_date_unlikely"}
)
# Where "-" and "onbekend" say that it is not known. Of a site or a name only an empty cell does.
_MAY_BE_MISSING = frozenset(
    {
        Field.SITE,
        Field.NATIONALITY,
        Field.RESIDENCE,
        Field.DOCUMENT_NUMBER,
        Field.UNIT,
        Field.BED,
        Field.EMPLOYER,
        Field.INITIALS,
    }
)
_LINES_OF_A_CELL = re.compile(r"[^\r\n]*[^\W\d_][^\r\n]*")
_WHO_AND_WHEN = frozenset({*NAME_FIELDS, Field.ARRIVAL})


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
    search_unread: bool = True,
) -> Iterator[SourceRow | RejectedRow]:
    """Every line below the column names, in the order of the file; nobody in it is born after the day `on`.

    A `required` field that is empty is a problem; `Field.PERSON` is also met by another name. Fields in
    `identifiers` are kept as written and not searched for a BSN; columns that are not read are, if `search_unread`.
    """
    for table in tables:
        reader = _LineReader(table, required, identifiers, order, on, search_unread)
        for index in range(table.header_row + 1, len(table.sheet.rows)):
            row = table.sheet.rows[index]
            if not reader.is_left_alone(row) or (search_unread and reader.place_of_bsn(index + 1, row)):
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
        search_unread: bool,
    ) -> None:
        self._table = table
        self._columns = {c: f for c, f in sorted(table.mapping.columns.items()) if f is not Field.BSN}
        self._bsn_column = table.mapping.column_of(Field.BSN)
        self._required = required
        self._identifiers = identifiers
        self._search_unread = search_unread
        self._read_columns = {*self._columns, *([] if self._bsn_column is None else [self._bsn_column])}
        self._read_from_the_left = next(c for c in count() if c not in self._read_columns)
        self._order = order.order
        self._on = on
        self._header = {c: normalise(cell_text(table.headers[c])) for c in self._columns if c < len(table.headers)}
        self._first_header = min(self._header, default=0)

    def is_left_alone(self, row: Row) -> bool:
        """True for an empty line, a line of totals and a repeat of the column names."""
        first = next((cell for cell in row if not is_blank(cell)), None)
        if first is None or self._is_prepared(row):
            return True
        if not isinstance(first, str):
            return False
        words = normalise(first).split()
        if words and words[0] in _TOTAL_WORDS:
            arrival = self._table.mapping.column_of(Field.ARRIVAL)
            return arrival is None or arrival >= len(row) or not isinstance(row[arrival], date)
        return self._repeats_header(row)

    def place_of_bsn(self, line: int, row: Row) -> str:
        """The cell of a column that is not read in which a BSN stands, such as H5; empty when there is none."""
        return cell_with_bsn(row, line, but=self._read_columns) if len(row) > self._read_from_the_left else ""

    def _is_prepared(self, row: Row) -> bool:
        """A line that a template holds ready: formulas that wait for a person, and nobody there."""
        return NO_RESULT in row and not any(
            not is_blank(cell) and (cell != NO_RESULT or self._columns.get(column) in _WHO_AND_WHEN)
            for column, cell in enumerate(row)
        )

    def _repeats_header(self, row: Row) -> bool:
        start = self._first_header
        if start >= len(row) or normalise(cell_text(row[start])) != self._header.get(start):
            return False
        return all(c < len(row) and normalise(cell_text(row[c])) == name for c, name in self._header.items())

    def read(self, line: int, row: Row) -> SourceRow | RejectedRow:
        values: dict[Field, Value] = {}
        problems: list[Problem] = []
        left_out: list[Problem] = []
        if line in self._table.sheet.open_quotes:
            problems.append(Problem(None, "quotation_mark_open"))
        if self._search_unread and (place := self.place_of_bsn(line, row)):
            problems.append(Problem(None, "bsn_in_cell", {"cell": place}))
        for column, found in self._columns.items():
            cell = row[column] if column < len(row) else None
            try:
                values[found] = self._value(cell, column, line, found)
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

    def _value(self, cell: Cell, column: int, line: int, found: Field) -> Value:
        if isinstance(cell, str) and cell[:1] in FIRST_SIGNS:
            refuse_unresolved(cell, place=f"{column_letters(column)}{line}")
        if found in DATE_FIELDS:
            epoch_1904 = self._table.sheet.epoch_1904
            if found is Field.DATE_OF_BIRTH:
                return read_birth_date(cell, on=self._on, order=self._order, epoch_1904=epoch_1904)
            return read_date(cell, order=self._order, epoch_1904=epoch_1904)
        if found in NAME_FIELDS and isinstance(cell, str) and "\n" in cell and len(_LINES_OF_A_CELL.findall(cell)) > 1:
            raise Refusal("two_people_in_a_line")
        text = cell_text(cell)
        if found not in self._identifiers and holds_bsn(text):
            raise Refusal("bsn_not_allowed")
        return None if found in _MAY_BE_MISSING and text.lower() in PLACEHOLDERS else text or None

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


def departure_in(values: dict[Field, Value]) -> date | None:
    """The day of departure of a line; who has a last night leaves on the day after it."""
    departure, last_night = values.get(Field.DEPARTURE), values.get(Field.LAST_NIGHT)
    if isinstance(departure, date):
        return departure
    return last_night + timedelta(days=1) if isinstance(last_night, date) else None
