"""The day by which rights are looked at again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoes.accounts.domain.reviewing import ReviewTerms, is_overdue, months_later, review_due

TERMS = ReviewTerms(months=6, months_special=3)
DUE = date(2026, 7, 15)


@pytest.mark.parametrize(
    ("last", "months", "later"),
    [
        (date(2026, 1, 15), 6, date(2026, 7, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
    ],
)
def test_some_months_later_is_the_same_day_or_the_last_of_the_month(last, months, later) -> None:
    assert months_later(last, months) == later


def test_special_rights_are_due_sooner() -> None:
    last = date(2026, 1, 15)

    assert review_due(last, special=False, terms=TERMS) == date(2026, 7, 15)
    assert review_due(last, special=True, terms=TERMS) == date(2026, 4, 15)


@pytest.mark.parametrize(
    ("on", "overdue"), [(DUE - timedelta(days=1), False), (DUE, False), (DUE + timedelta(days=1), True)]
)
def test_a_review_is_overdue_from_the_day_after(on, overdue) -> None:
    assert is_overdue(DUE, on=on) is overdue


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_confirming_later_never_makes_a_review_due_sooner(last, months) -> None:
    terms = ReviewTerms(months=months, months_special=1)

    due, next_due = (review_due(day, special=False, terms=terms) for day in (last, last + timedelta(days=1)))

    assert last < due <= next_due
