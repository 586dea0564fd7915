"""Put an assessment in words: why, and what would change it."""

from datetime import date
from typing import Any

from django.utils.formats import date_format

from thoes.registration.models import Assessment
from thoes.registration.texts import CHANGES, REASONS


def reason_of(assessment: Assessment) -> str:
    """Why the answer is what it is, in the reader's language."""
    return str(REASONS[assessment.code]) % _shown(assessment)


def change_of(assessment: Assessment) -> str:
    """What would change the answer soonest; empty for who is registered."""
    text = CHANGES.get(assessment.facts.get("change", "")) if assessment.code not in _REGISTERED else None
    return str(text) % _shown(assessment) if text else ""


_REGISTERED = frozenset({"registered", "moved", "leaving"})


def _shown(assessment: Assessment) -> dict[str, Any]:
    days = {
        name: _day(getattr(assessment, name))
        for name in ("counted_from", "expected_from", "duty_from", "register_by", "approaching_on")
    }
    change_on = assessment.facts.get("change_on")
    return {**assessment.facts, **days, "change_on": _day(date.fromisoformat(change_on)) if change_on else ""}


def _day(value: date | None) -> str:
    return date_format(value, "j F Y") if value else ""
