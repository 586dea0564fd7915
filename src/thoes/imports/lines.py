"""From a file to declared stays: each line read as its columns say, for the sites of one houser.

Nothing is decided about the register here; a line that cannot even be read comes back with all that is wrong with it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from django.db.models import Q

from thoes.accounts.public import Actor
from thoes.housing.public import Site
from thoes.imports.document_kinds import document_kind_of
from thoes.imports.line_notices import LineNotices, order_notices, unseen_notices
from thoes.imports.nationalities import nationality_of
from thoes.imports.reading.bsn_search import holds_bsn, refuse_bsn_around
from thoes.imports.reading.cells import PLACEHOLDERS, Cell, Limits, Row, Sheet, cell_text, is_blank
from thoes.imports.reading.header import Mapping, fingerprint
from thoes.imports.reading.names import PersonName, is_one_name, join_names, split_name
from thoes.imports.reading.opening import open_table_file
from thoes.imports.reading.rows import SourceRow, Value, departure_in, order_of, read_rows
from thoes.imports.reading.tables import Notice, SaidColumns, Table, find_tables, names_asked
from thoes.imports.reading.vocabulary import NAME_FIELDS, Field
from thoes.kernel.refusals import Fact, Refusal
from thoes.places.public import Organisation, OrganisationKind
from thoes.register.public import Declared, DeclaredWorker, search_key

_SAMPLES = 4
_DEPARTURES = frozenset({Field.DEPARTURE, Field.LAST_NIGHT})
# What a spreadsheet program made of a long number: its last digits are gone.
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?\s*[eE]\s*\+?\d{1,3}")
Columns = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a line; facts hold no personal data."""

    field: str | None
    code: str
    facts: dict[str, Fact]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that was not taken in; `line` is its number as the spreadsheet shows it, `cells` are free of BSNs."""

    sheet: str
    line: int
    problems: tuple[Problem, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that reads well. `says_departure`: the list has departures, so without one somebody is still here."""

    sheet: str
    line: int
    declared: Declared
    cells: tuple[Cell, ...]
    says_departure: bool = False

    def rejected(self, refusal: Refusal) -> Rejected:
        """The same line, sent back by the register."""
        return Rejected(self.sheet, self.line, (Problem(refusal.field, refusal.code, refusal.facts),), self.cells)


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet as the page shows it: its column names, what each was taken for, and a few values under it."""

    name: str
    fingerprint: str
    headers: list[str]
    fields: list[str]
    samples: list[list[str]]
    asked: list[int]


@dataclass(slots=True)
class ReadList:
    """A file that was read: lines in the order of the file, and what is to be said about it."""

    lines: list[Line] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    sheets: list[SheetSeen] = field(default_factory=list)
    understood: bool = True
    asked: list[str] = field(default_factory=list)


def read_list(
    path: Path,
    *,
    actor: Actor,
    site: Site,
    on: date,
    columns: Columns | None = None,
    said: SaidColumns | None = None,
    remembered: Callable[[str], dict[str, str] | None] | None = None,
    limits: Limits | None = None,
) -> ReadList:
    """Read the list at `path` on the day `on` for the houser of the actor; a list that names no site belongs to `site`.

    `columns` says per sheet what a person chose, `said` what of single columns, `remembered` what was chosen before for
    the same column names. When no sheet has persons and arrivals, nothing is read and `understood` is false; `asked`
    names columns with days that nobody understands. Raises `Refusal` when the file itself cannot be read.
    """
    sheets = open_table_file(path, limits=limits)
    tables, notices = find_tables(
        sheets,
        remembered=lambda headers: _mapping(remembered(fingerprint(headers)) if remembered else None),
        said=said,
    )
    tables = [_as_chosen(table, columns) for table in tables]
    read = ReadList(notices=list(notices), sheets=[_seen(table) for table in tables])
    usable = [t for t in tables if t.mapping.fields.intersection(NAME_FIELDS) and Field.ARRIVAL in t.mapping.fields]
    _refuse_bsn_around_lists(sheets, tables, usable)
    if not usable:
        read.understood = False
        return read
    read.asked = names_asked(usable)
    read.notices.extend(Notice(t.sheet.name, "sheet_without_needed_columns") for t in tables if t not in usable)
    order = order_of(usable)
    read.notices.extend(order_notices(order))
    reader = _Declaring(actor, None if any(_names_a_site(table) for table in usable) else site, read)
    noted = LineNotices()
    first: dict[Declared, int] = {}
    for row in read_rows(usable, on=on, order=order, required=frozenset({Field.ARRIVAL})):
        if not isinstance(row, SourceRow):
            problems = tuple(Problem(p.field, p.code, p.facts) for p in row.problems)
            read.rejected.append(Rejected(row.sheet, row.line, problems, row.cells))
            continue
        noted.left_out(row)
        try:
            declared = reader.declared(row.values)
            _refuse_repeated(declared, row.line, first)
            for found in reader.left_out:
                noted.add(f"{found}_left_out", row.sheet, row.line)
            says_departure = not _DEPARTURES.isdisjoint(row.values)
            read.lines.append(Line(row.sheet, row.line, declared, row.cells, says_departure))
        except Refusal as refusal:
            problem = Problem(refusal.field, refusal.code, refusal.facts)
            read.rejected.append(Rejected(row.sheet, row.line, (problem,), row.cells))
    # Who leaves a bed goes before who comes in it, wherever the two stand in the list.
    read.lines.sort(key=lambda line: line.declared.departure or date.max)
    nowhere = sum(not line.declared.unit and not line.declared.bed for line in read.lines)
    if nowhere:
        read.notices.append(Notice("", "lines_without_room", {"lines": nowhere}))
    read.notices.extend(noted.notices())
    read.notices.extend(unseen_notices(usable))
    return read


def _names_a_site(table: Table) -> bool:
    """Whether any line says at which site it is: then a line that does not may stand below one that does."""
    column = table.mapping.column_of(Field.SITE)
    if column is None:
        return False
    texts = (cell_text(row[column]) for row in table.sheet.rows[table.header_row + 1 :] if column < len(row))
    return any(text and text.lower() not in PLACEHOLDERS for text in texts)


def _refuse_bsn_around_lists(sheets: list[Sheet], tables: list[Table], usable: list[Table]) -> None:
    """No line can be given back for a title or another sheet; so the file is refused, with the cell named.

    While nobody said which table is the list, the lines of all of them wait.
    """
    lists = {id(table.sheet): table for table in usable or tables}
    bsn = {id(table.sheet): table.mapping.column_of(Field.BSN) for table in tables}
    for sheet in sheets:
        table, column = lists.get(id(sheet)), bsn.get(id(sheet))
        rows = sheet.rows if table is None else sheet.rows[: table.header_row + 1]
        refuse_bsn_around(sheet, rows, but=() if column is None else (column,))


def _refuse_repeated(declared: Declared, line: int, first: dict[Declared, int]) -> None:
    """Refusal `line_repeats` for a line that says the same as one before, when nothing shows whether it is one person."""
    worker = declared.worker
    if declared.bed or worker is None or worker.date_of_birth or worker.document_number:
        return
    if declared in first:
        raise Refusal("line_repeats", first=first[declared])
    first[declared] = line


def _mapping(columns: dict[str, str] | None) -> Mapping | None:
    return None if columns is None else Mapping({int(column): Field(name) for column, name in columns.items()})


def _as_chosen(table: Table, columns: Columns | None) -> Table:
    chosen = _mapping((columns or {}).get(table.sheet.name))
    return table if chosen is None else replace(table, mapping=chosen, asked=())


def _seen(table: Table) -> SheetSeen:
    # A column with days and no name is asked about too.
    width = max([len(table.headers), *(column + 1 for column in table.asked)])
    headers = [cell_text(cell) for cell in table.headers] + [""] * (width - len(table.headers))
    below: Iterator[Row] = (r for r in table.sheet.rows[table.header_row + 1 :] if any(not is_blank(c) for c in r))
    rows = [row for row, _ in zip(below, range(_SAMPLES), strict=False)]
    bsn = table.mapping.column_of(Field.BSN)
    return SheetSeen(
        name=table.sheet.name,
        fingerprint=fingerprint(table.headers),
        headers=headers,
        fields=[str(table.mapping.columns.get(column, "")) for column in range(len(headers))],
        samples=[
            ["" if column == bsn else _sample(row[column]) if column < len(row) else "" for row in rows]
            for column in range(len(headers))
        ],
        asked=list(table.asked),
    )


def _sample(cell: Cell) -> str:
    """A value as the page shows it under a column that nobody understood yet; never one that holds a BSN."""
    text = cell_text(cell)
    return "" if holds_bsn(text) else text[:60]


class _Declaring:
    """Turns the values of a line into a declared stay; knows the houser's sites and the employers by name."""

    def __init__(self, actor: Actor, default: Site | None, read: ReadList) -> None:
        self._default = default
        self._read = read
        self._noticed: set[tuple[str, str]] = set()
        self.left_out: list[Field] = []
        self._sites: dict[str, set[UUID]] = {}
        for pk, code, name in Site.objects.filter(houser_id=actor.organisation_id).values_list("pk", "code", "name"):
            for text in (code, name):
                self._sites.setdefault(search_key(text), set()).add(pk)
        known = Organisation.objects.filter(Q(kind=OrganisationKind.EMPLOYER) | Q(pk=actor.organisation_id))
        self._employers = {search_key(name): pk for pk, name in known.values_list("pk", "name")}

    def declared(self, values: dict[Field, Value]) -> Declared:
        """The stay of one line; raises `Refusal`. `left_out` then names the details that could not be kept."""
        self.left_out = []
        arrival = values.get(Field.ARRIVAL)
        if not isinstance(arrival, date):
            raise Refusal("arrival_missing", field="arrival")
        return Declared(
            site_id=self._site(_text(values, Field.SITE)),
            arrival=arrival,
            worker=self._worker(values),
            departure=departure_in(values),
            expected_departure=_day(values, Field.EXPECTED_DEPARTURE),
            unit=_text(values, Field.UNIT),
            bed=_text(values, Field.BED),
            employer_id=self._employer(_text(values, Field.EMPLOYER)),
        )

    def _site(self, text: str) -> UUID:
        if not text:
            if self._default is None:
                raise Refusal("site_of_line_missing", field="site")
            return self._default.pk
        found = self._sites.get(search_key(text), set())
        if len(found) != 1:
            raise Refusal("site_ambiguous" if found else "site_unknown", field="site")
        return next(iter(found))

    def _employer(self, text: str) -> UUID | None:
        if not text:
            return None
        found = self._employers.get(search_key(text))
        if found is None:
            self._notice("employer_unknown", text)
        return found

    def _worker(self, values: dict[Field, Value]) -> DeclaredWorker:
        name = _name(values)
        kind = document_kind_of(_text(values, Field.DOCUMENT_KIND))
        if kind is None:
            self._leave_out(Field.DOCUMENT_KIND)
        number = _text(values, Field.DOCUMENT_NUMBER)
        if _SCIENTIFIC.fullmatch(number):
            self._leave_out(Field.DOCUMENT_NUMBER)
            number = ""
        country = _text(values, Field.NATIONALITY)
        nationality = nationality_of(country)
        if country and not nationality:
            self._notice("nationality_unknown", country)
        return DeclaredWorker(
            family_name=name.family,
            given_name=name.given,
            residence=_text(values, Field.RESIDENCE),
            document_kind=kind or "",
            date_of_birth=_day(values, Field.DATE_OF_BIRTH),
            nationality=nationality,
            document_number=number,
        )

    def _leave_out(self, found: Field) -> None:
        self.left_out.append(found)

    def _notice(self, code: str, text: str) -> None:
        """Say a thing once, and of at most twenty different words."""
        if (code, text) not in self._noticed and len(self._noticed) < 20:
            self._noticed.add((code, text))
            self._read.notices.append(Notice("", code, {"text": text[:60]}))


def _name(values: dict[Field, Value]) -> PersonName:
    person, family_first, given, initials, family = (_text(values, field) for field in NAME_FIELDS)
    given = given or initials
    if not (family or person or family_first or (given and not initials)):
        raise Refusal("name_missing", field="person")
    if family or (initials and is_one_name(person or family_first)):
        return join_names(given, family or person or family_first)
    return split_name(person or family_first or given, family_first=bool(family_first and not person))


def _text(values: dict[Field, Value], found: Field) -> str:
    value = values.get(found)
    return value.strip() if isinstance(value, str) else ""


def _day(values: dict[Field, Value], found: Field) -> date | None:
    value = values.get(found)
    return value if isinstance(value, date) else None
