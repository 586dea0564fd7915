"""Find the tables in the sheets of a file, and what is to be said of their columns: read, not understood, or asked about."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as attribute
from enum import StrEnum

from thoes.intake.reading.cells import Cell, Row, Sheet, cell_text, column_letters, is_blank
from thoes.intake.reading.dates import looks_like_date
from thoes.intake.reading.header import HeaderGuess, Mapping, is_own, recognise
from thoes.intake.reading.vocabulary import Vocabulary, normalise
from thoes.kernel.refusals import Fact, Refusal

# Columns A to IV, as far as a list may go.
_MOST_LETTERS = 256
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
    vocabulary: Vocabulary
    mapping: Mapping
    asked: tuple[int, ...] = ()

    @property
    def headers(self) -> Row:
        """The column names as they stand in the file."""
        return self.sheet.rows[self.header_row]


# What somebody said of columns, by name or letters: what each holds, or None for one that is not needed.
SaidColumns = dict[str, StrEnum | None]


def find_tables(
    sheets: Iterable[Sheet],
    vocabulary: Vocabulary,
    *,
    recognised: Callable[[Sheet], HeaderGuess | None] | None = None,
    remembered: Callable[[Row], Mapping | None] | None = None,
    said: SaidColumns | None = None,
) -> tuple[list[Table], list[Notice]]:
    """The tables in a file and what is to be said about its sheets and columns.

    `recognised` finds the column names of a sheet; without it they are found by the vocabulary.
    `remembered` gives the mapping a housing provider made before for a row of column names, or None; `said` is what a
    person says now of some of them. Refusal `column_unknown` when that is about a column which is not there.
    """
    unheard = set(said or ())
    tables: list[Table] = []
    notices: list[Notice] = []
    for sheet in sheets:
        guess = recognised(sheet) if recognised else recognise(sheet.rows, vocabulary)
        if guess is None:
            if any(not is_blank(cell) for row in sheet.rows for cell in row):
                notices.append(Notice(sheet.name, "sheet_without_table"))
            continue
        known = remembered(sheet.rows[guess.row_index]) if remembered else None
        headers = sheet.rows[guess.row_index]
        spoken = _spoken_of(headers, said or {})
        unheard -= {name for column in spoken for name in _names_of(headers, column)}
        mapping = _as_said(known or guess.mapping, spoken)
        asked = () if known else tuple(c for c in _with_days(sheet, guess, mapping, vocabulary) if c not in spoken)
        tables.append(Table(sheet, guess.row_index, vocabulary, mapping, asked))
        notices.extend(_column_notices(sheet, guess, tables[-1]))
    for name in sorted(unheard):
        raise Refusal("column_unknown", name=name)
    return tables, notices


def _names_of(headers: Row, column: int) -> tuple[str, str]:
    """By what people may call a column: its name as it is compared, and its letters."""
    return normalise(cell_text(headers[column])) if column < len(headers) else "", column_letters(column).lower()


def _spoken_of(headers: Row, said: SaidColumns) -> dict[int, StrEnum | None]:
    """The columns that a person spoke of, and what they hold; a column beyond the names goes by its letters."""
    width = max(len(headers), _MOST_LETTERS) if said else 0
    return {column: said[name] for column in range(width) for name in _names_of(headers, column) if name in said}


def _as_said(mapping: Mapping, spoken: dict[int, StrEnum | None]) -> Mapping:
    kept = {c: f for c, f in mapping.columns.items() if c not in spoken and f not in spoken.values()}
    return Mapping(dict(sorted((kept | {c: f for c, f in spoken.items() if f is not None}).items())))


def _with_days(sheet: Sheet, guess: HeaderGuess, mapping: Mapping, vocabulary: Vocabulary) -> Iterator[int]:
    """Columns that nobody reads and that hold days, or whose name speaks of days, where such days may be needed."""
    if not vocabulary.may_be:
        return
    doubtful = {c.column for c in guess.unmapped if normalise(c.header) in vocabulary.doubtful_names}
    below = sheet.rows[guess.row_index + 1 :]
    width = max((len(row) for row in below), default=0)
    for column in range(max(width, len(sheet.rows[guess.row_index]))):
        if column in mapping.columns or is_own(_cell(sheet.rows[guess.row_index], column)):
            continue
        cells = (row[column] for row in below if column < len(row) and row[column] is not None)
        if any(not is_blank(c) if column in doubtful else looks_like_date(c) for c in cells):
            yield column


def _cell(row: Row, column: int) -> Cell:
    return row[column] if column < len(row) else None


def _column_notices(sheet: Sheet, guess: HeaderGuess, table: Table) -> Iterator[Notice]:
    mapping = table.mapping
    headers = {column.column: column.header for column in guess.unmapped} | dict.fromkeys(table.asked, "")
    headers |= {c: cell_text(table.headers[c]) for c in table.asked if c < len(table.headers)}
    bsn = [c for c, found in mapping.columns.items() if found is table.vocabulary.unread]
    for column in bsn:
        yield Notice(sheet.name, table.vocabulary.unread_says, {"column": column_letters(column)})
    for column, header in sorted(headers.items()):
        if column not in mapping.columns and _is_filled(sheet, guess.row_index, column):
            facts: dict[str, Fact] = {"column": column_letters(column), "header": header[:60]}
            code = "column_with_dates_not_understood" if column in table.asked else "column_not_understood"
            yield Notice(sheet.name, code, facts)


def _is_filled(sheet: Sheet, header_row: int, column: int) -> bool:
    return any(column < len(row) and not is_blank(row[column]) for row in sheet.rows[header_row + 1 :])


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
