"""A spreadsheet in the OpenDocument format: the few parts of ISO/IEC 26300 that a plain table needs.

Written out here, because no library fits (`docs/adr/0032`): what is kept up needs five milliseconds a row, or brings a
library for encryption along.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
                        ("number", "datastyle"), ("fo", "xsl-fo-compatible"))
)  # fmt: skip
_DAY = "<number:day number:style='long'/><number:text>-</number:text><number:month number:style='long'/>" \
       "<number:text>-</number:text><number:year number:style='long'/>"  # fmt: skip
_TIME = "<number:text> </number:text><number:hours number:style='long'/><number:text>:</number:text>" \
        "<number:minutes number:style='long'/>"  # fmt: skip
_STYLES = (
    f"<number:date-style style:name='day-as'>{_DAY}</number:date-style>"
    f"<number:date-style style:name='moment-as'>{_DAY}{_TIME}</number:date-style>"
    "<style:style style:name='day' style:family='table-cell' style:data-style-name='day-as'/>"
    "<style:style style:name='moment' style:family='table-cell' style:data-style-name='moment-as'/>"
    "<style:style style:name='head' style:family='table-cell'><style:text-properties fo:font-weight='bold'/></style:style>"
    "<style:style style:name='wide' style:family='table-column'>"
    "<style:table-column-properties style:column-width='4.5cm'/></style:style>"
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def ods_of(tables: Iterable[tuple[str, Sequence[Sequence[Any]]]]) -> bytes:
    """The tables as the sheets of one file; the first row of each is its head. Texts hold no control signs."""
    sheets = "".join(_table(title, rows) for title, rows in tables)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES} office:version="1.3">'
        f"<office:automatic-styles>{_STYLES}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        # Programs know the file by its first entry, which therefore is not compressed.
        archive.writestr("mimetype", _MIME, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", content)
    return stream.getvalue()


def _table(title: str, rows: Sequence[Sequence[Any]]) -> str:
    head, *rest = rows
    columns = f'<table:table-column table:style-name="wide" table:number-columns-repeated="{max(len(head), 1)}"/>'
    return (
        f"<table:table table:name={quoteattr(title)}>{columns}"
        f"<table:table-header-rows>{_row(head, style='head')}</table:table-header-rows>"
        f"{''.join(_row(row) for row in rest)}</table:table>"
    )


def _row(cells: Sequence[Any], style: str = "") -> str:
    return f"<table:table-row>{''.join(_cell(cell, style) for cell in cells)}</table:table-row>"


def _cell(cell: Any, style: str) -> str:
    match cell:
        case None | "":
            return "<table:table-cell/>"
        case bool():
            return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(cell).lower()}"/>'
        case int() | float():
            return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
        case date():
            named = "moment" if isinstance(cell, datetime) else "day"
            value = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
            return f'<table:table-cell table:style-name="{named}" {value}/>'
    named = f' table:style-name="{style}"' if style else ""
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n"))
    return f'<table:table-cell{named} office:value-type="string">{lines}</table:table-cell>'
