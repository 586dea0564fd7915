"""The follow-up as a table: every state can be left, comes back some day, and refuses what makes no sense."""

from datetime import date, timedelta

import pytest

from thoes.kernel.refusals import Refusal
from thoes.registration.domain.follow_up import FOLLOW_UP, IN_BRP, SET_ASIDE, State
from thoes.registration.follow_up_terms import follow_up_terms
from thoes.registration.models import StateChoice

DAY = date(2026, 11, 24)


def test_nobody_is_lost_in_a_state() -> None:
    assert list(FOLLOW_UP.faults(time_outs=follow_up_terms().days)) == []


@pytest.mark.parametrize("state", list(State))
def test_every_state_comes_back_and_can_be_changed(state) -> None:
    assert follow_up_terms().next_date(state, on=DAY) > DAY
    assert FOLLOW_UP.moves_from(state)


def test_an_appointment_comes_back_the_day_after_it() -> None:
    appointment = DAY + timedelta(days=9)

    assert follow_up_terms().next_date(State.APPOINTMENT, on=DAY, appointment_on=appointment) == date(2026, 12, 4)


@pytest.mark.parametrize(("now", "to"), [(State.REGISTERED, State.RNI), (State.DEPARTED, State.NOT_FOUND)])
def test_a_change_outside_the_table_is_refused(now, to) -> None:
    with pytest.raises(Refusal) as refused:
        FOLLOW_UP.step(to, state=now)

    assert refused.value.code == "step_not_allowed"


def test_every_state_has_words_and_no_state_is_both_set_aside_and_registered() -> None:
    assert set(StateChoice.values) == {state.value for state in State}
    assert not IN_BRP & SET_ASIDE
