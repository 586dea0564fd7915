"""Papers of a site: what is kept, what is refused, and that nothing in them can run."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from thoes.housing.models import Document
from thoes.housing.services.documents import file_of
from thoes.housing.tests.papers import pdf_paper

pytestmark = pytest.mark.django_db
PDF = pdf_paper()


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def send(page, site, body=PDF, name="besluit.pdf", **other):
    form = {"kind": "permit", "title": "Besluit", "nonce": str(uuid.uuid4()), **other}
    return page.post(reverse("housing:add-document", args=[site.pk]), {**form, "file": SimpleUploadedFile(name, body)})


def test_a_paper_comes_back_with_its_pages_and_only_to_save(vera, site, logged_in) -> None:
    page = logged_in(vera)
    send(page, site)

    answer = page.get(reverse("housing:document", args=[Document.objects.get().pk]))

    assert len(PdfReader(io.BytesIO(b"".join(answer.streaming_content))).pages) == 1
    assert answer["Content-Disposition"] == 'attachment; filename="besluit.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_the_file_is_encrypted_on_the_disk(vera, site, logged_in) -> None:
    send(logged_in(vera), site)

    assert b"%PDF" not in file_of(Document.objects.get().pk).read_bytes()


def test_the_file_lies_under_its_identifier_and_only_we_may_read_it(vera, site, logged_in) -> None:
    send(logged_in(vera), site, name="../../evil.pdf")

    path = file_of(Document.objects.get().pk)
    assert (path.stat().st_mode & 0o777, path.parent.name) == (0o600, "papers")


@pytest.mark.parametrize(
    "body", [b"<html><script>alert(1)</script>", b"MZ\x90\x00", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b" %PDF-"]
)
def test_what_is_no_pdf_png_or_jpeg_is_refused_whatever_its_name(body, vera, site, logged_in) -> None:
    answer = send(logged_in(vera), site, body=body)

    assert answer.context["form"].errors["file"]
    assert not Document.objects.exists()


def test_ten_megabytes_is_the_most(vera, site, logged_in) -> None:
    page, most = logged_in(vera), 10 * 2**20

    refused = send(page, site, body=PDF.ljust(most + 1, b"x"))
    send(page, site, body=PDF.ljust(most, b"\n"))

    assert refused.context["form"].errors["file"]
    assert 0 < Document.objects.get().size < most


def test_the_same_file_is_kept_once(vera, site, logged_in) -> None:
    page = logged_in(vera)
    send(page, site)

    assert send(page, site).context["form"].errors["file"]


def test_a_bsn_is_refused_in_a_title(vera, site, logged_in) -> None:
    assert send(logged_in(vera), site, title="Zaak 111222333").context["form"].errors["title"]


def test_only_who_brought_a_paper_throws_it_away(vera, alice, site, logged_in) -> None:
    send(logged_in(vera), site)
    document = Document.objects.get()
    url = reverse("housing:remove-document", args=[document.pk])

    logged_in(alice).post(url)
    still_there = Document.objects.exists()
    logged_in(vera).post(url)

    assert still_there
    assert not Document.objects.exists()


@pytest.mark.parametrize("who", ["charlie", "wim", "paula"])
def test_no_other_provider_or_municipality_and_not_the_province_gets_a_paper(
    who, vera, site, logged_in, request
) -> None:
    send(logged_in(vera), site)

    answer = logged_in(request.getfixturevalue(who)).get(reverse("housing:document", args=[Document.objects.get().pk]))

    assert answer.status_code == 404
