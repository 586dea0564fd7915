"""Tables as files: every kind holds the same, and no text of a user becomes a formula."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy
from python_calamine import CalamineWorkbook

from thoes.foundation.documents.sheets import Sheet, SheetKind, write

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


def _opened(body: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()


def _lines(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("kind", [SheetKind.XLSX, SheetKind.ODS])
def test_numbers_and_days_stay_numbers_and_days(kind) -> None:
    sheet = Sheet("Blad", ["Naam", "Aantal", "Dag", "Ruimte"], [["Nepski", 3, date(2026, 5, 14), Decimal("12.5")]])

    assert _opened(write(sheet, kind)) == [["Naam", "Aantal", "Dag", "Ruimte"], ["Nepski", 3, date(2026, 5, 14), 12.5]]


@pytest.mark.parametrize("kind", [SheetKind.XLSX, SheetKind.ODS])
@pytest.mark.parametrize("text", DANGEROUS[:4])
def test_a_text_that_looks_like_a_formula_is_a_text(kind, text) -> None:
    assert _opened(write(Sheet("Blad", ["Naam"], [[text]]), kind))[1] == [text]


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    body = write(Sheet("Blad", DANGEROUS, [DANGEROUS]), SheetKind.XLSX)

    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(body)).active.iter_rows() for cell in row]

    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("text", DANGEROUS)
def test_csv_puts_an_apostrophe_before_what_would_be_run(text) -> None:
    assert _lines(write(Sheet("Blad", [text], [[text]]), SheetKind.CSV)) == [[f"'{text}"], [f"'{text}"]]


def test_csv_is_read_by_dutch_spreadsheet_programs() -> None:
    with translation.override("nl"):
        body = write(Sheet("Blad", ["Ruimte", "Dag"], [[12.5, date(2026, 5, 14)]]), SheetKind.CSV)

    assert body == "\ufeffRuimte;Dag\r\n12,5;2026-05-14\r\n".encode()


def test_a_moment_is_on_the_clock_of_the_wall() -> None:
    body = write(Sheet("Blad", ["Toen"], [[datetime(2026, 7, 1, 22, 30, tzinfo=UTC)]]), SheetKind.ODS)

    assert _opened(body)[1] == [datetime(2026, 7, 2, 0, 30)]  # noqa: DTZ001 (on the clock of the wall)


@pytest.mark.parametrize("kind", list(SheetKind))
def test_lazy_words_are_in_the_language_of_the_reader_and_nothing_is_an_empty_cell(kind) -> None:
    with translation.override("nl"):
        body = write(Sheet("Blad", [gettext_lazy("Search"), "B"], [[None, "x"]]), kind)

    rows = _lines(body) if kind is SheetKind.CSV else _opened(body)
    assert rows == [["Zoeken", "B"], ["", "x"]]


@pytest.mark.parametrize("kind", list(SheetKind))
def test_signs_that_no_file_can_hold_are_left_out(kind) -> None:
    body = write(Sheet("Blad: [2026]", ["Naam"], [["Ne\x08p\ud800ski <&>"]]), kind)

    rows = _lines(body) if kind is SheetKind.CSV else _opened(body)
    assert rows == [["Naam"], ["Nepski <&>"]]


@pytest.mark.parametrize("kind", [SheetKind.XLSX, SheetKind.ODS])
def test_what_the_numbers_are_stands_on_a_sheet_of_its_own(kind) -> None:
    body = write(Sheet("Blad", ["Naam"], [], notes=["De bron"], notes_title="Over"), kind)

    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    assert book.sheet_names == ["Blad", "Over"]
    assert book.get_sheet_by_name("Over").to_python() == [["De bron"]]
