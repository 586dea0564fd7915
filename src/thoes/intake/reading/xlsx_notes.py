"""The comments and text boxes of an xlsx sheet: never read as data, only searched for what may not be kept."""

import posixpath
import re
import zipfile
from html import unescape

from thoes.intake.reading.zip_checks import part_of

_MOST_BYTES = 32 * 2**20
# Parts that a sheet points to: comments old and new, and drawings with their text boxes.
_TARGET = re.compile(rb"\sTarget\s*=\s*[\"']([^\"']*(?:comments?|drawing)[^\"'/]*\.xml)[\"']", re.IGNORECASE)
_NOTE = re.compile(
    rb"<(?:\w+:)?(?:comment|threadedComment)\s[^>]*?\bref\s*=\s*[\"']([A-Z]{1,4}\d{1,8})[\"'][^>]*>"
    rb"(.*?)</(?:\w+:)?(?:comment|threadedComment)>",
    re.DOTALL,
)
_TEXT = re.compile(rb"<(?:\w+:)?(?:t|text)(?:\s[^>]*)?>([^<]+)(?=<)")


def notes_beside(archive: zipfile.ZipFile, sheet_part: str) -> list[list[str]]:
    """The name of the cell ("" for a text box) and the text of each note on the sheet."""
    folder, name = posixpath.split(sheet_part)
    relations = part_of(archive, f"{folder}/_rels/{name}.rels")
    notes: list[list[str]] = []
    for target in _TARGET.findall(relations):
        part = posixpath.normpath(posixpath.join("/", folder, target.decode("utf-8", errors="replace")))
        xml = part_of(archive, part, most_bytes=_MOST_BYTES)
        found = _NOTE.findall(xml)
        notes.extend([cell.decode("ascii"), _text(body)] for cell, body in found)
        if not found and (text := _text(xml)):
            notes.append(["", text])
    return notes


def _text(xml: bytes) -> str:
    pieces = [unescape(piece.decode("utf-8", errors="replace")) for piece in _TEXT.findall(xml)]
    # A number may stand in two pieces of two colours, and two pieces may be two numbers.
    return "\n".join(("".join(pieces), " ".join(pieces))) if pieces else ""
