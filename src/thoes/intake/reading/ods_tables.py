"""Read ods with a streaming parser of our own.

Calamine does not read every ods that is in use, and a repeated row or cell can stand for a million of them, so the
repeats have to be watched while reading anyway. OpenDocument 1.3 part 3, chapter 9:
https://docs.oasis-open.org/office/OpenDocument/v1.3/os/part3-schema/
"""

import re
import zipfile
from datetime import date, datetime
from xml.parsers import expat

from thoes.intake.reading.cells import NO_RESULT, Cell, Limits, Row, Sheet, column_letters
from thoes.intake.reading.xlsx_notes import texts_in
from thoes.intake.reading.xlsx_tables import fill_down
from thoes.intake.reading.zip_checks import part_of
from thoes.kernel.refusals import Refusal

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_THROUGH = _STYLE + "text-line-through-style"
_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
# In the other parts stand headers and footers of the printed page, the title and author, and charts.
_NOT_BESIDE = ("content.xml", "settings.xml", "META-INF/manifest.xml")
_VALUES = frozenset(_OFFICE + name for name in ("value", "date-value", "boolean-value", "time-value", "string-value"))
_ZONE = re.compile(r"(?:Z|[+-]\d{2}:\d{2})$")


def read_ods(archive: zipfile.ZipFile, limits: Limits) -> list[Sheet]:
    """All sheets; merged cells are filled down. Repeats count against the limits only when there is a value in them."""
    reader = _Reader(limits)
    try:
        with archive.open("content.xml") as file:
            reader.parser.ParseFile(file)
    except expat.ExpatError as error:
        raise Refusal("file_broken") from error
    for sheet in reader.sheets[:1]:
        parts = [part for part in archive.namelist() if part.endswith(".xml") and part not in _NOT_BESIDE]
        sheet.beside = [text for part in parts for text in texts_in(part_of(archive, part))]
    return reader.sheets


