"""From a file to lines: each sheet by its columns, each line by its kind, and what a person should know of it all.

Nothing is decided here; a line that cannot be read comes back with all that is wrong with it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from thoes.intake.edits import Edits, add_split_lines, lay_over
from thoes.intake.kinds import FileKind, ReadFile, SheetSeen
from thoes.intake.line_notices import nobody_notice, order_notices
from thoes.intake.questions import Answers, Question
from thoes.intake.reading.bsn_search import holds_bsn, refuse_bsn_around
from thoes.intake.reading.cells import Cell, Row, Sheet, cell_text, is_blank
from thoes.intake.reading.date_order import FoundOrder
from thoes.intake.reading.dates import DateOrder, read_date
from thoes.intake.reading.header import Mapping as Columns
from thoes.intake.reading.header import fingerprint
from thoes.intake.reading.lines import Line, Rejected, T, TableReader, order_of
from thoes.intake.reading.side_by_side import lay_below
from thoes.intake.reading.tables import Notice, SaidColumns, Table, find_tables, names_asked
from thoes.intake.reading.vocabulary import Vocabulary
from thoes.intake.unseen import settle_unseen
from thoes.kernel.refusals import Fact, Refusal

_SAMPLES = 4
StoredColumns = dict[str, dict[str, str]]


def read_sheets(
    sheets: list[Sheet],
    kind: FileKind[T],
    *,
    columns: StoredColumns | None = None,
    said: SaidColumns | None = None,
    remembered: Callable[[str], dict[str, str] | None] = lambda _fingerprint: None,
    answered: Callable[[str], Mapping[str, str]] = lambda _fingerprint: {},
    edits: Edits | None = None,
) -> ReadFile[T]:
    """Read the sheets of a file as its kind says.

    `columns` says per sheet what a person chose, `said` what of single columns, `remembered` what was chosen before for
    the same column names, `answered` what was answered then of the whole file; answers of now are in the kind. `edits` is
    what a person mended in it. When the columns of no sheet say enough, nothing is read and `understood` is false. Raises
    `Refusal` when it cannot be taken as a whole.
    """
    words = kind.vocabulary
    sheets = kind.separate(sheets)
    lay_over(sheets, edits or {})
    beside = [notice for sheet in sheets if (notice := lay_below(sheet, words))]
    tables, notices = find_tables(
        sheets,
        words,
        recognised=kind.header_of,
        remembered=lambda headers: _mapping(words, remembered(fingerprint(headers))),
        said=said,
    )
    notices[:0] = beside
    read = ReadFile[T](notices=notices)
    answers = kind.answers
    for table in tables:
        answers.given = {**answered(fingerprint(table.headers)), **answers.given}
    tables = [_as_chosen(table, columns) for table in tables]
    tables, said_of_unseen = settle_unseen(tables, kind)
    notices.extend(said_of_unseen)
    tables = kind.prepare(tables, read)
    lay_over(sheets, edits or {})
    add_split_lines(sheets, edits or {})
    read.sheets = [_seen(table) for table in tables]
    usable = [table for table in tables if kind.is_enough(table.mapping.fields)]
    if kind.searches_unread:
        _refuse_bsn_around_lists(sheets, tables, usable)
    if not tables:
        raise Refusal(kind.no_table, field="file")
    if not usable:
        read.understood = False
        return read
    read.asked = names_asked(usable)
    read.notices.extend(Notice(t.sheet.name, "sheet_without_needed_columns") for t in tables if t not in usable)
    order = _settled_order(order_of(usable), answers, asks=kind.asks_first)
    read.notices.extend(order_notices(order))
    kind.begin(sheets, usable, read)
    for table in usable:
        reader = TableReader(
            table,
            order=order,
            on=kind.on,
            search_unread=kind.searches_unread,
            leaves_out_totals=kind.leaves_out_totals,
        )
        for line in reader.lines(kind.read):
            if isinstance(line, Line):
                read.lines.append(line)
            elif isinstance(line, Rejected):
                read.rejected.append(line)
            else:
                read.aside += 1
        read.notices.extend(nobody_notice(reader))
    kind.weigh(read)
    return read


def _settled_order(found: FoundOrder, answers: Answers, *, asks: bool) -> FoundOrder:
    """The order of dates, where the file leaves it open as a person says it is."""
    example, is_unclear = found.fits_both, found.order is DateOrder.UNCLEAR
    if not asks or not example or ((found.day_first or found.month_first) and not is_unclear):
        return found
    orders = {str(order): order for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)}
    facts: dict[str, Fact] = {"text": example}
    facts |= {name: read_date(example, order=order) or "" for name, order in orders.items()}
    code, usual = (
        ("date_order_unclear_in_list", "") if is_unclear else ("date_order_unproven", str(DateOrder.DAY_FIRST))
    )
    question = Question(code, tuple(orders), facts=facts, usual=usual, remembered=not is_unclear)
    answer = answers.to(question)
    if not answers.gave(question):
        return found
    return FoundOrder(orders[answer], day_first=example if answer == "day_first" else "", month_first=example)


def _refuse_bsn_around_lists(sheets: list[Sheet], tables: list[Table], usable: list[Table]) -> None:
    """No line can be given back for a title or another sheet; so the file is refused, with the cell named.

    While nobody said which table is the list, the lines of all of them wait.
    """
    lists = {id(table.sheet): table for table in usable or tables}
    hidden = {id(table.sheet): _not_kept(table) for table in tables}
    for sheet in sheets:
        table = lists.get(id(sheet))
        rows = sheet.rows if table is None else sheet.rows[: table.header_row + 1]
        refuse_bsn_around(sheet, rows, but=hidden.get(id(sheet), ()))


def _not_kept(table: Table) -> list[int]:
    """The columns of what we may not keep."""
    return [c for c, found in table.mapping.columns.items() if found is table.vocabulary.unread]


def _mapping(words: Vocabulary, columns: dict[str, str] | None) -> Columns | None:
    return None if columns is None else Columns({int(column): words.field(name) for column, name in columns.items()})


def _as_chosen(table: Table, columns: StoredColumns | None) -> Table:
    chosen = _mapping(table.vocabulary, (columns or {}).get(table.sheet.name))
    return table if chosen is None else replace(table, mapping=chosen, asked=())


def _seen(table: Table) -> SheetSeen:
    # A column with days and no name is asked about too.
    width = max([len(table.headers), *(column + 1 for column in table.asked)])
    headers = [cell_text(cell) for cell in table.headers] + [""] * (width - len(table.headers))
    below: Iterator[Row] = (r for r in table.sheet.rows[table.header_row + 1 :] if any(not is_blank(c) for c in r))
    rows = [row for row, _ in zip(below, range(_SAMPLES), strict=False)]
    hidden = _not_kept(table)
    return SheetSeen(
        name=table.sheet.name,
        fingerprint=fingerprint(table.headers),
        headers=headers,
        fields=[str(table.mapping.columns.get(column, "")) for column in range(len(headers))],
        samples=[
            ["" if column in hidden else _sample(row[column]) if column < len(row) else "" for row in rows]
            for column in range(len(headers))
        ],
        asked=list(table.asked),
    )


def _sample(cell: Cell) -> str:
    """A value as the page shows it under a column that nobody understood yet; never one that holds a BSN."""
    text = cell_text(cell)
    return "" if holds_bsn(text) else text[:60]
