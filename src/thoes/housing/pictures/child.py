"""The process that opens a photo: `python -m thoes.housing.pictures.child KIND PIXELS SIDE MEMORY SECONDS < photo`.

It may die, of memory or of time, and nobody else does. Only JPEG, PNG and WebP are tried, whatever the name says. Out comes
one line of JSON, and after it a JPEG (or a PNG, where KIND says so) without anything but the picture: no place, no camera,
no comment, no thumbnail. A SIDE of 0 leaves the picture as large as it is.
"""

import io
import json
import resource
import struct
import sys
from typing import IO

from PIL import Image, ImageOps

_FORMATS = ("JPEG", "PNG", "WEBP")
# Of a paper every letter must stay sharp.
_QUALITY, _QUALITY_OF_A_PAPER = 80, 92
# What the decoders of Pillow raise on a file that is no picture, or no whole one.
_BROKEN = (OSError, ValueError, SyntaxError, IndexError, KeyError, EOFError, OverflowError, struct.error, RuntimeError)


def main(kind: str, most_pixels: int, longest_side: int, memory: int, seconds: int) -> None:
    """Read a photo from standard input and write it anew, or why not."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    Image.MAX_IMAGE_PIXELS = None  # we count ourselves, before a pixel is read
    out = sys.stdout.buffer
    try:
        _remake(sys.stdin.buffer.read(), out, kind, most_pixels, longest_side)
    except MemoryError:
        _say(out, {"refusal": "photo_too_many_pixels"})
    except _BROKEN:
        _say(out, {"refusal": "photo_broken"})


def _remake(body: bytes, out: IO[bytes], kind: str, most_pixels: int, longest_side: int) -> None:
    with Image.open(io.BytesIO(body), formats=_FORMATS) as opened:
        if opened.width * opened.height > most_pixels:
            _say(out, {"refusal": "photo_too_many_pixels"})
            return
        if longest_side:
            # JPEG can be read at a half or a quarter of its size, which spares most of the memory.
            opened.draft("RGB", (longest_side, longest_side))
            # Made small first: turning a small picture upright costs nothing.
            opened.thumbnail((longest_side, longest_side))
        picture = ImageOps.exif_transpose(opened) or opened
        # A new image with the pixels alone: whatever else hung on the old one stays behind.
        clean = Image.new("RGB", picture.size, "white")
        shown = picture.convert("RGBA")
        clean.paste(shown, mask=shown.getchannel("A"))
    made = io.BytesIO()
    if kind == "PNG":
        clean.save(made, "PNG", optimize=True)
    else:
        clean.save(made, "JPEG", quality=_QUALITY if longest_side else _QUALITY_OF_A_PAPER, optimize=True)
    _say(out, {"width": clean.width, "height": clean.height})
    out.write(made.getvalue())


def _say(out: IO[bytes], value: dict[str, str | int]) -> None:
    out.write(json.dumps(value).encode() + b"\n")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:6]))
