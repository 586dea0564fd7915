"""What a checked file shows of each of its lines."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from thoes.intake.kinds import FileKind, Outcome, ReadFile, SheetSeen, Taken
from thoes.intake.reading.cells import Cell, cell_text
from thoes.intake.reading.lines import Line, Rejected
from thoes.intake.reading.tables import Notice
from thoes.intake.seen_lines import RETURNED, SeenLine
from thoes.intake.stored_facts import stored_cell
from thoes.kernel.stored_facts import stored


def seen_lines(kind: FileKind[Any], read: ReadFile[Any], taken: Taken) -> Iterator[SeenLine]:
    """Every line in the order of the file, with what becomes of it."""
    sheets = {sheet.name: sheet for sheet in read.sheets}
    order = {name: place for place, name in enumerate(sheets)}
    back = {(line.sheet, line.line) for line in taken.rejected}
    lines: list[Line[Any] | Rejected] = [*read.rejected, *taken.rejected]
    lines += [line for line in read.lines if (line.sheet, line.line) not in back and line.line]
    for line in sorted(lines, key=lambda line: (order.get(line.sheet, len(order)), line.line)):
        outcome = taken.outcomes.get((line.sheet, line.line), Outcome(""))
        said = _texts(kind, sheets.get(line.sheet), line)
        yield SeenLine(
            line.sheet,
            line.line,
            RETURNED if isinstance(line, Rejected) else outcome.state,
            who=_joined(said, kind.shown[0] if kind.shown else ()),
            where=outcome.where or _joined(said, kind.shown[1] if len(kind.shown) > 1 else ()),
            first=said.get(kind.shown_days[0], "") if kind.shown_days else "",
            last=said.get(kind.shown_days[1], "") if kind.shown_days else "",
            says=_reasons(line) if isinstance(line, Rejected) else _kept(outcome.says),
            cells=[stored_cell(cell) for cell in line.cells],
        )


def _texts(kind: FileKind[Any], sheet: SheetSeen | None, line: Line[Any] | Rejected) -> dict[str, str]:
    """What the line says per field: as it was read, or as it stands there where it could not be."""
    fields = sheet.fields if sheet else []
    texts = {name: _shown(cell) for name, cell in zip(fields, line.cells, strict=False) if name}
    return texts | kind.says(line.said) if isinstance(line, Line) else texts


def _shown(cell: Cell) -> str:
    return f"{cell.day}-{cell.month}-{cell.year}" if isinstance(cell, date) else cell_text(cell)


def _joined(said: dict[str, str], fields: Iterable[str]) -> str:
    return " ".join(filter(None, (said.get(field, "") for field in fields)))


def _reasons(line: Rejected) -> list[dict[str, Any]]:
    return [{"field": p.field, "code": p.code, "facts": stored(p.facts)} for p in line.problems]


def _kept(notices: Iterable[Notice]) -> list[dict[str, Any]]:
    return [{"field": None, "code": notice.code, "facts": stored(notice.facts)} for notice in notices]
