"""Cells that show an error instead of a value, or of which it is not known what they show: unreadable, not empty."""

import re

from thoes.intake.reading.cells import NO_RESULT, Cell
from thoes.kernel.refusals import Refusal

# The errors of Excel and of LibreOffice, in the languages of the people who make our lists.
# fmt: off
_ERRORS = frozenset(
    {"#ref!", "#n/a", "#value!", "#div/0!", "#name?", "#null!", "#num!", "#spill!", "#calc!", "#getting_data", "#field!",
     "#verw!", "#n/b", "#waarde!", "#deel/0!", "#naam?", "#leeg!", "#getal!", "#overloop!", "#berekening!",
     "#bezug!", "#nv", "#wert!", "#zahl!", "#überlauf!",
     "#adr!", "#n/d!", "#arg!", "#dziel/0!", "#nazwa?", "#zero!", "#liczba!", "#nume?"}
)
# fmt: on
# A column too narrow for its dates, saved as text, and the numbered errors of LibreOffice.
_OTHER_ERROR = re.compile(r"#{2,}|err:\d{3}")
# What such a cell begins with; lists of 100,000 lines are looked through cell by cell.
FIRST_SIGNS = frozenset("#Ee ")


def refuse_unresolved(cell: Cell, *, place: str = "", field: str | None = None) -> None:
    """Refusal `formula_without_result` (which names the cell) or `formula_error`; quiet for every other cell."""
    if not isinstance(cell, str) or cell[:1] not in FIRST_SIGNS:
        return
    text = cell.strip().lower()
    if text == NO_RESULT.lower():
        raise Refusal("formula_without_result", field=field, cell=place)
    if text in _ERRORS or _OTHER_ERROR.fullmatch(text):
        raise Refusal("formula_error", field=field)
