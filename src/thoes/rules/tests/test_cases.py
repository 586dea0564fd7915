"""The published cases are what the program does."""

from datetime import date

import pytest

from thoes.rules.readable_cases import DutyAnswer, DutyCase, duty_cases
from thoes.rules.registration_duty import DutyReason, DutyStatus, duty_parameters_on, registration_duty
from thoes.rules.tests import night_by_night

FIELDS = tuple(DutyAnswer.__dataclass_fields__)


@pytest.mark.parametrize("case", duty_cases(), ids=lambda case: case.key)
def test_the_formula_gives_the_published_answer(case: DutyCase) -> None:
    decision = registration_duty(case.stays, on=case.on, parameters=duty_parameters_on(case.on))

    assert DutyAnswer(**{name: getattr(decision, name) for name in FIELDS}) == case.answer


@pytest.mark.parametrize("case", duty_cases(), ids=lambda case: case.key)
def test_night_by_night_gives_the_published_answer(case: DutyCase) -> None:
    told = night_by_night.answer(case.stays, on=case.on, parameters=duty_parameters_on(case.on), horizon_days=400)

    assert DutyAnswer(**{name: told[name] for name in FIELDS}) == case.answer


def test_the_cases_show_every_status_and_every_reason() -> None:
    assert {case.answer.status for case in duty_cases()} == set(DutyStatus)
    assert {case.answer.code for case in duty_cases()} == set(DutyReason)


def test_every_case_has_a_key_of_its_own() -> None:
    keys = [case.key for case in duty_cases()]

    assert len(keys) == len(set(keys))


def test_a_case_reads_its_days_as_days() -> None:
    case = next(case for case in duty_cases() if case.key == "after_122_nights")

    assert case.on == date(2026, 11, 23)
    assert case.stays[0].arrival == date(2026, 7, 24)
    assert case.stays[0].departure is None
