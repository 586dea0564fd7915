"""The fast twin gives, person for person, what the readable rule gives."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thoes.rules.duty_arrays import NO_DAY, NO_STAY, STATUSES, DutyArrays, days_since_epoch, duty_of_many
from thoes.rules.readable_cases import duty_cases
from thoes.rules.registration_duty import DutyParameters, StayFacts, duty_parameters_on, registration_duty
from thoes.rules.tests.random_stays import ON, REAL, SMALL, stays

pytestmark = pytest.mark.slow


def columns(people: Sequence[Sequence[StayFacts]]) -> tuple[np.ndarray, ...]:
    rows = [stay for person in people for stay in person]
    codes = {site: code for code, site in enumerate(sorted({stay.site for stay in rows}))}
    return (
        np.cumsum([0, *(len(person) for person in people)], dtype=np.int64),
        np.array([days_since_epoch(stay.arrival) for stay in rows], np.int32),
        np.array([days_since_epoch(stay.departure) for stay in rows], np.int32),
        np.array([days_since_epoch(stay.expected_departure) for stay in rows], np.int32),
        np.array([codes[stay.site] for stay in rows], np.int32),
    )


def decide(people: Sequence[Sequence[StayFacts]], *, on: date, parameters: DutyParameters) -> DutyArrays:
    return duty_of_many(*columns(people), on=on, parameters=parameters)


def compare(people: Sequence[Sequence[StayFacts]], *, on: date, parameters: DutyParameters) -> None:
    fast = decide(people, on=on, parameters=parameters)

    rows = [stay for person in people for stay in person]
    for i, person in enumerate(people):
        slow = registration_duty(person, on=on, parameters=parameters)
        for name in ("counted_from", "expected_from", "approaching_on", "duty_from", "register_by"):
            assert getattr(fast, name)[i] == days_since_epoch(getattr(slow, name)), name
        assert STATUSES[fast.status[i]] == slow.status
        assert fast.nights_in_window[i] == slow.nights_in_window
        register_stay = fast.register_stay[i]
        assert (None if register_stay == NO_STAY else rows[register_stay].site) == slow.register_site


@settings(max_examples=300, deadline=None)
@given(st.lists(stays(SMALL), min_size=1, max_size=4))
def test_arrays_agree_with_the_rule_on_a_small_window(people: list[list[StayFacts]]) -> None:
    compare(people, on=ON, parameters=SMALL)


@settings(max_examples=150, deadline=None)
@given(st.lists(stays(REAL), min_size=1, max_size=4))
def test_arrays_agree_with_the_rule_on_the_real_window(people: list[list[StayFacts]]) -> None:
    compare(people, on=ON, parameters=REAL)


def test_arrays_give_the_published_answers() -> None:
    on = duty_cases()[0].on

    compare([case.stays for case in duty_cases()], on=on, parameters=duty_parameters_on(on))


def test_a_person_with_hundreds_of_stays_in_no_order_is_decided_alike() -> None:
    chance = np.random.default_rng(7)
    arrivals = [ON - timedelta(days=int(days)) for days in chance.integers(-60, 600, 300)]
    lengths = chance.integers(1, 4, 300)
    person = [
        StayFacts(arrival, arrival + timedelta(days=int(length)), None, f"site {length}", "Venlo")
        for arrival, length in zip(arrivals, lengths, strict=True)
    ]

    compare([person, [], person[:3]], on=ON, parameters=REAL)


def test_nobody_gives_an_empty_answer() -> None:
    assert len(decide([], on=ON, parameters=REAL).status) == 0


def test_a_plan_at_the_end_of_the_calendar_never_approaches() -> None:
    fast = decide([[StayFacts(date.max - timedelta(days=9), None, None, "A", "Venlo")]], on=ON, parameters=REAL)

    assert fast.approaching_on[0] == NO_DAY


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda start, *rest: (start.astype(np.int32), *rest), "int64"),
        (lambda start, arrival, *rest: (start, arrival.astype(np.int64), *rest), "int32"),
        (lambda start, arrival, *rest: (start, arrival[:-1], *rest), "different lengths"),
        (lambda start, *rest: (start + 1, *rest), "begin at 0"),
        (lambda start, *rest: (start[:-1], *rest), "end at the number"),
        (lambda start, *rest: (start[:0], *rest), "begin at 0"),
        (lambda start, *rest: (np.array([0, 2, 1, 2], np.int64), *rest), "never go down"),
    ],
)
def test_columns_that_do_not_fit_are_refused(spoil: object, words: str) -> None:
    person = [StayFacts(ON, None, None, "A", "Venlo")]
    good = columns([person, person])

    with pytest.raises(ValueError, match=words):
        duty_of_many(*spoil(*good), on=ON, parameters=REAL)  # type: ignore[operator]
