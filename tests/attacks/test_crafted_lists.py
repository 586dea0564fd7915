"""Lists as no spreadsheet program writes them: read, refused or sent back, and never a job or a page that breaks."""

import io
import uuid
import zipfile
from datetime import UTC, datetime

import openpyxl
import pytest
from django.urls import reverse

from thoes.imports.tests.handing_in import checked
from thoes.intake.models import Run as ImportRun
from thoes.intake.models import RunStatus
from thoes.register.models import Worker

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOW = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)
HEADINGS = ["Achternaam", "Voornaam", "Aankomst", "Vertrek", "Kamer", "Bed"]
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def _xlsx(*people: list[object], sheets: int = 1, part: str = "", instead: tuple[bytes, bytes] = (b"", b"")) -> bytes:
    """A workbook in which, inside one part, some bytes stand instead of others."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number in range(sheets):
        sheet = book.create_sheet(f"Blad{number}")
        for row in (HEADINGS, *people):
            sheet.append(row)
    written, crafted = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(crafted, "w") as after:
        for info in before.infolist():
            body = before.read(info)
            after.writestr(info.filename, body.replace(*instead) if info.filename == part else body)
    return crafted.getvalue()


def _checked(alice, site, body: bytes, name: str = "lijst.xlsx") -> ImportRun:
    return checked(alice, site, body, name=name, at=NOW)


LINE = ["Nep", "Jan", 12345.5, None, "1", "Z9"]
CRAFTED = {
    "a number without end": _xlsx(LINE, part=SHEET, instead=(b"12345.5", b"1e999")),
    "not a number": _xlsx(LINE, part=SHEET, instead=(b"12345.5", b"NaN")),
    "a number of 300 digits": _xlsx(LINE, part=SHEET, instead=(b"12345.5", b"1e308")),
    "a day before all days": _xlsx(LINE, part=SHEET, instead=(b"12345.5", b"-9999999")),
    "an unseen zero": _xlsx(["Nep_x0000_", "Jan_x0001_", "gisteren", None, "1", "Z9"]),
    "texts as long as they can be": _xlsx(["x" * 32767, "y" * 32767, "gisteren", None, "1", "Z9"]),
    "sheets that are called nearly the same": _xlsx(
        LINE, sheets=2, part=BOOK, instead=(b'name="Blad', b'name="' + b"a" * 40)
    ),
    "a sheet with a name that may not be": _xlsx(LINE, part=BOOK, instead=(b'"Blad0"', b"\"'[a/b]*:?\\'\"")),
    "a sheet that is called History": _xlsx(LINE, part=BOOK, instead=(b"Blad0", b"History")),
    "a sheet without a name": _xlsx(LINE, part=BOOK, instead=(b"Blad0", b"")),
}  # fmt: skip


@pytest.mark.parametrize("body", CRAFTED.values(), ids=CRAFTED.keys())
def test_a_crafted_list_is_read_or_refused_and_its_lines_can_be_taken_back(alice, site, logged_in, body) -> None:
    run = _checked(alice, site, body)
    client = logged_in(alice)

    assert run.status in (RunStatus.READ, RunStatus.COLUMNS, RunStatus.FAILED)
    assert client.get(reverse("stay-lists:run", args=[run.pk]), follow=True).status_code == 200
    if run.rejected:
        mended = client.get(reverse("stay-lists:mend", args=[run.pk]))
        assert mended.status_code == 200
        openpyxl.load_workbook(io.BytesIO(mended.content))


def test_a_formula_in_a_list_comes_back_as_text(alice, site, logged_in) -> None:
    run = _checked(alice, site, b"Achternaam;Aankomst;Kamer;Bed\n=cmd|'/c calc'!A1;gisteren;1;Z9\n", "lijst.csv")

    book = openpyxl.load_workbook(io.BytesIO(logged_in(alice).get(reverse("stay-lists:mend", args=[run.pk])).content))

    cell = book.worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == ("=cmd|'/c calc'!A1", "s")


def test_what_is_not_seen_is_no_part_of_a_name(alice, site, logged_in) -> None:
    bed = site.units.first().beds.first()
    facts = {"arrival": datetime.now(tz=UTC).date().isoformat(), "document_kind": "passport", "bed": str(bed.pk)}
    client, path = logged_in(alice), f"/sites-board/{site.pk}/check-in/"

    client.post(path, {**facts, "family_name": "\u202eNep\u200bska\u2066", "nonce": str(uuid.uuid4())})
    nobody = client.post(path, {**facts, "family_name": "\u200b\u2060", "nonce": str(uuid.uuid4())})

    assert nobody.status_code == 200
    assert [worker.family_name for worker in Worker.objects.all()] == ["Nepska"]
