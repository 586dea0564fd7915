"""Decide from the first bytes what kind of file this is; the name of a file is not believed."""

from enum import StrEnum
from pathlib import Path

from thoes.kernel.refusals import Refusal

_HEAD_BYTES = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An encrypted workbook is an OLE container with a stream of this name (MS-OFFCRYPTO 2.3.4.4).
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
    (b"RIFF", "WebP"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
)


class Container(StrEnum):
    """How the table is packed."""

    ZIP = "zip"
    TEXT = "text"
    JSON = "json"


def container_of(path: Path, *, max_bytes: int, takes_json: bool = False) -> Container:
    """Whether the file is a zip (xlsx, ods), text, or JSON where that is taken; a Refusal says why it is none of them."""
    size = path.stat().st_size
    if size == 0:
        raise Refusal("file_empty")
    if size > max_bytes:
        raise Refusal("file_too_large", megabytes=-(-size // 2**20), most=max_bytes // 2**20)
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if head.startswith(b"PK\x03\x04"):
        return Container.ZIP
    if head.startswith(b"PK"):
        raise Refusal("file_broken")
    if head.startswith(_OLE):
        raise _ole_refusal(path)
    if takes_json and _markup_of(head) == "JSON":
        return Container.JSON
    _refuse_other_kinds(head)
    return Container.TEXT


def _ole_refusal(path: Path) -> Refusal:
    encrypted = _ENCRYPTED_STREAM in path.read_bytes()
    return Refusal("file_password") if encrypted else Refusal("file_old_excel")


def _refuse_other_kinds(head: bytes) -> None:
    kind = next((name for magic, name in _SIGNATURES if head.startswith(magic) and _is_no_text(magic, head)), None)
    if kind is None and head[4:8] == b"ftyp":
        kind = "HEIC"
    if kind is None and _markup_of(head):
        kind = _markup_of(head)
    if kind:
        raise Refusal("file_wrong_format", kind=kind)
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Refusal("file_empty")
    if _looks_binary(head):
        raise Refusal("file_unknown_format")


def _is_no_text(magic: bytes, head: bytes) -> bool:
    """A list may well begin with the letters BM, MZ or RIFF; a real file of those kinds has zero bytes soon."""
    return magic not in (b"BM", b"MZ", b"RIFF") or b"\x00" in head[:64]


def _markup_of(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style", b"<body")):
        return "HTML"
    if start.startswith(b"<?xml"):
        return "XML"
    return "JSON" if start.startswith((b'{"', b'[{"', b"[{\n", b"{\n")) else ""


def _looks_binary(head: bytes) -> bool:
    """Control characters that no list holds. UTF-16 is full of zero bytes, on one side of each pair only."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    zeros = head.count(0)
    if zeros:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        return not (zeros > len(head) // 8 and min(even, odd) < max(even, odd) // 8)
    return sum(head.count(code) for code in (*range(1, 9), *range(14, 27))) > len(head) // 100
