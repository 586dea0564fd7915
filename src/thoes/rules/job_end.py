"""What runs out when a job ends, and on which day: the bed, the care, the claim of a benefit, the way to a judge.

Counts from the last day of the job. Whether somebody gets a benefit, was dismissed rightly or may stay in a home by a lease is
not judged here; of a stay by collective agreement only the length is counted. Like every answer of Thoes an indication.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from thoes.rules.loading import UsedParameter, use_parameter
from thoes.rules.terms import last_day_of_term, use_term

_BED = "guide.trouble.housing_weeks"
_CARE = "guide.health.after_end_days"
_CLAIM = "guide.trouble.ww_claim_weeks"
_JUDGE = "guide.trouble.dismissal_months"
_WORKED = "guide.trouble.ww_weeks"
_WORKED_IN = "guide.trouble.ww_period_weeks"


class Employer(StrEnum):
    """Who employed somebody, as far as it decides which rules hold at the end."""

    AGENCY_MEMBER = "agency_member"
    """An agency under the collective agreement of ABU or NBBU."""
    AGENCY_OTHER = "agency_other"
    DIRECT = "direct"
    UNKNOWN = "unknown"


class BedRule(StrEnum):
    """What says until when somebody may stay in the home."""

    AGREEMENT = "agreement"
    """The collective agreement of the agency gives some weeks."""
    LEASE = "lease"
    """Only a lease or the law of rent can say it: no day follows from the job."""
    OWN_HOME = "own_home"
    """The home has nothing to do with the employer."""
    UNKNOWN = "unknown"


class BenefitChance(StrEnum):
    """What the number of weeks worked says of unemployment benefit."""

    ENOUGH = "enough"
    TOO_FEW = "too_few"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class JobEnd:
    """A job that ended: `last_day` is the last one under contract; None where something is not known."""

    last_day: date
    employer: Employer = Employer.UNKNOWN
    home_of_employer: bool | None = None
    weeks_worked: int | None = None


@dataclass(frozen=True, slots=True)
class JobEndDecision:
    """The days; `bed_until` is None unless a collective agreement gives it. Each day is the last that is still in time."""

    bed_rule: BedRule
    bed_until: date | None
    care_until: date
    claim_by: date
    judge_by: date
    benefit: BenefitChance
    sources: tuple[UsedParameter, ...]

    @property
    def is_sure(self) -> bool:
        return self.bed_rule is not BedRule.UNKNOWN and self.benefit is not BenefitChance.UNKNOWN


def end_of_job(job: JobEnd) -> JobEndDecision:
    """What runs out after a job. Refuses ("no_parameter_on_day") a last day for which no rule is known."""
    day = job.last_day
    bed_rule = _bed_rule(job)
    keys = [
        *([_BED] if bed_rule in (BedRule.AGREEMENT, BedRule.UNKNOWN) else []),
        _CARE,
        _CLAIM,
        _JUDGE,
        _WORKED,
        _WORKED_IN,
    ]
    used = {key: use_parameter(key, day) for key in keys}
    return JobEndDecision(
        bed_rule=bed_rule,
        bed_until=_ends(_BED, day, day) if bed_rule is BedRule.AGREEMENT else None,
        care_until=_ends(_CARE, day, day),
        claim_by=_ends(_CLAIM, day + timedelta(days=1), day),
        judge_by=_ends(_JUDGE, day, day),
        benefit=_benefit(job.weeks_worked, needed=used[_WORKED].whole_number),
        sources=tuple(used.values()),
    )


def _ends(key: str, begins: date, on: date) -> date:
    return last_day_of_term(begins, use_term(key, on))


def _bed_rule(job: JobEnd) -> BedRule:
    if job.home_of_employer is False:
        return BedRule.OWN_HOME
    if job.home_of_employer is None or job.employer is Employer.UNKNOWN:
        return BedRule.UNKNOWN
    return BedRule.AGREEMENT if job.employer is Employer.AGENCY_MEMBER else BedRule.LEASE


def _benefit(weeks: int | None, *, needed: int) -> BenefitChance:
    if weeks is None:
        return BenefitChance.UNKNOWN
    return BenefitChance.ENOUGH if weeks >= needed else BenefitChance.TOO_FEW
