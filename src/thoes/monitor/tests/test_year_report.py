"""The report of a year says one thing as a page, a PDF and a spreadsheet, and says what it does not know."""

import io
import re

import openpyxl
import pytest
from django.urls import reverse
from pypdf import PdfReader
from tests.reading_pages import text_of

from thoes.monitor.models import PublishedCount
from thoes.monitor.tests.some_limburg import TOWNS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LAST = "2026-03-31"


@pytest.fixture
def english(client, counted):
    client.cookies["django_language"] = "en"
    return client


def test_page_and_spreadsheet_hold_the_same_numbers_and_the_pdf_is_accessible(english) -> None:
    page = text_of(english.get(reverse("monitor:report-of", args=[2026])))
    book = openpyxl.load_workbook(
        io.BytesIO(english.get(reverse("monitor:report-of", args=[2026]), {"file": "xlsx"}).content)
    )
    answer = english.get(reverse("monitor:report-of", args=[2026]), {"file": "pdf"})
    pdf = " ".join(" ".join(part.extract_text() for part in PdfReader(io.BytesIO(answer.content)).pages).split())

    rows = [
        row for row in book.worksheets[0].iter_rows(min_row=2, values_only=True) if row[0] == "Limburg by municipality"
    ]
    told = dict(PublishedCount.objects.filter(indicator="people", split="", period=LAST).values_list("area", "shown"))
    in_sheet = {row[1]: row[3] for row in rows if row[2] == "People"}
    assert in_sheet == {name: told[code] for code, (name, _region) in TOWNS.items()}
    assert answer.content.startswith(b"%PDF")
    assert PdfReader(io.BytesIO(answer.content)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    for name, number in in_sheet.items():
        said = "not shown" if number is None else str(number)
        assert re.search(rf"{name} {said}", page)
        assert re.search(rf"{name} {said}", pdf)


def test_what_was_not_measured_is_said_and_never_a_nought(english) -> None:
    page = text_of(english.get(reverse("monitor:report-of", args=[2026])))

    assert "A year before: not measured." in page
    assert "In which sector somebody works, where no employer was asked or nobody said its sector." in page
    assert "No definition changed in this year." in page
    assert "Of the beds that Thoes knows here" in page


def test_the_year_before_is_compared_where_it_was_published(english) -> None:
    rows = PublishedCount.objects.filter(period=LAST)
    for row in list(rows):
        row.pk, row.period = None, row.period.replace(year=2025)
        row.save()
    people = PublishedCount.objects.get(period="2025-03-31", indicator="people", area="limburg", split="")

    page = text_of(english.get(reverse("monitor:report-of", args=[2026])))

    assert f"A year before: about {people.shown}." in page
    assert english.get(reverse("monitor:report-of", args=[2025])).status_code == 200


@pytest.mark.parametrize("year", [2024, 2027])
def test_a_year_without_a_published_month_has_no_report(english, year: int) -> None:
    assert english.get(reverse("monitor:report-of", args=[year])).status_code == 404


def test_an_unknown_kind_of_file_is_no_page(english) -> None:
    assert english.get(reverse("monitor:report-of", args=[2026]), {"file": "docx"}).status_code == 404
