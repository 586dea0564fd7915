"""What stands beside the cells of an xlsx: comments, text boxes, headers and footers, names, properties, charts.

Never read as data, only searched for what may not be kept.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
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
_ANY_TEXT = re.compile(rb">([^<>]*[^\s<>][^<>]*)(?=<)")
# What people type in an attribute; sizes and places stand in others, and may look like anything.
_TYPED = re.compile(
    rb"\s(?:name|displayName|title|descr|tooltip|display|location|prompt|promptTitle|error|errorTitle|caption|v)"
    rb"\s*=\s*(?:\"([^\"]+)\"|'([^']+)')"
)
# How a header says its font, size and place: &"Arial,Bold"&10&L.
_FORMAT_OF_A_HEADER = re.compile(r'&(?:"[^"]*"|\d{1,2}|[A-Za-z])')
_MADE_BY_A_PROGRAM = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|\b0x[0-9A-Fa-f]+")
# Parts that are read as cells or belong to a sheet, and those in which nobody types.
_NOT_OF_THE_FILE = re.compile(
    r"/?(?:\[content_types\]\.xml|xl/(?:worksheets/|sharedstrings|styles|theme/|calcchain|comments|threadedcomments/"
    r"|drawings/|media/)|.*\.rels$|.*\.(?!xml$)[^.]*$)",
    re.IGNORECASE,
)


def notes_beside(archive: zipfile.ZipFile, sheet_part: str, behind: bytes) -> list[list[str]]:
    """The name of the cell ("" for none) and the text of each note on the sheet; `behind` is its XML after the last row."""
    folder, name = posixpath.split(sheet_part)
    relations = part_of(archive, f"{folder}/_rels/{name}.rels")
    notes = [["", text] for text in texts_in(behind)]
    for target in _TARGET.findall(relations):
        part = posixpath.normpath(posixpath.join("/", folder, target.decode("utf-8", errors="replace")))
        xml = part_of(archive, part, most_bytes=_MOST_BYTES)
        found = _NOTE.findall(xml)
        notes.extend([cell.decode("ascii"), _text(body)] for cell, body in found)
        if not found:
            notes.extend(["", text] for text in filter(None, (_text(xml), *_typed(xml))))
    return notes


def texts_of_file(archive: zipfile.ZipFile) -> list[str]:
    """What stands in the parts that belong to no sheet: properties, names of ranges and tables, charts, lists kept aside."""
    parts = (info.filename for info in archive.infolist() if not _NOT_OF_THE_FILE.match(info.filename))
    return [text for part in parts for text in texts_in(part_of(archive, part, most_bytes=_MOST_BYTES))]


def texts_in(xml: bytes) -> Iterator[str]:
    """All texts in a part, and what people type in its attributes."""
    for piece in _ANY_TEXT.findall(xml):
        text = _plain(piece)
        yield text
        if "&" in text:
            yield _FORMAT_OF_A_HEADER.sub(" ", text)
    yield from _typed(xml)


def _typed(xml: bytes) -> Iterator[str]:
    return (_plain(double or single) for double, single in _TYPED.findall(xml))


def _plain(piece: bytes) -> str:
    # A number that a program made for itself may look like anything.
    return _MADE_BY_A_PROGRAM.sub(" ", unescape(piece.decode("utf-8", errors="replace")))


def _text(xml: bytes) -> str:
    pieces = [_plain(piece) for piece in _TEXT.findall(xml)]
    # A number may stand in two pieces of two colours, and two pieces may be two numbers.
    return "\n".join(("".join(pieces), " ".join(pieces))) if pieces else ""
