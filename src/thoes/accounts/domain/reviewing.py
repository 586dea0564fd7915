"""When rights have to be looked at again. Pure: knows days, no clock and no tables."""

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReviewTerms:
    """After how many months rights are looked at again: everyday rights, and special rights (BIO2 5.18.01, 8.02.01)."""

    months: int
    months_special: int


def review_due(last_looked_at: date, *, special: bool, terms: ReviewTerms) -> date:
    """The day by which rights must be confirmed again; on that day itself one is still in time."""
    return months_later(last_looked_at, terms.months_special if special else terms.months)


def is_overdue(due: date, *, on: date) -> bool:
    """Whether the day has passed."""
    return on > due


def months_later(day: date, months: int) -> date:
    """The same day some months on; the last day of the month where that month is shorter (31 August + 6 = 28 February)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
