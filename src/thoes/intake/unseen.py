"""Sheets and lines that nobody sees in a spreadsheet program, or that were crossed out, and lines that came back with a
question of which the mark still stands: do they count?
"""

from collections.abc import Iterable, Iterator
from typing import Any

from thoes.intake.kinds import FileKind
from thoes.intake.line_notices import numbers_of
from thoes.intake.questions import READ, SKIP, Question
from thoes.intake.reading.cells import Row, cell_text, is_blank
from thoes.intake.reading.header import is_own
from thoes.intake.reading.tables import Notice, Table
from thoes.intake.returned_file import STILL_ASKED
from thoes.kernel.refusals import Fact

_READ_OR_SKIP = (READ, SKIP)


def settle_unseen(tables: Iterable[Table], kind: FileKind[Any]) -> tuple[list[Table], list[Notice]]:
    """The tables without what is to be skipped, and what is said of the rest; what nobody decided comes back by line.

    Where nobody can be asked all is read, and said.
    """
    kept, notices = [], []
    usual, answers = "" if kind.asks_first else READ, kind.answers
    for table in tables:
        sheet = table.sheet
        if not kind.is_enough(table.mapping.fields):
            kept.append(table)
            continue
        if sheet.hidden:
            question = Question("sheet_hidden", _READ_OR_SKIP, sheet.name, {"sheet": sheet.name}, usual)
            answer = answers.to(question)
            if answer == SKIP:
                continue
            notices += [Notice(sheet.name, "sheet_hidden_read")] if answer == READ else []
            if not answer:
                sheet.doubts |= {number: ("sheet_hidden", {"sheet": sheet.name}) for number, _row in _filled(table)}
        kept.append(table)
        for code, numbers in (
            ("lines_hidden", sheet.hidden_rows),
            ("lines_struck", sheet.struck_rows),
            ("lines_still_asked", _still_asked(table)),
        ):
            unseen = frozenset(numbers)
            below = [number for number, _row in _filled(table) if number in unseen]
            if not below:
                continue
            facts: dict[str, Fact] = {"sheet": sheet.name, "lines": numbers_of(below), "count": len(below)}
            answer = answers.to(Question(code, _READ_OR_SKIP, sheet.name, facts, usual))
            if answer == READ:
                notices.append(Notice(sheet.name, f"{code}_read", facts))
            for number in below:
                if answer == SKIP:
                    sheet.rows[number - 1] = []
                elif not answer:
                    sheet.doubts[number] = code, facts
    return kept, notices


def _filled(table: Table) -> Iterator[tuple[int, Row]]:
    for number, row in enumerate(table.sheet.rows[table.header_row + 1 :], start=table.header_row + 2):
        if any(not is_blank(cell) for cell in row):
            yield number, row


def _still_asked(table: Table) -> Iterable[int]:
    """The lines with a question mark in a column that Thoes added when it gave them back."""
    own = [column for column, header in enumerate(table.headers) if is_own(header)]
    for number, row in _filled(table):
        if any(column < len(row) and cell_text(row[column]) == STILL_ASKED for column in own):
            yield number
