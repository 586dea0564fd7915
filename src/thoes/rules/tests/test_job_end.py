"""What runs out when a job ends, and on which day."""

from datetime import date

import pytest

from thoes.kernel.refusals import Refusal
from thoes.rules.job_end import BedRule, BenefitChance, Employer, JobEnd, end_of_job


def test_under_the_agreement_of_agencies_the_bed_stays_for_its_weeks_and_over_a_leap_day() -> None:
    decision = end_of_job(JobEnd(date(2028, 2, 1), Employer.AGENCY_MEMBER, home_of_employer=True, weeks_worked=26))

    assert (decision.bed_rule, decision.bed_until) == (BedRule.AGREEMENT, date(2028, 2, 29))
    assert decision.care_until == date(2028, 3, 2)
    assert decision.claim_by == date(2028, 2, 9)
    assert decision.benefit is BenefitChance.ENOUGH
    assert decision.is_sure


@pytest.mark.parametrize(
    ("employer", "home", "rule"),
    [
        (Employer.AGENCY_MEMBER, True, BedRule.AGREEMENT),
        (Employer.AGENCY_OTHER, True, BedRule.LEASE),
        (Employer.DIRECT, True, BedRule.LEASE),
        (Employer.UNKNOWN, True, BedRule.UNKNOWN),
        (Employer.UNKNOWN, False, BedRule.OWN_HOME),
        (Employer.AGENCY_MEMBER, None, BedRule.UNKNOWN),
    ],
)
def test_the_weeks_of_the_agreement_hold_for_nobody_else(employer, home, rule) -> None:
    decision = end_of_job(JobEnd(date(2026, 11, 27), employer, home))

    assert decision.bed_rule is rule
    assert (decision.bed_until is not None) is (rule is BedRule.AGREEMENT)


@pytest.mark.parametrize(
    ("last_day", "judge_by"), [(date(2026, 12, 31), date(2027, 3, 1)), (date(2027, 12, 31), date(2028, 2, 29))]
)
def test_the_way_to_the_judge_is_two_months_to_the_last_day_of_a_shorter_month(last_day, judge_by) -> None:
    """28 February 2027 is a Sunday, so that term moves; 29 February 2028 is a Tuesday."""
    assert end_of_job(JobEnd(last_day)).judge_by == judge_by


def test_of_a_day_before_the_agreement_nothing_is_said() -> None:
    with pytest.raises(Refusal, match="no_parameter_on_day"):
        end_of_job(JobEnd(date(2021, 12, 31), Employer.AGENCY_MEMBER, home_of_employer=True))
