"""The process that opens a PDF: `python -m thoes.housing.papers.child MEMORY SECONDS < paper`.

It may die, of memory or of time, and nobody else does. Out comes one line of JSON, and after it a PDF with the same pages
and without what tells who made it where: the Info dictionary, XMP of the file and of every picture, EXIF in JPEG pictures,
thumbnails, earlier revisions, private data of programs, enclosed files, scripts, and the names at remarks.
"""

import io
import json
import re
import resource
import struct
import sys
from typing import IO, Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.filters import decode_stream_data
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

# What pypdf raises on a file that is no PDF, or no whole one.
_BROKEN = (
    PyPdfError, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, EOFError, RecursionError,
    struct.error, NotImplementedError, AssertionError,
)  # fmt: skip
_EVERYWHERE = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AA", "/AF")
_OF_THE_FILE = ("/OpenAction", "/Collection", "/Perms", "/DSS", "/SpiderInfo", "/Legal", "/URI")
_RUNS = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/RichMediaExecute")
_ENCLOSES = ("/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D")
# A field of a form has its own name here, a remark the name of who wrote it.
_OF_A_REMARK = ("/T", "/M", "/CreationDate")
_JPEG = ("/DCTDecode", "/DCT")
# Among the pixels an 0xFF stands with a zero or a restart mark behind it; with anything else a new segment begins.
_NEXT_SEGMENT = re.compile(rb"\xff(?=[^\x00\xff\xd0-\xd7])")


def main(memory: int, seconds: int) -> None:
    """Read a PDF from standard input and write it anew, or why not."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    out = sys.stdout.buffer
    try:
        _say(out, *_remake(sys.stdin.buffer.read()))
    except MemoryError:
        _say(out, {"refusal": "document_too_hard"})
    except _BROKEN:
        _say(out, {"refusal": "document_broken"})


def _remake(body: bytes) -> tuple[dict[str, Any], bytes]:
    reader = PdfReader(io.BytesIO(body), strict=False)
    # Many a PDF is locked against changes only, and opens without a password.
    if reader.is_encrypted and not reader.decrypt(""):
        return {"refusal": "document_locked"}, b""
    if not len(reader.pages):
        return {"refusal": "document_broken"}, b""
    writer = PdfWriter(clone_from=reader)
    _clean_file(writer.root_object)
    for held in writer._objects:
        _clean_object(held)
    # Once more: only what can be reached is copied, and what hung on the removed parts cannot be any more.
    made = _written(PdfWriter(clone_from=PdfReader(io.BytesIO(_written(writer)))))
    return {"pages": len(writer.pages)}, made


def _written(writer: PdfWriter) -> bytes:
    writer.metadata = None
    body = io.BytesIO()
    writer.write(body)
    return body.getvalue()


def _clean_file(root: DictionaryObject) -> None:
    for name in (*_EVERYWHERE, *_OF_THE_FILE):
        root.pop(name, None)
    names = root.get("/Names")
    if names is not None:
        # Places in the file that links lead to stay; enclosed files and scripts stand here as well.
        for name in [name for name in names.get_object() if name != "/Dests"]:
            del names.get_object()[name]
    form = root.get("/AcroForm")
    if form is not None:
        form.get_object().pop("/XFA", None)


def _clean_object(held: Any) -> None:
    """Clean one object and what stands in it directly, however deep; not what it refers to, which has its own turn."""
    waiting = [held]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            _clean_dictionary(one)
            waiting += [value for value in one.values() if isinstance(value, DictionaryObject | ArrayObject)]
        elif isinstance(one, ArrayObject):
            waiting += [value for value in one if isinstance(value, DictionaryObject | ArrayObject)]


def _clean_dictionary(one: DictionaryObject) -> None:
    for name in _EVERYWHERE:
        one.pop(name, None)
    for name in ("/A", "/Next"):
        action = _value(one, name)
        if isinstance(action, DictionaryObject) and _value(action, "/S") in _RUNS:
            del one[name]
    if _value(one, "/S") == "/JavaScript":
        one.pop("/JS", None)
    subtype = _value(one, "/Subtype")
    if "/Rect" in one and subtype not in ("/Widget", "/Link"):
        for name in _OF_A_REMARK:
            one.pop(name, None)
    if _value(one, "/FT") == "/Sig":
        one.pop("/V", None)
    if "/Annots" in one:
        _leave_out_enclosed(one)
    if isinstance(one, StreamObject):
        _clean_picture(one)
    if _value(one, "/Type") in ("/Filespec", "/F"):
        one.pop("/EF", None)


def _value(one: DictionaryObject, name: str) -> Any:
    """What stands under a name; a PDF may keep even a word in an object of its own and only refer to it."""
    value = one.get(name)
    return value.get_object() if value is not None else None


def _clean_picture(one: StreamObject) -> None:
    """Clean a JPEG; one that is packed once more ("/FlateDecode", "/DCTDecode") is unpacked and kept as a JPEG alone."""
    filters = _value(one, "/Filter")
    filters = [each.get_object() for each in filters] if isinstance(filters, ArrayObject) else [filters]
    if not filters or filters[-1] not in _JPEG:
        return
    one[NameObject("/Filter")] = ArrayObject(NameObject(each) for each in filters)
    # The last filter leaves its bytes as they are here: they are the JPEG itself.
    one._data = without_words(decode_stream_data(one) if len(filters) > 1 else one._data)
    one[NameObject("/Filter")] = NameObject(_JPEG[0])
    for name in ("/DecodeParms", "/DP"):
        settings = _value(one, name)
        if isinstance(settings, ArrayObject):
            own = settings[-1].get_object() if settings else None
            del one[name]
            if isinstance(own, DictionaryObject):
                one[NameObject(name)] = own


def _leave_out_enclosed(page: DictionaryObject) -> None:
    annotations = page["/Annots"].get_object()
    if not isinstance(annotations, ArrayObject):
        return
    kept = ArrayObject(one for one in annotations if _value(one.get_object(), "/Subtype") not in _ENCLOSES)
    page[NameObject("/Annots")] = kept


def without_words(jpeg: bytes) -> bytes:
    """A JPEG without EXIF, XMP, thumbnails and comments: everything that is not needed to show it.

    Kept are the segments of the picture itself, JFIF and Adobe's note on the colours. The colours of a picture in a PDF are
    said by the PDF, so a profile that stands in the JPEG itself is of no use. What follows the end of the picture goes: phones
    put a second picture there, with a place of its own.
    """
    if jpeg[:2] != b"\xff\xd8":
        return jpeg
    kept, at = [jpeg[:2]], 2
    while found := _NEXT_SEGMENT.search(jpeg, at):
        start, marker = found.start(), jpeg[found.start() + 1]
        if marker == 0xD9 or start + 4 > len(jpeg):
            break
        (length,) = struct.unpack(">H", jpeg[start + 2 : start + 4])
        at = start + 2 + length
        if marker == 0xDA:
            # The pixels: up to the next segment, which may be another scan of the same picture.
            following = _NEXT_SEGMENT.search(jpeg, at)
            at = following.start() if following else len(jpeg)
        told = marker == 0xFE or 0xE1 <= marker <= 0xEF
        if not told or marker == 0xEE:
            kept.append(jpeg[start:at])
    return b"".join([*kept, b"\xff\xd9"])


def _say(out: IO[bytes], value: dict[str, Any], made: bytes = b"") -> None:
    out.write(json.dumps(value).encode() + b"\n" + made)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
