"""How much may be deducted for housing from the minimum wage that is due for the hours worked.

The maximum is a share of the gross minimum wage of the pay period, so it falls with every hour that is not worked; a fixed
weekly rent breaks it in a short week. Counts with the minimum wage only: what is deducted from a wage above it is not
judged here. A week is counted with the wage of its first day. Like every answer of Thoes it is an indication.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from thoes.rules.loading import UsedParameter, use_parameter

_CENT = Decimal("0.01")
_QUARTER = Decimal("0.25")
_ADULT = "wml.hour.adult"
_MAXIMUM = "ded.housing.max"
ADULT_AGE = 21
_YOUTH = {
    20: "wml.youth.twenty",
    19: "wml.youth.nineteen",
    18: "wml.youth.eighteen",
    17: "wml.youth.seventeen",
    16: "wml.youth.sixteen",
    15: "wml.youth.fifteen",
}
AGES = (ADULT_AGE, *_YOUTH)
"""The ages that can be asked for; the first means that age or older."""


@dataclass(frozen=True, slots=True)
class WorkedWeek:
    """The hours worked in a week that begins on `first_day`."""

    first_day: date
    hours: Decimal


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A week with the wage per hour that held on its first day, and the minimum wage due for it."""

    week: WorkedWeek
    per_hour: Decimal
    due: Decimal


class Condition(StrEnum):
    """What must be so beside the maximum; the parameter in the rule book says what it means."""

    QUALITY = "quality"
    MANDATE = "mandate"
    LEASE_COPY = "lease_copy"
    NOT_POSTED = "not_posted"


class Verdict(StrEnum):
    """What is said of a deduction."""

    WITHIN = "within"
    ABOVE = "above"
    CONDITION_FAILS = "condition_fails"
    CONDITION_UNKNOWN = "condition_unknown"


@dataclass(frozen=True, slots=True)
class DeductionDecision:
    """The maximum over the pay period and what is asked, with the weeks and parameters it follows from.

    `above` is what is asked too much, zero when nothing. `hours_needed` are the hours in this period from which what is
    asked fits, in quarters of an hour, at the last wage of the period.
    """

    verdict: Verdict
    weeks: tuple[WeekLine, ...]
    due: Decimal
    maximum: Decimal
    asked: Decimal
    above: Decimal
    hours_needed: Decimal
    failing: tuple[Condition, ...]
    unknown: tuple[Condition, ...]
    sources: tuple[UsedParameter, ...]


def housing_deduction(
    weeks: Sequence[WorkedWeek], *, asked: Decimal, age: int, conditions: Mapping[Condition, bool | None]
) -> DeductionDecision:
    """Hold what is asked in a pay period of one or more weeks against the maximum; a condition left out is unknown.

    Amounts are cut off to whole cents, in favour of the worker. Refuses ("no_parameter_on_day") a day whose wage is not
    known.
    """
    used: dict[tuple[str, date | None], UsedParameter] = {}
    lines = tuple(_line(week, age, used) for week in weeks)
    share = _use(_MAXIMUM, weeks[-1].first_day, used).fraction
    due = sum((line.due for line in lines), start=Decimal(0))
    maximum = _times(due, share).quantize(_CENT, ROUND_DOWN)
    above = max(Decimal(0), asked - maximum)
    failing = tuple(each for each in Condition if conditions.get(each) is False)
    unknown = tuple(each for each in Condition if conditions.get(each) is None)
    return DeductionDecision(
        verdict=_verdict(above, failing, unknown),
        weeks=lines,
        due=due,
        maximum=maximum,
        asked=asked,
        above=above,
        hours_needed=_hours_for(asked, _times(lines[-1].per_hour, share)),
        failing=failing,
        unknown=unknown,
        sources=tuple(used.values()),
    )


def _verdict(above: Decimal, failing: tuple[Condition, ...], unknown: tuple[Condition, ...]) -> Verdict:
    if above:
        return Verdict.ABOVE
    if failing:
        return Verdict.CONDITION_FAILS
    return Verdict.CONDITION_UNKNOWN if unknown else Verdict.WITHIN


def _line(week: WorkedWeek, age: int, used: dict[tuple[str, date | None], UsedParameter]) -> WeekLine:
    per_hour = _use(_ADULT, week.first_day, used).amount
    if age < ADULT_AGE:
        share = _use(_YOUTH[age], week.first_day, used).fraction
        per_hour = _times(per_hour, share).quantize(_CENT, ROUND_HALF_UP)
    return WeekLine(week, per_hour, (week.hours * per_hour).quantize(_CENT, ROUND_DOWN))


def _use(key: str, on: date, used: dict[tuple[str, date | None], UsedParameter]) -> UsedParameter:
    parameter = use_parameter(key, on)
    return used.setdefault((key, parameter.version.valid_from), parameter)


def _times(amount: Decimal, share: Fraction) -> Decimal:
    return amount * share.numerator / share.denominator


def _hours_for(asked: Decimal, per_hour: Decimal) -> Decimal:
    return (asked / per_hour / _QUARTER).quantize(Decimal(1), ROUND_UP) * _QUARTER
