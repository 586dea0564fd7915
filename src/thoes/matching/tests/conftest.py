"""People who sleep in Venlo, and lists of a municipality that may be about them."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from thoes.intake import background
from thoes.intake import runs as files
from thoes.matching.file_kinds import BrpExtract
from thoes.matching.models import MatchRun
from thoes.register.public import Declared, DeclaredWorker, check_in
from thoes.registration.models import Assessment
from thoes.registration.tests.conftest import wim

__all__ = ["wim"]

HEAD = ["Naam", "Geboortedatum", "Adres", "Datum inschrijving", "BRP/RNI"]


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def live(alice, site):
    """live("Testowska", "Anna", born=...) -> the assessment of somebody who came 150 nights ago."""

    def live(family, given="", *, born=None, at=site, nights_ago=150):
        declared = Declared(
            site_id=at.pk,
            arrival=timezone.localdate() - timedelta(days=nights_ago),
            worker=DeclaredWorker(family_name=family, given_name=given, date_of_birth=born),
        )
        _, results = check_in(actor=alice, arrivals=[declared], at=timezone.now(), nonce=None)
        assert results[0].refusal is None
        return Assessment.objects.filter(person__workers__stays__stay_id=results[0].stay_id).distinct().get()

    return live


def xlsx(rows, *, head=HEAD, name="uittreksel.xlsx"):
    """An uploaded spreadsheet with these lines under the column names."""
    book = Workbook()
    for row in [head, *rows]:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return SimpleUploadedFile(name, stream.getvalue())


def csv(text, name="uittreksel.csv"):
    """An uploaded text file."""
    return SimpleUploadedFile(name, text.encode())


BORN = date(1990, 4, 3)


def handed_over(actor, file, *, register="brp", at=None):
    """The file of a list, read and compared as the background does it."""
    at = at or timezone.now()
    run = files.hand_in(
        BrpExtract, actor=actor, file_name=file.name, size=file.size, chunks=file.chunks(), asked={"register": register},
        at=at,
    )  # fmt: skip
    background.check(run.pk, at=at)
    run.refresh_from_db()
    return run


def matched(actor, file, **more):
    """The match of a list."""
    return MatchRun.objects.get(pk=handed_over(actor, file, **more).act)
