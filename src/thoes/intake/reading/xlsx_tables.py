"""Read xlsx: a streaming scan of each sheet's XML first, then calamine.

The scan exists because calamine lays a sheet out as one block from its first to its last value: two values in far
corners make a 5 kB file ask for more memory than there is (https://github.com/tafia/calamine/issues/130). It also
brings back what calamine reports as empty, error values (#REF!) and formulas without a stored result: an empty
departure would read as "still here". And it sees which rows are hidden or struck through.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook, SheetTypeEnum

from thoes.intake.reading.cells import NO_RESULT, Limits, Row, Sheet
from thoes.intake.reading.xlsx_notes import notes_beside, texts_of_file
from thoes.intake.reading.zip_checks import part_of
from thoes.kernel.refusals import Refusal

_CHUNK = 2**20
_LONGEST_ROW_BYTES = 32 * 2**20
_MOST_ERROR_CELLS = 50_000
_MOST_TEXTS = 64 * 2**20
# A cell with content: one that does not close itself. Styled empty cells far below a list are common and harmless.
_FILLED_CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*[\"']([A-Z]{1,4})([0-9]{1,8})[\"'](?:[^>]*[^/>])?>")
_ERROR_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?=[^>]*\st\s*=\s*[\"']e[\"'])(?:[^>]*?\s)?r\s*=\s*[\"']([A-Z]{1,4})([0-9]{1,8})[\"'][^>]*>"
    rb".{0,8192}?<(?:\w+:)?v>([^<]{1,20})<",
    re.DOTALL,
)
# A formula with nothing behind it, or with an empty value; a text formula (t="str") may well give an empty text.
_FORMULA_CELL = re.compile(
    rb"<(?:\w+:)?c(\s[^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(<(?:\w+:)?v\s*/>|<(?:\w+:)?v\s*>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_TEXT_RESULT = re.compile(rb"\st\s*=\s*[\"']str[\"']")
_CELL_NAME = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{1,4})([0-9]{1,8})[\"']")
# Hidden, or made so low that nobody sees it.
_HIDDEN_ROW = re.compile(
    rb"<(?:\w+:)?row(?=\s)(?=[^>]*\s(?:hidden\s*=\s*[\"'](?:1|true)|ht\s*=\s*[\"']0(?:\.0*)?)[\"'])"
    rb"[^>]*?\sr\s*=\s*[\"'](\d{1,8})[\"']"
)
_LOW_ROW = re.compile(rb"\sht\s*=\s*[\"']0[.\"']")
# A text of which letters are struck through: shared by its number, or in the cell itself.
_SHARED_TEXT = re.compile(rb"<(?:\w+:)?si(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_STRUCK_LETTERS = re.compile(rb"<(?:\w+:)?strike(?:\s+val\s*=\s*[\"'](?:1|true)[\"'])?\s*/>")
_CELL_OF_SHARED = re.compile(
    rb"<(?:\w+:)?c(?=\s)(?=[^>]*\st\s*=\s*[\"']s[\"'])[^>]*?\sr\s*=\s*[\"'][A-Z]{1,4}(\d{1,8})[\"'][^>]*>\s*"
    rb"<(?:\w+:)?v>(\d{1,9})<"
)
_CELL_WITH_LETTERS = re.compile(
    rb"<(?:\w+:)?c(?=\s)[^>]*?\sr\s*=\s*[\"'][A-Z]{1,4}(\d{1,8})[\"'][^>]*>\s*<(?:\w+:)?is>(.{1,8192}?)</(?:\w+:)?is>",
    re.DOTALL,
)
_STYLED_CELL = re.compile(
    rb"<(?:\w+:)?c(?=\s)(?=[^>]*\ss\s*=\s*[\"'](\d{1,6})[\"'])[^>]*?\s"
    rb"r\s*=\s*[\"'][A-Z]{1,4}(\d{1,8})[\"'](?:[^>]*[^/>])?>"
)
_TIMES = (time, timedelta)
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Struck:
    """What is struck through: the numbers of cell styles, and of shared texts."""

    styles: frozenset[bytes]
    texts: frozenset[bytes]


@dataclass(slots=True)
class _Extent:
    rows: int = 0
    columns: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    struck_rows: set[int] = field(default_factory=set)
    # The XML after the last row.
    behind: bytes = b""


def read_xlsx(path: Path, archive: zipfile.ZipFile, limits: Limits) -> Iterator[Sheet]:
    """All sheets with a grid, hidden ones too, each from A1 on; merged cells are filled down."""
    book_xml = part_of(archive, "xl/workbook.xml")
    epoch_1904 = re.search(rb"date1904\s*=\s*[\"'](1|true)[\"']", book_xml) is not None
    parts, hidden = _sheet_parts(archive, book_xml)
    struck = _Struck(_struck_styles(archive), _struck_texts(archive))
    extents: dict[str, _Extent] = {}
    cells = 0
    for name, part in parts.items():
        extents[name] = _scan(archive, part, name, limits, struck)
        cells += extents[name].rows * extents[name].columns
        if cells > limits.cells:
            raise Refusal("sheet_too_sparse", sheet=name, most=limits.cells)
    beside: list[str] | None = texts_of_file(archive)
    with CalamineWorkbook.from_path(str(path)) as book:
        for meta in book.sheets_metadata:
            if meta.typ == SheetTypeEnum.WorkSheet and meta.name in extents:
                extent = extents[meta.name]
                yield Sheet(
                    meta.name,
                    _rows(book, meta.name, extent),
                    epoch_1904,
                    hidden=meta.name in hidden,
                    hidden_rows=sorted(extent.hidden_rows),
                    struck_rows=sorted(extent.struck_rows),
                    notes=notes_beside(archive, parts[meta.name], extent.behind),
                    beside=beside or [],
                )
                beside = None


def _struck_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of the cell styles whose letters have a line through them."""
    styles = part_of(archive, "xl/styles.xml")
    if b"strike" not in styles:
        return frozenset()
    root = _xml(styles)
    fonts = [
        any(_local(part) == "strike" and part.get("val", "1") in ("1", "true") for part in font)
        for group in root
        if _local(group) == "fonts"
        for font in group
    ]
    formats = [xf for group in root if _local(group) == "cellXfs" for xf in group]
    ids = [(number, xf.get("fontId", "")) for number, xf in enumerate(formats)]
    return frozenset(b"%d" % number for number, font in ids if font.isdigit() and any(fonts[int(font) : int(font) + 1]))


