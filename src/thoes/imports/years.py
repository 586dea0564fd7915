"""Days of a stay that can be, and of which the year is seldom right: they are said, and nobody is refused for them."""

from datetime import date, timedelta

from thoes.imports.vocabulary import Field
from thoes.intake.public import Cell, may_begin_with_the_year
from thoes.kernel.refusals import Refusal
from thoes.register.public import check_dates

# Choices of Thoes against a slip of the pen, not law.
_LONG_AGO, _VERY_LONG_AGO = timedelta(days=3 * 365), timedelta(days=10 * 365)
_SOON, _FAR_AHEAD = timedelta(days=92), timedelta(days=366)


def is_far_off(arrival: date, departure: date | None, cell: Cell, *, on: date) -> bool:
    """Whether a person should look at the year of an arrival or departure; `cell` is that of the arrival.

    Refusal `date_year_first_unclear` for an arrival of long ago with a year of two digits that may as well stand in front.
    """
    if on - _LONG_AGO <= arrival <= on + _SOON and (departure is None or departure <= on + _FAR_AHEAD):
        return False
    if arrival < on - _LONG_AGO and may_begin_with_the_year(cell):
        raise Refusal("date_year_first_unclear", field=Field.ARRIVAL)
    try:
        check_dates(arrival, departure, None, today=on)
    except Refusal:
        # The line comes back with what is wrong.
        return False
    return (
        arrival < on - _VERY_LONG_AGO or arrival > on + _SOON or (departure is not None and departure > on + _FAR_AHEAD)
    )
