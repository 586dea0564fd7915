"""Somebody in the BRP reports a move and a departure in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoes.rules.readable_cases import NoticeCase, notice_cases
from thoes.rules.registered_person import (
    NoticeKind,
    NoticePhase,
    departure_notice,
    move_notice,
    notice_parameters_on,
)

DAY = date(2026, 12, 15)
PARAMETERS = notice_parameters_on(DAY)


@pytest.mark.parametrize("case", notice_cases(), ids=lambda case: case.key)
def test_a_published_case_is_what_the_rule_answers(case: NoticeCase) -> None:
    parameters = notice_parameters_on(case.day)
    if case.kind is NoticeKind.MOVE:
        found = move_notice(case.day, parameters)
    else:
        found = departure_notice(case.day, back_on=case.back_on, parameters=parameters)

    assert (found is None) == (case.answer is None)
    if found is not None and case.answer is not None:
        assert found.kind is case.kind
        assert (found.opens_on, found.report_by) == (case.answer.opens_on, case.answer.report_by)


@pytest.mark.parametrize(
    ("on", "phase"),
    [
        (date(2026, 11, 16), NoticePhase.TOO_EARLY),
        (date(2026, 11, 17), NoticePhase.OPEN),
        (date(2026, 11, 18), NoticePhase.OPEN),
        (date(2026, 12, 20), NoticePhase.OPEN),
        (date(2026, 12, 21), NoticePhase.OPEN),
        (date(2026, 12, 22), NoticePhase.TOO_LATE),
    ],
)
def test_a_move_is_reported_from_four_weeks_before_until_the_monday_after_the_fifth_day(
    on: date, phase: NoticePhase
) -> None:
    assert move_notice(DAY, PARAMETERS).phase(on) is phase


@pytest.mark.parametrize(
    ("on", "phase"),
    [
        (DAY - timedelta(days=6), NoticePhase.TOO_EARLY),
        (DAY - timedelta(days=5), NoticePhase.OPEN),
        (DAY - timedelta(days=4), NoticePhase.OPEN),
        (DAY - timedelta(days=1), NoticePhase.OPEN),
        (DAY, NoticePhase.TOO_LATE),
        (DAY + timedelta(days=1), NoticePhase.TOO_LATE),
    ],
)
def test_a_departure_is_reported_in_the_five_days_before_it(on: date, phase: NoticePhase) -> None:
    notice = departure_notice(DAY, back_on=None, parameters=PARAMETERS)

    assert notice is not None
    assert notice.phase(on) is phase


@pytest.mark.parametrize(
    ("leaves_on", "back_on", "due"),
    [
        (date(2026, 12, 15), date(2027, 8, 14), False),
        (date(2026, 12, 15), date(2027, 8, 15), True),
        (date(2026, 12, 15), date(2027, 8, 16), True),
        (date(2026, 6, 30), date(2027, 2, 27), False),
        (date(2026, 6, 30), date(2027, 2, 28), True),
        (date(2026, 6, 30), date(2027, 3, 1), True),
    ],
)
def test_a_departure_is_reported_from_eight_months_away(leaves_on: date, back_on: date, due: bool) -> None:
    assert (departure_notice(leaves_on, back_on=back_on, parameters=PARAMETERS) is not None) is due


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 500), st.integers(0, 100))
def test_staying_away_longer_never_takes_the_notice_away(leaves_on: date, days: int, more: int) -> None:
    back_on = leaves_on + timedelta(days=days)

    if departure_notice(leaves_on, back_on=back_on, parameters=PARAMETERS) is not None:
        later = back_on + timedelta(days=more)
        assert departure_notice(leaves_on, back_on=later, parameters=PARAMETERS) is not None


def test_the_notice_names_the_parameters_it_used() -> None:
    assert [used.key for used in move_notice(DAY, PARAMETERS).parameters.sources] == [
        "brp.move.earliest",
        "brp.move.latest",
        "brp.depart.window_opens",
        "brp.depart.fraction",
        "brp.depart.window",
    ]
