"""The rules of plans, without a database."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from thoes.pipeline.domain.concurrent_delivery import ConcurrentDelivery, LinkedBeds, concurrent_delivery
from thoes.pipeline.domain.location import LocationFacts, LocationOutcome, LocationRules, Subject, check_location
from thoes.pipeline.domain.phases import PHASES, Phase, is_late, is_stuck

TODAY = date(2026, 5, 14)
A_DAY = timedelta(days=1)


def outcome(subject: Subject, facts: LocationFacts, rules: LocationRules) -> LocationOutcome:
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
    assert PHASES.step(to, state=now).needs_reason is needed


def test_no_plan_is_lost_in_a_phase() -> None:
    assert list(PHASES.faults()) == []


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
    [
        ("4.9", LocationOutcome.FITS),
        ("5.0", LocationOutcome.FITS),
        ("5.1", LocationOutcome.DOES_NOT_FIT),
        (None, LocationOutcome.FACT_UNKNOWN),
    ],
)
def test_a_distance_fits_up_to_the_number_of_the_policy(km: str | None, said: LocationOutcome) -> None:
    facts = LocationFacts(km_to_work=None if km is None else Decimal(km))

    assert outcome(Subject.WORK, facts, LocationRules(most_km_to_work=Decimal(5))) is said


def test_without_a_recorded_policy_nothing_is_said() -> None:
    facts = LocationFacts(True, Decimal(1), Decimal(1), Decimal(1), 10, True)

    assert {line.outcome for line in check_location(facts, LocationRules())} == {LocationOutcome.NO_RULE}


@pytest.mark.parametrize(
    ("inside", "said"),
    [(True, LocationOutcome.FITS), (False, LocationOutcome.NO_RULE), (None, LocationOutcome.FACT_UNKNOWN)],
)
def test_a_policy_for_inside_says_nothing_about_outside(inside: bool | None, said: LocationOutcome) -> None:
    assert outcome(Subject.AREA, LocationFacts(in_built_up_area=inside), LocationRules(allows_inside=True)) is said


def test_a_quality_label_that_is_not_required_fits_without_one() -> None:
    assert (
        outcome(
            Subject.QUALITY_LABEL,
            LocationFacts(will_have_quality_label=False),
            LocationRules(quality_label_required=False),
        )
        is LocationOutcome.FITS
    )


@pytest.mark.parametrize(
    ("ready", "beds", "state"),
    [
        (TODAY - A_DAY, 50, ConcurrentDelivery.IN_TIME),
        (TODAY, 50, ConcurrentDelivery.IN_TIME),
        (TODAY + A_DAY, 50, ConcurrentDelivery.TOO_LATE),
        (None, 50, ConcurrentDelivery.TOO_LATE),
        (TODAY, 49, ConcurrentDelivery.TOO_FEW),
    ],
)
def test_beds_are_in_time_on_the_day_the_company_opens(
    ready: date | None, beds: int, state: ConcurrentDelivery
) -> None:
    assert concurrent_delivery(opens_on=TODAY, workers=50, linked=[LinkedBeds(beds, ready)]).state is state


@pytest.mark.parametrize(("opens_on", "workers"), [(None, 50), (TODAY, None)])
def test_without_a_day_or_a_number_nothing_is_said_about_beds(opens_on: date | None, workers: int | None) -> None:
    assert (
        concurrent_delivery(opens_on=opens_on, workers=workers, linked=[LinkedBeds(90, TODAY)]).state
        is ConcurrentDelivery.UNKNOWN
    )
