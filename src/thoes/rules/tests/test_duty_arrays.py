"""The fast twin gives, person for person, what the readable rule gives."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thoes.rules.duty_arrays import (
    NO_DAY,
    NO_STAY,
    STATUSES,
    DutyArrays,
    StayColumns,
    day_of,
    days_since_epoch,
    duty_of_many,
    expectation_rows,
)
from thoes.rules.readable_cases import duty_cases
from thoes.rules.registration_duty import DutyParameters, duty_parameters_on, registration_duty
from thoes.rules.stay_facts import StayFacts
from thoes.rules.tests.random_stays import ON, REAL, SMALL, stays

pytestmark = pytest.mark.slow


def columns(people: Sequence[Sequence[StayFacts]]) -> tuple[StayColumns, list[StayFacts]]:
    """The columns, and of which stay each row is."""
    rows = [
        [(stay, *row) for stay in person for row in expectation_rows(stay.expected_departure, stay.expectations)]
        for person in people
    ]
    flat = [row for person in rows for row in person]
    codes = {site: code for code, site in enumerate(sorted({row[0].site for row in flat}))}

    def days(values: Iterable[date | None]) -> np.ndarray:
        return np.array([days_since_epoch(value) for value in values], np.int32)

    made = StayColumns(
        person_start=np.cumsum([0, *(len(person) for person in rows)], dtype=np.int64),
        arrival=days(stay.arrival for stay, *_ in flat),
        departure=days(stay.departure for stay, *_ in flat),
        expected_departure=days(row[1] for row in flat),
        known_on=days(row[2] for row in flat),
        taken_back_on=days(row[3] for row in flat),
        site=np.array([codes[stay.site] for stay, *_ in flat], np.int32),
    )
    return made, [stay for stay, *_ in flat]


def decide(people: Sequence[Sequence[StayFacts]], *, on: date, parameters: DutyParameters) -> DutyArrays:
    return duty_of_many(columns(people)[0], on=on, parameters=parameters)


def compare(people: Sequence[Sequence[StayFacts]], *, on: date, parameters: DutyParameters) -> None:
    made, rows = columns(people)
    fast = duty_of_many(made, on=on, parameters=parameters)

    for i, person in enumerate(people):
        slow = registration_duty(person, on=on, parameters=parameters)
        for name in ("counted_from", "expected_from", "approaching_on", "duty_from", "register_by"):
            assert getattr(fast, name)[i] == days_since_epoch(getattr(slow, name)), name
        assert STATUSES[fast.status[i]] == slow.status
        assert fast.nights_in_window[i] == slow.nights_in_window
        register_stay = fast.register_stay[i]
        assert (None if register_stay == NO_STAY else rows[register_stay].site) == slow.register_site
        assert day_of(fast.left_on[i]) == slow.register_site_left_on


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
        ({"person_start": lambda start: start.astype(np.int32)}, "int64"),
        ({"arrival": lambda column: column.astype(np.int64)}, "int32"),
        ({"arrival": lambda column: column[:-1]}, "different lengths"),
        ({"known_on": lambda column: column[:-1]}, "different lengths"),
        ({"person_start": lambda start: start + 1}, "begin at 0"),
        ({"person_start": lambda start: start[:-1]}, "end at the number"),
        ({"person_start": lambda start: start[:0]}, "begin at 0"),
        ({"person_start": lambda start: np.array([0, 2, 1, 2], np.int64)}, "never go down"),
    ],
)
def test_columns_that_do_not_fit_are_refused(spoil: dict[str, Callable[..., object]], words: str) -> None:
    person = [StayFacts(ON, None, None, "A", "Venlo")]
    good, _rows = columns([person, person])
    spoiled = {name: change(getattr(good, name)) for name, change in spoil.items()}

    with pytest.raises(ValueError, match=words):
        duty_of_many(replace(good, **spoiled), on=ON, parameters=REAL)  # type: ignore[arg-type]
