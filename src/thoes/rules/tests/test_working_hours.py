"""Shifts of a week against the Arbeidstijdenwet: before, on and after each limit."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from thoes.rules.working_hours import HoursOutcome, HoursRule, Shift, working_hours

ZONE = ZoneInfo("Europe/Amsterdam")
MONDAY = date(2026, 11, 23)


def shift(day: int, begins: str, hours: float, pause: int = 0, *, monday: date = MONDAY) -> Shift:
    """From a time on a day of the week, 0 the first, for so many hours on the clock of the world."""
    first = datetime.combine(monday + timedelta(days=day), time.fromisoformat(begins), ZONE)
    # Over the world's time, so that a night in which the clock changes is as long as asked.
    last = datetime.fromtimestamp(first.timestamp() + hours * 3600, ZONE)
    return Shift(first, last, timedelta(minutes=pause))


def found(*shifts: Shift, is_adult: bool = True, monday: date = MONDAY) -> dict[HoursRule, HoursOutcome]:
    decision = working_hours(shifts, week_from=datetime.combine(monday, time(0), ZONE), is_adult=is_adult)
    return {each.rule: each.outcome for each in decision.findings}


def test_a_plain_week_is_within() -> None:
    assert found(*(shift(day, "08:00", 8.5, 30) for day in range(5))) == {}


@pytest.mark.parametrize(("hours", "outcome"), [(12.5, None), (12.75, None), (12.76, HoursOutcome.BROKEN)])
def test_a_shift_has_at_most_twelve_hours_of_work(hours, outcome) -> None:
    assert found(shift(0, "06:00", hours, 45)).get(HoursRule.SHIFT) is outcome


@pytest.mark.parametrize(
    ("hours", "pause", "outcome"),
    [
        (5.5, 0, None), (5.6, 0, HoursOutcome.BROKEN), (5.8, 14, HoursOutcome.BROKEN), (5.8, 15, HoursOutcome.DEPENDS),
        (6.2, 29, HoursOutcome.DEPENDS), (6.2, 30, None), (10.5, 30, None), (10.6, 30, HoursOutcome.DEPENDS),
        (10.9, 45, None),
    ],
)  # fmt: skip
def test_a_break_is_as_long_as_the_law_asks_and_an_agreement_may_shorten_it(hours, pause, outcome) -> None:
    assert found(shift(0, "07:00", hours, pause)).get(HoursRule.BREAK) is outcome


@pytest.mark.parametrize(
    ("begins", "outcome"), [("01:59", HoursOutcome.DEPENDS), ("02:00", None), ("02:01", None)]
)  # fmt: skip
def test_between_two_shifts_are_eleven_hours(begins, outcome) -> None:
    assert found(shift(0, "10:00", 5), shift(1, begins, 4)).get(HoursRule.REST) is outcome


def test_a_rest_may_be_short_once_a_week_and_not_twice_and_never_under_eight_hours() -> None:
    once = (shift(0, "15:00", 6), shift(1, "06:30", 14))
    twice = (*once, shift(2, "06:00", 4))

    assert found(*once)[HoursRule.REST] is HoursOutcome.DEPENDS
    assert found(*twice)[HoursRule.REST] is HoursOutcome.BROKEN
    assert found(shift(0, "15:00", 7.5), shift(1, "06:29", 4))[HoursRule.REST] is HoursOutcome.BROKEN


@pytest.mark.parametrize(("hours", "rule", "outcome"), [
    (12.0, HoursRule.WEEK, None), (12.01, HoursRule.WEEK, HoursOutcome.BROKEN),
    (9.6, HoursRule.AVERAGE, None), (9.61, HoursRule.AVERAGE, HoursOutcome.DEPENDS),
])  # fmt: skip
def test_a_week_has_at_most_sixty_hours_and_not_every_week_more_than_the_average(hours, rule, outcome) -> None:
    assert found(*(shift(day, "06:00", hours) for day in range(5))).get(rule) is outcome


@pytest.mark.parametrize(("begins", "is_night"), [("17:00", False), ("17:01", True)])
def test_a_shift_is_a_night_shift_with_more_than_an_hour_of_the_night(begins, is_night) -> None:
    decision = working_hours([shift(0, begins, 8)], week_from=datetime.combine(MONDAY, time(0), ZONE), is_adult=True)

    assert bool(decision.nights) is is_night


def test_after_a_late_night_shift_are_fourteen_hours_and_after_three_of_them_forty_six() -> None:
    nights = [shift(day, "22:00", 8) for day in range(3)]

    assert found(nights[0], shift(1, "19:59", 3))[HoursRule.REST_AFTER_NIGHT] is HoursOutcome.DEPENDS
    assert HoursRule.REST_AFTER_NIGHT not in found(nights[0], shift(1, "20:00", 3))
    assert found(*nights, shift(5, "03:59", 1))[HoursRule.REST_AFTER_ROW] is HoursOutcome.BROKEN
    assert HoursRule.REST_AFTER_ROW not in found(*nights, shift(5, "04:00", 1))


def test_a_long_rest_is_inside_the_week_and_an_adult_may_have_it_over_two() -> None:
    every_day = [shift(day, "06:00", 8, 30) for day in range(7)]

    assert found(*every_day)[HoursRule.REST_WEEK] is HoursOutcome.DEPENDS
    assert found(*every_day, is_adult=False)[HoursRule.REST_WEEK] is HoursOutcome.BROKEN
    assert HoursRule.REST_WEEK not in found(*every_day[:5])


def test_who_is_under_eighteen_works_less_and_not_at_night() -> None:
    assert found(shift(0, "08:00", 9.5, 30), is_adult=False) == {}
    assert found(shift(0, "08:00", 9.6, 30), is_adult=False)[HoursRule.SHIFT] is HoursOutcome.BROKEN
    assert found(shift(0, "15:30", 8, 30), is_adult=False)[HoursRule.NIGHT_WORK] is HoursOutcome.BROKEN
    assert HoursRule.NIGHT_WORK not in found(shift(0, "15:00", 8, 30), is_adult=False)
    assert found(shift(0, "05:59", 4), is_adult=False)[HoursRule.NIGHT_WORK] is HoursOutcome.BROKEN


def test_a_night_in_which_the_clock_changes_is_as_long_as_it_was() -> None:
    """On the last Sunday of March an hour is skipped, on that of October one comes twice."""
    spring, autumn = date(2027, 3, 22), date(2027, 10, 25)

    for monday, hours in ((spring, Decimal(7)), (autumn, Decimal(9))):
        begins = datetime.combine(monday + timedelta(days=5), time(22), ZONE)
        night = Shift(begins, datetime.combine(monday + timedelta(days=6), time(6), ZONE))
        decision = working_hours([night], week_from=datetime.combine(monday, time(0), ZONE), is_adult=True)
        assert decision.total == hours
