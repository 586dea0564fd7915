"""What a list says beside a line goes along with the file that is given back, and counts when it is handed in again."""

import io
from datetime import UTC, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from thoes.imports.stays import StayList
from thoes.imports.tests.handing_in import checked
from thoes.intake.models import Run
from thoes.intake.returned_file import write_returned_file

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 29, 12, tzinfo=UTC)
HEADERS = ["Naam", "Aankomst", "Vertrek", "Kamer"]
LEAVER = ["Wit Terugski", "16-10-2026", None, "K1"]


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def site(provider, venlo, make_site):
    return make_site(provider, venlo, rooms=2)


def _bytes(sheets: dict[str, list[list[object]]], *, comment: str = "") -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if comment:
        book.worksheets[0]["A2"].comment = Comment(comment, "Voorbeeld")
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def _rows_back(run: Run) -> list[list[object]]:
    body = io.BytesIO()
    write_returned_file(body, StayList, sheets=run.sheets, lines=list(run.rejected_lines.order_by("sheet", "line")))
    return [[cell.value for cell in row] for row in load_workbook(body).active.iter_rows()]


def _codes(run: Run) -> list[str]:
    return [problem["code"] for line in run.rejected_lines.all() for problem in line.problems]


@pytest.mark.parametrize(
    ("sheets", "comment"),
    [
        ({"Blad1": [["Vertrokken in oktober"], HEADERS, LEAVER]}, ""),
        ({"Blad1": [HEADERS, ["Ola Hierska", "16-11-2026", None, "K2"], ["Vertrokken"], LEAVER]}, ""),
        ({"Blad1": [["Vertreklijst"], [*HEADERS[:2], "Kamer"], ["Wit Terugski", "16-10-2026", "K1"]]}, ""),
        ({"Blad1": [HEADERS, LEAVER]}, "vertrokken op 20-11"),
        ({"oktober": [HEADERS, LEAVER], "november": [HEADERS, ["Ola Hierska", "16-11-2026", None, "K2"]]}, ""),
    ],
    ids=["a title above", "a title between", "a title of leavers", "a comment", "a sheet of another month"],
)
def test_a_leaver_who_comes_back_is_asked_about_again(alice, site, sheets, comment) -> None:
    run = checked(alice, site, _bytes(sheets, comment=comment), name="lijst.xlsx", at=AT)

    rows = _rows_back(run)
    again = checked(alice, site, _bytes({"Blad1": rows}), name="terug.xlsx", at=AT)

    assert (again.accepted, _codes(again)) == (0, ["left_said_elsewhere"])
    assert "column_not_understood" not in {notice["code"] for notice in again.notices}


def test_a_leaver_whose_day_is_filled_in_goes_in(alice, site) -> None:
    run = checked(alice, site, _bytes({"Blad1": [["Vertrokken"], HEADERS, LEAVER]}), name="lijst.xlsx", at=AT)
    rows = _rows_back(run)
    rows[1][2] = "20-11-2026"

    again = checked(alice, site, _bytes({"Blad1": rows}), name="terug.xlsx", at=AT)

    assert (again.accepted, _codes(again)) == (1, [])


def test_a_leaver_without_an_arrival_is_asked_about_once_it_is_filled_in(alice, site) -> None:
    rows = [["Vertrokken in oktober"], HEADERS, LEAVER, ["Bo Terugman", None, None, "K2"]]
    run = checked(alice, site, _bytes({"Blad1": rows}), name="lijst.xlsx", at=AT)
    back = _rows_back(run)
    back[2][1] = "16-10-2026"

    again = checked(alice, site, _bytes({"Blad1": back}), name="terug.xlsx", at=AT)

    assert _codes(run) == ["title_says_left", "value_missing"]
    assert _codes(again) == ["left_said_elsewhere", "left_said_elsewhere"]