class _Reader:
    """Keeps the place in the document; empty rows and cells are held back until a value comes after them."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheets: list[Sheet] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._table_depth = 0
        self._note_depth = 0
        self._note: list[str] = []
        self._cells = 0
        self._row: Row = []
        self._empty_cells = 0
        self._empty_rows = 0
        self._row_repeat = 1
        self._row_is_hidden = False
        # The names of styles with a line through the letters, and whether such a text stands in the row.
        self._struck_styles: set[str] = set()
        self._style = ""
        self._text_is_struck = self._row_is_struck = False
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[list[str]] = []
        self._in_paragraph = False
        self._spans: list[tuple[int, int, int]] = []
        self._merged: list[tuple[int, int, int]] = []

    def _refuse_doctype(self, *_: object) -> None:
        raise Refusal("file_broken")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TABLE + "table":
            self._table_depth += 1
            if self._table_depth == 1:
                self.sheets.append(Sheet(attributes.get(_TABLE + "name", "")))
                self._empty_rows = 0
                self._merged = []
        elif self._table_depth != 1:
            self._start_style(name, attributes)
        elif name == _OFFICE + "annotation" or name.startswith(_DRAW):
            # A text box stands over the cells, and in one of them only in the file.
            self._note = self._note if self._note_depth else []
            self._note_depth += 1
        elif name == _TABLE + "table-row":
            self._row, self._empty_cells, self._spans = [], 0, []
            self._row_repeat = _count(attributes, _TABLE + "number-rows-repeated")
            self._row_is_struck = False
            self._row_is_hidden = attributes.get(_TABLE + "visibility", "visible") != "visible"
        elif name in (_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            self._cell, self._paragraphs = attributes, []
            self._text_is_struck = attributes.get(_TABLE + "style-name") in self._struck_styles
        elif self._cell is not None and not self._note_depth:
            self._start_text(name, attributes)

    def _start_style(self, name: str, attributes: dict[str, str]) -> None:
        if name == _STYLE + "style":
            self._style = attributes.get(_STYLE + "name", "")
        elif name == _STYLE + "text-properties" and attributes.get(_THROUGH, "none") != "none":
            self._struck_styles.add(self._style)

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        if name in (_TEXT + "p", _TEXT + "h"):
            self._paragraphs.append([])
            self._in_paragraph = True
        elif self._in_paragraph and name in (_TEXT + "s", _TEXT + "tab", _TEXT + "line-break"):
            self._paragraphs[-1].append(" ")
        elif name == _TEXT + "span" and attributes.get(_TEXT + "style-name") in self._struck_styles:
            self._text_is_struck = True

    def _characters(self, text: str) -> None:
        if self._note_depth:
            self._note.append(text)
        elif self._in_paragraph and self._table_depth == 1:
            self._paragraphs[-1].append(text)

    def _end(self, name: str) -> None:
        if name == _TABLE + "table":
            self._table_depth -= 1
            if self._table_depth == 0:
                for top, bottom, column in self._merged:
                    fill_down(self.sheets[-1].rows, top=top, bottom=bottom, column=column)
        elif self._table_depth != 1:
            return
        elif name == _OFFICE + "annotation" or name.startswith(_DRAW):
            self._note_depth -= 1
            if self._note_depth or not any(map(str.strip, self._note)):
                return
            row = len(self.sheets[-1].rows) + self._empty_rows + 1
            cell = f"{column_letters(len(self._row) + self._empty_cells)}{row}"
            is_note = name == _OFFICE + "annotation"
            self.sheets[-1].notes.append([cell if is_note else "", " ".join(self._note)])
        elif name in (_TEXT + "p", _TEXT + "h"):
            self._in_paragraph = self._in_paragraph and self._note_depth > 0
        elif name == _TABLE + "table-cell":
            self._end_cell()
        elif name == _TABLE + "covered-table-cell" and self._cell is not None:
            self._empty_cells += _count(self._cell, _TABLE + "number-columns-repeated")
            self._cell = None
        elif name == _TABLE + "table-row":
            self._end_row()

    def _end_cell(self) -> None:
        attributes = self._cell or {}
        self._cell = None
        repeat = _count(attributes, _TABLE + "number-columns-repeated")
        value = _value(attributes, "\n".join("".join(parts) for parts in self._paragraphs))
        if value is None:
            self._empty_cells += repeat
            return
        self._row_is_struck |= self._text_is_struck
        if len(self._row) + self._empty_cells + repeat > self.limits.columns:
            line = len(self.sheets[-1].rows) + self._empty_rows + 1
            raise Refusal("too_many_columns", most=self.limits.columns, line=line)
        self._row.extend([None] * self._empty_cells)
        self._empty_cells = 0
        rows_spanned = _count(attributes, _TABLE + "number-rows-spanned")
        if rows_spanned > 1:
            self._spans.append((len(self._row), rows_spanned, repeat))
        self._row.extend([value] * repeat)

    def _end_row(self) -> None:
        if not self._row:
            self._empty_rows += self._row_repeat
            return
        rows = self.sheets[-1].rows
        last = len(rows) + self._empty_rows + self._row_repeat
        self._cells += self._row_repeat * len(self._row)
        if last > self.limits.rows or self._cells > self.limits.cells:
            raise Refusal("sheet_too_sparse", sheet=self.sheets[-1].name, most=self.limits.rows, row=last)
        rows.extend([] for _ in range(self._empty_rows))
        self._empty_rows = 0
        for column, rows_spanned, _ in self._spans:
            self._merged.append((len(rows), len(rows) + rows_spanned - 1, column))
        if self._row_is_hidden:
            self.sheets[-1].hidden_rows.extend(range(len(rows) + 1, last + 1))
        if self._row_is_struck:
            self.sheets[-1].struck_rows.extend(range(len(rows) + 1, last + 1))
        rows.extend(list(self._row) for _ in range(self._row_repeat))


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return max(1, int(text)) if text.isdigit() and len(text) < 10 else 1


def _value(attributes: dict[str, str], text: str) -> Cell:
    kind = attributes.get(_OFFICE + "value-type", "")
    if _TABLE + "formula" in attributes and not text and kind != "string" and not _VALUES.intersection(attributes):
        return NO_RESULT
    if kind in ("float", "percentage", "currency"):
        return float(attributes.get(_OFFICE + "value", "nan"))
    if kind == "boolean":
        return attributes.get(_OFFICE + "boolean-value") == "true"
    if kind == "date":
        written = attributes.get(_OFFICE + "date-value", "")
        # A moment with its own time zone is left as it is written; the reader of dates knows which day that is.
        return written if len(written) > 10 and _ZONE.search(written) else _date(written) or text or None
    # An error such as #REF! is a string without a value; what the cell shows is then in its text.
    return attributes.get(_OFFICE + "string-value") or text or None


def _date(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text[:19]).date()
    except ValueError:
        return None
