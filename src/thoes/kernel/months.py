"""Calendar months as the days that end them."""

from datetime import date, timedelta


def ends_of_months(before: date, *, count: int) -> list[date]:
    """The last days of the `count` whole months before a day, oldest first."""
    found: list[date] = []
    day = before.replace(day=1) - timedelta(days=1)
    for _ in range(count):
        found.insert(0, day)
        day = day.replace(day=1) - timedelta(days=1)
    return found
