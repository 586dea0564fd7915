"""My job ended: until when is there a bed and care, by when must what be asked, and whom to call tonight."""

from datetime import date

from thoes.guide.paths.answers import Answer, Deadline, Line, Said, Tone, said
from thoes.guide.paths.asking import UNKNOWN, YES_NO_UNKNOWN, Given, Group, Kind, Question, QuestionPath
from thoes.rules.job_end import BedRule, BenefitChance, Employer, JobEnd, JobEndDecision, end_of_job

_MOST_WEEKS = 36

_JOB = Group(
    "job",
    (
        Question("last_day", Kind.DAY, is_required=True),
        Question(
            "employer", Kind.CHOICE, options=(UNKNOWN, *(each.value for each in Employer if each.value != UNKNOWN))
        ),
        Question("home", Kind.CHOICE, options=YES_NO_UNKNOWN),
        Question("weeks", Kind.NUMBER, most=_MOST_WEEKS),
        Question("other_country", Kind.CHOICE, options=YES_NO_UNKNOWN),
        Question("bed_tonight", Kind.CHOICE, options=YES_NO_UNKNOWN),
    ),
)
_TITLES = {
    BedRule.AGREEMENT: "bed_agreement",
    BedRule.LEASE: "bed_lease",
    BedRule.OWN_HOME: "bed_own",
    BedRule.UNKNOWN: "bed_unknown",
}


def job_of(given: Given) -> JobEnd:
    """The job as the rule asks for it."""
    return JobEnd(
        last_day=given["last_day"],
        employer=Employer(given["employer"] or UNKNOWN),
        home_of_employer=given.truth("home"),
        weeks_worked=given["weeks"],
    )


def _answer(given: Given, today: date) -> Answer:
    decision = end_of_job(job_of(given))
    no_bed = given["bed_tonight"] == "no"
    return Answer(
        outcome=decision.bed_rule.value,
        tone=Tone.WRONG if no_bed else Tone.CAREFUL if decision.is_sure else Tone.UNSURE,
        title=_bed(decision),
        because=(
            *((said("no_bed_tonight"),) if no_bed else ()),
            said("because_care", day=decision.care_until),
            said(f"because_benefit_{decision.benefit.value}"),
            said("because_judge", day=decision.judge_by),
        ),
        lines=_lines(decision, today),
        missing=_missing(given, decision),
        steps=_steps(given, decision, today),
        dates=_dates(given, decision, today),
        sources=decision.sources,
        helpers=(*(("emergency", "police") if no_bed else ()), "legal_aid", "uwv", "unions", "fairwork"),
        letter=said("ask_papers", day=given["last_day"]),
        decision=decision,
    )


def _bed(decision: JobEndDecision) -> Said:
    key = _TITLES[decision.bed_rule]
    return said(key) if decision.bed_until is None else said(key, day=decision.bed_until)


def _lines(decision: JobEndDecision, today: date) -> tuple[Line, ...]:
    def line(key: str, day: date) -> Line:
        return Line(said(key), day, Tone.WRONG if day < today else Tone.CAREFUL)

    bed = [line("line_bed", decision.bed_until)] if decision.bed_until else []
    return (
        line("line_claim", decision.claim_by),
        *bed,
        line("line_care", decision.care_until),
        line("line_judge", decision.judge_by),
    )


def _missing(given: Given, decision: JobEndDecision) -> tuple[Said, ...]:
    found = []
    if given.truth("home") is None:
        found.append(said("missing_home"))
    if decision.bed_rule is BedRule.UNKNOWN and given.truth("home") is not False:
        found.append(said("missing_employer"))
    if decision.benefit is BenefitChance.UNKNOWN:
        found.append(said("missing_weeks"))
    elif decision.benefit is BenefitChance.TOO_FEW and given.truth("other_country") is not False:
        found.append(said("missing_other_country"))
    return tuple(found)


def _steps(given: Given, decision: JobEndDecision, today: date) -> tuple[Said, ...]:
    claim = said("step_claim_late") if decision.claim_by < today else said("step_claim", day=decision.claim_by)
    tonight = (said("step_tonight"), said("step_ukraine"))
    return (
        *(tonight if given["bed_tonight"] in ("no", UNKNOWN, None) else ()),
        said("step_not_sign"),
        claim,
        said("step_papers"),
        *((said("step_u1"),) if given.truth("other_country") is not False else ()),
        said("step_insurer"),
        said("step_address"),
        said("step_last_pay"),
    )


def _dates(given: Given, decision: JobEndDecision, today: date) -> tuple[Deadline, ...]:
    """What has passed is no use in a calendar; it stands in the answer itself."""
    days = [
        ("date_claim", decision.claim_by),
        ("date_bed", decision.bed_until),
        ("date_care", decision.care_until),
        ("date_judge", decision.judge_by),
    ]
    found = [Deadline(said(key), day) for key, day in days if day is not None and day >= today]
    return tuple(sorted(found, key=lambda each: each.day))


JOB_ENDED = QuestionPath(
    key="job-ended",
    groups=(_JOB,),
    answer=_answer,
    articles=("losing-your-job", "losing-your-home", "unpaid-wages", "health-insurance", "leaving-the-netherlands"),
)
