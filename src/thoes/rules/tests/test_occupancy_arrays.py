"""Occupancy by difference arrays against a slow count, night by night, on random stays and limits."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thoes.rules.norm_terms import SEVERITY, NormOutcome, judge, worst
from thoes.rules.occupancy_arrays import EPOCH, NO_MOST, LimitSpans, Stays, occupancy, worst_per_group

FROM = date(2026, 1, 1)
PLACES = 3
days = st.integers(-6, 16).map(lambda offset: FROM + timedelta(days=offset))
stays = st.lists(st.tuples(st.integers(0, PLACES - 1), days, st.none() | days), max_size=12)
spans = st.lists(
    st.tuples(st.integers(0, PLACES - 1), days, days, st.integers(0, 4), st.none() | st.integers(0, 3)), max_size=8
)


def columns(rows: list[tuple[object, ...]], width: int) -> list[np.ndarray]:
    numbers = [[_number(value) for value in row] for row in rows]
    return [np.array([row[at] for row in numbers], np.int32) for at in range(width)]


def _number(value: object) -> int:
    if value is None:
        return NO_MOST
    return (value - EPOCH).days if isinstance(value, date) else int(value)


def slept(stays_there: list[tuple[int, date, date | None]], place: int, night: date) -> int:
    """People in a place in a night: arrived on it or before, and had not left."""
    return sum(
        where == place and arrival <= night and (departure is None or night < departure)
        for where, arrival, departure in stays_there
    )


@settings(max_examples=150, deadline=None)  # the first call compiles
@given(stays, spans, st.integers(1, 12))
def test_every_night_is_counted_and_judged_as_night_by_night(stay_rows, raw_spans, nights: int) -> None:
    span_rows = [(p, a, b, safe, None if extra is None else safe + extra) for p, a, b, safe, extra in raw_spans]

    found = occupancy(
        Stays(*columns(stay_rows, 3)),
        LimitSpans(*columns(span_rows, 5)),
        places=PLACES,
        from_date=FROM,
        until=FROM + timedelta(days=nights),
    )

    for place in range(PLACES):
        for column in range(nights):
            night = FROM + timedelta(days=column)
            people = slept(stay_rows, place, night)
            outcome = worst(
                judge(people, safe=safe, most=most)
                for where, first, until, safe, most in span_rows
                if where == place and first <= night < until
            )
            assert found.day(column) == night
            assert found.people[place, column] == people
            assert SEVERITY[found.outcome[place, column]] is outcome


def test_a_site_is_in_each_night_as_bad_as_its_worst_room() -> None:
    rows = [(0, FROM, FROM + timedelta(days=2)), (0, FROM, None), (1, FROM, None), (2, FROM, None)]
    limits = [(place, FROM, None, 1, 1) for place in range(PLACES)]
    found = occupancy(
        Stays(*columns(rows, 3)),
        LimitSpans(*columns(limits, 5)),
        places=PLACES,
        from_date=FROM,
        until=FROM + timedelta(days=4),
    )

    per_site = worst_per_group(found, np.array([0, 0, 1], np.int32), groups=2)

    assert found.nights(NormOutcome.OVER).tolist() == [2, 0, 0]
    assert per_site.tolist() == [[2, 2, 0, 0], [0, 0, 0, 0]]


def test_the_night_of_departure_no_longer_counts() -> None:
    nothing = LimitSpans(*columns([], 5))
    found = occupancy(
        Stays(*columns([(0, FROM, FROM + timedelta(days=1))], 3)),
        nothing,
        places=1,
        from_date=FROM,
        until=FROM + timedelta(days=2),
    )

    assert found.people.tolist() == [[1, 0]]


def test_a_period_without_a_night_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one night"):
        occupancy(Stays(*columns([], 3)), LimitSpans(*columns([], 5)), places=1, from_date=FROM, until=FROM)
