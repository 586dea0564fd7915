"""A term of law never ends on a day on which the counter is closed; a term of our own does what it says."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoes.rules.loading import Confidence, RuleBookError, TermOrigin, rule_book
from thoes.rules.readable_cases import TermCase, term_cases
from thoes.rules.registered_person import move_notice, notice_parameters_on
from thoes.rules.registration_duty import StayFacts, duty_parameters_on, registration_duty
from thoes.rules.term_arrays import last_days_of_term
from thoes.rules.terms import (
    Term,
    TermUnit,
    end_of_term,
    holidays_of,
    is_free_day,
    last_day_of_term,
    next_working_day,
    previous_working_day,
    use_term,
)
from thoes.rules.tests import day_by_day

LENGTHS_OF_TIME = frozenset({"hours", "days", "weeks", "months"})
EPOCH = date(1970, 1, 1)
NO_DAY = -(2**31)
DAYS = st.dates(date(2014, 1, 6), date(2040, 12, 31))
LEGAL = st.builds(
    Term, st.integers(1, 100), st.just(TermUnit.DAYS), st.sampled_from([TermOrigin.NATIONAL_LAW, TermOrigin.EU_LAW])
)


@pytest.mark.parametrize("case", term_cases(), ids=lambda case: case.key)
def test_a_published_case_is_when_a_term_ends(case: TermCase) -> None:
    assert end_of_term(case.begins, case.term) == case.answer


@given(DAYS, st.integers(1, 100))
def test_a_term_of_the_law_agrees_with_the_act_told_day_by_day(begins: date, length: int) -> None:
    term = Term(length, TermUnit.DAYS, TermOrigin.NATIONAL_LAW)

    assert last_day_of_term(begins, term) == day_by_day.last_day(begins, length)


@given(DAYS, LEGAL)
def test_no_general_rule_makes_a_term_shorter(begins: date, term: Term) -> None:
    end = end_of_term(begins, term)

    assert end.last_day >= end.counted == begins + timedelta(days=term.length)


@given(DAYS, st.integers(1, 90))
def test_a_legal_term_of_days_never_ends_on_a_free_day(begins: date, length: int) -> None:
    assert not is_free_day(last_day_of_term(begins, Term(length, TermUnit.DAYS, TermOrigin.NATIONAL_LAW)))


@given(DAYS, st.integers(1, 400), st.sampled_from([TermUnit.DAYS, TermUnit.WEEKS, TermUnit.MONTHS]))
def test_a_term_of_our_own_ends_on_the_day_that_was_counted(begins: date, length: int, unit: TermUnit) -> None:
    end = end_of_term(begins, Term(length, unit, TermOrigin.OWN))

    assert end.last_day == end.counted


@given(st.lists(st.none() | DAYS, max_size=20), LEGAL)
def test_a_column_of_days_ends_where_each_day_ends(begins: list[date | None], term: Term) -> None:
    column = np.array([NO_DAY if day is None else (day - EPOCH).days for day in begins], np.int32)

    ends = last_days_of_term(column, term, no_day=NO_DAY)

    assert ends.dtype == np.int32
    assert ends.tolist() == [NO_DAY if day is None else (last_day_of_term(day, term) - EPOCH).days for day in begins]


def test_a_term_in_hours_is_refused_because_it_ends_at_a_moment() -> None:
    with pytest.raises(RuleBookError, match="moment"):
        last_day_of_term(date(2026, 11, 23), use_term("avg.breach_notice_hours", date(2026, 11, 23)))


def test_before_the_general_law_a_term_ended_where_it_was_counted() -> None:
    saturday = date(1965, 3, 27)

    assert last_day_of_term(saturday, Term(7, TermUnit.DAYS, TermOrigin.NATIONAL_LAW)) == date(1965, 4, 5)
    assert last_day_of_term(saturday, Term(1, TermUnit.DAYS, TermOrigin.NATIONAL_LAW)) == date(1965, 3, 28)


def test_a_day_that_comes_back_each_year_is_no_holiday_by_that_alone() -> None:
    comes_back = {each.key for each in rule_book().parameters.values() if each.unit == "day_of_year"}

    assert "guide.health.allowance_until" in comes_back
    assert not is_free_day(date(2026, 8, 31))
    assert holidays_of(2026)[date(2026, 1, 1)] == "holiday.new_year"


def test_every_length_of_time_in_the_rule_book_says_who_set_it() -> None:
    lengths = [each for each in rule_book().parameters.values() if each.unit in LENGTHS_OF_TIME]

    assert [each.key for each in lengths if each.set_by is None] == []


def test_a_term_of_our_own_is_not_called_the_law() -> None:
    own = [each for each in rule_book().parameters.values() if each.set_by is TermOrigin.OWN]

    assert own
    assert {version.confidence for each in own for version in each.versions} == {Confidence.DERIVED}


def test_what_is_no_term_is_refused_as_one() -> None:
    with pytest.raises(RuleBookError, match="no term"):
        use_term("duty.nights", date(2026, 11, 23))


def test_the_friday_after_ascension_is_free_only_where_a_decree_names_it() -> None:
    fridays = [date(2026, 5, 15), date(2029, 5, 11)]

    assert [is_free_day(day) for day in fridays] == [True, False]


def test_a_holiday_names_its_parameter() -> None:
    assert holidays_of(2026)[date(2026, 4, 27)] == "holiday.kings_day"


def test_the_nearest_working_days_lie_on_both_sides_of_a_holiday() -> None:
    christmas = date(2026, 12, 25)

    assert (previous_working_day(christmas), next_working_day(christmas)) == (date(2026, 12, 24), date(2026, 12, 28))
    assert previous_working_day(date(2026, 12, 24)) == next_working_day(date(2026, 12, 24)) == date(2026, 12, 24)


def test_the_duty_of_somebody_who_arrives_on_a_tuesday_is_met_on_the_monday() -> None:
    stay = StayFacts(date(2026, 11, 24), None, date(2027, 11, 24), "A", "Venlo")
    on = date(2026, 11, 24)

    decision = registration_duty([stay], on=on, parameters=duty_parameters_on(on))

    assert decision.register_by == date(2026, 11, 30)


def test_a_duty_that_began_before_the_act_of_2014_is_not_given_a_term() -> None:
    """The first term that the rule book knows is that of an arrival on 6 January 2014, a Monday: Saturday becomes Monday."""
    first = date(2014, 1, 6)
    stay = StayFacts(first, None, date(2015, 1, 6), "A", "Venlo")

    assert registration_duty([stay], on=first, parameters=duty_parameters_on(first)).register_by == date(2014, 1, 13)


def test_a_move_reported_on_the_monday_is_in_time() -> None:
    moved_on = date(2026, 12, 15)
    notice = move_notice(moved_on, notice_parameters_on(moved_on))

    assert (notice.opens_on, notice.report_by) == (date(2026, 11, 17), date(2026, 12, 21))
