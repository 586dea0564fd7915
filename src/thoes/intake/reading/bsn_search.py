"""Find a BSN in the parts of a file that nobody reads: beside and above a list, and on the other sheets."""

import re
from collections.abc import Collection, Iterable
from datetime import date

from thoes.intake.reading.cells import Row, Sheet, cell_text, column_letters
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.refusals import Refusal

_REASON_TO_LOOK = 8


def holds_bsn(text: str) -> bool:
    """As `contains_bsn`, quick for the many cells that are too short."""
    return len(text) >= _REASON_TO_LOOK and contains_bsn(text)


def cell_with_bsn(row: Row, line: int, *, but: Collection[int] = ()) -> str:
    """The first cell, by its name such as H5, that holds a BSN; empty when none does. Columns in `but` are not searched."""
    for column, cell in enumerate(row):
        if cell is None or column in but or isinstance(cell, date | bool):
            continue
        if holds_bsn(cell if isinstance(cell, str) else cell_text(cell)):
            return f"{column_letters(column)}{line}"
    return ""


def notes_with_bsn(sheet: Sheet) -> dict[int, str]:
    """The cells whose comment holds a BSN, by the number of their line; 0 is a text box or header that belongs to none."""
    cells = (cell for cell, text in sheet.notes if holds_bsn(text))
    return {int("".join(re.findall(r"[0-9]", cell)) or 0): cell for cell in cells}


def refuse_bsn_around(sheet: Sheet, rows: Iterable[Row], *, but: Collection[int] = ()) -> None:
    """Refusal `bsn_around_list`, `bsn_in_comment` (a header or footer too) or `bsn_in_sheet_name` (a property of the file
    too) when a part of a sheet that is no line of a list holds a BSN.

    `rows` are those from the first one on; `but` are columns that are called after the BSN and not read.
    """
    rows = list(rows)
    for line, cell in notes_with_bsn(sheet).items():
        if line <= len(rows) or line > len(sheet.rows):
            raise Refusal("bsn_in_comment", sheet=sheet.name or "1", cell=cell or "–")
    if any(map(holds_bsn, (sheet.name, *sheet.beside))):
        raise Refusal("bsn_in_sheet_name")
    for line, row in enumerate(rows, start=1):
        if place := cell_with_bsn(row, line, but=but):
            raise Refusal("bsn_around_list", sheet=sheet.name or "1", cell=place)


def refuse_bsn_in_name(file_name: str) -> None:
    """Refusal `bsn_in_file_name`; people call their files after the people in them."""
    if holds_bsn(file_name):
        raise Refusal("bsn_in_file_name", field="file")
