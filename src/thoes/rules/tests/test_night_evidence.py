"""The rows of the evidence add up to the number of the decision, whatever the stays, and tell nothing of elsewhere."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from thoes.kernel.nights import Span
from thoes.rules.night_evidence import Night, expected_stays, night_evidence, window_before
from thoes.rules.registration_duty import DutyParameters, registration_duty
from thoes.rules.stay_facts import Expectation, StayFacts
from thoes.rules.tests.random_stays import ON, REAL, SMALL, stays

OWN = "Venlo"
DAY = date(2026, 6, 15)


def evidence(person, window, *, own=OWN):
    here, elsewhere = defaultdict(list), []
    for stay in person:
        span = Span(stay.arrival, min(stay.departure or ON, ON))
        (here[stay.site] if stay.municipality == own else elsewhere).append(span)
    return night_evidence(window, here=here, elsewhere=elsewhere)


def check(person: list[StayFacts], parameters: DutyParameters) -> None:
    decision = registration_duty(person, on=ON, parameters=parameters)
    for own in (OWN, "Venray", "nowhere"):
        present = evidence(person, window_before(ON, parameters.window_days), own=own)
        assert present.total == decision.nights_in_window
        if decision.counted_from is not None:
            decisive = evidence(person, window_before(decision.counted_from, parameters.window_days), own=own)
            assert decisive.total == parameters.nights
            assert [night for _day, night in decisive.nights()].count(Night.NONE) == decisive.unknown
            assert sum(night is Night.HERE for _day, night in decisive.nights()) == decisive.here
            assert all(row.nights + row.counted_above == row.span.nights for row in decisive.rows if row.place)


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(stays(SMALL))
def test_the_rows_add_up_to_the_decision_on_a_small_window(person: list[StayFacts]) -> None:
    check(person, SMALL)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(stays(REAL, at_most=9))
def test_the_rows_add_up_to_the_decision_on_the_real_window(person: list[StayFacts]) -> None:
    check(person, REAL)


def test_a_night_that_two_providers_declared_counts_once_and_the_row_says_so() -> None:
    first, second = Span(DAY - timedelta(days=20), DAY - timedelta(days=10)), Span(DAY - timedelta(days=12), DAY)
    found = night_evidence(window_before(DAY, 30), here={"A": [first], "B": [second]}, elsewhere=[first])

    assert [(row.place, row.nights, row.counted_above, row.total) for row in found.rows] == [
        ("A", 10, 0, 10),
        ("B", 10, 2, 20),
    ]
    assert found.elsewhere == 0


@pytest.mark.parametrize(("nights_ago", "counted"), [(31, 0), (30, 1), (1, 1), (0, 0)])
def test_only_nights_of_the_window_count(nights_ago, counted) -> None:
    night = DAY - timedelta(days=nights_ago)

    found = night_evidence(window_before(DAY, 30), here={"A": [Span(night, night + timedelta(days=1))]}, elsewhere=[])

    assert found.total == counted


def test_two_stays_at_one_place_that_touch_are_one_row() -> None:
    spans = [Span(DAY - timedelta(days=9), DAY - timedelta(days=4)), Span(DAY - timedelta(days=4), DAY)]

    found = night_evidence(window_before(DAY, 30), here={"A": spans}, elsewhere=[])

    assert [(row.span.first, row.nights) for row in found.rows] == [(DAY - timedelta(days=9), 9)]


def test_of_elsewhere_only_a_number_per_gap_comes_out() -> None:
    window = window_before(DAY, 30)
    own = Span(DAY - timedelta(days=15), DAY - timedelta(days=10))
    early, late = DAY - timedelta(days=28), DAY - timedelta(days=3)
    one = night_evidence(window, here={"A": [own]}, elsewhere=[Span(early, early + timedelta(days=4))])
    other = night_evidence(
        window,
        here={"A": [own]},
        elsewhere=[Span(early + timedelta(days=n), early + timedelta(days=n + 1)) for n in (1, 4, 6, 9)],
    )

    assert one == other
    assert one.rows[0].span == Span(window.first, own.first)
    assert night_evidence(window, here={"A": [own]}, elsewhere=[Span(late, DAY)]).rows[-1].nights == 3


def test_the_expectation_is_shown_with_its_days_here_and_without_them_elsewhere() -> None:
    here = StayFacts(DAY, None, DAY + timedelta(days=130), "A", OWN)
    elsewhere = StayFacts(DAY, None, DAY + timedelta(days=140), "B", "Weert")
    short = StayFacts(DAY, None, DAY + timedelta(days=20), "C", OWN)

    found = expected_stays([elsewhere, here, short], expected_from=DAY, nights=122, municipality=OWN)

    assert {(one.place, one.nights) for one in found} == {("A", 130), (None, None)}


def test_an_expectation_that_was_taken_back_is_shown_as_it_was_said() -> None:
    said = (Expectation(DAY, DAY + timedelta(days=130)), Expectation(DAY + timedelta(days=9), DAY + timedelta(days=20)))
    stay = StayFacts(DAY, None, DAY + timedelta(days=20), "A", OWN, said)

    found = expected_stays([stay], expected_from=DAY, nights=122, municipality=OWN)

    assert [(one.place, one.nights) for one in found] == [("A", 130)]
