"""`thoes clean-papers`: papers that were kept as they came are made anew once, and `thoes doctor` tells of them until then."""

import pytest
from click.testing import CliRunner

from thoes.cli.clean_papers import clean_papers
from thoes.cli.doctor import _papers
from thoes.foundation.encryption.files import read_sealed, write_sealed
from thoes.housing.models import Cleaning, Document
from thoes.housing.services.documents import clean_kept_papers, file_of
from thoes.housing.tests.test_pictures import SECRET, photo_that_tells

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

JPEG, PDF = "image/jpeg", "application/pdf"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def kept_before(vera, site):
    """kept_before(body, media type) -> a paper that was kept as it came."""

    def keep(body: bytes, media_type: str) -> Document:
        document = Document.objects.create(
            site=site, kind="permit", title="Oud", media_type=media_type, size=len(body), sha256="0" * 64,
            uploaded_by=vera.user_id, organisation_id=vera.organisation_id, uploaded_at="2026-05-14T12:00Z",
        )  # fmt: skip
        write_sealed(file_of(document.pk), [body])
        return document

    return keep


def test_papers_of_before_are_made_anew_once_and_the_doctor_tells_until_then(kept_before) -> None:
    photo, broken = kept_before(photo_that_tells(), JPEG), kept_before(b"%PDF-1.7 half", PDF)
    assert ["thoes clean-papers" in line for line in _papers()] == [True]

    answer = CliRunner().invoke(clean_papers)
    again = list(clean_kept_papers())

    assert answer.exit_code == 0, answer.output
    assert "1 papers were made anew; 1 could not be read" in answer.output
    assert again == []
    kept = b"".join(read_sealed(file_of(photo.pk)))
    photo.refresh_from_db()
    assert SECRET not in kept
    assert (photo.size, photo.cleaning) == (len(kept), Cleaning.CLEAN)
    assert b"".join(read_sealed(file_of(broken.pk))) == b"%PDF-1.7 half"
    assert ["cannot be read" in line for line in _papers()] == [True]


def test_a_paper_without_its_file_stops_nothing(kept_before) -> None:
    lost, photo = kept_before(b"%PDF-", PDF), kept_before(photo_that_tells(), JPEG)
    file_of(lost.pk).unlink()

    assert sorted(clean_kept_papers()) == [Cleaning.CLEAN, Cleaning.FAILED]
    photo.refresh_from_db()
    assert photo.cleaning == Cleaning.CLEAN
