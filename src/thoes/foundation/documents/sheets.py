"""Tables as files for people: xlsx, csv and ods, written one way everywhere.

A text is written as a text: a spreadsheet program would run what begins like a formula (OWASP, "CSV injection"). In xlsx
and ods the kind of a cell says so; csv has no kinds, there an apostrophe does. Files for other programs (JSON, open data)
are not made here.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import get_language

from thoes.foundation.documents.opendocument import ods_of
from thoes.kernel.invisible_characters import without_control

CSV_DELIMITER = ";"
"""What parts the cells of every csv that Thoes makes: Dutch spreadsheet programs know no other."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_TITLE, _WIDTH = 31, 22
_NOT_IN_A_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


class SheetKind(StrEnum):
    """The kinds of file, by the end of their name."""

    XLSX = "xlsx"
    CSV = "csv"
    ODS = "ods"


CONTENT_TYPES = {
    SheetKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    SheetKind.CSV: "text/csv; charset=utf-8",
    SheetKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its head; cells are texts (lazy ones too), numbers, days, moments, yes or no, or None.

    `notes` say what the numbers are and where they come from; they stand on a sheet of their own, and not in a csv.
    """

    title: Any
    head: Sequence[Any]
    rows: Iterable[Sequence[Any]]
    notes: Sequence[str] = ()
    notes_title: Any = ""

    def cells(self) -> list[list[Any]]:
        """All rows, the head on top, as the writers know cells."""
        return [[_plain(cell) for cell in row] for row in (self.head, *self.rows)]


def write(sheet: Sheet, kind: SheetKind) -> bytes:
    """The table as a file of a kind."""
    return {SheetKind.XLSX: as_xlsx, SheetKind.CSV: as_csv, SheetKind.ODS: as_ods}[kind](sheet)


def as_xlsx(sheet: Sheet) -> bytes:
    """A workbook whose head stays in sight and can be filtered."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page, write_cell, rows = book.add_worksheet(sheet_title(sheet.title)), CellWriter(book), sheet.cells()
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                write_cell(page, row, column, cell, bold=row == 0)
        last = max(len(sheet.head) - 1, 0)
        page.freeze_panes(1, 0)
        page.set_column(0, last, _WIDTH)
        page.autofilter(0, 0, max(len(rows) - 1, 1), last)
        if sheet.notes:
            about = book.add_worksheet(sheet_title(sheet.notes_title))
            for row, note in enumerate(sheet.notes):
                about.write_string(row, 0, note)
    return stream.getvalue()


def as_csv(sheet: Sheet) -> bytes:
    """Semicolons and a byte order mark, as Dutch spreadsheet programs want it; days as 2026-05-14."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=CSV_DELIMITER).writerows([_in_csv(cell) for cell in row] for row in sheet.cells())
    return stream.getvalue().encode("utf-8-sig")


def as_ods(sheet: Sheet) -> bytes:
    """An OpenDocument spreadsheet (ISO/IEC 26300), the open standard that Dutch authorities must be able to give."""
    notes = [(sheet_title(sheet.notes_title), [[note] for note in sheet.notes])] if sheet.notes else []
    return ods_of([(sheet_title(sheet.title), sheet.cells()), *notes])


class CellWriter:
    """Writes a cell of a workbook by the kind of its value, never as a formula or a link; on `paper`, if it has a colour."""

    def __init__(self, book: Any, *, paper: str = "") -> None:
        look = {"bg_color": paper} if paper else {}
        self._plain = book.add_format(look) if paper else None
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", **look})
        self._day = book.add_format({"num_format": "dd-mm-yyyy", **look})
        self._moment = book.add_format({"num_format": "dd-mm-yyyy hh:mm:ss", **look})

    def __call__(self, page: Any, row: int, column: int, cell: Any, *, bold: bool = False) -> None:
        if isinstance(cell, bool):
            page.write_boolean(row, column, cell, self._plain)
        elif isinstance(cell, int | float):
            page.write_number(row, column, cell, self._plain)
        elif isinstance(cell, date):
            page.write_datetime(row, column, cell, self._moment if isinstance(cell, datetime) else self._day)
        elif cell is not None:
            page.write_string(row, column, cell, self._bold if bold else self._plain)
        elif self._plain:
            page.write_blank(row, column, None, self._plain)


def harmless(cell: Any) -> Any:
    """A text that a spreadsheet program would take for a formula gets an apostrophe in front; for every csv."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def sheet_title(title: Any) -> str:
    """A name for a sheet that every program takes: 31 signs, without those that Excel refuses."""
    return str(title).translate(_NOT_IN_A_TITLE)[:_LONGEST_TITLE].strip(" '")


def _in_csv(cell: Any) -> Any:
    if isinstance(cell, float) and get_language() == "nl":
        # Dutch Excel reads 12.5 as the twelfth of May.
        return str(cell).replace(".", ",")
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return cell.isoformat() if isinstance(cell, date) else harmless(cell)


def _plain(cell: Any) -> Any:
    """A cell as the libraries know it: lazy texts in the language of now, moments on the clock of the wall."""
    if isinstance(cell, datetime):
        return timezone.make_naive(cell) if timezone.is_aware(cell) else cell
    if cell is None or isinstance(cell, bool | int | float | date):
        return cell
    return float(cell) if isinstance(cell, Decimal) else without_control(str(cell))
