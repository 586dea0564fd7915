"""My job ended: the home, the weeks that were worked, and the last days for each last day of a contract."""

from collections.abc import Mapping
from datetime import date

from thoes.guide.paths.answers import Answer, Asked, Chosen, Fact, Month, Said, said
from thoes.guide.paths.asking import UNKNOWN, YES_NO_UNKNOWN, Given
from thoes.guide.paths.job_ended import JOB_ENDED
from thoes.guide.paths.tables.answer_tables import AnswerTable, Made, by_month, days_around, stretches, whole_numbers
from thoes.rules.job_end import BedRule, Employer, JobEndDecision
from thoes.rules.loading import use_parameter

_WITH_BED = {"employer": Employer.AGENCY_MEMBER.value, "home": "yes"}


def job_ended_tables(on: date) -> Made:
    """As asked on a day."""
    most_weeks = JOB_ENDED.questions["weeks"].most
    assert most_weeks is not None
    weeks = [
        (whole_numbers(stretch), said(stretch.answer))
        for stretch in stretches(list(range(most_weeks + 1)), lambda many: _benefit(many, on))
    ]
    with_bed = ended(on, _WITH_BED)
    days = [_of_month(month, in_month) for month, in_month in by_month(days_around(on)).items()]
    period = use_parameter("guide.trouble.ww_period_weeks", on)
    return Made(
        tables=(
            _bed(on),
            AnswerTable(
                said("table_weeks", period=period), (said("column_weeks"), said("common.column_answer")), tuple(weeks)
            ),
            *days,
        ),
        answers=(ended(on, {"bed_tonight": "no"}), with_bed),
        notes=(said("no_bed_tonight"), said("table_care")),
        steps=tuple(step for step in with_bed.steps if not step.facts),
    )


def ended(day: date, given: Mapping[str, object]) -> Answer:
    """The answer on the last day itself."""
    return JOB_ENDED.answer(Given({"last_day": day, **given}), day)


def _benefit(weeks: int, on: date) -> str:
    return f"because_benefit_{decided(ended(on, {'weeks': weeks})).benefit.value}"


def decided(answer: Answer) -> JobEndDecision:
    """What the rule said."""
    assert isinstance(answer.decision, JobEndDecision)
    return answer.decision


def _bed(on: date) -> AnswerTable:
    """Of whom the home is, and who the employer was; where that makes no difference, once."""
    employers = [each.value for each in Employer]
    rows: list[tuple[Fact | None, ...]] = []
    for home in YES_NO_UNKNOWN:
        found = {employer: _bed_said(ended(on, {"home": home, "employer": employer}), on) for employer in employers}
        if len({each.key for each in found.values()}) == 1:
            rows.append((Chosen("home", home), said("common.any"), found[UNKNOWN]))
        else:
            rows += [(Chosen("home", home), Chosen("employer", each), answer) for each, answer in found.items()]
    return AnswerTable(said("table_bed"), (Asked("home"), Asked("employer"), said("common.column_answer")), tuple(rows))


def _bed_said(answer: Answer, on: date) -> Said:
    """Without the day of this one last day."""
    if decided(answer).bed_rule is BedRule.AGREEMENT:
        return said("answer_agreement", term=use_parameter("guide.trouble.housing_weeks", on))
    return answer.title


def _of_month(month: date, days: list[date]) -> AnswerTable:
    rows: list[tuple[Fact | None, ...]] = []
    for day in days:
        decision = decided(ended(day, _WITH_BED))
        rows.append((day, decision.claim_by, decision.bed_until, decision.care_until, decision.judge_by))
    columns = (
        said("column_last_day"), said("line_claim"), said("column_bed"), said("line_care"), said("line_judge"),
    )  # fmt: skip
    return AnswerTable(said("table_days", month=Month(month)), columns, tuple(rows), is_long=True)
