"""What a list says beside a line that somebody left, in a column that Thoes adds: so it goes along when the line comes back.

A title, a comment and a sheet of another month are not in the returned file. In this column they are, and handed in again
they count as they did.
"""

from collections.abc import Iterable

from thoes.intake.public import Row, Table, cell_text, holds_bsn, is_line_about_nobody, normalise

SAID_BESIDE = "Thoes: stood beside this line"
_LONGEST = 60


def column_said_beside(table: Table) -> int | None:
    """The column in a file that came back; None when there is none."""
    return next(
        (c for c, cell in enumerate(table.headers) if normalise(cell_text(cell)) == normalise(SAID_BESIDE)), None
    )


def carry_along(table: Table, lines: Iterable[tuple[int, Row]], words: str) -> None:
    """Write the words beside these lines; not beside titles and totals, which another text would make a line of somebody."""
    anchors = [c for c, _found in table.mapping.columns.items()]
    people = [row for _line, row in lines if not is_line_about_nobody(row, anchors) and not _is_alone(row)]
    if not people:
        return
    column = column_said_beside(table)
    headers = table.headers
    if column is None:
        column = max(len(row) for row in table.sheet.rows)
        headers.extend([None] * (column + 1 - len(headers)))
        headers[column] = SAID_BESIDE
    for row in people:
        row.extend([None] * (column + 1 - len(row)))
        row[column] = shown(words)


def shown(words: str) -> str:
    """The words as they may be kept: short, and without a BSN."""
    return "…" if holds_bsn(words) else words[:_LONGEST]


def _is_alone(row: Row) -> bool:
    """Whether a line is empty or holds one text only, as a title does."""
    return len({cell_text(cell) for cell in row} - {""}) < 2
