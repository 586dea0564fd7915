"""What comes back and is handed in again as it came puts nobody in whom the list itself did not put in."""

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from tests.lists.test_corpus import AT, OUTCOMES, over_the_page
from thoes.imports.stays import StayList
from thoes.intake.models import Run
from thoes.intake.returned_file import STILL_ASKED, write_returned_file
from thoes.register.models import CURRENT, Stay

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


# The returned file has no BSN, so nothing of these is left to mend.
_MENDED_BY_GIVING_BACK = {"bsn_in_cell", "bsn_not_allowed", "bsn_in_comment"}


def _files() -> list[str]:
    """Those of which a line came back that somebody must mend."""
    back = {name: {*said["back"].values()} for name, said in OUTCOMES.items() if "back" in said}
    return sorted(name for name, codes in back.items() if not codes & _MENDED_BY_GIVING_BACK)


@pytest.mark.parametrize("name", _files())
def test_a_returned_file_that_nobody_mended_puts_nobody_in(
    name,
    corpus,
    alice,
    site,
    logged_in,
    settings,
    tmp_path,
    monkeypatch,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(timezone, "now", lambda: AT)
    client = logged_in(alice)
    if before := OUTCOMES[name].get("after"):
        over_the_page(client, site, corpus / before)
    earlier = set(Run.objects.values_list("pk", flat=True))
    over_the_page(client, site, corpus / name)
    run = Run.objects.exclude(pk__in=earlier).get()
    known = set(Stay.objects.filter(CURRENT).values_list("pk", flat=True))
    back = tmp_path / "terug.xlsx"
    with back.open("wb") as file:
        write_returned_file(file, StayList, sheets=run.sheets, lines=run.rejected_lines.all())

    over_the_page(client, site, back)

    assert set(Stay.objects.filter(CURRENT).values_list("pk", flat=True)) == known


def test_a_line_that_was_struck_counts_once_its_question_mark_is_taken_out(
    corpus,
    alice,
    site,
    logged_in,
    settings,
    tmp_path,
    monkeypatch,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(timezone, "now", lambda: AT)
    client = logged_in(alice)
    over_the_page(client, site, corpus / "struck_through.ods")
    run = Run.objects.get()
    back = tmp_path / "terug.xlsx"
    with back.open("wb") as file:
        write_returned_file(file, StayList, sheets=run.sheets, lines=run.rejected_lines.all())
    assert over_the_page(client, site, back)["open"] == ["lines_still_asked:Blad1"]
    book = load_workbook(back)
    sheet = book.active
    (mark,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == STILL_ASKED)
    mark.value = None
    book.save(back)

    assert over_the_page(client, site, back)["accepted"] == 1
