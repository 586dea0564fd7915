"""What can I do with my diploma? Work at once, ask for recognition, or have it valued."""

from datetime import date

from thoes.guide.paths.answers import Answer, Line, Said, Tone, said
from thoes.guide.paths.asking import YES_NO_UNKNOWN, Given, Group, Kind, Question, QuestionPath
from thoes.rules.diploma_value import DiplomaDecision, Goal, Recognition, Schooling, diploma_value

_TONES = {
    Recognition.NEEDED: Tone.CAREFUL,
    Recognition.NOT_NEEDED: Tone.GOOD,
    Recognition.ASK_SCHOOL: Tone.GOOD,
    Recognition.NO_DIPLOMA: Tone.CAREFUL,
    Recognition.UNKNOWN: Tone.UNSURE,
}
_DIPLOMA = Group(
    "diploma",
    (
        Question("schooling", Kind.CHOICE, is_required=True, options=tuple(each.value for each in Schooling)),
        Question("goal", Kind.CHOICE, is_required=True, options=tuple(each.value for each in Goal)),
        Question("protected", Kind.CHOICE, options=YES_NO_UNKNOWN),
        Question("read_language", Kind.CHOICE, options=YES_NO_UNKNOWN),
        Question("integrating", Kind.CHOICE, options=YES_NO_UNKNOWN),
    ),
)


def decision_of(given: Given, today: date) -> DiplomaDecision:
    """What the rule says of a diploma."""
    return diploma_value(
        Schooling(given["schooling"]),
        Goal(given["goal"]),
        is_protected=given.truth("protected"),
        is_in_read_language=given.truth("read_language"),
        is_integrating=given.truth("integrating"),
        on=today,
    )


def _answer(given: Given, today: date) -> Answer:
    decision = decision_of(given, today)
    recognition = decision.recognition
    return Answer(
        outcome=recognition.value,
        tone=_TONES[recognition],
        title=said(recognition.value),
        because=(said(f"because_{recognition.value}"), *((said("because_advice"),) if decision.counter else ())),
        lines=_lines(decision),
        missing=_missing(decision),
        steps=_steps(decision),
        sources=decision.sources,
        helpers=("idw", "sbb", "nuffic", "protected_professions") if decision.counter else ("protected_professions",),
        letter=None
        if recognition is Recognition.NO_DIPLOMA
        else said("ask_school" if recognition is Recognition.ASK_SCHOOL else "ask_employer"),
        decision=decision,
    )


def _lines(decision: DiplomaDecision) -> tuple[Line, ...]:
    if decision.counter is None:
        return ()
    price, weeks, weeks_busy, years = decision.sources
    return (
        Line(said("line_counter"), said(f"counter_{decision.counter.value}")),
        Line(said("line_price"), said("free") if decision.is_free else price),
        Line(said("line_weeks"), weeks),
        Line(said("line_weeks_busy"), weeks_busy),
        Line(said("line_copy"), years),
    )


def _missing(decision: DiplomaDecision) -> tuple[Said, ...]:
    if decision.counter is None:
        return ()
    found = [said("missing_protected")] if decision.recognition is Recognition.UNKNOWN else []
    if decision.must_translate is None:
        found.append(said("missing_language"))
    if decision.is_free is None:
        found.append(said("missing_integrating"))
    return tuple(found)


def _steps(decision: DiplomaDecision) -> tuple[Said, ...]:
    recognition = decision.recognition
    if decision.counter is None:
        return (said("step_experience"), said("step_look_up"))
    first = {
        Recognition.NEEDED: (said("step_authority"), said("step_card")),
        Recognition.NOT_NEEDED: (said("step_apply"),),
        Recognition.ASK_SCHOOL: (said("step_school"),),
        Recognition.UNKNOWN: (said("step_look_up"),),
    }[recognition]
    translate = () if decision.must_translate is False else (said("step_translate"),)
    return (*first, said("step_papers"), *translate, said("step_value"))


DIPLOMA = QuestionPath(
    key="diploma",
    groups=(_DIPLOMA,),
    answer=_answer,
    articles=("learning-dutch-and-limburgish", "your-contract"),
)
