"""Read a municipality's own extract: which columns it has, and what of each line may be kept.

Only the name, birth date, address, day of registration and BRP or RNI are ever taken out of the file. A column with
the BSN or A-number, by its name or by what stands in it, is dropped before anything is kept, and that is said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from thoes.imports.public import (
    Cell,
    FoundOrder,
    Limits,
    Row,
    Sheet,
    cell_text,
    column_letters,
    find_order,
    is_blank,
    join_names,
    normalise,
    open_table_file,
    read_birth_date,
    read_date,
    refuse_unresolved,
    split_name,
)
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.refusals import Fact, Refusal
from thoes.matching.domain.addresses import Address, address_in, address_of
from thoes.matching.standing_in_list import Heading, Standing, heading_of, standing_of

MOST_LINES = 20_000
_LIMITS = Limits(file_bytes=20 * 2**20, unpacked_bytes=256 * 2**20, rows=50_000, columns=200, seconds=25)
_ROWS_SEARCHED = 30
_A_NUMBER = re.compile(r"(?<![0-9])[0-9]{10}(?![0-9])")
_PERSONAL_NUMBER = re.compile(r"[0-9]{8,10}")


class Column(StrEnum):
    """What a column of an extract can hold."""

    NAME = "name"
    GIVEN = "given"
    PREFIX = "prefix"
    FAMILY = "family"
    BIRTH = "birth"
    ADDRESS = "address"
    STREET = "street"
    HOUSE_NUMBER = "house_number"
    POSTCODE = "postcode"
    REGISTERED_ON = "registered_on"
    REGISTER = "register"
    PERSONAL_NUMBER = "personal_number"


class Register(StrEnum):
    """In which part of the BRP somebody stands: as a resident, or as a non-resident."""

    BRP = "brp"
    RNI = "rni"


# Column names as they stand in extracts and in the tables of the BRP (Logisch Ontwerp), parted by semicolons.
_NAMES: dict[Column, str] = {
    Column.NAME: "naam; volledige naam; naam persoon; persoon; name; full name; achternaam voornaam; naam en voornamen",
    Column.GIVEN: "voornamen; voornaam; given name; given names; first name; first names",
    Column.PREFIX: "voorvoegsel; voorvoegsels; tussenvoegsel; tussenvoegsels; voorvoegsel geslachtsnaam; prefix",
    Column.FAMILY: "geslachtsnaam; achternaam; familienaam; family name; last name; surname",
    Column.BIRTH: "geboortedatum; geb datum; geboren; geboren op; date of birth; birth date; birthdate",
    Column.ADDRESS: "adres; woonadres; verblijfsadres; verblijfadres; briefadres; address; straat en huisnummer",
    Column.STREET: "straat; straatnaam; naam openbare ruimte; street",
    Column.HOUSE_NUMBER: "huisnummer; huisnr; nummer; nr; house number",
    Column.POSTCODE: "postcode; pc; zip; postal code",
    Column.REGISTERED_ON: """
        datum inschrijving; inschrijfdatum; datum inschrijving gemeente; datum inschrijving in gemeente; ingeschreven op;
        ingeschreven sinds; ingeschreven per; datum vestiging; datum vestiging in nederland; vestigingsdatum;
        datum aanvang adreshouding; datum registratie; registratiedatum; registration date; registered on;
        date of registration
    """,
    Column.REGISTER: """
        brp rni; brp of rni; brp or rni; register; registratie; soort registratie; soort inschrijving; register brp rni;
        ingezetene; inschrijving
    """,
    Column.PERSONAL_NUMBER: """
        bsn; bsn nummer; bsnnr; burgerservicenummer; burger service nummer; sofinummer; sofi nummer; sofi; a nummer;
        anummer; a nr; anr; administratienummer; a number; citizen service number
    """,
}
_COLUMN_OF = {normalise(name): column for column, names in _NAMES.items() for name in names.split(";")}
_REGISTERS = {
    **dict.fromkeys(("brp", "gba", "ingezetene", "ingezeten", "resident", "ja", "yes", "i"), Register.BRP),
    **dict.fromkeys(
        ("rni", "niet ingezetene", "niet ingezeten", "nietingezetene", "non resident", "nee", "no", "n"), Register.RNI
    ),
}
_TEXTS = (
    Column.NAME, Column.GIVEN, Column.PREFIX, Column.FAMILY, Column.ADDRESS, Column.STREET, Column.HOUSE_NUMBER,
    Column.POSTCODE, Column.REGISTER,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExtractLine:
    """What is kept of one line; `shown_address` is the address as it was written."""

    sheet: str
    line: int
    given_name: str
    family_name: str
    birth_date: date | None
    shown_address: str
    address: Address
    registered_on: date
    register: Register


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A line that could not be used and why; never what stood in it."""

    sheet: str
    line: int
    code: str


