"""The rules of plans, without a database."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from thoes.pipeline.domain.in_step import InStep, LinkedBeds, in_step
from thoes.pipeline.domain.location import LocationFacts, LocationRules, Outcome, Subject, check_location
from thoes.pipeline.domain.phases import Phase, is_late, is_stuck, needs_reason

TODAY = date(2026, 5, 14)
A_DAY = timedelta(days=1)


def outcome(subject: Subject, facts: LocationFacts, rules: LocationRules) -> Outcome:
    return next(line.outcome for line in check_location(facts, rules) if line.subject is subject)


@pytest.mark.parametrize(
    ("now", "to", "needed"),
    [
        (Phase.IDEA, Phase.TALKS, False),
        (Phase.IDEA, Phase.OPEN, False),
        (Phase.TALKS, Phase.IDEA, True),
        (Phase.BUILDING, Phase.DROPPED, True),
        (Phase.DROPPED, Phase.BUILDING, True),
    ],
)
def test_going_back_and_dropping_are_explained(now: Phase, to: Phase, needed: bool) -> None:
    assert needs_reason(now, to) is needed


@pytest.mark.parametrize(
    ("expected", "late"), [(TODAY - A_DAY, True), (TODAY, False), (TODAY + A_DAY, False), (None, False)]
)
def test_a_plan_is_late_from_the_day_after_it_should_have_opened(expected: date | None, late: bool) -> None:
    assert is_late(Phase.BUILDING, expected, on=TODAY) is late


@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.DROPPED])
def test_what_ended_is_neither_late_nor_stuck(phase: Phase) -> None:
    assert not is_late(phase, TODAY - A_DAY, on=TODAY)
    assert not is_stuck(phase, TODAY - 900 * A_DAY, on=TODAY, after=A_DAY)


@pytest.mark.parametrize(("days", "stuck"), [(364, False), (365, True), (366, True)])
def test_a_plan_stands_still_after_a_year_in_one_phase(days: int, stuck: bool) -> None:
    assert is_stuck(Phase.TALKS, TODAY - days * A_DAY, on=TODAY, after=365 * A_DAY) is stuck


@pytest.mark.parametrize(
    ("km", "said"),
    [("4.9", Outcome.FITS), ("5.0", Outcome.FITS), ("5.1", Outcome.DOES_NOT_FIT), (None, Outcome.FACT_UNKNOWN)],
)
def test_a_distance_fits_up_to_the_number_of_the_policy(km: str | None, said: Outcome) -> None:
    facts = LocationFacts(km_to_work=None if km is None else Decimal(km))

    assert outcome(Subject.WORK, facts, LocationRules(most_km_to_work=Decimal(5))) is said


def test_without_a_recorded_policy_nothing_is_said() -> None:
    facts = LocationFacts(True, Decimal(1), Decimal(1), Decimal(1), 10, True)

    assert {line.outcome for line in check_location(facts, LocationRules())} == {Outcome.NO_RULE}


@pytest.mark.parametrize(
    ("inside", "said"), [(True, Outcome.FITS), (False, Outcome.NO_RULE), (None, Outcome.FACT_UNKNOWN)]
)
def test_a_policy_for_inside_says_nothing_about_outside(inside: bool | None, said: Outcome) -> None:
    assert outcome(Subject.AREA, LocationFacts(in_built_up_area=inside), LocationRules(allows_inside=True)) is said


def test_a_mark_that_is_not_required_fits_without_one() -> None:
    assert (
        outcome(Subject.MARK, LocationFacts(will_have_mark=False), LocationRules(mark_required=False)) is Outcome.FITS
    )


@pytest.mark.parametrize(
    ("ready", "beds", "state"),
    [
        (TODAY - A_DAY, 50, InStep.IN_TIME),
        (TODAY, 50, InStep.IN_TIME),
        (TODAY + A_DAY, 50, InStep.TOO_LATE),
        (None, 50, InStep.TOO_LATE),
        (TODAY, 49, InStep.TOO_FEW),
    ],
)
def test_beds_are_in_time_on_the_day_the_company_opens(ready: date | None, beds: int, state: InStep) -> None:
    assert in_step(opens_on=TODAY, workers=50, linked=[LinkedBeds(beds, ready)]).state is state


@pytest.mark.parametrize(("opens_on", "workers"), [(None, 50), (TODAY, None)])
def test_without_a_day_or_a_number_nothing_is_said_about_beds(opens_on: date | None, workers: int | None) -> None:
    assert in_step(opens_on=opens_on, workers=workers, linked=[LinkedBeds(90, TODAY)]).state is InStep.UNKNOWN
