"""The norms in words: their names, the sum of each line, and what would change it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thoes.rules.housing_norms import NormLine, QualityDecision
from thoes.rules.loading import CONFIDENCE_WORDS, Confidence
from thoes.rules.norm_terms import Missing, Norm, NormOutcome

NORM_TEXTS: dict[Norm, Any] = {
    Norm.PERMIT: gettext_lazy("Permit"),
    Norm.OVERCROWDING: gettext_lazy("Building rule on overcrowding"),
    Norm.SNF_AREA: gettext_lazy("SNF, floor area"),
    Norm.SNF_SHOWERS: gettext_lazy("SNF, showers"),
    Norm.SNF_TOILETS: gettext_lazy("SNF, toilets"),
    Norm.SNF_BEDROOM_AREA: gettext_lazy("SNF, area of the bedroom"),
    Norm.SNF_BEDROOM_PEOPLE: gettext_lazy("SNF, people in a bedroom"),
    Norm.AKF_AREA: gettext_lazy("AKF, floor area"),
    Norm.AKF_BEDROOM_PEOPLE: gettext_lazy("AKF, people in a bedroom"),
}
OUTCOME_TEXTS: dict[NormOutcome, Any] = {
    NormOutcome.WITHIN: gettext_lazy("Within"),
    NormOutcome.UNKNOWN: gettext_lazy("Not known"),
    NormOutcome.OVER: gettext_lazy("Too many"),
}
OUTCOME_TONES = {NormOutcome.WITHIN: "ok", NormOutcome.UNKNOWN: "warning", NormOutcome.OVER: "overdue"}
MISSING_TEXTS: dict[Missing, Any] = {
    Missing.PERMITTED: gettext_lazy("No permit in force that is recorded here names a number of people."),
    Missing.KIND: gettext_lazy("The kind of building is not filled in, and the norm differs by it."),
    Missing.FIRST_APPLIED: gettext_lazy(
        "When the first permit was applied for is not filled in, and the norm is stricter for a new building."
    ),
    Missing.LIVING_AREA: gettext_lazy("The living area is not filled in."),
    Missing.BEDROOM_AREA: gettext_lazy("The area of the bedroom is not filled in."),
    Missing.SHOWERS: gettext_lazy("The number of showers is not filled in."),
    Missing.TOILETS: gettext_lazy("The number of toilets is not filled in."),
    Missing.WRITTEN_CHOICE: gettext_lazy(
        "Whether the residents chose in writing to share the bedroom is not known here."
    ),
    Missing.SOURCES_DIFFER: gettext_lazy("The sources contradict each other on a hotel that was there already."),
    Missing.SEASON: gettext_lazy(
        "This norm is for all year round. Whether the lighter norm for the season holds, and what it is, is not known here."
    ),
    Missing.NORM_OF_DAY: gettext_lazy("The norm of this day was not found."),
}
_FACILITIES = {Norm.SNF_SHOWERS, Norm.SNF_TOILETS}
_BEDROOMS = {Norm.SNF_BEDROOM_PEOPLE, Norm.AKF_BEDROOM_PEOPLE}


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A parameter that a line used; `caution` is in words how sure we are, empty for what is in force."""

    key: str
    article: str
    caution: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A norm as a page shows it."""

    title: str
    outcome: NormOutcome
    people: int
    sum: str
    change: str
    sources: tuple[ShownSource, ...]


@dataclass(frozen=True, slots=True)
class ShownRoom:
    """A room that is not surely within."""

    key: str
    name: str
    people: int
    outcome: NormOutcome
    lines: tuple[ShownLine, ...]


def shown_line(line: NormLine, language: str) -> ShownLine:
    """A line in words, in the language that is active; `language` (nl or en) is for the words of the rule book."""
    return ShownLine(
        title=str(NORM_TEXTS[line.limit.norm]),
        outcome=line.outcome,
        people=line.people,
        sum=sum_of(line),
        change=change_of(line),
        sources=tuple(
            ShownSource(
                used.key,
                used.version.article or used.key,
                ""
                if used.version.confidence is Confidence.IN_FORCE
                else CONFIDENCE_WORDS[used.version.confidence].in_language("nl" if language == "nl" else "en"),
            )
            for used in line.limit.sources
        ),
    )


def shown_rooms(decision: QualityDecision, names: dict[str, str], language: str) -> list[ShownRoom]:
    """The rooms that are too full first, then those of which it is not known."""
    rooms = [
        ShownRoom(
            room.key,
            names[room.key],
            room.people,
            room.outcome,
            tuple(shown_line(line, language) for line in room.lines if line.outcome is not NormOutcome.WITHIN),
        )
        for room in decision.rooms
        if room.outcome is not NormOutcome.WITHIN
    ]
    return sorted(rooms, key=lambda room: room.outcome is not NormOutcome.OVER)


def sum_of(line: NormLine) -> str:
    """The sum that a norm comes to, as far as its figures are known."""
    limit = line.limit
    if limit.norm is Norm.PERMIT:
        return _people(limit.safe) if limit.most is not None else ""
    if limit.figure is None or limit.strict is None:
        return ""
    facts = {
        "figure": _number(limit.figure),
        "strict": _number(limit.strict.amount),
        "mild": _number(limit.mild.amount) if limit.mild is not None else "",
        "safe": limit.safe,
        "most": limit.most,
        "people": _people(limit.safe),
    }
    if limit.norm in _FACILITIES or limit.norm in _BEDROOMS:
        if limit.most is not None and not limit.is_certain:
            return _("%(figure)s × %(strict)s = %(safe)s, or %(figure)s × %(mild)s = %(most)s people") % facts
        return _("%(figure)s × %(strict)s = %(people)s") % facts
    if limit.most is not None and not limit.is_certain:
        return _("%(figure)s m² / %(strict)s m² = %(safe)s, or / %(mild)s m² = %(most)s people") % facts
    return _("%(figure)s m² / %(strict)s m² = %(people)s") % facts


def change_of(line: NormLine) -> str:
    """What would turn the outcome, or how much room there is left."""
    match line.outcome:
        case NormOutcome.WITHIN if line.limit.missing and not line.limit.safe:
            # Nobody sleeps there; that says nothing of how many may.
            return _reasons(line)
        case NormOutcome.WITHIN:
            return (
                ngettext("Room for %(count)d more.", "Room for %(count)d more.", line.room_left)
                % {"count": line.room_left}
                if line.room_left
                else _("Just as many as fit.")
            )
        case NormOutcome.UNKNOWN:
            needed = _needed(line) if line.limit.figure is None else ""
            return f"{_reasons(line)} {needed}".strip()
    return f"{_above(line)} {_needed(line)}".strip()


def _above(line: NormLine) -> str:
    return ngettext("%(count)d person too many.", "%(count)d people too many.", line.too_many) % {
        "count": line.too_many
    }


def _reasons(line: NormLine) -> str:
    """What is not known and would decide the line."""
    return " ".join(str(MISSING_TEXTS[each]) for each in line.limit.missing)


def _needed(line: NormLine) -> str:
    needed, norm = line.needed, line.limit.norm
    if needed is None:
        return ""
    facts = {"needed": _number(needed)}
    if norm is Norm.SNF_SHOWERS:
        return _("For that many the number of showers has to be %(needed)s.") % facts
    if norm is Norm.SNF_TOILETS:
        return _("For that many the number of toilets has to be %(needed)s.") % facts
    if norm in _BEDROOMS:
        return _("For that many the number of bedrooms has to be %(needed)s.") % facts
    return _("For that many %(needed)s m² is needed.") % facts


def _people(number: int) -> str:
    return ngettext("%(count)d person", "%(count)d people", number) % {"count": number}


def _number(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return number_format(value, 0 if whole else 1)


def outcome_label(outcome: NormOutcome) -> tuple[str, str]:
    """Tone and words of an outcome."""
    return OUTCOME_TONES[outcome], str(OUTCOME_TEXTS[outcome])


def broken_norms(decision: QualityDecision, names: Mapping[str, str]) -> list[str]:
    """A sentence or two for every norm that is surely broken, rooms included; `names` are those of the rooms."""
    return [f"{broken} {needed}".strip() for broken, needed in broken_and_needed(decision, names)]


def broken_and_needed(decision: QualityDecision, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Of every norm that is surely broken: which it is and by how many people, and what as many people would need.

    Worded one by one: a list of sites tells the first few of hundreds.
    """
    for line in decision.lines:
        if line.outcome is NormOutcome.OVER:
            yield f"{NORM_TEXTS[line.limit.norm]}: {_above(line)}", _needed(line)
    for room in decision.rooms:
        for line in room.lines:
            if line.outcome is NormOutcome.OVER:
                words = {"room": names[room.key], "norm": NORM_TEXTS[line.limit.norm], "why": _above(line)}
                yield _("%(room)s, %(norm)s: %(why)s") % words, _needed(line)


def broken_by_one_more(decision: QualityDecision) -> list[str]:
    """A sentence for every norm of the whole site that one more person would surely break, the strictest first.

    What a norm says of one room is seen when the bed is known.
    """
    full = [(line.limit.most, line) for line in decision.lines if line.limit.most is not None]
    return [
        _("%(norm)s: at most %(most)d people, and %(people)d sleep here in that night.")
        % {"norm": NORM_TEXTS[line.limit.norm], "most": most, "people": line.people}
        for most, line in sorted(full, key=lambda each: each[0])
        if line.people >= most
    ]
