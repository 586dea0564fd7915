"""How far a contact can be relied on, worked out from its check."""

from datetime import date, timedelta

import pytest

from thoes.contacts.domain.states import CheckState, state_of

CHECKED_ON = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("days", "state"), [(182, CheckState.CHECKED), (183, CheckState.CHECKED), (184, CheckState.OVERDUE)]
)
def test_a_check_holds_up_to_and_including_its_last_day(days, state) -> None:
    on = CHECKED_ON + timedelta(days=days)

    assert state_of(checked_on=CHECKED_ON, is_contradicted=False, valid_days=183, on=on) is state


def test_without_a_check_it_is_unchecked_on_every_day() -> None:
    assert state_of(checked_on=None, is_contradicted=False, valid_days=183, on=CHECKED_ON) is CheckState.UNCHECKED


@pytest.mark.parametrize("checked_on", [None, CHECKED_ON])
def test_what_somebody_says_otherwise_comes_before_every_check(checked_on) -> None:
    state = state_of(checked_on=checked_on, is_contradicted=True, valid_days=183, on=CHECKED_ON)

    assert state is CheckState.CONTRADICTED
