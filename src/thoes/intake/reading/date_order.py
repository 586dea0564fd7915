"""In which order a whole file writes day and month: one order for all its sheets and columns, with the proof of it.

Dates that are real dates in the spreadsheet, ISO dates and months in letters prove nothing. Proof both ways is not
voted on: then a date that fits both orders goes back to who wrote it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from thoes.intake.reading.cells import Cell, cell_text
from thoes.intake.reading.dates import DateOrder, read_date, two_numbers
from thoes.kernel.refusals import Fact, Refusal


@dataclass(frozen=True, slots=True)
class FoundOrder:
    """The order, and a date of the file for each thing that is known: two that prove an order, one that fits both."""

    order: DateOrder = DateOrder.DAY_FIRST
    day_first: str = ""
    month_first: str = ""
    fits_both: str = ""

    def notice(self) -> tuple[str, dict[str, Fact]] | None:
        """What a person should know: dates with the month first, an order that was assumed, or two at once."""
        if self.order is DateOrder.UNCLEAR:
            return "dates_in_two_orders", {"day_first": self.day_first, "month_first": self.month_first}
        if self.order is DateOrder.MONTH_FIRST:
            return self._example("dates_month_first", self.fits_both or self.month_first)
        if self.fits_both and not self.day_first:
            return self._example("dates_day_first_assumed", self.fits_both)
        return None

    def _example(self, code: str, text: str) -> tuple[str, dict[str, Fact]]:
        try:
            day = read_date(text, order=self.order)
        except Refusal:
            day = None
        return code, {"text": text, "day": day or ""}


def find_order(cells: Iterable[Cell]) -> FoundOrder:
    """The order of all dates of a file. Without proof the day stands first, as in every language of our lists."""
    day_first = month_first = fits_both = ""
    for cell in cells:
        if cell is None or (numbers := two_numbers(cell)) is None:
            continue
        first, second = numbers
        if first <= 12 and second <= 12:
            if first != second and not fits_both and first and second:
                fits_both = cell_text(cell)
        elif first > 12 >= second and first <= 31:
            day_first = day_first or cell_text(cell)
        elif second > 12 >= first and second <= 31:
            month_first = month_first or cell_text(cell)
    order = DateOrder.MONTH_FIRST if month_first else DateOrder.DAY_FIRST
    if day_first and month_first:
        order = DateOrder.UNCLEAR
    return FoundOrder(order, day_first, month_first, fits_both)
