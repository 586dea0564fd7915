"""Round numbers and months along an axis, in the words of a language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10

from babel.dates import format_date
from babel.numbers import format_decimal

_MOST_LABELS = 12


def round_steps(top: float) -> list[float]:
    """From 0 to the first round number from `top` on, in three to six steps of 1, 2, 2.5 or 5 times a power of ten; from 1
    on whole steps, because what is counted comes in whole numbers.

    Written here because the library that has it brings pandas and scipy along (ADR 33).
    """
    if top <= 0:
        return [0, 1]
    power = 10.0 ** floor(log10(top / 4))
    sizes = (factor * power for factor in (1, 2, 2.5, 5, 10))
    size = next(size for size in sizes if top / size <= 5 and (size < 1 or size % 1 == 0))
    return [size * step for step in range(ceil(round(top / size, 9)) + 1)]


def number_in(language: str, value: float) -> str:
    """A number as the language writes it."""
    return format_decimal(value, locale=language)


def month_in(language: str, day: date, *, with_year: bool = False) -> str:
    """The short name of a month."""
    return format_date(day, "LLL yy" if with_year else "LLL", locale=language)


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that is marked on an axis; `is_kept` for those that are named on a phone as well."""

    day: date
    words: str
    is_kept: bool


def month_ticks(first: date, until: date, *, language: str) -> list[Tick]:
    """At most twelve months of a period, January as its year; without a January the first has the year."""
    months = list(_months(first, until))
    apart = next(each for each in (1, 2, 3, 6, 12, 24, 60, 120, 240, 1200) if len(months) <= _MOST_LABELS * each)
    shown = [day for day in months if (12 * day.year + day.month - 1) % apart == 0]
    has_year = any(day.month == 1 for day in shown)
    ticks = []
    for at, day in enumerate(shown):
        named = str(day.year) if day.month == 1 else month_in(language, day)
        if at == 0 and not has_year:
            named = f"{named} {day.year}"
        elif at == 1 and not has_year:
            named = ""
        ticks.append(Tick(day, named, is_kept=at % 3 == 0))
    return ticks


def _months(first: date, until: date) -> Iterator[date]:
    day = first if first.day == 1 else (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while day < until:
        yield day
        day = (day + timedelta(days=32)).replace(day=1)
