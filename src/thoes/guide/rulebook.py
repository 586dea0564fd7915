"""The rule book as people read it: every parameter over time, every formula in words, every case with its answer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thoes.guide.amounts import in_words
from thoes.rules.loading import CONFIDENCE_WORDS, DayOfYear, Parameter, RuleBook, TermOrigin, Text, Value, rule_book
from thoes.rules.readable_cases import (
    DeductionCase,
    DutyCase,
    NormCase,
    StreetCase,
    TermCase,
    deduction_cases,
    duty_cases,
    norm_cases,
    street_cases,
    term_cases,
)
from thoes.rules.registration_duty import DutyStatus

_STATUS = {
    DutyStatus.NONE: Text("nog geen plicht", "no duty yet"),
    DutyStatus.APPROACHING: Text("binnenkort inschrijfplichtig", "must register soon"),
    DutyStatus.DUTY_EXPECTED: Text(
        "moet zich inschrijven, door een verwacht lang verblijf", "must register, by an expected long stay"
    ),
    DutyStatus.DUTY_COUNTED: Text(
        "moet zich inschrijven, door het aantal nachten", "must register, by the number of nights"
    ),
}
_SET_BY = {
    TermOrigin.NATIONAL_LAW: Text("termijn van de wet", "term of law"),
    TermOrigin.EU_LAW: Text("termijn van een Europese verordening", "term of a European regulation"),
    TermOrigin.MUNICIPAL: Text("termijn van een gemeente", "term of a municipality"),
    TermOrigin.OWN: Text("eigen termijn van Thoes", "term of Thoes itself"),
}


@dataclass(frozen=True, slots=True)
class RuleBookView:
    """The rule book in one language, narrowed to what was searched for."""

    parameters: list[dict[str, Any]]
    formulas: list[dict[str, Any]]
    cases: list[dict[str, Any]]
    terms: list[dict[str, Any]]
    deductions: list[dict[str, Any]]
    norms: list[dict[str, Any]]
    streets: list[dict[str, Any]]


def read(language: str, *, on: date | None = None, words: str = "") -> RuleBookView:
    """The rule book in `language` (nl or en); `on` marks what was not checked for a year before that day."""
    book = rule_book()
    wanted = words.casefold().split()
    found = [parameter_view(p, language, on) for p in book.parameters.values()]
    return RuleBookView(
        parameters=[p for p in found if _holds(p, wanted)],
        formulas=[f for f in _formulas(book, language) if _holds(f, wanted)],
        cases=[c for c in (_case(case, language) for case in duty_cases()) if _holds(c, wanted)],
        terms=[c for c in (_term(case, language) for case in term_cases()) if _holds(c, wanted)],
        deductions=[c for c in (_deduction(case, language) for case in deduction_cases()) if _holds(c, wanted)],
        norms=[c for c in (_norm(case, language) for case in norm_cases()) if _holds(c, wanted)],
        streets=[c for c in (_street(case, language) for case in street_cases()) if _holds(c, wanted)],
    )


def parameter_view(parameter: Parameter, language: str, on: date | None) -> dict[str, Any]:
    """A parameter as a page needs it; `on` marks what was not checked for a year before that day."""
    return {
        "key": parameter.key,
        "title": _in(parameter.title, language),
        "unit": _in(parameter.unit_label, language),
        "now": _now(parameter, language, on),
        "held": _held(parameter, on),
        "set_by": _in(_SET_BY[parameter.set_by], language) if parameter.set_by in _SET_BY else "",
        "versions": [
            {
                "value": _plain(parameter, version.value, language),
                "amount": in_words(parameter, version.value, language),
                "valid_from": version.valid_from,
                "valid_until": version.valid_until,
                "article": version.article or "",
                "link": version.link or "",
                "confidence": version.confidence.value,
                "confidence_words": _in(CONFIDENCE_WORDS[version.confidence], language),
                "checked_on": version.checked_on,
                "is_stale": on is not None and version.is_stale(on=on),
                "note": _in(version.note, language) if version.note else "",
            }
            for version in parameter.versions
        ],
    }


def _plain(parameter: Parameter, value: Value, language: str) -> str:
    """The bare value: a number with a point, a day as 2026-12-31 or 04-27; yes, no and a rule are words all the same."""
    match value:
        case Text() | bool():
            return in_words(parameter, value, language)
        case DayOfYear():
            return f"{value.month:02}-{value.day:02}"
        case tuple():
            return ", ".join(map(str, value))
    return str(value)


def _held(parameter: Parameter, on: date | None) -> int | None:
    """The place among the versions of the one that holds on a day."""
    return next((at for at, version in enumerate(parameter.versions) if on and version.holds_on(on)), None)


def _now(parameter: Parameter, language: str, on: date | None) -> str:
    """The value on a day and how sure we are of it; empty where none holds on it, or where it is a sentence of its own."""
    at = _held(parameter, on)
    held = None if at is None else parameter.versions[at]
    if held is None or isinstance(held.value, Text):
        return ""
    return f"{in_words(parameter, held.value, language)} · {_in(CONFIDENCE_WORDS[held.confidence], language)}"


def _formulas(book: RuleBook, language: str) -> list[dict[str, Any]]:
    return [
        {
            "key": formula.key,
            "title": _in(formula.title, language),
            "steps": [_in(step, language) for step in formula.steps],
            "parameters": list(formula.parameters),
        }
        for formula in book.formulas
    ]


def _case(case: DutyCase, language: str) -> dict[str, Any]:
    return {
        "key": case.key,
        "title": _in(case.title, language),
        "why": _in(case.why, language),
        "on": case.on,
        "stays": [
            {
                "arrival": stay.arrival,
                "departure": stay.departure,
                "expected_departure": stay.expected_departure,
                "expectations": stay.expectations,
                "site": stay.site or "",
                "municipality": stay.municipality or "",
            }
            for stay in case.stays
        ],
        "answer": {
            "status": case.answer.status.value,
            "status_words": _in(_STATUS[case.answer.status], language),
            "nights": case.answer.nights_in_window,
            "duty_from": case.answer.duty_from,
            "register_by": case.answer.register_by,
            "approaching_on": case.answer.approaching_on,
            "register_in": case.answer.register_in or "",
            "left_on": case.answer.register_site_left_on,
            "also_in": [place.municipality or place.site or "" for place in case.answer.also_at],
        },
    }


def _term(case: TermCase, language: str) -> dict[str, Any]:
    return {
        "key": case.key,
        "title": _in(case.title, language),
        "why": _in(case.why, language),
        "begins": case.begins,
        "set_by": _in(_SET_BY[case.term.set_by], language),
        "answer": {
            "counted": case.answer.counted,
            "last_day": case.answer.last_day,
            "change": case.answer.change.value,
        },
    }


def _deduction(case: DeductionCase, language: str) -> dict[str, Any]:
    return {
        "key": case.key,
        "title": _in(case.title, language),
        "why": _in(case.why, language),
        "age": case.age,
        "weeks": [{"first_day": week.first_day, "hours": week.hours} for week in case.weeks],
        "asked": case.asked,
        "answer": {
            "verdict": case.answer.verdict.value,
            "due": case.answer.due,
            "maximum": case.answer.maximum,
            "above": case.answer.above,
        },
    }


def _norm(case: NormCase, language: str) -> dict[str, Any]:
    building, room = case.building, case.room
    return {
        "key": case.key,
        "title": _in(case.title, language),
        "why": _in(case.why, language),
        "on": case.on,
        "norm": case.norm.value,
        "kind": building.kind.value if building.kind else "",
        "first_applied_on": building.first_applied_on,
        "area": (room.bedroom_area if room else None) or building.living_area,
        "showers": building.showers,
        "permitted": case.permitted,
        "people": case.people,
        "answer": {
            "outcome": case.answer.outcome.value,
            "safe": case.answer.safe,
            "most": case.answer.most,
            "missing": case.answer.missing.value if case.answer.missing else "",
        },
    }


def _street(case: StreetCase, language: str) -> dict[str, Any]:
    return {
        "key": case.key,
        "title": _in(case.title, language),
        "why": _in(case.why, language),
        "on": case.on,
        "municipality": case.municipality,
        "number": case.number,
        "others": list(case.others),
        "homes": case.homes,
        "answer": {
            "share": case.answer.share.value,
            "permitted": case.answer.permitted,
            "allowed": case.answer.allowed,
            "side_by_side": case.answer.side_by_side.value,
            "row": case.answer.row,
        },
    }


def _in(text: Text, language: str) -> str:
    return text.nl if language == "nl" else text.en


def _holds(entry: dict[str, Any], words: Sequence[str]) -> bool:
    if not words:
        return True
    text = json.dumps(entry, default=str, ensure_ascii=False).casefold()
    return all(word in text for word in words)


def as_json(language: str) -> str:
    """The whole rule book as JSON."""
    view = read(language)
    parts = {
        "parameters": view.parameters,
        "formulas": view.formulas,
        "cases": view.cases,
        "terms": view.terms,
        "deductions": view.deductions,
        "norms": view.norms,
        "streets": view.streets,
    }
    return json.dumps(parts, default=str, ensure_ascii=False, indent=1)


def as_text(language: str) -> str:
    """The whole rule book as plain text."""
    view = read(language)
    lines: list[str] = []
    for parameter in view.parameters:
        lines.append(f"{parameter['title']} [{parameter['key']}]")
        for v in parameter["versions"]:
            period = f"{v['valid_from'] or '…'} – {v['valid_until'] or '…'}"
            lines.append(f"  {v['amount']}  {period}  {v['confidence_words']}  {v['article']} {v['link']}")
    for formula in view.formulas:
        lines += ["", formula["title"], *(f"  {step}" for step in formula["steps"])]
    for case in view.cases:
        lines += ["", f"{case['title']} ({case['on']})", f"  {case['why']}", f"  -> {case['answer']}"]
    for term in view.terms:
        lines += ["", f"{term['title']} ({term['begins']})", f"  {term['why']}", f"  -> {term['answer']['last_day']}"]
    for case in [*view.norms, *view.streets]:
        lines += ["", f"{case['title']} ({case['on']})", f"  {case['why']}", f"  -> {case['answer']}"]
    for deduction in view.deductions:
        lines += ["", deduction["title"], f"  {deduction['why']}", f"  -> {deduction['answer']}"]
    return "\n".join(lines)