def _struck_texts(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of the shared texts of which letters have a line through them."""
    texts = part_of(archive, "xl/sharedStrings.xml", most_bytes=_MOST_TEXTS)
    if b"strike" not in texts:
        return frozenset()
    return frozenset(
        b"%d" % number for number, body in enumerate(_SHARED_TEXT.findall(texts)) if _STRUCK_LETTERS.search(body)
    )


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _sheet_parts(archive: zipfile.ZipFile, book_xml: bytes) -> tuple[dict[str, str], set[str]]:
    """Sheet name -> name of its part in the zip; and the names of the sheets that are hidden."""
    relations = {
        element.get("Id", ""): element.get("Target", "")
        for element in _xml(part_of(archive, "xl/_rels/workbook.xml.rels")).iter()
        if element.get("Id")
    }
    parts: dict[str, str] = {}
    hidden: set[str] = set()
    for element in _xml(book_xml).iter():
        if _local(element) != "sheet":
            continue
        relation = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        target = relations.get(relation, "")
        parts[element.get("name", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if element.get("state", "visible") != "visible":
            hidden.add(element.get("name", ""))
    return parts, hidden


def _xml(data: bytes) -> ElementTree.Element:
    if not data or _DOCTYPE.search(data):
        raise Refusal("file_broken")
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise Refusal("file_broken") from error


def _scan(archive: zipfile.ZipFile, part: str, sheet: str, limits: Limits, struck: _Struck) -> _Extent:
    extent = _Extent()
    for xml in _whole_rows(archive, part):
        extent.behind = xml
        found = _FILLED_CELL.findall(xml)
        if not found:
            continue
        extent.rows = max(extent.rows, max(map(int, {row for _, row in found})))
        extent.columns = max(extent.columns, max(map(_column_number, {letters for letters, _ in found})))
        if extent.rows > limits.rows:
            raise Refusal("sheet_too_sparse", sheet=sheet, most=limits.rows, row=extent.rows)
        if extent.columns > limits.columns:
            raise Refusal("too_many_columns", most=limits.columns, line=extent.rows)
        if b'"e"' in xml or b"'e'" in xml:
            _collect_errors(xml, extent)
        if b"<f" in xml or b":f" in xml:
            _collect_formulas(xml, extent)
        if b"hidden" in xml or _LOW_ROW.search(xml):
            extent.hidden_rows.update(int(row) for row in _HIDDEN_ROW.findall(xml))
        extent.struck_rows.update(_struck_in(xml, struck))
        if len(extent.errors) > _MOST_ERROR_CELLS:
            raise Refusal("too_many_formulas", sheet=sheet, most=_MOST_ERROR_CELLS)
    return extent


def _struck_in(xml: bytes, struck: _Struck) -> Iterator[int]:
    """The rows in which something is struck through: a cell, or letters in it."""
    if struck.styles:
        yield from (int(row) for style, row in _STYLED_CELL.findall(xml) if style in struck.styles)
    if struck.texts:
        yield from (int(row) for row, text in _CELL_OF_SHARED.findall(xml) if text in struck.texts)
    if b"strike" in xml:
        yield from (int(row) for row, body in _CELL_WITH_LETTERS.findall(xml) if _STRUCK_LETTERS.search(body))


def _collect_errors(xml: bytes, extent: _Extent) -> None:
    for match in _ERROR_CELL.finditer(xml):
        letters, row, text = match.groups()
        extent.errors[int(row) - 1, _column_number(letters) - 1] = text.decode("ascii", errors="replace")


def _collect_formulas(xml: bytes, extent: _Extent) -> None:
    for match in _FORMULA_CELL.finditer(xml):
        attributes, empty_value = match.groups()
        name = _CELL_NAME.search(attributes)
        if name and not (empty_value and _TEXT_RESULT.search(attributes)):
            extent.errors[int(name[2]) - 1, _column_number(name[1]) - 1] = NO_RESULT


def _whole_rows(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part's XML in pieces that end where a row ends, so that no cell is cut in two."""
    try:
        info = archive.getinfo(part)
    except KeyError:
        # A chart sheet or a damaged list of parts; calamine says which.
        return
    rest = b""
    with archive.open(info) as file:
        while chunk := file.read(_CHUNK):
            rest += chunk
            end = rest.rfind(b"row>") + 4
            if end > 3:
                yield rest[:end]
                rest = rest[end:]
            if len(rest) > _LONGEST_ROW_BYTES:
                raise Refusal("file_broken")
    yield rest


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _rows(book: CalamineWorkbook, name: str, extent: _Extent) -> list[Row]:
    grid = book.get_sheet_by_name(name)
    # Calamine's types are exactly those of Cell, but for times; and it writes an empty cell as an empty text.
    rows: list[Row] = [
        [None if cell == "" else str(cell) if isinstance(cell, _TIMES) else cell for cell in row]
        for row in grid.to_python(skip_empty_area=False)
    ]
    for (row, column), text in extent.errors.items():
        _put(rows, row, column, text)
    for (top, left), (bottom, _) in grid.merged_cell_ranges or []:
        fill_down(rows, top=top, bottom=bottom, column=left)
    return rows


def _put(rows: list[Row], row: int, column: int, text: str) -> None:
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend([None] * (column + 1 - len(rows[row])))
    rows[row][column] = text


def fill_down(rows: list[Row], *, top: int, bottom: int, column: int) -> None:
    """Give each row of a merged area the value of its first cell, in the first column of the area only.

    A site name merged over ten rows belongs to all ten; a title merged over eight columns is still one title.
    """
    if top >= len(rows) or column >= len(rows[top]) or rows[top][column] is None:
        return
    value = rows[top][column]
    for row in rows[top + 1 : bottom + 1]:
        row.extend([None] * (column + 1 - len(row)))
        row[column] = value
