"""Papers of a site: made anew before they are kept, in a private folder, and handed out to save, never to show.

A file is known by its first bytes, not by its name. Only PDF, PNG and JPEG are kept: kinds a browser shows without
running what is in them. What a camera or a program wrote in the file is taken out first (`papers/`). Papers of before
that was done are made anew by a job at night, or by `thoes clean-papers`.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count

from thoes.accounts.public import Actor
from thoes.foundation.encryption.files import read_sealed, write_sealed
from thoes.housing.access import site_with_papers
from thoes.housing.models import Cleaning, Document, Permit
from thoes.housing.papers import clean
from thoes.kernel.free_text import checked_text
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import cross_tenant

MOST_BYTES = 10 * 2**20
MOST_PAPERS = 200
_BEGINNINGS = {
    "application/pdf": b"%PDF-",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
}
ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


@transaction.atomic
def add_document(
    *,
    actor: Actor,
    site_id: UUID,
    kind: str,
    title: str,
    file: UploadedFile,
    at: datetime,
    permit_id: UUID | None = None,
    document_id: UUID | None = None,
) -> Document:
    """Keep a paper of a site. One `document_id` keeps one; the same file under the same site is kept once."""
    site = site_with_papers(actor, site_id)
    known = Document.objects.filter(pk=document_id, site=site).first() if document_id else None
    if known is not None:
        return known
    body = _checked_body(file)
    permit = Permit.objects.filter(pk=permit_id, site=site).first() if permit_id else None
    # Of the file as it was sent: sent again it is known again.
    digest = hashlib.sha256(body).hexdigest()
    if Document.objects.filter(site=site, sha256=digest).exists():
        raise Refusal("document_known", field="file")
    if Document.objects.filter(site=site).count() >= MOST_PAPERS:
        raise Refusal("too_many_documents", most=MOST_PAPERS)
    media_type = _media_type(body)
    paper = clean(body, media_type)
    document = Document.objects.create(
        pk=document_id or uuid4(),
        site=site,
        permit=permit,
        kind=kind,
        title=checked_text(title, field="title"),
        media_type=media_type,
        size=len(paper.body),
        cleaning=Cleaning.CLEAN,
        sha256=digest,
        uploaded_by=actor.user_id,
        organisation_id=actor.organisation_id,
        uploaded_at=at,
    )
    write_sealed(file_of(document.pk), [paper.body])
    return document


def clean_kept_papers() -> Iterator[Cleaning]:
    """Make the papers of before anew, one by one; gives how each went. Doing it again does the rest, and nothing twice.

    Runs over all borders, and shows nothing. A paper that cannot be read stays as it is, and `thoes doctor` tells of it.
    """
    with cross_tenant():
        waiting = list(Document.objects.filter(cleaning=Cleaning.WAITS).values_list("pk", "media_type"))
    for document_id, media_type in waiting:
        yield _clean_kept(document_id, media_type)


def papers_not_clean() -> dict[str, int]:
    """How many papers wait to be made anew, and how many cannot be."""
    with cross_tenant():
        counted = Document.objects.exclude(cleaning=Cleaning.CLEAN).order_by().values_list("cleaning")
        return dict(counted.annotate(number=Count("pk")))


def _clean_kept(document_id: UUID, media_type: str) -> Cleaning:
    path, changed = file_of(document_id), dict[str, int]()
    try:
        paper = clean(b"".join(read_sealed(path)), media_type)
    except (FileNotFoundError, Refusal):
        # Without its file there is nothing to take out either.
        done = Cleaning.FAILED
    else:
        done, changed["size"] = Cleaning.CLEAN, len(paper.body)
        # Beside it first: who is killed half-way loses no paper.
        beside = path.with_name(f".{path.name}.clean")
        write_sealed(beside, [paper.body])
        beside.rename(path)
    with transaction.atomic(), cross_tenant():
        if not Document.objects.filter(pk=document_id).update(cleaning=done, **changed):
            path.unlink(missing_ok=True)
    return done


@transaction.atomic
def remove_document(*, actor: Actor, document_id: UUID) -> None:
    """Throw a paper away; only the organisation that brought it may."""
    document = Document.objects.filter(pk=document_id).first()
    if document is None or document.organisation_id != actor.organisation_id:
        raise Refusal("document_not_yours")
    site_with_papers(actor, document.site_id)
    path = file_of(document.pk)
    document.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def file_of(document_id: UUID) -> Path:
    """Where a paper lies: under its identifier, so that nothing anybody typed is part of a path."""
    return Path(settings.MEDIA_ROOT) / "papers" / str(document_id)


def _checked_body(file: UploadedFile) -> bytes:
    if not file.size:
        raise Refusal("document_empty", field="file")
    if file.size > MOST_BYTES:
        raise Refusal("document_too_large", field="file", most=MOST_BYTES // 2**20)
    return bytes(file.read(MOST_BYTES))


def _media_type(body: bytes) -> str:
    for media_type, beginning in _BEGINNINGS.items():
        if body.startswith(beginning):
            return media_type
    raise Refusal("document_kind_refused", field="file")
