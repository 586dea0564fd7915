"""The follow-up as a table: every state can be left, comes back some day, and refuses what makes no sense."""

from datetime import date, timedelta

import pytest

from thoes.kernel.refusals import Refusal
from thoes.registration.domain.follow_up import ALLOWED, IN_BRP, SET_ASIDE, State, check_step, steps_from
from thoes.registration.follow_up_terms import follow_up_terms
from thoes.registration.models import StateChoice

DAY = date(2026, 11, 24)


def reachable(begin: State) -> set[State]:
    found, ahead = set(), [begin]
    while ahead:
        for state in ALLOWED[ahead.pop()]:
            if state not in found:
                found.add(state)
                ahead.append(state)
    return found


@pytest.mark.parametrize("state", list(State))
def test_no_state_is_stuck(state) -> None:
    assert follow_up_terms().next_date(state, on=DAY) > DAY
    assert reachable(state) == set(State)


@pytest.mark.parametrize("state", list(State))
def test_every_change_has_a_reason(state) -> None:
    assert steps_from(state)
    assert all(ALLOWED[state][to] == check_step(state, to) != "" for to in steps_from(state))


def test_an_appointment_comes_back_the_day_after_it() -> None:
    appointment = DAY + timedelta(days=9)

    assert follow_up_terms().next_date(State.APPOINTMENT, on=DAY, appointment_on=appointment) == date(2026, 12, 4)


@pytest.mark.parametrize(("now", "to"), [(State.REGISTERED, State.RNI), (State.DEPARTED, State.NOT_FOUND)])
def test_a_change_outside_the_table_is_refused(now, to) -> None:
    with pytest.raises(Refusal) as refused:
        check_step(now, to)

    assert refused.value.code == "step_not_allowed"


def test_every_state_has_words_and_no_state_is_both_set_aside_and_registered() -> None:
    assert set(StateChoice.values) == {state.value for state in State}
    assert not IN_BRP & SET_ASIDE
