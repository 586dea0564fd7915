"""From sheets to lines with values: find the tables, read each cell as its column asks, report all that is wrong.

Left alone: empty lines, lines with totals, and column names that come back on every printed page. A BSN is never
passed on: its column is not read, and a number elsewhere that passes the check rejects its line and is blanked.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date, timedelta

from thoes.imports.reading.cells import NO_RESULT, Cell, Row, Sheet, cell_text, is_blank
from thoes.imports.reading.date_order import FoundOrder, find_order
from thoes.imports.reading.dates import looks_like_date, read_birth_date, read_date
from thoes.imports.reading.formulas import refuse_unresolved
from thoes.imports.reading.header import HeaderGuess, Mapping, is_own, normalise, recognise
from thoes.imports.reading.vocabulary import DATE_FIELDS, NAME_FIELDS, Field
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.refusals import Fact, Refusal

Value = str | date | None

_TOTAL_WORDS = frozenset(
    {"totaal", "total", "totals", "subtotaal", "eindtotaal", "subtotal", "suma", "razem", "summe", "gesamt", "osszesen"}
)
_REASON_TO_LOOK = 8
_NO_BIRTH_DATE = frozenset(
    {"date_unreadable", "date_impossible", "date_year_unlikely", "date_order_unclear", "date_weekday_differs"}
    | {"birth_date_unlikely"}
)
_LINES_OF_A_CELL = re.compile(r"[^\r\n]*[^\W\d_][^\r\n]*")
# Columns A to IV, as far as a list may go.
_MOST_LETTERS = 256
_WHO_AND_WHEN = frozenset({*NAME_FIELDS, Field.ARRIVAL})
# What is said of a column that nobody reads, other than that of the BSN.
COLUMN_NOT_READ = frozenset({"column_not_understood", "column_with_dates_not_understood"})


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about a whole sheet or column that a person should know; no line is refused for it."""

    sheet: str
    code: str
    facts: dict[str, Fact] = attribute(default_factory=dict)

    @property
    def all_facts(self) -> dict[str, Fact]:
        """The facts, with the sheet among them, as the sentence wants them."""
        return {"sheet": self.sheet, **self.facts}


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with the place of its column names (0 is the first row) and what they mean.

    `asked` are the columns that hold days nobody understood: what they hold must be said before anything is taken in.
    """

    sheet: Sheet
    header_row: int
    mapping: Mapping
    asked: tuple[int, ...] = ()

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


# What somebody said of columns, by name or letters: what each holds, or None for one that is not needed.
SaidColumns = dict[str, Field | None]


def find_tables(
    sheets: Iterable[Sheet],
    *,
    remembered: Callable[[Row], Mapping | None] | None = None,
    said: SaidColumns | None = None,
) -> tuple[list[Table], list[Notice]]:
    """The tables in a file and what is to be said about its sheets and columns.

    `remembered` gives the mapping a houser made before for a row of column names, or None; `said` is what a person says
    now of some of them. Refusal `column_unknown` when that is about a column which is not there.
    """
    unheard = set(said or ())
    tables: list[Table] = []
    notices: list[Notice] = []
    for sheet in sheets:
        guess = recognise(sheet.rows)
        if guess is None:
            if any(not is_blank(cell) for row in sheet.rows for cell in row):
                notices.append(Notice(sheet.name, "sheet_without_table"))
            continue
        known = remembered(sheet.rows[guess.row_index]) if remembered else None
        headers = sheet.rows[guess.row_index]
        spoken = _spoken_of(headers, said or {})
        unheard -= {name for column in spoken for name in _names_of(headers, column)}
        mapping = _as_said(known or guess.mapping, spoken)
        asked = () if known else tuple(c for c in _with_days(sheet, guess, mapping) if c not in spoken)
        tables.append(Table(sheet, guess.row_index, mapping, asked))
        notices.extend(_column_notices(sheet, guess, tables[-1]))
    for name in sorted(unheard):
        raise Refusal("column_unknown", name=name)
    return tables, notices


def _names_of(headers: Row, column: int) -> tuple[str, str]:
    """By what people may call a column: its name as it is compared, and its letters."""
    return normalise(cell_text(headers[column])) if column < len(headers) else "", column_letters(column).lower()


def _spoken_of(headers: Row, said: SaidColumns) -> dict[int, Field | None]:
    """The columns that a person spoke of, and what they hold; a column beyond the names goes by its letters."""
    width = max(len(headers), _MOST_LETTERS) if said else 0
    return {column: said[name] for column in range(width) for name in _names_of(headers, column) if name in said}


def _as_said(mapping: Mapping, spoken: dict[int, Field | None]) -> Mapping:
    kept = {c: f for c, f in mapping.columns.items() if c not in spoken and f not in spoken.values()}
    return Mapping(dict(sorted((kept | {c: f for c, f in spoken.items() if f is not None}).items())))


def _with_days(sheet: Sheet, guess: HeaderGuess, mapping: Mapping) -> Iterator[int]:
    """Columns that nobody reads and that hold days, or whose name speaks of the days of a stay."""
    unread = {column.column: column for column in guess.unmapped if not is_own(column.header)}
    below = sheet.rows[guess.row_index + 1 :]
    width = max((len(row) for row in below), default=0)
    for column in range(max(width, len(sheet.rows[guess.row_index]))):
        if column in mapping.columns or is_own(_cell(sheet.rows[guess.row_index], column)):
            continue
        cells = (row[column] for row in below if column < len(row) and row[column] is not None)
        doubtful = column in unread and unread[column].is_doubtful
        if any(not is_blank(c) if doubtful else looks_like_date(c) for c in cells):
            yield column


def _cell(row: Row, column: int) -> Cell:
    return row[column] if column < len(row) else None


def _column_notices(sheet: Sheet, guess: HeaderGuess, table: Table) -> Iterator[Notice]:
    mapping = table.mapping
    headers = {column.column: column.header for column in guess.unmapped} | dict.fromkeys(table.asked, "")
    headers |= {c: cell_text(table.headers[c]) for c in table.asked if c < len(table.headers)}
    bsn = mapping.column_of(Field.BSN)
    if bsn is not None:
        yield Notice(sheet.name, "bsn_column_ignored", {"column": column_letters(bsn)})
    for column, header in sorted(headers.items()):
        if column not in mapping.columns and not is_own(header):
            facts: dict[str, Fact] = {"column": column_letters(column), "header": header[:60]}
            code = "column_with_dates_not_understood" if column in table.asked else "column_not_understood"
            yield Notice(sheet.name, code, facts)


def names_asked(tables: Iterable[Table]) -> list[str]:
    """The columns with days that nobody spoke for, by name or letters."""
    return [
        (cell_text(table.headers[column]) if column < len(table.headers) else "") or column_letters(column)
        for table in tables
        for column in table.asked
    ]


def refuse_asked(names: Iterable[str]) -> None:
    """Refusal `columns_with_dates` that names the columns, where nobody can be asked."""
    if asked := ", ".join(dict.fromkeys(names)):
        raise Refusal("columns_with_dates", columns=asked[:200])


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
        if first is None or self._is_prepared(row):
            return True
        if not isinstance(first, str):
            return False
        words = normalise(first).split()
        if words and words[0] in _TOTAL_WORDS:
            arrival = self._table.mapping.column_of(Field.ARRIVAL)
            return arrival is None or arrival >= len(row) or not isinstance(row[arrival], date)
        return self._repeats_header(row)

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
        refuse_unresolved(cell, place=f"{column_letters(column)}{line}")
        if found in DATE_FIELDS:
            epoch_1904 = self._table.sheet.epoch_1904
            if found is Field.DATE_OF_BIRTH:
                return read_birth_date(cell, on=self._on, order=self._order, epoch_1904=epoch_1904)
            return read_date(cell, order=self._order, epoch_1904=epoch_1904)
        if found in NAME_FIELDS and isinstance(cell, str) and len(_LINES_OF_A_CELL.findall(cell)) > 1:
            raise Refusal("two_people_in_a_line")
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


def departure_in(values: dict[Field, Value]) -> date | None:
    """The day of departure of a line; who has a last night leaves on the day after it."""
    departure, last_night = values.get(Field.DEPARTURE), values.get(Field.LAST_NIGHT)
    if isinstance(departure, date):
        return departure
    return last_night + timedelta(days=1) if isinstance(last_night, date) else None


def holds_bsn(text: str) -> bool:
    return len(text) >= _REASON_TO_LOOK and contains_bsn(text)
