"""May I work these hours? A week as it is typed in, against the Arbeidstijdenwet."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from thoes.guide.paths.answers import Answer, Hours, Line, Said, Tone, Weekday, said
from thoes.guide.paths.asking import Given, Group, Kind, Question, QuestionPath, Wrong, minutes_of
from thoes.rules.working_hours import HoursDecision, HoursOutcome, HoursRule, Shift, working_hours

ZONE = ZoneInfo("Europe/Amsterdam")
_ADULT, _YOUNG = "adult", "young"
_TONES = {HoursOutcome.WITHIN: Tone.GOOD, HoursOutcome.DEPENDS: Tone.UNSURE, HoursOutcome.BROKEN: Tone.WRONG}
_LIKELY = timedelta(hours=16)

_WHO = Group(
    "who",
    (
        Question("monday", Kind.DAY, is_required=True),
        Question("age", Kind.CHOICE, is_required=True, options=(_ADULT, _YOUNG)),
    ),
)
DAYS = Group(
    "days",
    (
        Question("begins", Kind.TIME),
        Question("ends", Kind.TIME),
        Question("pause", Kind.NUMBER, most=600, unit="minutes"),
    ),
    rows=7,
)


def shifts_of(given: Given) -> list[Shift]:
    """The shifts of the week; one that ends at or before the time it begins ends on the next day."""
    return [shift for _row, shift in _shifts(given)]


def week_from(given: Given) -> datetime:
    """The start of the day that was given; the seven days are those from it."""
    return datetime.combine(given["monday"], time(0), ZONE)


def _shifts(given: Given) -> Iterator[tuple[int, Shift]]:
    for row, cells in given.rows(DAYS):
        begins, ends = cells["begins"], cells["ends"]
        if begins is None or ends is None:
            continue
        day = given["monday"] + timedelta(days=row - 1)
        last = day if minutes_of(ends) > minutes_of(begins) else day + timedelta(days=1)
        pause = timedelta(minutes=cells["pause"] or 0)
        yield row, Shift(datetime.combine(day, begins, ZONE), datetime.combine(last, ends, ZONE), pause)


def _answer(given: Given, today: date) -> Answer:
    adult = given["age"] == _ADULT
    decision = working_hours(shifts_of(given), week_from=week_from(given), is_adult=adult)
    return Answer(
        outcome=decision.outcome.value,
        tone=_TONES[decision.outcome],
        title=said(decision.outcome.value),
        because=_because(decision),
        lines=_lines(decision),
        missing=(*_missing(decision), *((said("missing_young"),) if not adult else ()), said("missing_weeks")),
        steps=(said("step_write_down"), said("step_ask"), *((said("step_report"),) if _is_broken(decision) else ())),
        sources=decision.sources,
        helpers=("inspectorate", "unions", "union_cnv", "fairwork"),
        letter=None if decision.outcome is HoursOutcome.WITHIN else _letter(decision, given),
        decision=decision,
    )


def _is_broken(decision: HoursDecision) -> bool:
    return decision.outcome is HoursOutcome.BROKEN


def _because(decision: HoursDecision) -> tuple[Said, ...]:
    """Each rule that is broken or in question, once for each number of it."""
    rules = {(each.rule, each.allowed.key): each.allowed for each in decision.findings}
    named = [
        said(f"rule_{rule.value}") if rule is HoursRule.NIGHT_WORK else said(f"rule_{rule.value}", allowed=allowed)
        for (rule, _key), allowed in rules.items()
    ]
    return tuple(named) or (said("because_within"),)


def _lines(decision: HoursDecision) -> tuple[Line, ...]:
    return (
        Line(said("line_total"), Hours(decision.total)),
        Line(said("line_longest"), Hours(decision.longest_rest)),
        Line(said("line_nights"), decision.nights),
        *(
            Line(said(f"line_{each.rule.value}", day=Weekday(each.day)), Hours(each.found), _TONES[each.outcome])
            for each in decision.findings
        ),
    )


def _missing(decision: HoursDecision) -> tuple[Said, ...]:
    depends = {each.rule.value for each in decision.findings if each.outcome is HoursOutcome.DEPENDS}
    return tuple(said(f"depends_{rule}") for rule in sorted(depends))


def _letter(decision: HoursDecision, given: Given) -> Said:
    return said(
        "ask_roster",
        first=given["monday"],
        last=given["monday"] + timedelta(days=6),
        total=Hours(decision.total),
        rest=Hours(decision.longest_rest),
    )


def _wrong(given: Given, today: date) -> Iterable[tuple[str, Wrong]]:
    rows = given.rows(DAYS)
    if not rows:
        yield "begins_1", Wrong.REQUIRED
    for row, cells in rows:
        if cells["begins"] is None or cells["ends"] is None:
            yield f"{'begins' if cells['begins'] is None else 'ends'}_{row}", Wrong.INCOMPLETE
    previous: Shift | None = None
    for row, shift in _shifts(given):
        if shift.work <= timedelta(0):
            yield f"pause_{row}", Wrong.TOO_LONG
        elif shift.work + shift.pause > _LIKELY:
            yield f"ends_{row}", Wrong.MANY
        if previous is not None and shift.begins < previous.ends:
            yield f"begins_{row}", Wrong.OVERLAP
        previous = shift


HOURS = QuestionPath(
    key="hours",
    groups=(_WHO, DAYS),
    answer=_answer,
    wrong=_wrong,
    articles=("working-hours-and-rest", "your-contract", "unpaid-wages"),
)