@dataclass(slots=True)
class Extract:
    """A list that was read, the lines that were left out, and what is to be said about its columns."""

    lines: list[ExtractLine] = field(default_factory=list)
    problems: list[LineProblem] = field(default_factory=list)
    notices: list[tuple[str, dict[str, Fact]]] = field(default_factory=list)


def read_extract(path: Path, *, default: Register, on: date) -> Extract:
    """Read the list at `path`; a line that does not say BRP or RNI counts as `default`. `on` is the day of today.

    Raises `Refusal` when the file cannot be read, misses a needed column, or has too many lines.
    """
    extract = Extract()
    usable = [table for table in map(_table_in, open_table_file(path, limits=_LIMITS)) if table is not None]
    if not usable:
        raise Refusal("extract_columns_missing", field="file")
    for table in usable:
        table.drop_personal_numbers(extract)
        if not table.is_usable:
            raise Refusal("extract_columns_missing", field="file")
    order = find_order(cell for table in usable for cell in table.dates())
    if notice := order.notice():
        extract.notices.append(notice)
    for table in usable:
        for line, row in table.rows():
            if len(extract.lines) + len(extract.problems) >= MOST_LINES:
                raise Refusal("extract_too_long", field="file", most=MOST_LINES)
            try:
                extract.lines.append(table.read(line, row, order=order, default=default, on=on))
            except Refusal as refusal:
                # Of a line that was left out only the code is kept, not in which cell it was.
                code = "formula_error" if refusal.code == "formula_without_result" else refusal.code
                extract.problems.append(LineProblem(table.sheet.name, line, code))
    if not extract.lines and not extract.problems:
        raise Refusal("extract_empty", field="file")
    return extract


@dataclass(slots=True)
class _Table:
    sheet: Sheet
    header: int
    columns: dict[Column, int]
    dropped: set[int]
    endings: list[tuple[Heading, int]] = field(default_factory=list)

    @property
    def is_usable(self) -> bool:
        """Whether there is a name and a day of registration."""
        return bool({Column.NAME, Column.FAMILY} & self.columns.keys()) and Column.REGISTERED_ON in self.columns

    def rows(self) -> Iterator[tuple[int, Row]]:
        for index in range(self.header + 1, len(self.sheet.rows)):
            row = self.sheet.rows[index]
            if not all(is_blank(cell) for cell in row):
                yield index + 1, row

    def drop_personal_numbers(self, extract: Extract) -> None:
        """Forget the columns with a BSN or A-number: those called so, and those that hold hardly anything else."""
        below = [row for _line, row in self.rows()]
        dates = {self.columns.get(Column.BIRTH), self.columns.get(Column.REGISTERED_ON)}
        width = max((len(row) for row in below), default=0)
        for index in range(width):
            if index not in self.dropped and (index in dates or not _holds_numbers(below, index)):
                continue
            self.columns = {column: at for column, at in self.columns.items() if at != index}
            extract.notices.append(("personal_number_dropped", {"column": column_letters(index)}))

    def dates(self) -> Iterator[Cell]:
        """The days of registration, those on which one ended, and then the birth dates."""
        ended = [at for heading, at in self.endings if heading is Heading.ENDED_ON]
        for at in (self.columns.get(Column.REGISTERED_ON), *ended, self.columns.get(Column.BIRTH)):
            yield from (_cell(row, at) for _line, row in self.rows())

    def read(self, line: int, row: Row, *, order: FoundOrder, default: Register, on: date) -> ExtractLine:
        for at in (*self.columns.values(), *(at for _heading, at in self.endings)):
            refuse_unresolved(_cell(row, at))
        texts = {column: cell_text(_cell(row, self.columns.get(column))) for column in _TEXTS}
        if any(contains_bsn(text) or _A_NUMBER.search(text) for text in texts.values()):
            raise Refusal("personal_number_in_line")
        family = " ".join(part for part in (texts[Column.PREFIX], texts[Column.FAMILY]) if part)
        name = join_names(texts[Column.GIVEN], family) if texts[Column.FAMILY] else split_name(texts[Column.NAME])
        registered_on = read_date(
            _cell(row, self.columns.get(Column.REGISTERED_ON)), order=order.order, epoch_1904=self.sheet.epoch_1904
        )
        if registered_on is None:
            raise Refusal("registration_day_missing")
        if registered_on > on:
            raise Refusal("registration_day_ahead")
        standing = self._standing(row, order=order, registered_on=registered_on, on=on)
        if standing is Standing.ENDED:
            raise Refusal("line_no_longer_registered")
        register = _register(texts[Column.REGISTER], Register.RNI if standing is Standing.NON_RESIDENT else default)
        if standing is Standing.NON_RESIDENT and register is Register.BRP:
            raise Refusal("line_status_unknown")
        return ExtractLine(
            sheet=self.sheet.name,
            line=line,
            given_name=name.given[:100],
            family_name=(name.family or name.given)[:100],
            birth_date=self._birth_date(row, order, on),
            shown_address=_shown_address(texts)[:200],
            address=_address(texts),
            registered_on=registered_on,
            register=register,
        )

    def _standing(self, row: Row, *, order: FoundOrder, registered_on: date, on: date) -> Standing:
        cells = [(heading, _cell(row, at)) for heading, at in self.endings if at not in self.dropped]
        return standing_of(cells, order=order, registered_on=registered_on, on=on, epoch_1904=self.sheet.epoch_1904)

    def _birth_date(self, row: Row, order: FoundOrder, on: date) -> date | None:
        # The BRP itself knows birth dates of which the day is unknown (19800000); the line is compared without it.
        cell = _cell(row, self.columns.get(Column.BIRTH))
        try:
            return read_birth_date(cell, on=on, order=order.order, epoch_1904=self.sheet.epoch_1904)
        except Refusal:
            return None


