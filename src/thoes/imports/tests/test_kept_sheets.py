"""The sheets of a spreadsheet are read once, and what is kept of them is taken for nothing else."""

from datetime import UTC, date, datetime

import pytest

from thoes.imports.tests.handing_in import checked
from thoes.intake import background, runs
from thoes.intake.kept_sheets import open_sheets
from thoes.intake.models import Run
from thoes.intake.reading import opening
from thoes.intake.reading.cells import Limits
from thoes.intake.tests.reading.made_files import xlsx
from thoes.kernel.refusals import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = datetime(2026, 5, 2, 12, tzinfo=UTC)
ROWS: list[list[object]] = [
    ["Achternaam", "Voornaam", "Aankomst", "Kamer"],
    ["Testowska", "Anna", date(2026, 5, 1), "K1"],
    ["Próbny", "Jan", date(2026, 5, 1), "K1"],
]


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def read_by_process(monkeypatch) -> list[object]:
    """The files that a process of its own reads from here on."""
    read: list[object] = []
    really = opening._read_in_child

    def noted(path, *rest):
        read.append(path)
        return really(path, *rest)

    monkeypatch.setattr(opening, "_read_in_child", noted)
    return read


@pytest.fixture
def run(alice, site, tmp_path, read_by_process) -> Run:
    return checked(alice, site, xlsx(tmp_path / "a.xlsx", {"Blad1": ROWS}).read_bytes(), name="a.xlsx", at=AT)


def test_a_workbook_is_read_once_for_its_check_and_for_taking_it_in(run, read_by_process) -> None:
    once = open_sheets(run, Limits())
    background.carry_on(run.pk, at=AT)

    assert len(read_by_process) == 1
    assert [row[:3] for row in once[0].rows[1:]] == [row[:3] for row in ROWS[1:]]


def test_what_was_cut_off_is_read_anew(run, read_by_process) -> None:
    whole = open_sheets(run, Limits())
    runs.sheets_of(run).write_bytes(runs.sheets_of(run).read_bytes()[:-5])

    assert open_sheets(run, Limits()) == whole
    assert len(read_by_process) == 2


def test_no_name_stands_on_the_disk_as_it_is(run) -> None:
    kept = runs.sheets_of(run).read_bytes()

    assert b"Testowska" not in kept
    assert kept.startswith(b"THOES")


def test_it_is_gone_with_the_file(run) -> None:
    runs.remove_files(run)

    assert not runs.sheets_of(run).exists()
    with pytest.raises(Refusal, match="file_gone"):
        open_sheets(run, Limits())


def test_more_than_may_be_unpacked_is_refused_from_there_too(run) -> None:
    with pytest.raises(Refusal, match="file_too_heavy"):
        open_sheets(run, Limits(unpacked_bytes=20))
