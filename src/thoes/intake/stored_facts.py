"""Keep a cell of a list as JSON and give it back, as the facts of a refusal are kept."""

from datetime import date, datetime
from typing import Any

from thoes.intake.reading.cells import Cell


def stored_cell(cell: Cell) -> Any:
    """A cell as JSON can hold it."""
    if isinstance(cell, datetime):
        cell = cell.date()
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def restored_cell(cell: Any) -> Cell:
    """The cell as it was; of a moment only its day is left."""
    return date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell
