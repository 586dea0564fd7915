"""Keep the facts of a refusal as JSON and give them back: a day is written as `{"day": "2026-05-14"}`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from thoes.kernel.refusals import Fact


def stored(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """The facts as JSON can hold them."""
    return {name: {"day": fact.isoformat()} if isinstance(fact, date) else fact for name, fact in facts.items()}


def restored(facts: Mapping[str, Any]) -> dict[str, Fact]:
    """The facts as they were."""
    return {name: date.fromisoformat(fact["day"]) if isinstance(fact, dict) else fact for name, fact in facts.items()}
