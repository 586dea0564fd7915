"""The formula against the oracle on random input, and what must hold whatever the input."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thoes.rules.registration_duty import DutyParameters, registration_duty
from thoes.rules.stay_facts import StayFacts
from thoes.rules.tests import night_by_night
from thoes.rules.tests.random_stays import ON, REAL, SMALL, stays

pytestmark = pytest.mark.slow


def compare(person: list[StayFacts], parameters: DutyParameters) -> None:
    decision = registration_duty(person, on=ON, parameters=parameters)

    expected = night_by_night.answer(person, on=ON, parameters=parameters, horizon_days=4 * parameters.window_days)
    found = {name: getattr(decision, name) for name in expected}
    found["change"] = (decision.change.kind, decision.change.on, decision.change.nights)
    assert found == expected


@settings(max_examples=600, deadline=None)
@given(stays(SMALL))
def test_formula_agrees_with_night_by_night_on_a_small_window(person: list[StayFacts]) -> None:
    compare(person, SMALL)


@settings(max_examples=40, deadline=None)
@given(stays(REAL))
def test_formula_agrees_with_night_by_night_on_the_real_window(person: list[StayFacts]) -> None:
    compare(person, REAL)


@given(stays(SMALL), stays(SMALL, at_most=1))
def test_adding_a_stay_never_lowers_the_nights_in_the_window(person: list[StayFacts], more: list[StayFacts]) -> None:
    before = registration_duty(person, on=ON, parameters=SMALL)
    after = registration_duty(person + more, on=ON, parameters=SMALL)

    assert after.nights_in_window >= before.nights_in_window


@given(stays(SMALL, at_most=12))
def test_nights_in_the_window_never_exceed_the_window(person: list[StayFacts]) -> None:
    decision = registration_duty(person, on=ON, parameters=SMALL)

    assert 0 <= decision.nights_in_window <= SMALL.window_days


@given(stays(SMALL), st.randoms(use_true_random=False))
def test_order_of_the_rows_makes_no_difference(person: list[StayFacts], chance: object) -> None:
    shuffled = list(person)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert registration_duty(shuffled, on=ON, parameters=SMALL) == registration_duty(person, on=ON, parameters=SMALL)


@given(stays(SMALL))
def test_a_counted_duty_stays_where_it_began_the_day_after(person: list[StayFacts]) -> None:
    person = [stay for stay in person if stay.arrival <= ON]
    today = registration_duty(person, on=ON, parameters=SMALL)
    tomorrow = registration_duty(person, on=ON + timedelta(days=1), parameters=SMALL)

    if today.counted_from and tomorrow.nights_in_window:
        assert tomorrow.counted_from == today.counted_from
