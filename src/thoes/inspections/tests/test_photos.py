"""Photos of a check: nothing but the picture is kept, attacks are refused, and what is removed is gone."""

import os
import uuid
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from thoes.housing.public import HOUSING_PERMITS
from thoes.housing.tests.test_pictures import photo_of, photo_that_tells
from thoes.inspections.domain.checks import ItemOutcome
from thoes.inspections.models import Check, CheckPhoto, CheckStep
from thoes.inspections.services import (
    ItemAnswer,
    add_photo,
    add_photo_of_repair,
    answer_item,
    close_check,
    remove_photo,
    start_check,
)
from thoes.inspections.services.photos import file_of_photo, remove_lost_photos
from thoes.inspections.tests.test_checks import inspected
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import as_tenant

pytestmark = pytest.mark.slow

TODAY = date(2026, 5, 14)
NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def keep(actor, check: Check, body: bytes, *, item: str = "waste", key: uuid.UUID | None = None) -> CheckPhoto:
    return add_photo(
        actor=actor,
        check_id=check.pk,
        item=item,
        unit_id=None,
        file=SimpleUploadedFile("../../photo.jpg", body),
        at=NOON,
        photo_id=key or uuid.uuid4(),
    )


@pytest.fixture
def check(vera, site) -> Check:
    return start_check(actor=vera, site_id=site.pk, rooms=[], on=TODAY, at=NOON)


@pytest.mark.django_db
def test_fifty_megabytes_are_refused_before_anything_is_read(vera, check) -> None:
    with pytest.raises(Refusal, match="document_too_large"):
        keep(vera, check, b"\xff\xd8\xff" + bytes(50 * 2**20))

    assert not CheckPhoto.objects.exists()


@pytest.mark.django_db
def test_a_photo_lies_under_its_identifier_and_only_we_may_read_it(vera, check, settings) -> None:
    photo = keep(vera, check, photo_that_tells())

    path = file_of_photo(photo.pk)
    assert path == Path(settings.MEDIA_ROOT) / "photos" / str(photo.pk)
    assert path.stat().st_mode & 0o777 == 0o600
    assert photo.size == path.stat().st_size


@pytest.mark.django_db
def test_one_key_keeps_one_photo(vera, check) -> None:
    key = uuid.uuid4()

    assert {keep(vera, check, photo_of(), key=key).pk for _ in range(2)} == {key}
    assert CheckPhoto.objects.count() == 1


@pytest.mark.django_db
def test_six_photos_of_one_item_are_the_most(vera, check, monkeypatch) -> None:
    monkeypatch.setattr("thoes.inspections.services.photos.MOST_OF_ONE_ITEM", 1)
    keep(vera, check, photo_of())

    with pytest.raises(Refusal, match="too_many_photos"):
        keep(vera, check, photo_of())
    keep(vera, check, photo_of(), item="outdoors")


@pytest.mark.django_db(transaction=True)
def test_a_removed_photo_is_gone_with_its_file_after_closing_too_and_that_it_went_stays(vera, check, settings) -> None:
    photo = keep(vera, check, photo_of())
    close_check(actor=vera, check_id=check.pk, rest_not_looked_at=True, at=NOON)
    assert list((Path(settings.MEDIA_ROOT) / "photos").iterdir()) == [file_of_photo(photo.pk)]

    remove_photo(actor=vera, photo_id=photo.pk, at=NOON)

    assert list((Path(settings.MEDIA_ROOT) / "photos").iterdir()) == []
    assert not CheckPhoto.objects.exists()
    assert CheckStep.objects.filter(what="photo_removed").count() == 1


@pytest.mark.django_db
def test_a_file_that_a_stopped_machine_left_behind_goes_a_day_later_and_no_other_does(vera, check, settings) -> None:
    kept, folder = keep(vera, check, photo_of()), Path(settings.MEDIA_ROOT) / "photos"
    lost, fresh = folder / str(uuid.uuid4()), folder / str(uuid.uuid4())
    for path in (lost, fresh):
        path.write_bytes(photo_of())
    yesterday = NOON.timestamp() - 90_000
    for path in (lost, file_of_photo(kept.pk)):
        os.utime(path, (yesterday, yesterday))

    removed = remove_lost_photos(before=NOON)

    assert removed == 1
    assert set(folder.iterdir()) == {fresh, file_of_photo(kept.pk)}


@pytest.mark.django_db
def test_only_who_brought_a_photo_removes_it(alice, vera, check) -> None:
    photo = keep(vera, check, photo_of())

    with pytest.raises(Refusal, match="photo_not_yours"):
        remove_photo(actor=alice, photo_id=photo.pk, at=NOON)


@pytest.mark.django_db
def test_a_closed_check_takes_no_photo(vera, check) -> None:
    close_check(actor=vera, check_id=check.pk, rest_not_looked_at=True, at=NOON)

    with pytest.raises(Refusal, match="check_closed"):
        keep(vera, check, photo_of())


@pytest.mark.django_db
def test_the_provider_adds_a_photo_of_a_repair_and_nobody_else_does(alice, vera, charlie, site) -> None:
    finding = inspected(vera, site)
    for actor in (vera, charlie):
        with as_tenant(actor, HOUSING_PERMITS), pytest.raises(Refusal):
            add_photo_of_repair(
                actor=actor,
                finding_id=finding.pk,
                file=SimpleUploadedFile("a.jpg", photo_of()),
                at=NOON,
                photo_id=uuid.uuid4(),
            )
    with as_tenant(alice, HOUSING_PERMITS):
        add_photo_of_repair(
            actor=alice,
            finding_id=finding.pk,
            file=SimpleUploadedFile("a.jpg", photo_of()),
            at=NOON,
            photo_id=uuid.uuid4(),
        )

    assert CheckPhoto.objects.get().finding_id == finding.pk


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["alice", "charlie", "wim", "paula", "bob"])
def test_nobody_but_the_maker_sees_a_photo_of_an_open_check(who, vera, check, request) -> None:
    keep(vera, check, photo_of())

    with as_tenant(request.getfixturevalue(who), HOUSING_PERMITS):
        assert not CheckPhoto.objects.exists()


@pytest.mark.django_db
def test_a_photo_of_an_item_in_order_needs_no_finding(vera, check) -> None:
    said = ItemAnswer(ItemOutcome.IN_ORDER)
    answer_item(actor=vera, check_id=check.pk, item="waste", unit_id=None, said=said, seen=None, on=TODAY, at=NOON)

    assert keep(vera, check, photo_of()).finding_id is None
