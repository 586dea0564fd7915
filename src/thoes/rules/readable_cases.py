"""The cases of the rule book: facts in, answer out, for people to read and for the tests to hold us to.

Reads and checks the files; the tests run them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from thoes.rules.home_address import Place
from thoes.rules.housing_deduction import Verdict, WorkedWeek
from thoes.rules.loading import RULES_FOLDER, RuleBookError, TermOrigin, Text, read_checked_yaml, read_day, read_text
from thoes.rules.norm_terms import BuildingFacts, BuildingKind, Missing, Norm, NormOutcome, RoomFacts
from thoes.rules.registered_person import NoticeKind
from thoes.rules.registration_duty import DutyReason, DutyStatus
from thoes.rules.stay_facts import Expectation, StayFacts
from thoes.rules.street_share import StreetOutcome
from thoes.rules.terms import Term, TermChange, TermEnd, TermUnit

Read = TypeVar("Read", bound="Case")


@dataclass(frozen=True, slots=True)
class Case:
    """What every case has: its name, a title, and why the answer is what it is."""

    key: str
    title: Text
    why: Text


@dataclass(frozen=True, slots=True)
class DutyAnswer:
    """What a case says the decision must be; the fields mean what they mean in `DutyDecision`."""

    status: DutyStatus
    code: DutyReason
    nights_in_window: int
    counted_from: date | None
    expected_from: date | None
    duty_from: date | None
    register_by: date | None
    approaching_on: date | None
    register_in: str | None
    register_site_left_on: date | None
    also_at: tuple[Place, ...]
    expected_until: date | None
    expectation_taken_back_on: date | None


@dataclass(frozen=True, slots=True)
class DutyCase(Case):
    """One person's stays as known on `on`, and the answer, with `why` in a sentence."""

    on: date
    stays: tuple[StayFacts, ...]
    answer: DutyAnswer


@dataclass(frozen=True, slots=True)
class NoticeAnswer:
    """The days between which a notice is given, both included."""

    opens_on: date
    report_by: date


@dataclass(frozen=True, slots=True)
class NoticeCase(Case):
    """Somebody in the BRP moves or leaves on `day` (and is `back_on`, if at all); None: nothing to report."""

    kind: NoticeKind
    day: date
    back_on: date | None
    answer: NoticeAnswer | None


@dataclass(frozen=True, slots=True)
class TermCase(Case):
    """A term that begins on a day, and when it ends."""

    begins: date
    term: Term
    answer: TermEnd


@dataclass(frozen=True, slots=True)
class DeductionAnswer:
    """What a case says of a deduction; the fields mean what they mean in `DeductionDecision`."""

    verdict: Verdict
    due: Decimal
    maximum: Decimal
    above: Decimal
    hours_needed: Decimal


@dataclass(frozen=True, slots=True)
class DeductionCase(Case):
    """Somebody of an age, the weeks of a pay period, and what is asked for housing; all conditions are met."""

    age: int
    weeks: tuple[WorkedWeek, ...]
    asked: Decimal
    answer: DeductionAnswer


@dataclass(frozen=True, slots=True)
class NormAnswer:
    """What a case says of a number of people; the fields mean what they mean in `Limit`."""

    outcome: NormOutcome
    safe: int
    most: int | None
    missing: Missing | None


@dataclass(frozen=True, slots=True)
class NormCase(Case):
    """A building with a room, and a number of people held against one norm."""

    on: date
    norm: Norm
    building: BuildingFacts
    room: RoomFacts | None
    permitted: int | None
    people: int
    answer: NormAnswer


def _read(name: str, read: Callable[[Mapping[str, Any], Traversable], Read]) -> tuple[Read, ...]:
    """The cases of one file, in its order: that in which they are best read."""
    file = RULES_FOLDER / "cases" / f"{name}.yaml"
    raw_cases = read_checked_yaml(file, RULES_FOLDER / "cases" / f"{name}.schema.json")["cases"]
    return tuple(read(raw, file) for raw in raw_cases)


