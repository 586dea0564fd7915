"""On which day a term ends: the general rules on terms move the end of a term of law off a Saturday, Sunday or holiday.

The Algemene termijnenwet holds for a term set by an act or a general order in council, Regulation (EEC, Euratom) 1182/71
for one set by a regulation of the Union. Neither holds for a term that is counted back, or for one of our own, of a
municipality or of a contract. Who set a term stands in the rule book; nothing here decides it by name.

A term in hours ends at a moment and not on a day: it is no matter of this module, and `last_day_of_term` refuses it.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from dateutil.easter import easter

from thoes.rules.loading import (
    DayOfYear,
    Parameter,
    RuleBookError,
    TermOrigin,
    Value,
    parameter_on,
    rule_book,
    use_parameter,
)

_DAY = timedelta(days=1)
_SATURDAY = 5
_HOLIDAYS = "holiday."
"""What the key of every holiday begins with: another day that comes back each year, as that of a tax return, is none."""


class TermUnit(StrEnum):
    """What a term is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class TermChange(StrEnum):
    """Why a term ends later than it was counted."""

    NONE = "none"
    FREE_DAY = "free_day"
    """It would have ended on a Saturday, Sunday or holiday."""
    TOO_FEW_WORKING_DAYS = "too_few_working_days"
    """It would have held fewer working days than a term of its length must."""


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time and who set it; `counts_back` when it is counted back from a day."""

    length: int
    unit: TermUnit
    set_by: TermOrigin
    counts_back: bool = False


@dataclass(frozen=True, slots=True)
class TermEnd:
    """The last day on which something is in time, the day on which the term ended as counted, and why they differ."""

    last_day: date
    counted: date
    change: TermChange


@dataclass(frozen=True, slots=True)
class _GeneralRules:
    """What a general law does to a term: whether it moves the end, and the working days that a short term must hold.

    `longest` says per unit from which length on it does nothing; a unit that is not in it has no such length.
    """

    moves: bool
    holds_from_days: int
    working_days: int
    longest: dict[TermUnit, int]


def use_term(key: str, on: date) -> Term:
    """The term `key` of the rule book as it was on `on`. Raises `RuleBookError` where the book does not say who set it."""
    parameter = rule_book().parameter(key)
    if parameter.set_by is None or parameter.unit not in set(TermUnit):
        raise RuleBookError(f"{key} is no term, or the rule book does not say who set it.")
    return Term(
        use_parameter(key, on).whole_number,
        TermUnit(parameter.unit),
        parameter.set_by,
        counts_back=parameter.counts_back,
    )


def last_day_of_term(begins: date, term: Term) -> date:
    """The last day on which something is in time; the day of `begins` is day 0."""
    return end_of_term(begins, term).last_day


def end_of_term(begins: date, term: Term) -> TermEnd:
    """As `last_day_of_term`, with why it is another day than the one that was counted.

    Raises `RuleBookError` for a term in hours.
    """
    counted = _counted(begins, term)
    rules = None if term.counts_back else _general_rules(term.set_by, counted)
    if rules is None or not rules.moves or term.length > rules.longest.get(term.unit, term.length):
        return TermEnd(counted, counted, TermChange.NONE)
    moved = next_working_day(counted)
    last_day = max(moved, _with_working_days(begins, counted, rules))
    if last_day == counted:
        return TermEnd(counted, counted, TermChange.NONE)
    return TermEnd(last_day, counted, TermChange.FREE_DAY if last_day == moved else TermChange.TOO_FEW_WORKING_DAYS)


def is_free_day(day: date) -> bool:
    """Whether a day is a Saturday, a Sunday or a holiday in the sense of the Algemene termijnenwet (art. 3)."""
    return day.weekday() >= _SATURDAY or day in holidays_of(day.year)


def next_working_day(day: date) -> date:
    """`day` itself, or the first day after it that is no Saturday, Sunday or holiday."""
    while is_free_day(day):
        day += _DAY
    return day


def previous_working_day(day: date) -> date:
    """`day` itself, or the last day before it that is no Saturday, Sunday or holiday."""
    while is_free_day(day):
        day -= _DAY
    return day


@cache
def holidays_of(year: int) -> dict[date, str]:
    """The holidays of a year in order, each with its key in the rule book."""
    found = {}
    for parameter in rule_book().parameters.values():
        if parameter.key.startswith(_HOLIDAYS):
            found.update(dict.fromkeys(_days_of(parameter, year), parameter.key))
    return dict(sorted(found.items()))


def _days_of(parameter: Parameter, year: int) -> Iterator[date]:
    """A holiday holds in a year when the law named it on the day itself."""
    for version in parameter.versions:
        yield from (day for day in _in_year(version.value, year) if version.holds_on(day))


def _in_year(value: Value, year: int) -> list[date]:
    match value:
        case DayOfYear():
            return [value.in_year(year)]
        case tuple():
            return [day for day in value if day.year == year]
        case int():
            return [easter(year) + value * _DAY]
    raise RuleBookError(f"{value!r} is no holiday.")


def _counted(begins: date, term: Term) -> date:
    """The day on which a term ends before any general rule: of months the same day, or the last one of a shorter month."""
    length = -term.length if term.counts_back else term.length
    match term.unit:
        case TermUnit.DAYS:
            return begins + timedelta(days=length)
        case TermUnit.WEEKS:
            return begins + timedelta(weeks=length)
        case TermUnit.MONTHS:
            years, month = divmod(begins.month - 1 + length, 12)
            year, month = begins.year + years, month + 1
            return date(year, month, min(begins.day, monthrange(year, month)[1]))
    raise RuleBookError("A term in hours ends at a moment, not on a day.")


def _with_working_days(begins: date, last_day: date, rules: _GeneralRules) -> date:
    """The first day on which a term of some days holds as many working days as it must; the day it begins is not counted.

    A day that makes a term longer is itself a working day.
    """
    length = (last_day - begins).days
    if length < rules.holds_from_days:
        return last_day
    working, day = 0, begins
    while working < rules.working_days:
        day += _DAY
        working += not is_free_day(day)
    return max(day, last_day)


def _general_rules(set_by: TermOrigin, on: date) -> _GeneralRules | None:
    """The general law in force on `on` for a term of this origin; None where there is none."""
    match set_by:
        case TermOrigin.NATIONAL_LAW:
            return _rules_of("terms.national", on)
        case TermOrigin.EU_LAW:
            return _rules_of("terms.eu", on)
    return None


@cache
def _rules_of(prefix: str, on: date) -> _GeneralRules:
    moves = f"{prefix}.moves_off_free_days"
    if not any(version.holds_on(on) for version in rule_book().parameter(moves).versions):
        return _GeneralRules(False, 0, 0, {})
    return _GeneralRules(
        moves=parameter_on(moves, on).value is True,
        holds_from_days=use_parameter(f"{prefix}.short_term", on).whole_number,
        working_days=use_parameter(f"{prefix}.working_days", on).whole_number,
        longest={
            unit: use_parameter(key, on).whole_number
            for unit in TermUnit
            if (key := f"{prefix}.longest_{unit.value}") in rule_book().parameters
        },
    )
