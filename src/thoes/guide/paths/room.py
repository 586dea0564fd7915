"""Is my room good enough? People and square metres against the norms, as the register holds them against a site."""

from collections.abc import Iterable
from datetime import date

from thoes.guide.paths.answers import Answer, Fact, Line, Said, Tone, said
from thoes.guide.paths.asking import UNKNOWN, YES_NO_UNKNOWN, Given, Group, Kind, Question, QuestionPath, Wrong
from thoes.rules.housing_norms import NormLine, QualityDecision, housing_quality
from thoes.rules.loading import use_parameter
from thoes.rules.norm_terms import BuildingFacts, BuildingKind, LabelScheme, Missing, NormOutcome, RoomFacts

_TONES = {NormOutcome.WITHIN: Tone.GOOD, NormOutcome.UNKNOWN: Tone.UNSURE, NormOutcome.OVER: Tone.WRONG}
_ROOM, _OTHERS = "room", "others"
_NONE = "none"
CHECKS = ("smoke", "extinguisher", "card", "wardrobe")

_SLEEPING = Group(
    "sleeping",
    (
        Question("people", Kind.NUMBER, is_required=True, least=1, most=50),
        Question("area", Kind.DECIMAL, least=1, most=500, unit="metres"),
    ),
)
_HOME = Group(
    "home",
    (
        Question("label", Kind.CHOICE, options=(UNKNOWN, *(each.value for each in LabelScheme), _NONE)),
        Question("kind", Kind.CHOICE, options=(UNKNOWN, *(each.value for each in BuildingKind))),
        Question("people_home", Kind.NUMBER, least=1, most=2000),
        Question("living_area", Kind.DECIMAL, least=5, most=100_000, unit="metres"),
        Question("showers", Kind.NUMBER, most=500),
        Question("toilets", Kind.NUMBER, most=500),
        Question("permitted", Kind.NUMBER, most=5000),
    ),
)
_SAFE = Group("safe", tuple(Question(name, Kind.CHOICE, options=YES_NO_UNKNOWN) for name in CHECKS))


def decision_of(given: Given, today: date) -> QualityDecision:
    """What the norms say of who sleeps there tonight; of who else lives there only as far as it was filled in."""
    kind, label = given["kind"], given["label"]
    building = BuildingFacts(
        kind=None if kind in (None, UNKNOWN) else BuildingKind(kind),
        living_area=given["living_area"],
        showers=given["showers"],
        toilets=given["toilets"],
    )
    in_room = given["people"]
    others = max(0, (given["people_home"] or in_room) - in_room)
    return housing_quality(
        building,
        {_ROOM: RoomFacts(given["area"])},
        {_ROOM: in_room, _OTHERS: others},
        schemes=() if label in (None, UNKNOWN, _NONE) else (LabelScheme(label),),
        permitted=given["permitted"],
        on=today,
    )


def _answer(given: Given, today: date) -> Answer:
    decision = decision_of(given, today)
    absent = [name for name in CHECKS if given.truth(name) is False]
    missing = _missing(given, decision)
    if decision.outcome is NormOutcome.OVER:
        title, tone = said("too_many", number=decision.too_many), Tone.WRONG
    elif absent:
        title, tone = said("not_safe"), Tone.WRONG
    elif missing:
        title, tone = said("not_sure"), Tone.UNSURE
    else:
        title, tone = said("fits"), Tone.GOOD
    return Answer(
        outcome=decision.outcome.value,
        tone=tone,
        title=title,
        because=(said("because_norms"), said("because_label")),
        lines=(*_lines(given, decision), *(_check(name, given.truth(name)) for name in CHECKS)),
        missing=missing,
        steps=_steps(tone),
        sources=(*decision.sources, use_parameter("snf.equipment", today)),
        helpers=("emergency", "housing_label", "legal_aid"),
        letter=None if tone is Tone.GOOD else said("ask_repair", people=given["people"], absent=_absent(absent)),
        decision=decision,
    )


def _lines(given: Given, decision: QualityDecision) -> tuple[Line, ...]:
    room = [line for each in decision.rooms for line in each.lines]
    return tuple(_line(line, knows_people=True) for line in room) + tuple(
        _line(line, knows_people=given["people_home"] is not None) for line in decision.lines
    )


def _line(line: NormLine, *, knows_people: bool) -> Line:
    """What a norm allows; of a home of which nobody said who lives there, even enough room for one says nothing."""
    limit, tone = line.limit, _TONES[line.outcome]
    if not knows_people and tone is Tone.GOOD:
        tone = Tone.UNSURE
    allowed: Fact = said("allowed_unknown")
    if limit.is_certain:
        allowed = said("allowed", number=limit.safe)
    elif limit.most is not None and limit.most > 0:
        allowed = said("allowed_between", safe=limit.safe, most=limit.most)
    elif limit.safe:
        allowed = said("allowed_surely", safe=limit.safe)
    return Line(said(f"norm_{limit.norm.value}"), allowed, tone)


def _check(name: str, truth: bool | None) -> Line:
    if truth is None:
        return Line(said(f"check_{name}"), said("common.unknown"), Tone.UNSURE)
    return Line(said(f"check_{name}"), said("common.yes" if truth else "common.no"), Tone.GOOD if truth else Tone.WRONG)


def _missing(given: Given, decision: QualityDecision) -> tuple[Said, ...]:
    found = [said(f"missing_{each.value}") for each in decision.missing if each is not Missing.NORM_OF_DAY]
    if Missing.NORM_OF_DAY in decision.missing:
        found.append(said("missing_norm"))
    if given["people_home"] is None:
        found.append(said("missing_people_home"))
    if given["label"] in (None, UNKNOWN):
        found.append(said("missing_label"))
    if any(given.truth(name) is None for name in CHECKS):
        found.append(said("missing_checks"))
    return tuple(found)


def _steps(tone: Tone) -> tuple[Said, ...]:
    if tone is Tone.GOOD:
        return (said("step_keep"),)
    return (said("step_photos"), said("step_ask"), said("step_label"), said("step_municipality"))


def _absent(names: list[str]) -> Said:
    """What is not there, as one fact of the letter; a part of a sentence of its own in every language."""
    return said(f"absent_{'_'.join(names)}") if len(names) == 1 else said("absent_some" if names else "absent_nothing")


def _wrong(given: Given, today: date) -> Iterable[tuple[str, Wrong]]:
    if given["people_home"] is not None and given["people_home"] < given["people"]:
        yield "people_home", Wrong.ORDER
    if given["area"] is not None and given["living_area"] is not None and given["area"] > given["living_area"]:
        yield "living_area", Wrong.ORDER


ROOM = QuestionPath(
    key="room",
    groups=(_SLEEPING, _HOME, _SAFE),
    answer=_answer,
    wrong=_wrong,
    articles=("housing-complaints", "housing-from-your-employer", "losing-your-home"),
)
