"""Photos of a check: nothing but the picture is kept, attacks are refused, and what is removed is gone."""

import io
import os
import struct
import subprocess
import uuid
import zlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from thoes.housing.domain.checks import Outcome
from thoes.housing.models import Check, CheckPhoto, CheckStep
from thoes.housing.pictures import remake
from thoes.housing.pictures import remaking as remaking_module
from thoes.housing.services import (
    Said,
    add_photo,
    add_photo_of_repair,
    answer_item,
    close_check,
    remove_photo,
    start_check,
)
from thoes.housing.services.photos import file_of_photo, remove_lost_photos
from thoes.housing.tests.test_checks import inspected
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import seen_by

pytestmark = pytest.mark.slow

TODAY = date(2026, 5, 14)
NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)
SECRET = b"52.3702 N home of somebody"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def photo_of(size: tuple[int, int] = (320, 240), kind: str = "JPEG", **how: object) -> bytes:
    body = io.BytesIO()
    Image.new("RGB", size, "teal").save(body, kind, **how)
    return body.getvalue()


def photo_that_tells() -> bytes:
    """A JPEG with a place, a camera and a comment in it, and turned on its side."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9286] = 6, "Fakephone", SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 22.0, 12.0), 3: "E", 4: (4.0, 54.0, 0.0)})
    return photo_of((300, 200), exif=exif.tobytes(), comment=SECRET, icc_profile=b"profile of Fakephone" * 8)


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few kilobytes that says it is 3.6 thousand million pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10**6))) + chunk(b"IEND", b"")
    )


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


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_jpeg_whatever_it_was(kind) -> None:
    made = remake(photo_of((640, 480), kind))

    with Image.open(io.BytesIO(made.body)) as opened:
        assert (opened.format, opened.size) == ("JPEG", (640, 480))


def test_the_place_the_camera_and_every_comment_are_gone_and_the_photo_stands_upright() -> None:
    sent = photo_that_tells()
    assert SECRET in sent

    made = remake(sent)

    assert SECRET not in made.body
    assert b"Fakephone" not in made.body
    assert b"Exif" not in made.body
    with Image.open(io.BytesIO(made.body)) as opened:
        assert dict(opened.getexif()) == {}
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert opened.size == (200, 300)


def test_what_hangs_behind_the_picture_is_not_kept() -> None:
    assert b"<script>" not in remake(photo_of() + b"<script>alert(1)</script>").body


def test_a_large_photo_is_scaled_down() -> None:
    made = remake(photo_of((4_000, 3_000)))

    assert (made.width, made.height) == (1_600, 1_200)
    assert len(made.body) < 200_000


def test_a_picture_that_can_be_seen_through_gets_a_white_ground() -> None:
    body = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(body, "PNG")

    with Image.open(io.BytesIO(remake(body.getvalue()).body)) as opened:
        assert opened.getpixel((5, 5)) == (255, 255, 255)


def test_a_bomb_is_refused_before_its_pixels_are_read() -> None:
    with pytest.raises(Refusal, match="photo_too_many_pixels"):
        remake(bomb())


def test_a_photo_that_takes_all_memory_kills_nobody_but_its_own_process(monkeypatch) -> None:
    monkeypatch.setattr(remaking_module, "_MEMORY", 160 * 2**20)

    with pytest.raises(Refusal, match=r"photo_too_many_pixels|photo_broken"):
        remake(bomb(7_000, 7_000))


def test_a_photo_that_takes_too_long_is_refused(monkeypatch) -> None:
    def slow(*args: object, **kwargs: object) -> None:
        raise subprocess.TimeoutExpired("child", 1)

    monkeypatch.setattr(remaking_module.subprocess, "run", slow)

    with pytest.raises(Refusal, match="photo_too_many_pixels"):
        remake(photo_of())


@pytest.mark.parametrize(
    "body",
    [
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"%PDF-1.7",
        b"GIF89a" + bytes(40),
        b" \xff\xd8\xff",
        b"",
    ],
)
def test_what_is_no_photo_is_refused_whatever_its_name(body) -> None:
    with pytest.raises(Refusal, match="photo_kind_refused"):
        remake(body)


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xd8\xff" + b"<script>alert(1)</script>",
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"RIFF" + bytes(4) + b"WAVE" + bytes(100),
        photo_of()[:300],
    ],
)
def test_what_only_begins_like_a_photo_is_refused(body) -> None:
    with pytest.raises(Refusal, match="photo_broken"):
        remake(body)


def test_heic_is_refused_with_what_to_do() -> None:
    with pytest.raises(Refusal, match="photo_is_heic"):
        remake(b"\x00\x00\x00\x18ftypheic" + bytes(100))


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
    monkeypatch.setattr("thoes.housing.services.photos.MOST_OF_ONE_ITEM", 1)
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
def test_the_houser_adds_a_photo_of_a_repair_and_nobody_else_does(alice, vera, charlie, site) -> None:
    finding = inspected(vera, site)
    for actor in (vera, charlie):
        with seen_by(actor), pytest.raises(Refusal):
            add_photo_of_repair(
                actor=actor,
                finding_id=finding.pk,
                file=SimpleUploadedFile("a.jpg", photo_of()),
                at=NOON,
                photo_id=uuid.uuid4(),
            )
    with seen_by(alice):
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

    with seen_by(request.getfixturevalue(who)):
        assert not CheckPhoto.objects.exists()


@pytest.mark.django_db
def test_a_photo_of_an_item_in_order_needs_no_finding(vera, check) -> None:
    said = Said(Outcome.IN_ORDER)
    answer_item(actor=vera, check_id=check.pk, item="waste", unit_id=None, said=said, seen=None, on=TODAY, at=NOON)

    assert keep(vera, check, photo_of()).finding_id is None
