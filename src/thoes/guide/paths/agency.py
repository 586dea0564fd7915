"""Is my agency in order? What somebody found in each register, and what that is worth today."""

from datetime import date

from thoes.guide.paths.answers import Answer, Deadline, Line, Said, Tone, said
from thoes.guide.paths.asking import YES_NO_UNKNOWN, Given, Group, Kind, Question, QuestionPath
from thoes.rules.agency_check import (
    AgencyDecision,
    AgencyOutcome,
    AgencyRegister,
    AgencySign,
    Found,
    RegisterLine,
    agency_check,
)

_TONES = {
    AgencyOutcome.NOTHING_WRONG: Tone.GOOD,
    AgencyOutcome.NOT_CHECKED: Tone.UNSURE,
    AgencyOutcome.DOUBT: Tone.UNSURE,
    AgencyOutcome.WRONG: Tone.WRONG,
}
_SEEN = (Found.NOT_CHECKED.value, Found.FOUND.value, Found.NOT_FOUND.value)

_REGISTERS = Group("registers", tuple(Question(each.value, Kind.CHOICE, options=_SEEN) for each in AgencyRegister))
_SIGNS = Group("signs", tuple(Question(each.value, Kind.CHOICE, options=YES_NO_UNKNOWN) for each in AgencySign))


def decision_of(given: Given, today: date) -> AgencyDecision:
    """What the registers are worth, with what was found there."""
    found = {each: Found(given[each.value] or Found.NOT_CHECKED) for each in AgencyRegister}
    return agency_check(found, {each: given.truth(each.value) for each in AgencySign}, on=today)


def _answer(given: Given, today: date) -> Answer:
    decision = decision_of(given, today)
    admission, enforced = decision.sources
    open_days = [("date_admission", admission.day), ("date_enforced", enforced.day)]
    unsure = decision.outcome in (AgencyOutcome.NOT_CHECKED, AgencyOutcome.DOUBT)
    return Answer(
        outcome=decision.outcome.value,
        tone=_TONES[decision.outcome],
        title=said(decision.outcome.value),
        because=(
            *(said(f"sign_{each.value}") for each in decision.signs),
            said("because_one_line"),
            said("because_not_ours"),
        ),
        lines=tuple(map(_line, decision.lines)),
        missing=_missing(decision) if unsure or _open(decision) else (),
        steps=(said("step_name"), said("step_look"), said("step_never_pay"), said("step_keep")),
        dates=tuple(Deadline(said(key), day) for key, day in open_days if day >= today),
        sources=decision.sources,
        helpers=("register_waadi", "register_sna", "housing_label", "inspectorate", "legal_aid", "fairwork"),
        letter=said("ask_proof"),
        decision=decision,
    )


def _line(line: RegisterLine) -> Line:
    """What is voluntary is no fault when it is not there, and no green light either."""
    tone = _TONES[line.outcome]
    if tone is Tone.GOOD and line.found is not Found.FOUND:
        tone = Tone.UNSURE
    return Line(said(f"register_{line.register.value}"), said(f"found_{line.found.value}"), tone)


def _open(decision: AgencyDecision) -> bool:
    return any(line.found is Found.NOT_OPEN for line in decision.lines)


def _missing(decision: AgencyDecision) -> tuple[Said, ...]:
    found: list[Said] = []
    for line in decision.lines:
        if line.found is Found.NOT_CHECKED and line.outcome is AgencyOutcome.NOT_CHECKED:
            found.append(said(f"missing_{line.register.value}"))
        elif line.found is Found.NOT_OPEN:
            found.append(said("missing_not_open", day=decision.sources[0].day))
        elif line.outcome is AgencyOutcome.DOUBT:
            found.append(said("missing_first_year", day=decision.sources[1].day))
    return tuple(found)


AGENCY = QuestionPath(
    key="agency",
    groups=(_REGISTERS, _SIGNS),
    answer=_answer,
    articles=("check-your-agency", "your-contract", "scams-and-discrimination", "documents-taken-and-threats"),
)
