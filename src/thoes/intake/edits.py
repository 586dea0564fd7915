"""What a person mended in a file on its check page: cells, lines left out, and a line that turned out to be two.

The file stays as it was handed over; the edits are laid over it each time that it is read.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from thoes.intake.reading.cells import Row, Sheet

# Per sheet and line: {"cells": {"3": "1 May 2026"}}, {"out": True} or {"split": [{"0": "Jan"}, {"0": "Ana"}]}.
Edits = Mapping[str, Mapping[str, Mapping[str, Any]]]


def lay_over(sheets: Iterable[Sheet], edits: Edits) -> None:
    """Put the mended cells in their lines, and empty those that are left out."""
    for sheet in sheets:
        for line, edit in edits.get(sheet.name, {}).items():
            row = int(line) - 1
            if row >= len(sheet.rows):
                continue
            # A line that was split already holds the first part of it.
            parts = edit.get("split") or [{}]
            sheet.rows[row] = [] if edit.get("out") else _with(sheet.rows[row], edit.get("cells", {}) | parts[0])
            if edit.get("cells"):
                sheet.open_quotes.discard(row + 1)


def add_split_lines(sheets: Iterable[Sheet], edits: Edits) -> None:
    """Add the other parts of lines that were split, below the list; `split_from` of the sheet has where each came from."""
    for sheet in sheets:
        for line, edit in edits.get(sheet.name, {}).items():
            row = int(line) - 1
            for part in (edit.get("split") or [])[1:] if row < len(sheet.rows) else ():
                sheet.rows.append(_with(sheet.rows[row], part))


def _with(row: Row, cells: Mapping[str, str]) -> Row:
    width = max([len(row), *(int(column) + 1 for column in cells)])
    return [cells.get(str(column), row[column] if column < len(row) else None) or None for column in range(width)]
