"""The end of a term of national law told day by day, slow and obvious: the oracle for the rule.

Written from the text of the act with its numbers and holidays in it. It shares no code with the rule and does not read the
rule book, on purpose.
"""

from datetime import date, timedelta

DAY = timedelta(days=1)
# Friday after Ascension and other days that a decree names.
DECREED = {
    date(2023, 4, 28), date(2023, 5, 19), date(2024, 5, 10), date(2024, 12, 27), date(2025, 5, 30),
    date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7), date(2028, 4, 28), date(2028, 5, 26),
}  # fmt: skip


def easter(year: int) -> date:
    """The computation that is known as that of Gauss, with the corrections for 1900 up to and including 2099."""
    a, b, c = year % 19, year % 4, year % 7
    d = (19 * a + 24) % 30
    e = (2 * b + 4 * c + 6 * d + 5) % 7
    day = date(year, 3, 22) + (d + e) * DAY
    if day == date(year, 4, 26) or (day == date(year, 4, 25) and d == 28 and a > 10):
        day -= 7 * DAY
    return day


def is_free(day: date) -> bool:
    if day.strftime("%a") in ("Sat", "Sun") or day in DECREED:
        return True
    if (day.month, day.day) in ((1, 1), (5, 5), (12, 25), (12, 26)):
        return True
    if day.year >= 2014 and (day.month, day.day) == (
        4,
        27,
    ):  # on a Sunday it is free anyway, and so is the Saturday before
        return True
    if day.year < 2014 and (day.month, day.day) == (4, 30):
        return True
    return (day - easter(day.year)).days in (-2, 1, 39, 50)


def last_day(begins: date, length: int) -> date:
    """A term of `length` days, the day it begins not counted."""
    days = [begins + n * DAY for n in range(1, length + 1)]
    if length > 90:
        return days[-1]
    while length >= 3 and len([day for day in days if not is_free(day)]) < 2:
        days.append(days[-1] + DAY)
    while is_free(days[-1]):
        days.append(days[-1] + DAY)
    return days[-1]
