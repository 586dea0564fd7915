"""How permits and quality labels stand on a day, and when to remind."""

from datetime import date, timedelta

import pytest

from thoes.housing.domain.validity import IN_FORCE, Period, Validity, term_reached, validity

ENDS = date(2026, 6, 1)
SOON = timedelta(days=90)


def on(day: date, **other: date) -> Validity:
    return validity(Period(date(2025, 6, 1), ENDS, **other), on=day, soon=SOON)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 5, 31), Validity.NOT_YET),
        (date(2025, 6, 1), Validity.VALID),
        (ENDS - timedelta(days=91), Validity.VALID),
        (ENDS - timedelta(days=90), Validity.ENDS_SOON),
        (ENDS - timedelta(days=1), Validity.ENDS_SOON),
        (ENDS, Validity.ENDED),
    ],
)
def test_a_permit_stands_as_its_days_say(day, expected) -> None:
    assert on(day) is expected


def test_without_an_end_it_stays_valid() -> None:
    assert validity(Period(date(2000, 1, 1)), on=date(2099, 1, 1), soon=SOON) is Validity.VALID


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 1, 9), Validity.ENDS_SOON), (date(2026, 1, 10), Validity.TAKEN_AWAY), (ENDS, Validity.TAKEN_AWAY)],
)
def test_what_is_taken_away_ends_on_that_day(day, expected) -> None:
    assert on(day, taken_away_from=date(2026, 1, 10)) is expected


@pytest.mark.parametrize(
    ("days_left", "expected"), [(91, None), (90, 90), (31, 90), (30, 30), (1, 30), (0, None), (-5, None)]
)
def test_a_reminder_is_due_for_the_shortest_term_that_was_reached(days_left, expected) -> None:
    assert term_reached(ENDS, on=ENDS - timedelta(days=days_left), terms=(90, 30)) == expected


@pytest.mark.parametrize("valid_until", [None, date(2026, 6, 1)])
@pytest.mark.parametrize("taken_away_from", [None, date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)])
def test_a_period_holds_on_the_days_on_which_its_validity_is_in_force(valid_until, taken_away_from) -> None:
    period = Period(date(2026, 4, 1), valid_until, taken_away_from)

    for day in (date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)):
        for each in (day - timedelta(days=1), day, day + timedelta(days=1)):
            assert period.holds(each) == (validity(period, on=each, soon=SOON) in IN_FORCE)
