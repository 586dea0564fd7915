"""Photos made anew: nothing of the file somebody sent is kept but the picture."""

import io
import struct
import subprocess
import zlib

import pytest
from PIL import Image

from thoes.housing.pictures import remake
from thoes.housing.pictures import remaking as remaking_module
from thoes.kernel.refusals import Refusal

pytestmark = pytest.mark.slow

SECRET = b"52.3702 N home of somebody"


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