def _table_in(sheet: Sheet) -> _Table | None:
    """The row with the most known column names; None when no row has a name and a day of registration."""
    best: _Table | None = None
    for index, row in enumerate(sheet.rows[:_ROWS_SEARCHED]):
        columns: dict[Column, int] = {}
        dropped: set[int] = set()
        endings: list[tuple[Heading, int]] = []
        for at, cell in enumerate(row):
            column = _COLUMN_OF.get(normalise(cell)) if isinstance(cell, str) else None
            if column is Column.PERSONAL_NUMBER:
                dropped.add(at)
            elif column is not None:
                columns.setdefault(column, at)
            elif isinstance(cell, str) and (heading := heading_of(cell)) is not None:
                endings.append((heading, at))
        found = _Table(sheet, index, columns, dropped, endings)
        if found.is_usable and (best is None or len(columns) > len(best.columns)):
            best = found
    return best


def _cell(row: Row, at: int | None) -> Cell:
    return row[at] if at is not None and at < len(row) else None


def _holds_numbers(rows: Sequence[Row], at: int) -> bool:
    """Whether at least half of what stands in a column looks like a BSN or an A-number."""
    texts = [cell_text(row[at]) for row in rows if at < len(row) and not is_blank(row[at])]
    numbers = [text for text in texts if _PERSONAL_NUMBER.fullmatch(re.sub(r"[ .]", "", text))]
    looks_like_it = sum(contains_bsn(text) or bool(_A_NUMBER.search(re.sub(r"[ .]", "", text))) for text in numbers)
    return bool(texts) and 2 * looks_like_it >= len(texts)


def _shown_address(texts: dict[Column, str]) -> str:
    if texts[Column.ADDRESS]:
        parts = (texts[Column.ADDRESS], texts[Column.POSTCODE])
    else:
        parts = (f"{texts[Column.STREET]} {texts[Column.HOUSE_NUMBER]}".strip(), texts[Column.POSTCODE])
    return ", ".join(part for part in parts if part)


def _address(texts: dict[Column, str]) -> Address:
    if texts[Column.HOUSE_NUMBER]:
        street = texts[Column.STREET] or texts[Column.ADDRESS]
        return address_of(street, texts[Column.HOUSE_NUMBER], texts[Column.POSTCODE])
    return address_in(_shown_address(texts))


def _register(text: str, default: Register) -> Register:
    if not text:
        return default
    found = _REGISTERS.get(normalise(text))
    if found is None:
        raise Refusal("register_unknown")
    return found