def _told(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {"key": raw["key"], "title": read_text(raw["title"]), "why": read_text(raw["why"])}


@cache
def norm_cases() -> tuple[NormCase, ...]:
    """The cases of the norms for housing."""
    return _read("housing_norms", _read_norm_case)


def _read_norm_case(raw: Mapping[str, Any], file: Traversable) -> NormCase:
    building, room, answer = raw["building"], raw.get("room"), raw["answer"]
    return NormCase(
        **_told(raw),
        on=_day(raw, "on", file, raw["key"]),
        norm=Norm(raw["norm"]),
        building=BuildingFacts(
            kind=BuildingKind(building["kind"]) if "kind" in building else None,
            first_applied_on=_day_or_none(building, "first_applied_on", file, raw["key"]),
            living_area=_area_or_none(building, "living_area"),
            showers=building.get("showers"),
            toilets=building.get("toilets"),
        ),
        room=None if room is None else RoomFacts(_area_or_none(room, "bedroom_area"), room.get("bedrooms", 1)),
        permitted=raw.get("permitted"),
        people=raw["people"],
        answer=NormAnswer(
            outcome=NormOutcome(answer["outcome"]),
            safe=answer["safe"],
            most=answer["most"],
            missing=Missing(answer["missing"]) if "missing" in answer else None,
        ),
    )


def _area_or_none(raw: Mapping[str, Any], name: str) -> Decimal | None:
    return Decimal(raw[name]) if name in raw else None


@dataclass(frozen=True, slots=True)
class StreetAnswer:
    """What a case says of one more home; the fields mean what they mean in `StreetDecision`."""

    share: StreetOutcome
    permitted: int
    allowed: int | None
    side_by_side: StreetOutcome
    row: int | None


@dataclass(frozen=True, slots=True)
class StreetCase(Case):
    """One more permitted home at `number`, in a street of `homes` with permits at `others`."""

    municipality: str
    on: date
    number: str
    others: tuple[str, ...]
    homes: int | None
    answer: StreetAnswer


@cache
def street_cases() -> tuple[StreetCase, ...]:
    """The cases of the share of a street."""
    return _read("street_share", _read_street_case)


def _read_street_case(raw: Mapping[str, Any], file: Traversable) -> StreetCase:
    answer = raw["answer"]
    return StreetCase(
        **_told(raw),
        municipality=raw["municipality"],
        on=_day(raw, "on", file, raw["key"]),
        number=raw["number"],
        others=tuple(raw["others"]),
        homes=raw["homes"],
        answer=StreetAnswer(
            StreetOutcome(answer["share"]),
            answer["permitted"],
            answer["allowed"],
            StreetOutcome(answer["side_by_side"]),
            answer["row"],
        ),
    )


@cache
def deduction_cases() -> tuple[DeductionCase, ...]:
    """The cases of the deduction for housing."""
    return _read("housing_deduction", _read_deduction_case)


def _read_deduction_case(raw: Mapping[str, Any], file: Traversable) -> DeductionCase:
    answer = raw["answer"]
    return DeductionCase(
        **_told(raw),
        age=raw["age"],
        weeks=tuple(
            WorkedWeek(_day(week, "first_day", file, raw["key"]), Decimal(week["hours"])) for week in raw["weeks"]
        ),
        asked=Decimal(raw["asked"]),
        answer=DeductionAnswer(
            Verdict(answer["verdict"]),
            *(Decimal(answer[name]) for name in ("due", "maximum", "above", "hours_needed")),
        ),
    )


@cache
def duty_cases() -> tuple[DutyCase, ...]:
    """The cases of the registration duty in the order in which they are best read."""
    return _read("registration_duty", _read_duty_case)


@cache
def notice_cases() -> tuple[NoticeCase, ...]:
    """The cases of what a registered person reports."""
    return _read("registered_person", _read_notice_case)


@cache
def term_cases() -> tuple[TermCase, ...]:
    """The cases of the end of a term."""
    return _read("terms", _read_term_case)


def _read_term_case(raw: Mapping[str, Any], file: Traversable) -> TermCase:
    place, term, answer = raw["key"], raw["term"], raw["answer"]
    return TermCase(
        **_told(raw),
        begins=_day(raw, "begins", file, place),
        term=Term(
            term["length"],
            TermUnit(term["unit"]),
            TermOrigin(term["set_by"]),
            counts_back=term.get("counts_back", False),
        ),
        answer=TermEnd(
            _day(answer, "last_day", file, place),
            _day(answer, "counted", file, place),
            TermChange(answer.get("change", "none")),
        ),
    )


def _read_notice_case(raw: Mapping[str, Any], file: Traversable) -> NoticeCase:
    place, answer = raw["key"], raw["answer"]
    return NoticeCase(
        **_told(raw),
        kind=NoticeKind(raw["kind"]),
        day=_day(raw, "day", file, place),
        back_on=_day_or_none(raw, "back_on", file, place),
        answer=None
        if answer is None
        else NoticeAnswer(_day(answer, "opens_on", file, place), _day(answer, "report_by", file, place)),
    )


def _read_duty_case(raw: Mapping[str, Any], file: Traversable) -> DutyCase:
    place, answer = raw["key"], raw["answer"]
    return DutyCase(
        **_told(raw),
        on=_day(raw, "on", file, place),
        stays=tuple(_read_stay(stay, file, place) for stay in raw["stays"]),
        answer=DutyAnswer(
            status=DutyStatus(answer["status"]),
            code=DutyReason(answer["code"]),
            nights_in_window=answer["nights_in_window"],
            counted_from=_day_or_none(answer, "counted_from", file, place),
            expected_from=_day_or_none(answer, "expected_from", file, place),
            duty_from=_day_or_none(answer, "duty_from", file, place),
            register_by=_day_or_none(answer, "register_by", file, place),
            approaching_on=_day_or_none(answer, "approaching_on", file, place),
            register_in=answer.get("register_in"),
            register_site_left_on=_day_or_none(answer, "register_site_left_on", file, place),
            also_at=tuple(Place(raw["site"], raw["municipality"]) for raw in answer.get("also_at", [])),
            expected_until=_day_or_none(answer, "expected_until", file, place),
            expectation_taken_back_on=_day_or_none(answer, "expectation_taken_back_on", file, place),
        ),
    )


def _read_stay(raw: Mapping[str, Any], file: Traversable, place: str) -> StayFacts:
    expectations = tuple(
        Expectation(_day(said, "known_on", file, place), _day_or_none(said, "departure", file, place))
        for said in raw.get("expectations", [])
    )
    now = expectations[-1].departure if expectations else _day_or_none(raw, "expected_departure", file, place)
    return StayFacts(
        arrival=_day(raw, "arrival", file, place),
        departure=_day_or_none(raw, "departure", file, place),
        expected_departure=now,
        site=raw["site"],
        municipality=raw["municipality"],
        expectations=expectations,
    )


def _day_or_none(raw: Mapping[str, Any], name: str, file: Traversable, place: str) -> date | None:
    return read_day(raw.get(name), file=file, place=f"{place}, {name}")


def _day(raw: Mapping[str, Any], name: str, file: Traversable, place: str) -> date:
    day = _day_or_none(raw, name, file, place)
    if day is None:
        raise RuleBookError(f"{file.name}, {place}: {name} is missing.")
    return day
