"""Photos of a check: made anew before they are kept, and gone for good at one press.

A photo lies under its identifier in a private folder. Who brought it may remove it at any time, after the check was closed
too: that nobody is in a picture who should not be weighs more than that a report stays whole.
"""

import os
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from thoes.accounts.public import Actor
from thoes.housing.public import MOST_BYTES, remake
from thoes.inspections.access import side_of, site_to_check
from thoes.inspections.check_list import list_of
from thoes.inspections.domain.checks import STILL_OPEN, CheckAction, Side
from thoes.inspections.models import Check, CheckPhoto, Finding, of_item
from thoes.inspections.services.checks import own_open_check, write_step
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import cross_tenant

MOST_OF_ONE_ITEM = 6
MOST_OF_ONE_CHECK = 120


@transaction.atomic
def add_photo(
    *,
    actor: Actor,
    check_id: UUID,
    item: str,
    unit_id: UUID | None,
    file: UploadedFile,
    at: datetime,
    photo_id: UUID,
) -> CheckPhoto:
    """Keep a photo of an item of an open check; one `photo_id` keeps one."""
    check = own_open_check(actor, check_id)
    used = list_of(check.list_version)
    if used.item(item) is None or (unit_id is not None) != used.is_per_room(item):
        raise Refusal("check_item_unknown")
    if unit_id is not None and unit_id not in check.rooms:
        raise Refusal("check_item_unknown")
    return _keep(actor, check, item, unit_id, None, file, at, photo_id)


@transaction.atomic
def add_photo_of_repair(
    *, actor: Actor, finding_id: UUID, file: UploadedFile, at: datetime, photo_id: UUID
) -> CheckPhoto:
    """Keep the housing provider's photo of a repair, as long as the finding is not over."""
    finding = Finding.objects.select_related("check_made").filter(pk=finding_id, state__in=STILL_OPEN).first()
    if finding is None or finding.check_made.handed_over_at is None or side_of(actor) != Side.PROVIDER:
        raise Refusal("finding_not_yours")
    site_to_check(actor, finding.site_id)
    return _keep(actor, finding.check_made, finding.item, finding.unit_id, finding, file, at, photo_id)


@transaction.atomic
def remove_photo(*, actor: Actor, photo_id: UUID, at: datetime) -> CheckPhoto:
    """Remove a photo and its file for good; only the organisation that brought it may. That it went stays written down."""
    photo = CheckPhoto.objects.select_related("check_made").filter(pk=photo_id).first()
    if photo is None or photo.organisation_id != actor.organisation_id:
        raise Refusal("photo_not_yours")
    site_to_check(actor, photo.site_id)
    write_step(photo.check_made, actor, CheckAction.PHOTO_REMOVED, at)
    path, removed = file_of_photo(photo.pk), photo
    CheckPhoto.objects.filter(pk=photo.pk).delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    return removed


def remove_lost_photos(*, before: datetime) -> int:
    """Remove the files that no photo points at, as a machine that stopped half-way leaves them; gives how many.

    A file that was written after `before` may belong to a photo that is being added at this moment.
    """
    folder = Path(settings.MEDIA_ROOT) / "photos"
    old = [path for path in folder.glob("*") if path.stat().st_mtime < before.timestamp()]
    # Compares names of files with all photos there are; nobody is shown anything.
    with cross_tenant():
        known = {str(key) for key in CheckPhoto.objects.values_list("pk", flat=True)}
    lost = [path for path in old if path.name not in known]
    for path in lost:
        path.unlink(missing_ok=True)
    return len(lost)


def file_of_photo(photo_id: UUID) -> Path:
    """Where a photo lies: under its identifier, so that nothing anybody typed is part of a path."""
    return Path(settings.MEDIA_ROOT) / "photos" / str(photo_id)


def write_photo_of(photo_id: UUID, body: bytes) -> None:
    """Put the file of a photo where nobody but this program reads it."""
    path = file_of_photo(photo_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as kept:
        kept.write(body)


def _keep(
    actor: Actor,
    check: Check,
    item: str,
    unit_id: UUID | None,
    finding: Finding | None,
    file: UploadedFile,
    at: datetime,
    photo_id: UUID,
) -> CheckPhoto:
    known = CheckPhoto.objects.filter(pk=photo_id, check_made=check).first()
    if known is not None:
        return known
    photos = CheckPhoto.objects.filter(check_made=check)
    if photos.filter(of_item(item, unit_id), finding=finding).count() >= MOST_OF_ONE_ITEM:
        raise Refusal("too_many_photos", field="photo", most=MOST_OF_ONE_ITEM)
    if photos.count() >= MOST_OF_ONE_CHECK:
        raise Refusal("too_many_photos", field="photo", most=MOST_OF_ONE_CHECK)
    if not file.size:
        raise Refusal("document_empty", field="photo")
    if file.size > MOST_BYTES:
        raise Refusal("document_too_large", field="photo", most=MOST_BYTES // 2**20)
    picture = remake(bytes(file.read(MOST_BYTES)))
    photo = CheckPhoto.objects.create(
        pk=photo_id,
        check_made=check,
        site_id=check.site_id,
        unit_id=unit_id,
        item=item,
        finding=finding,
        width=picture.width,
        height=picture.height,
        size=len(picture.body),
        taken_in_by=actor.user_id,
        organisation_id=actor.organisation_id,
        taken_in_at=at,
    )
    write_photo_of(photo.pk, picture.body)
    return photo
