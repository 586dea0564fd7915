"""Look at a zip's table of contents before anything is unpacked: what is it, and what would it cost.

The sizes in the table may lie; nobody unpacks further than they say, and the reading child has a memory limit.
"""

import zipfile
from enum import StrEnum

from thoes.intake.reading.cells import Limits
from thoes.kernel.refusals import Refusal

_MOST_PARTS = 5000
# Below this a high ratio is harmless: a small sheet of equal rows packs very well.
_RATIO_MATTERS_FROM = 30 * 2**20
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_ENCRYPTED = 0x1


class Workbook(StrEnum):
    """The two kinds of spreadsheet that are read."""

    XLSX = "xlsx"
    ODS = "ods"


def workbook_of(archive: zipfile.ZipFile, limits: Limits) -> Workbook:
    """The kind of spreadsheet in the zip; a Refusal when it is something else, encrypted, too big or has macros."""
    _refuse_bombs(archive, limits)
    names = {info.filename.lower().lstrip("/") for info in archive.infolist()}
    if any(info.flag_bits & _ENCRYPTED for info in archive.infolist()):
        raise Refusal("file_password")
    if "xl/workbook.xml" in names:
        _refuse_excel_macros(archive, names)
        return Workbook.XLSX
    if "xl/workbook.bin" in names:
        raise Refusal("file_old_excel")
    if "mimetype" in names and "content.xml" in names:
        return _ods(archive, names)
    raise Refusal("file_wrong_format", kind="Word" if "word/document.xml" in names else "zip")


def _refuse_bombs(archive: zipfile.ZipFile, limits: Limits) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if unpacked > limits.unpacked_bytes or len(parts) > _MOST_PARTS:
        raise Refusal("file_unpacks_too_large", most=limits.unpacked_bytes // 2**20)
    if unpacked > _RATIO_MATTERS_FROM and unpacked / packed > limits.unpacked_ratio:
        raise Refusal("file_unpacks_too_large", most=limits.unpacked_bytes // 2**20)


def _refuse_excel_macros(archive: zipfile.ZipFile, names: set[str]) -> None:
    has_code = any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names)
    if has_code or b"macroenabled" in part_of(archive, "[Content_Types].xml").lower():
        raise Refusal("file_macros")


def _ods(archive: zipfile.ZipFile, names: set[str]) -> Workbook:
    if not part_of(archive, "mimetype").startswith(_ODS_TYPE):
        raise Refusal("file_wrong_format", kind="OpenDocument")
    if b"encryption-data" in part_of(archive, "META-INF/manifest.xml"):
        raise Refusal("file_password")
    if any(name.startswith("basic/") for name in names):
        raise Refusal("file_macros")
    return Workbook.ODS


def part_of(archive: zipfile.ZipFile, name: str, *, most_bytes: int = 4 * 2**20) -> bytes:
    """A small part of the zip, empty when it is absent; never more than `most_bytes`."""
    wanted = name.lower().lstrip("/")
    info = next((info for info in archive.infolist() if info.filename.lower().lstrip("/") == wanted), None)
    if info is None:
        return b""
    with archive.open(info) as file:
        return file.read(most_bytes)
