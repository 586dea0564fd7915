"""Put an assessment in words: why, and what would change it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils.translation import get_language

from thoes.registration.findings import DUTY
from thoes.registration.models import Assessment
from thoes.registration.reasons.kept_parameters import parameters_of
from thoes.registration.texts import CHANGES, LATER_THAN_THE_DAYS, REASONS, RNI_IS_NO_REGISTRATION
from thoes.rules.loading import CONFIDENCE_WORDS, Confidence, rule_book
from thoes.rules.registration_duty import REASONS_OF_A_DUTY, end_of_register_term
from thoes.rules.terms import TermChange
from thoes.ui.days import day_in_words


def reason_of(assessment: Assessment) -> str:
    """Why the answer is what it is, in the reader's language."""
    code = assessment.code
    if code == "stay_expected_later" and not assessment.facts.get("expected_until"):
        code = "stay_expected_later_elsewhere"
    return str(REASONS[code]) % _shown(assessment)


def change_of(assessment: Assessment) -> str:
    """What would change the answer soonest; empty for who is registered."""
    text = CHANGES.get(assessment.facts.get("change", "")) if assessment.code not in _REGISTERED else None
    # A plural is chosen by its number, so the facts go in before it becomes a text.
    return str(text % _shown(assessment)) if text else ""


def why_later(assessment: Assessment) -> str:
    """Why the last day to register is later than the days that the law names; empty where it is not."""
    if assessment.code not in REASONS_OF_A_DUTY or assessment.duty_from is None:
        return ""
    parameters = parameters_of(assessment)
    end = end_of_register_term(assessment.duty_from, parameters)
    if end.last_day != assessment.register_by or end.change is TermChange.NONE:
        return ""
    return str(LATER_THAN_THE_DAYS[end.change]) % {
        "days": parameters.register_within_days,
        "counted": _day(end.counted),
    }


def in_rni_words(since: date | None, *, status: str) -> str:
    """What standing in the RNI means for somebody with a duty; empty without a duty or a day."""
    return str(RNI_IS_NO_REGISTRATION) % {"day": _day(since)} if since and status in DUTY else ""


@dataclass(frozen=True, slots=True)
class RuleUsed:
    """A parameter as it was used for an answer, in words; `source` is the article and how sure we are of it."""

    title: str
    value: str
    source: str


def rules_used(assessment: Assessment) -> list[RuleUsed]:
    """The parameters behind the answer, in the reader's language. One that left the rule book keeps its code as name."""
    language: Literal["nl", "en"] = "en" if get_language() == "en" else "nl"
    book = rule_book().parameters
    used = []
    for facts in assessment.facts.get("parameters", []):
        parameter = book.get(facts["key"])
        unit = parameter.unit_label.in_language(language) if parameter else ""
        sure = CONFIDENCE_WORDS[Confidence(facts["confidence"])].in_language(language)
        used.append(
            RuleUsed(
                title=parameter.title.in_language(language) if parameter else facts["key"],
                value=f"{facts['value']} {unit}".strip(),
                source=" – ".join(part for part in (facts.get("article"), sure) if part),
            )
        )
    return used


_REGISTERED = frozenset({"registered", "moved", "leaving"})
_DAYS_IN_FACTS = ("change_on", "expected_until", "expectation_taken_back_on")


def _shown(assessment: Assessment) -> dict[str, Any]:
    days = {
        name: _day(getattr(assessment, name))
        for name in ("counted_from", "expected_from", "duty_from", "register_by", "approaching_on")
    }
    days |= {name: _day(day_in(assessment, name)) for name in _DAYS_IN_FACTS}
    return {**assessment.facts, **days}


def day_in(assessment: Assessment, name: str) -> date | None:
    """A day among the facts of an assessment."""
    written = assessment.facts.get(name)
    return date.fromisoformat(written) if written else None


def _day(value: date | None) -> str:
    return day_in_words(value) if value else ""
