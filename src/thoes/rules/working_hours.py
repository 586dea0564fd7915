"""Whether the shifts of a week fit the Arbeidstijdenwet: work, breaks and rest, of an adult or of somebody under 18.

Sees one week and nothing before or after it, so an average over weeks and a rest that may be taken in another week are never
surely broken: those are "depends". A collective agreement may differ on some points; where the law lets it, that is "depends"
as well. Work on Sundays, on call and in pregnancy are not judged. Moments know their time zone: in the night in which the
clock changes a shift is as long as it really was.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from thoes.rules.loading import UsedParameter, use_parameter

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_EMPLOYMENT, _HOURS = "guide.employment", "guide.hours"


class HoursRule(StrEnum):
    """What a shift or the week is held against."""

    SHIFT = "shift"
    NIGHT_SHIFT = "night_shift"
    NIGHT_WORK = "night_work"
    """Under 18: no work in the night."""
    BREAK = "break"
    REST = "rest"
    REST_AFTER_NIGHT = "rest_after_night"
    REST_AFTER_ROW = "rest_after_row"
    WEEK = "week"
    AVERAGE = "average"
    REST_WEEK = "rest_week"


class HoursOutcome(StrEnum):
    """What is said of the hours, the worst last."""

    WITHIN = "within"
    DEPENDS = "depends"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Shift:
    """Work from a moment to a moment, breaks included; `pause` is how long they were together."""

    begins: datetime
    ends: datetime
    pause: timedelta = timedelta(0)

    @property
    def work(self) -> timedelta:
        return _between(self.begins, self.ends) - self.pause


@dataclass(frozen=True, slots=True)
class HoursFinding:
    """A rule that is broken or in question on a day: `found` hours where `allowed` is the most or the least."""

    rule: HoursRule
    outcome: HoursOutcome
    day: date
    found: Decimal
    allowed: UsedParameter


@dataclass(frozen=True, slots=True)
class HoursDecision:
    """The hours of a week; `findings` in order of time. `nights` are the shifts that are night shifts in law."""

    outcome: HoursOutcome
    total: Decimal
    longest_rest: Decimal
    nights: int
    findings: tuple[HoursFinding, ...]
    sources: tuple[UsedParameter, ...]


class _Law:
    """The numbers of a day, remembered as they are used."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.used: dict[str, UsedParameter] = {}

    def parameter(self, key: str) -> UsedParameter:
        return self.used.setdefault(key, use_parameter(key, self.on))

    def hours(self, key: str) -> timedelta:
        return float(self.parameter(key).amount) * _HOUR

    def minutes(self, key: str) -> timedelta:
        return timedelta(minutes=self.parameter(key).whole_number)


def working_hours(shifts: Sequence[Shift], *, week_from: datetime, is_adult: bool) -> HoursDecision:
    """Hold the shifts of the seven days from `week_from` against the law; they begin in that week and do not overlap."""
    law, ordered = _Law(week_from.date()), sorted(shifts, key=lambda shift: shift.begins.astimezone(UTC))
    total = sum((shift.work for shift in ordered), start=timedelta(0))
    rest = _longest_rest(ordered, week_from)
    nights = [shift for shift in ordered if _is_night(shift, law)]
    findings = [finding for shift in ordered for finding in _of_shift(shift, law, is_adult=is_adult)]
    findings += _rests(ordered, law, is_adult=is_adult)
    if is_adult:
        findings += _after_row(ordered, law)
    findings += _of_week(total, rest, law, is_adult=is_adult)
    return HoursDecision(
        outcome=max((each.outcome for each in findings), key=list(HoursOutcome).index, default=HoursOutcome.WITHIN),
        total=_in_hours(total),
        longest_rest=_in_hours(rest),
        nights=len(nights),
        findings=tuple(sorted(findings, key=lambda each: each.day)),
        sources=tuple(law.used.values()),
    )


def _of_shift(shift: Shift, law: _Law, *, is_adult: bool) -> Iterator[HoursFinding]:
    day, work = shift.begins.date(), shift.work
    most = f"{_EMPLOYMENT}.shift.most" if is_adult else f"{_EMPLOYMENT}.young.shift"
    if work > law.hours(most):
        yield _found(HoursRule.SHIFT, HoursOutcome.BROKEN, day, work, law.parameter(most))
    elif is_adult and _is_night(shift, law) and work > law.hours(f"{_EMPLOYMENT}.night.most"):
        # Up to twelve hours a few times in two weeks: one week cannot show that it was too often.
        yield _found(HoursRule.NIGHT_SHIFT, HoursOutcome.DEPENDS, day, work, law.parameter(f"{_EMPLOYMENT}.night.most"))
    if not is_adult and (
        in_night := _overlap(shift, law, f"{_HOURS}.young_night.begins", f"{_HOURS}.young_night.ends")
    ):
        yield _found(
            HoursRule.NIGHT_WORK, HoursOutcome.BROKEN, day, in_night, law.parameter(f"{_HOURS}.young_night.begins")
        )
    yield from _break(shift, law)


def _break(shift: Shift, law: _Law) -> Iterator[HoursFinding]:
    """A collective agreement may make the break shorter, to a least: only below that is it surely too short."""
    least = None
    if shift.work > law.hours(f"{_EMPLOYMENT}.pause.from"):
        least = f"{_EMPLOYMENT}.pause.least"
    if shift.work > law.hours(f"{_EMPLOYMENT}.pause.long_from"):
        least = f"{_EMPLOYMENT}.pause.long_least"
    if least is None or shift.pause >= law.minutes(least):
        return
    by_agreement = shift.pause >= law.minutes(f"{_HOURS}.pause.agreement_least")
    outcome = HoursOutcome.DEPENDS if by_agreement else HoursOutcome.BROKEN
    yield _found(HoursRule.BREAK, outcome, shift.begins.date(), shift.pause, law.parameter(least))


