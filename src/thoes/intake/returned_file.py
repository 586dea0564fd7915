"""The lines that were sent back, as a workbook that can be mended and handed in again.

Each sheet has the column names of the original and one column more, with the reasons; on the way in that column is
ignored. Where the file around a line showed what was wrong, the line by itself may look right: one that was struck
through has no stroke here. Such a line gets a question mark in a column of its own, and waits again while it stands
(`unseen.py`). Texts are written as texts, never as formulas or links.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from thoes.foundation.documents.sheets import CellWriter
from thoes.foundation.refusal_texts import explain_code
from thoes.intake.kinds import FileKind
from thoes.intake.models import RejectedLine
from thoes.intake.stored_facts import restored_cell
from thoes.kernel.stored_facts import restored

_WIDTH, _REASON_WIDTH, _MARK_WIDTH = 18, 90, 44
STILL_ASKED = "?"
_SHOWN_BY_THE_FILE = frozenset(
    {
        "date_order_unclear", "lines_hidden", "lines_still_asked", "lines_struck", "quotation_mark_open", "sheet_hidden",
    }
)  # fmt: skip
_LONGEST_NAME = 31
_PAPER_OF_WRONG = "#fbe3dd"
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")


def write_returned_file(
    file: IO[bytes], kind: type[FileKind[Any]], *, sheets: Sequence[dict[str, Any]], lines: Iterable[RejectedLine]
) -> None:
    """Write the lines, in the sheets they came from; the cells that must be mended are marked, and the lines that by
    themselves look right.
    """
    marked = _SHOWN_BY_THE_FILE | kind.shown_by_the_file
    by_sheet: dict[str, list[RejectedLine]] = {}
    for line in lines:
        by_sheet.setdefault(line.sheet, []).append(line)
    seen = {sheet["name"][:100]: sheet for sheet in sheets}
    columns = kind.vocabulary.names
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        names = _Names()
        for name, own in by_sheet.items():
            _write_sheet(book, names.next(name), seen.get(name, {"headers": [], "fields": []}), own, columns, marked)


class _Names:
    """Names of sheets that Excel opens: 31 signs at most, some never, none twice, and none of its own."""

    def __init__(self) -> None:
        self._taken = {"history"}

    def next(self, name: str) -> str:
        """The name itself where that may be, otherwise as much of it as may, with a number."""
        kept = _NOT_IN_A_NAME.sub(" ", name).strip(" '") or "Sheet1"
        found, number = kept[:_LONGEST_NAME].strip(" '"), 1
        while found.lower() in self._taken:
            number += 1
            found = f"{kept[: _LONGEST_NAME - 5]} {number}".strip()
        self._taken.add(found.lower())
        return found


def _write_sheet(
    book: Any,
    name: str,
    seen: dict[str, Any],
    lines: Sequence[RejectedLine],
    columns: Mapping[Any, Any],
    marked: Collection[str],
) -> None:
    sheet, fine, wrong = book.add_worksheet(name), CellWriter(book), CellWriter(book, paper=_PAPER_OF_WRONG)
    reason = book.add_format({"bold": True, "font_color": "#8a1f11"})
    headers = seen["headers"]
    width = max([len(headers), *(len(line.cells) for line in lines)])
    sheet.set_column(0, max(0, width - 1), _WIDTH)
    sheet.set_column(width, width, _REASON_WIDTH)
    sheet.freeze_panes(1, 0)
    for column, header in enumerate(headers):
        fine(sheet, 0, column, header, bold=True)
    sheet.write_string(0, width, _("Thoes: what to mend"), reason)
    waiting = {row for row, line in enumerate(lines, start=1) if any(p["code"] in marked for p in line.problems)}
    if waiting:
        sheet.set_column(width + 1, width + 1, _MARK_WIDTH)
        sheet.write_string(0, width + 1, _("Thoes: take the question mark out if it is right"), reason)
    for row, line in enumerate(lines, start=1):
        to_mend = {problem["field"] for problem in line.problems if problem["field"]}
        for column, stored in enumerate(line.cells):
            field = seen["fields"][column] if column < len(seen["fields"]) else ""
            write_cell = wrong if field in to_mend else fine
            write_cell(sheet, row, column, restored_cell(stored))
        sheet.write_string(
            row, width, " ".join(f"{name}: {text}" if name else text for name, text in reasons_of(line, columns))
        )
        if row in waiting:
            sheet.write_string(row, width + 1, STILL_ASKED)


def reasons_of(line: RejectedLine, columns: Mapping[Any, Any]) -> list[tuple[Any, str]]:
    """Every problem of a line as a sentence, with what the column it is about is called."""
    return [
        (columns.get(problem["field"] or "", ""), explain_code(problem["code"], restored(problem["facts"])))
        for problem in line.problems
    ]
