"""The nights of a window drawn as cells, a row for each month: on a page with classes, on paper with its own colours.

What a cell says does not hang on its colour alone: a night here is a full cell, one elsewhere a half, and one of which
nothing is known an empty frame. The night with which the number was reached has a ring.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from xml.sax.saxutils import escape

from thoes.rules.night_evidence import Night, NightEvidence

LABEL, STEP, CELL, ROW, TALL = 40, 10, 8, 16, 12
WIDTH = LABEL + 31 * STEP
"""The label of a month, and a column for each day of it."""

_INK, _HERE, _ELSEWHERE, _FRAME = "#1c2b27", "#17372e", "#a8620a", "#8a9a94"


@dataclass(frozen=True, slots=True)
class Cell:
    """One night; `is_reached` for the night with which the number was reached."""

    day: date
    night: Night
    x: int
    y: int
    is_reached: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """The cells and, for each month, its first day and the height at which its label stands."""

    cells: tuple[Cell, ...]
    months: tuple[tuple[date, int], ...]
    height: int
    width: int = WIDTH
    cell: int = CELL
    tall: int = TALL

    @property
    def half(self) -> int:
        return self.tall // 2


def strip_of(evidence: NightEvidence[str], *, reached_on: date | None) -> Strip:
    """The drawing of a window. `reached_on` is the day that began with the number of nights slept."""
    first = evidence.window.first
    cells = []
    for day, night in evidence.nights():
        row = 12 * (day.year - first.year) + day.month - first.month
        is_reached = reached_on is not None and day == reached_on - timedelta(days=1)
        cells.append(Cell(day, night, LABEL + (day.day - 1) * STEP, 2 + row * ROW, is_reached))
    months = {(cell.day.replace(day=1)): cell.y for cell in cells}
    return Strip(tuple(cells), tuple((day, y + TALL - 2) for day, y in months.items()), cells[-1].y + TALL + 3)


def strip_on_paper(strip: Strip, *, month: Callable[[date], str]) -> str:
    """The drawing as SVG with its colours in it, for a document without a style sheet; `month` gives the labels."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {strip.width} {strip.height}"'
        f' width="{strip.width}" height="{strip.height}">'
    ]
    parts += [
        f'<text x="0" y="{y}" font-family="Source Sans 3" font-size="11" fill="{_INK}">{escape(month(day))}</text>'
        for day, y in strip.months
    ]
    for cell in strip.cells:
        parts.append(_rect(cell.x, cell.y, CELL, TALL, f'fill="none" stroke="{_FRAME}" stroke-width="0.7"'))
        if cell.night is Night.HERE:
            parts.append(_rect(cell.x, cell.y, CELL, TALL, f'fill="{_HERE}"'))
        elif cell.night is Night.ELSEWHERE:
            parts.append(_rect(cell.x, cell.y + strip.half, CELL, strip.half, f'fill="{_ELSEWHERE}"'))
        if cell.is_reached:
            ring = f'fill="none" stroke="{_INK}" stroke-width="1.6"'
            parts.append(_rect(cell.x - 1.5, cell.y - 1.5, CELL + 3, TALL + 3, ring))
    return "".join([*parts, "</svg>"])


def _rect(x: float, y: float, width: float, height: float, look: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" {look}/>'
