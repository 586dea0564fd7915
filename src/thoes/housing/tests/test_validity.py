"""How permits and quality labels stand on a day, and when to remind."""

from datetime import date, timedelta

import pytest

from thoes.housing.domain.validity import Period, Validity, term_reached, validity

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
