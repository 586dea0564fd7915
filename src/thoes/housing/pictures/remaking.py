"""Hand a photo to the process that makes it anew, with limits on size, pixels, memory and time."""

import json
import subprocess
import sys
from dataclasses import dataclass

from thoes.kernel.refusals import Refusal

MOST_BYTES = 20 * 2**20
MOST_PIXELS = 50_000_000
_LONGEST_SIDE = 1_600
_MEMORY = 1_200 * 2**20
_SECONDS = 20
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
# What phones of one maker keep by themselves, and what Pillow cannot read: `ftyp` with one of these brands.
_HEIC = (b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis", b"hevc")


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG or PNG that we made ourselves."""

    body: bytes
    width: int
    height: int


def remake(body: bytes) -> Picture:
    """The photo made anew, at most 1,600 pixels long; raises Refusal `photo_…` for what is no photo or too much of one."""
    return _remake(body, "JPEG", _LONGEST_SIDE)


def remake_whole(body: bytes, *, as_png: bool) -> Picture:
    """A picture of a paper made anew, as large as it is; refuses as `remake` does."""
    return _remake(body, "PNG" if as_png else "JPEG", 0)


def _remake(body: bytes, kind: str, longest_side: int) -> Picture:
    if body[4:8] == b"ftyp" and body[8:12] in _HEIC:
        raise Refusal("photo_is_heic", field="photo")
    if not body.startswith(_BEGINNINGS):
        raise Refusal("photo_kind_refused", field="photo")
    limits = (kind, MOST_PIXELS, longest_side, _MEMORY, _SECONDS)
    command = [sys.executable, "-P", "-m", "thoes.housing.pictures.child", *map(str, limits)]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=_SECONDS * 2, check=False)
    except subprocess.TimeoutExpired as error:
        raise Refusal("photo_too_many_pixels", field="photo", most=MOST_PIXELS // 1_000_000) from error
    line, _, made = done.stdout.partition(b"\n")
    said = json.loads(line) if line.startswith(b"{") else {"refusal": "photo_broken"}
    if "refusal" in said:
        raise Refusal(str(said["refusal"]), field="photo", most=MOST_PIXELS // 1_000_000)
    return Picture(made, int(said["width"]), int(said["height"]))