def _rests(ordered: Sequence[Shift], law: _Law, *, is_adult: bool) -> Iterator[HoursFinding]:
    """The rest between two shifts; once a week it may be shorter, where the work asks for it."""
    least = f"{_EMPLOYMENT}.rest.day" if is_adult else f"{_HOURS}.young_rest"
    short_ones = 0
    for shift, following in pairwise(ordered):
        rest, day = _between(shift.ends, following.begins), following.begins.date()
        if is_adult and _ends_late(shift, law) and rest < law.hours(f"{_EMPLOYMENT}.night.rest"):
            once = rest >= law.hours(f"{_EMPLOYMENT}.rest.day_short") and not short_ones
            short_ones += 1
            outcome = HoursOutcome.DEPENDS if once else HoursOutcome.BROKEN
            yield _found(HoursRule.REST_AFTER_NIGHT, outcome, day, rest, law.parameter(f"{_EMPLOYMENT}.night.rest"))
        elif rest < law.hours(least):
            short = is_adult and rest >= law.hours(f"{_EMPLOYMENT}.rest.day_short") and not short_ones
            short_ones += 1
            yield _found(
                HoursRule.REST, HoursOutcome.DEPENDS if short else HoursOutcome.BROKEN, day, rest, law.parameter(least)
            )


def _after_row(ordered: Sequence[Shift], law: _Law) -> Iterator[HoursFinding]:
    """After some night shifts in a row the first shift that is none comes after a long rest."""
    row = 0
    needed, key = law.parameter(f"{_HOURS}.night.row").whole_number, f"{_EMPLOYMENT}.night.rest_row"
    for shift, following in pairwise(ordered):
        row = row + 1 if _is_night(shift, law) else 0
        rest = _between(shift.ends, following.begins)
        if row >= needed and not _is_night(following, law) and rest < law.hours(key):
            yield _found(
                HoursRule.REST_AFTER_ROW, HoursOutcome.BROKEN, following.begins.date(), rest, law.parameter(key)
            )


def _of_week(total: timedelta, rest: timedelta, law: _Law, *, is_adult: bool) -> Iterator[HoursFinding]:
    most = law.parameter(f"{_EMPLOYMENT}.week.most" if is_adult else f"{_EMPLOYMENT}.young.week")
    if total > law.hours(most.key):
        yield _found(HoursRule.WEEK, HoursOutcome.BROKEN, law.on, total, most)
    elif total > law.hours(average := f"{_EMPLOYMENT}.week.average" if is_adult else f"{_HOURS}.young_average"):
        yield _found(HoursRule.AVERAGE, HoursOutcome.DEPENDS, law.on, total, law.parameter(average))
    if rest < law.hours(f"{_EMPLOYMENT}.rest.week"):
        # An adult may have it over two weeks; of the youngest the law asks each week.
        outcome = HoursOutcome.DEPENDS if is_adult else HoursOutcome.BROKEN
        yield _found(HoursRule.REST_WEEK, outcome, law.on, rest, law.parameter(f"{_EMPLOYMENT}.rest.week"))


def _is_night(shift: Shift, law: _Law) -> bool:
    worked = _overlap(shift, law, f"{_HOURS}.night.begins", f"{_HOURS}.night.ends")
    return worked > law.minutes(f"{_HOURS}.night.more_than")


def _ends_late(shift: Shift, law: _Law) -> bool:
    """A night shift that ends after the hour from which a longer rest is asked."""
    late = time(law.parameter(f"{_HOURS}.night.late_end").whole_number)
    ends = shift.ends
    return _is_night(shift, law) and ends.time() > late


def _overlap(shift: Shift, law: _Law, begins: str, ends: str) -> timedelta:
    """How long a shift lies between two hours of the clock; the second may be on the next day."""
    first, last = (law.parameter(key).whole_number for key in (begins, ends))
    found, day = timedelta(0), shift.begins.date() - _DAY
    while day <= shift.ends.date():
        zone = shift.begins.tzinfo
        night_from = datetime.combine(day, time(first), zone)
        night_until = datetime.combine(day + _DAY if last <= first else day, time(last), zone)
        both = _between(max(shift.begins, night_from), min(shift.ends, night_until))
        found += max(timedelta(0), both)
        day += _DAY
    return found


def _longest_rest(ordered: Sequence[Shift], week_from: datetime) -> timedelta:
    """The longest time without work inside the seven days."""
    week_until = week_from + 7 * _DAY
    edges = [week_from, *(moment for shift in ordered for moment in (shift.begins, min(shift.ends, week_until)))]
    edges.append(week_until)
    return max(_between(edges[at], edges[at + 1]) for at in range(0, len(edges), 2))


def _between(begins: datetime, ends: datetime) -> timedelta:
    # Two moments of one zone are compared by the clock on the wall, which jumps twice a year.
    return ends.astimezone(UTC) - begins.astimezone(UTC)


def _in_hours(length: timedelta) -> Decimal:
    return (Decimal(int(length.total_seconds())) / 3600).quantize(Decimal("0.01"))


def _found(rule: HoursRule, outcome: HoursOutcome, day: date, found: timedelta, allowed: UsedParameter) -> HoursFinding:
    return HoursFinding(rule, outcome, day, _in_hours(found), allowed)
