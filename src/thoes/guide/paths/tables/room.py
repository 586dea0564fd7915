"""Is my room good enough: what is surely enough for so many people, by label and kind of building, and what must be there."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from thoes.guide.paths.answers import Answer, Asked, Chosen, Fact, Listed, Said, said
from thoes.guide.paths.asking import Given
from thoes.guide.paths.room import CHECKS, ROOM
from thoes.guide.paths.tables.answer_tables import AnswerTable, Made
from thoes.rules.housing_norms import NormLine, QualityDecision
from thoes.rules.norm_terms import BuildingKind, Norm

IN_A_ROOM, IN_A_HOME = range(1, 5), range(1, 13)
_IN_METRES = frozenset({Norm.OVERCROWDING, Norm.SNF_AREA, Norm.SNF_BEDROOM_AREA, Norm.AKF_AREA})
_OF_PEOPLE = frozenset({Norm.SNF_BEDROOM_PEOPLE, Norm.AKF_BEDROOM_PEOPLE})
_LABELS = [each for each in ROOM.questions["label"].options if each != "unknown"]


def room_tables(on: date) -> Made:
    """As asked on a day."""
    answers = tuple(lived_in(2, label, kind, on) for label in _LABELS for kind in BuildingKind)
    return Made(
        tables=(
            _needed("table_bedroom", IN_A_ROOM, of_room=True, on=on),
            _people_of_a_room(on),
            _needed("table_home", IN_A_HOME, of_room=False, on=on),
            _safe(on),
        ),
        answers=answers,
        notes=(said("table_less"), said("because_norms"), said("because_label")),
        steps=answers[0].steps,
    )


def lived_in(people: int, label: str, kind: BuildingKind, on: date, **more: object) -> Answer:
    """The answer for people who share one room, who are all that live there."""
    given = {"people": people, "people_home": people, "label": label, "kind": kind.value, **more}
    return ROOM.answer(Given(given), on)


def lines_of(answer: Answer, *, of_room: bool) -> Mapping[Norm, NormLine]:
    """What each norm says of the room, or of the home as a whole."""
    decision = answer.decision
    assert isinstance(decision, QualityDecision)
    lines = decision.rooms[0].lines if of_room else decision.lines
    return {line.limit.norm: line for line in lines}


def _needed(caption: str, people: range, *, of_room: bool, on: date) -> AnswerTable:
    """The figure that is surely enough by the rule itself: a column for each norm, with the buildings that have the same."""
    found: dict[tuple[Norm, tuple[Decimal | None, ...]], list[BuildingKind]] = {}
    for label in _LABELS:
        for kind in BuildingKind:
            asked = [lines_of(lived_in(many, label, kind, on), of_room=of_room) for many in people]
            for norm in asked[0]:
                if norm in _OF_PEOPLE:
                    continue
                figures = tuple(lines[norm].needed for lines in asked)
                kinds = found.setdefault((norm, figures), [])
                if any(figures) and kind not in kinds:
                    kinds.append(kind)
    columns = [(norm, figures, kinds) for (norm, figures), kinds in found.items() if kinds]
    rows = [
        (many, *(_figure(norm, figures[at]) for norm, figures, _kinds in columns)) for at, many in enumerate(people)
    ]
    return AnswerTable(
        said(caption),
        (said("column_people"), *(_column(norm, kinds) for norm, _figures, kinds in columns)),
        tuple(rows),
    )


def _column(norm: Norm, kinds: list[BuildingKind]) -> Said:
    if len(kinds) == len(BuildingKind):
        return said(f"norm_{norm.value}")
    named = Listed(tuple(Chosen("kind", kind.value) for kind in kinds))
    return said("norm_of_kinds", norm=said(f"norm_{norm.value}"), kinds=named)


def _figure(norm: Norm, figure: Decimal | None) -> Fact | None:
    if figure is None:
        return None
    return said("common.metres", number=figure) if norm in _IN_METRES else figure


def _people_of_a_room(on: date) -> AnswerTable:
    """How many may sleep in one bedroom, of the norms that say so of people and not of metres."""
    found = {
        line.what.key: (line.what, line.value)
        for label in _LABELS
        for line in lived_in(1, label, BuildingKind.DWELLING, on).lines
        if line.what.key in {f"norm_{norm.value}" for norm in _OF_PEOPLE}
    }
    columns = (said("column_norm"), said("column_people"))
    return AnswerTable(said("table_bedroom_people"), columns, tuple(found.values()))


def _safe(on: date) -> AnswerTable:
    """What is there or not, and what that is worth."""
    rows = []
    for name in CHECKS:
        answer = lived_in(1, "none", BuildingKind.DWELLING, on, **dict.fromkeys(CHECKS, "yes") | {name: "no"})
        line = next(each for each in answer.lines if each.what.key == f"check_{name}")
        assert line.tone is not None
        rows.append((Asked(name), line.tone))
    return AnswerTable(said("table_safe"), (said("column_item"), said("table_no")), tuple(rows))
