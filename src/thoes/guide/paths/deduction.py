"""May they deduct this? The slip as it is typed in, against the rule of deductions and the minimum wage of those weeks."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from thoes.guide.paths.answers import Answer, Fact, Line, Money, Said, Tone, said
from thoes.guide.paths.asking import YES_NO_UNKNOWN, Given, Group, Kind, Question, QuestionPath, Wrong
from thoes.kernel.refusals import Refusal
from thoes.rules.housing_deduction import (
    AGES,
    Condition,
    DeductionDecision,
    Verdict,
    WorkedWeek,
    housing_deduction,
)
from thoes.rules.loading import UsedParameter, use_parameter

_ZERO = Decimal(0)
_HEALTH, _HEALTH_CONDITIONS, _BAN = "guide.deduction.health_most", "guide.deduction.health_conditions", "ded.ban"
_CONDITION_RULES = ("ded.housing.quality", "ded.housing.mandate", "ded.housing.lease_copy")

_PERIOD = Group(
    "period",
    (
        Question("first_day", Kind.DAY, is_required=True),
        Question("age", Kind.CHOICE, is_required=True, options=tuple(f"age{age}" for age in AGES)),
    ),
)
_WEEKS = Group("weeks", (Question("hours", Kind.DECIMAL, most=168, unit="hours"),), rows=5)
_PAY = Group("pay", (Question("gross", Kind.MONEY, most=99_999, unit="euros"),))
_TAKEN = Group(
    "taken",
    (
        Question("housing", Kind.MONEY, most=99_999, unit="euros"),
        Question("health", Kind.MONEY, most=99_999, unit="euros"),
        Question("other", Kind.MONEY, most=99_999, unit="euros"),
    ),
)
_CONDITIONS = Group(
    "conditions", tuple(Question(each.value, Kind.CHOICE, options=YES_NO_UNKNOWN) for each in Condition)
)


def weeks_of(given: Given) -> list[WorkedWeek]:
    """The weeks up to the last one with hours; one left open before it had none."""
    filled = given.rows(_WEEKS)
    hours = {row: cells["hours"] for row, cells in filled}
    last = max(hours, default=1)
    first_day = given["first_day"]
    return [WorkedWeek(first_day + timedelta(weeks=row - 1), hours.get(row, _ZERO)) for row in range(1, last + 1)]


def decision_of(given: Given) -> DeductionDecision:
    """What the rule of the register says of what was filled in."""
    conditions: Mapping[Condition, bool | None] = {each: given.truth(each.value) for each in Condition}
    return housing_deduction(
        weeks_of(given),
        asked=given["housing"] or _ZERO,
        age=int(given["age"].removeprefix("age")),
        conditions=conditions,
    )


def _answer(given: Given, today: date) -> Answer:
    decision = decision_of(given)
    short = _short(given, decision)
    wrong = _wrong_parts(given, decision, short)
    unsure = _missing(given, decision)
    tone = Tone.WRONG if wrong else Tone.UNSURE if unsure else Tone.GOOD
    last_day = decision.weeks[-1].week.first_day
    return Answer(
        outcome=decision.verdict.value,
        tone=tone,
        title=wrong[0] if wrong else said("not_sure" if unsure else "all_fits"),
        because=(
            *wrong[1:],
            said("because_quarter", share=use_parameter("ded.housing.max", last_day)),
            said("because_net"),
        ),
        lines=_lines(given, decision, short),
        missing=unsure,
        steps=_steps(given, bool(wrong)),
        sources=(*decision.sources, *_more_sources(given, last_day)),
        helpers=("legal_aid", "unions", "union_cnv", "inspectorate"),
        letter=_letter(given, decision, short) if wrong or unsure else None,
        decision=decision,
    )


def _short(given: Given, decision: DeductionDecision) -> Decimal:
    """How far the gross pay lies under the minimum wage for these hours; zero when it does not or is not known."""
    return _ZERO if given["gross"] is None else max(_ZERO, decision.due - given["gross"])


def _wrong_parts(given: Given, decision: DeductionDecision, short: Decimal) -> list[Said]:
    """What is surely wrong, the gravest first."""
    found = []
    if short:
        found.append(said("under_minimum", short=Money(short)))
    housing, other = _not_covered(given, decision)
    if housing:
        most = decision.maximum + _above_minimum(given, decision)
        found.append(said("too_much", above=Money(housing), most=Money(most)))
    if decision.failing and given["housing"]:
        found.append(said("condition_fails"))
    if other:
        found.append(said("other_wrong", other=Money(other)))
    return found


def _above_minimum(given: Given, decision: DeductionDecision) -> Decimal:
    """The part of the pay above the minimum wage: of that more may be deducted by power of attorney, and no more than that."""
    return _ZERO if given["gross"] is None else max(_ZERO, given["gross"] - decision.due)


def _not_covered(given: Given, decision: DeductionDecision) -> tuple[Decimal, Decimal]:
    """What was taken for the home over its maximum, and for something else, as far as the pay above the minimum wage ends.

    Before tax, so that part is rather too large: what it cannot cover was surely taken from the minimum wage.
    """
    left = _above_minimum(given, decision)
    housing = max(_ZERO, decision.above - left)
    left = max(_ZERO, left - decision.above)
    return housing, max(_ZERO, (given["other"] or _ZERO) - left)


def _missing(given: Given, decision: DeductionDecision) -> tuple[Said, ...]:
    found = []
    if given["gross"] is None:
        found.append(said("missing_gross"))
    elif (above := _above_minimum(given, decision)) and (decision.verdict is Verdict.ABOVE or given["other"]):
        found.append(said("missing_above", above=Money(above)))
    if given["housing"]:
        found += [said(f"missing_{each.value}") for each in decision.unknown]
    if given["health"]:
        most = health_most(decision.weeks[-1].week.first_day)
        key = "missing_health_amount" if most is None else "missing_health_year"
        found.append(said(key) if most is None else said(key, most=most))
    return tuple(found)


def health_most(day: date) -> UsedParameter | None:
    """The most that may be deducted for health insurance in the year of a day; None where we did not find it."""
    try:
        return use_parameter(_HEALTH, day)
    except Refusal:
        return None


def _lines(given: Given, decision: DeductionDecision, short: Decimal) -> tuple[Line, ...]:
    """The sum, a step a line."""
    too_much, other_wrong = _not_covered(given, decision)
    lines = [
        Line(
            said("line_week", day=each.week.first_day, hours=each.week.hours, wage=Money(each.per_hour)),
            Money(each.due),
        )
        for each in decision.weeks
    ]
    lines.append(Line(said("line_due"), Money(decision.due)))
    if given["gross"] is not None:
        lines.append(Line(said("line_gross"), Money(given["gross"]), Tone.WRONG if short else Tone.GOOD))
    if given["housing"] is not None:
        lines.append(Line(said("line_most"), Money(decision.maximum)))
        lines.append(Line(said("line_housing"), Money(decision.asked), _taken_tone(decision.above, too_much)))
        if decision.above:
            lines.append(Line(said("line_fits_from"), decision.hours_needed))
        lines += [Line(said(f"line_{each.value}"), *_state(given.truth(each.value))) for each in Condition]
    if given["health"] is not None:
        lines.append(Line(said("line_health"), Money(given["health"]), Tone.UNSURE if given["health"] else None))
    if given["other"]:
        lines.append(Line(said("line_other"), Money(given["other"]), _taken_tone(given["other"], other_wrong)))
    return tuple(lines)


def _taken_tone(taken: Decimal, too_much: Decimal) -> Tone:
    """Of what was taken over what the minimum wage allows, and of that the part that nothing covers."""
    return Tone.WRONG if too_much else Tone.UNSURE if taken else Tone.GOOD


def _state(truth: bool | None) -> tuple[Fact, Tone]:
    if truth is None:
        return said("common.unknown"), Tone.UNSURE
    return (said("common.yes"), Tone.GOOD) if truth else (said("common.no"), Tone.WRONG)


def _steps(given: Given, is_wrong: bool) -> tuple[Said, ...]:
    first = (said("step_ask"), said("step_keep")) if is_wrong else (said("step_keep"),)
    return (*first, said("step_not_sign"), *((said("step_report"),) if is_wrong else ()))


def _more_sources(given: Given, day: date) -> tuple[UsedParameter, ...]:
    keys = [_BAN, *(_CONDITION_RULES if given["housing"] else ()), *([_HEALTH_CONDITIONS] if given["health"] else [])]
    found = [use_parameter(key, day) for key in keys]
    most = health_most(day) if given["health"] else None
    return (*found, *([most] if most else []))


def _letter(given: Given, decision: DeductionDecision, short: Decimal) -> Said:
    return said(
        "ask_deductions",
        first=decision.weeks[0].week.first_day,
        last=decision.weeks[-1].week.first_day + timedelta(days=6),
        hours=sum((each.week.hours for each in decision.weeks), start=_ZERO),
        due=Money(decision.due),
        housing=Money(decision.asked),
        most=Money(decision.maximum),
    )


def _wrong(given: Given, today: date) -> Iterable[tuple[str, Wrong]]:
    weeks = given.rows(_WEEKS)
    if not weeks:
        yield "hours_1", Wrong.REQUIRED
    # A week has more hours than anybody works: likelier a month typed in one box.
    yield from ((f"hours_{row}", Wrong.MANY) for row, cells in weeks if cells["hours"] > 84)


DEDUCTION = QuestionPath(
    key="deduction",
    groups=(_PERIOD, _WEEKS, _PAY, _TAKEN, _CONDITIONS),
    answer=_answer,
    wrong=_wrong,
    articles=("read-your-payslip", "minimum-wage", "housing-from-your-employer", "unpaid-wages"),
)
