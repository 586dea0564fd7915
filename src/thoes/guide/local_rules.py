"""The own rules of municipalities as people read them: who has which, and of whom none was found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from thoes.guide.rulebook import parameter_view
from thoes.rules.loading import Text, rule_book


@dataclass(frozen=True, slots=True)
class TownRules:
    """A municipality with its own rules, in one language."""

    code: str
    name: str
    rules: list[dict[str, Any]]


def rules_of_towns(towns: Iterable[tuple[str, str]], language: str, *, on: date) -> list[TownRules]:
    """The rules of municipalities given as code and name, in that order; a list may be empty."""
    return [TownRules(code, name, _rules(code, language, on)) for code, name in towns]


def _rules(code: str, language: str, on: date) -> list[dict[str, Any]]:
    return [
        parameter_view(parameter, language, on)
        | {"is_text": all(isinstance(version.value, Text) for version in parameter.versions)}
        for parameter in rule_book().of_municipality(code)
    ]
