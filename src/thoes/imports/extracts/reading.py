"""The lines of an extract: each with the certificate it states and the site at its address, or with what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from thoes.housing.public import MarkFacts, MarkStatus, Scheme
from thoes.imports.extracts.addresses import Address, AddressBook, address_of
from thoes.imports.extracts.columns import DATES, STATUS_COLUMNS, Column, find_columns
from thoes.imports.extracts.statuses import stated_status
from thoes.imports.reading.bsn_search import cell_with_bsn
from thoes.imports.reading.cells import Cell, Limits, Row, Sheet, cell_text, column_letters, is_blank
from thoes.imports.reading.date_order import find_order
from thoes.imports.reading.dates import DateOrder, read_date
from thoes.imports.reading.formulas import refuse_unresolved
from thoes.imports.reading.header import normalise
from thoes.imports.reading.opening import open_table_file
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.refusals import Refusal

# A register of a mark has some thousands of lines. Choices of Thoes.
LIMITS = Limits(file_bytes=10 * 2**20, unpacked_bytes=200 * 2**20, rows=30_000, columns=60, cells=1_000_000, seconds=30)


class Place(StrEnum):
    """Where the address of a line lies, seen from who uploads."""

    KNOWN = "known"
    UNKNOWN_HERE = "unknown_here"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class ExtractLine:
    """A line; `facts` and `site_id` are there when it reads well and its site is known, `refusal` says why not."""

    sheet: str
    line: int
    cells: tuple[Cell, ...]
    place: Place
    site_id: UUID | None = None
    facts: MarkFacts | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class ExtractRead:
    """The lines of an extract, whether a column says what each certificate is worth, and the columns that nobody read."""

    lines: list[ExtractLine]
    states_status: bool
    unread: list[str]


def read_extract(path: Path, *, scheme: str, book: AddressBook) -> ExtractRead:
    """The lines of every sheet that is an extract. Raises `Refusal` when the file has none or cannot be read."""
    tables = [(sheet, found) for sheet in open_table_file(path, limits=LIMITS) if (found := find_columns(sheet.rows))]
    if not tables:
        raise Refusal("no_certificate_and_address", field="file")
    # One order of day and month for the whole file: no column is read otherwise than the one beside it.
    order = find_order(
        row[place]
        for sheet, (header, columns) in tables
        for row in sheet.rows[header + 1 :]
        for place, column in columns.items()
        if column in DATES and place < len(row)
    ).order
    return ExtractRead(
        lines=[line for sheet, found in tables for line in _lines(sheet, *found, order, scheme, book)],
        states_status=all(STATUS_COLUMNS & set(columns.values()) for _, (_, columns) in tables),
        unread=sorted({name for sheet, found in tables for name in _unread(sheet, *found)}),
    )


def _unread(sheet: Sheet, header: int, columns: dict[int, Column]) -> list[str]:
    """The names of columns that are filled somewhere and that nobody knows: what they say is not looked at."""
    below = sheet.rows[header + 1 :]
    return [
        cell_text(name)[:60]
        for place, name in enumerate(sheet.rows[header])
        if place not in columns
        and not is_blank(name)
        and not contains_bsn(cell_text(name))
        and any(place < len(row) and not is_blank(row[place]) for row in below)
    ]


def _lines(
    sheet: Sheet, header: int, columns: dict[int, Column], order: DateOrder, scheme: str, book: AddressBook
) -> Iterator[ExtractLine]:
    for number, row in enumerate(sheet.rows[header + 1 :], start=header + 2):
        if all(is_blank(cell) for cell in row):
            continue
        yield _line(sheet, number, row, columns, order, scheme, book)


def _line(
    sheet: Sheet,
    number: int,
    row: Row,
    columns: dict[int, Column],
    order: DateOrder,
    scheme: str,
    book: AddressBook,
) -> ExtractLine:
    texts = {column: cell_text(row[place]) if place < len(row) else "" for place, column in columns.items()}
    cells = tuple(None if contains_bsn(cell_text(cell)) else cell for cell in row)
    address = _address(texts)
    found = book.find(address)
    if not found:
        place = Place.UNKNOWN_HERE if address.town and address.town in book.towns else Place.ELSEWHERE
        refusal = Refusal("no_site_at_address", field=Column.ADDRESS)
        return ExtractLine(sheet.name, number, cells, place, refusal=refusal)
    if len(found) > 1:
        refusal = Refusal("sites_at_one_address", field=Column.ADDRESS, count=len(found))
        return ExtractLine(sheet.name, number, cells, Place.KNOWN, refusal=refusal)
    try:
        if name := cell_with_bsn(row, number):
            raise Refusal("bsn_in_cell", cell=name)
        for column, cell in enumerate(row):
            if column in columns:
                refuse_unresolved(cell, place=f"{column_letters(column)}{number}")
        days = {
            column: read_date(row[place], order=order, epoch_1904=sheet.epoch_1904)
            for place, column in columns.items()
            if column in DATES and place < len(row)
        }
        facts = _facts(texts, days, scheme)
    except Refusal as refusal:
        return ExtractLine(sheet.name, number, cells, Place.KNOWN, refusal=refusal)
    return ExtractLine(sheet.name, number, cells, Place.KNOWN, site_id=found[0].site_id, facts=facts)


def _facts(texts: dict[Column, str], days: dict[Column, date | None], scheme: str) -> MarkFacts:
    certificate = texts[Column.CERTIFICATE]
    if not certificate:
        raise Refusal("certificate_missing", field=Column.CERTIFICATE)
    valid_from = days.get(Column.VALID_FROM)
    if valid_from is None:
        raise Refusal("first_day_missing", field=Column.VALID_FROM)
    last_day = days.get(Column.VALID_UNTIL)
    status, taken_away = stated_status(texts), days.get(Column.TAKEN_AWAY)
    if taken_away is not None and status is MarkStatus.VALID:
        raise Refusal("status_contradicts", field=Column.STATUS)
    return MarkFacts(
        scheme=_scheme(texts.get(Column.SCHEME, ""), scheme),
        certificate=certificate[:60],
        valid_from=valid_from,
        valid_until=last_day + timedelta(days=1) if last_day else None,
        ended_from=taken_away,
        status=status or "",
        last_audit=days.get(Column.LAST_AUDIT),
        next_audit=days.get(Column.NEXT_AUDIT),
    )


def _scheme(text: str, chosen: str) -> str:
    """The mark that the line names, else the one that was chosen for the whole file."""
    words = normalise(text).split()
    named = next((scheme for scheme in Scheme.values if scheme in words), None)
    if text and named is None:
        raise Refusal("scheme_unknown", field=Column.SCHEME, text=text[:40])
    return named or chosen


def _address(texts: dict[Column, str]) -> Address:
    return address_of(
        street=texts.get(Column.STREET, ""),
        number=f"{texts.get(Column.HOUSE_NUMBER, '')}{texts.get(Column.ADDITION, '')}",
        postcode=texts.get(Column.POSTCODE, ""),
        whole=texts.get(Column.ADDRESS, ""),
        town=texts.get(Column.TOWN, ""),
    )
