"""What a number of the rule book is called, in every language of the guide.

Its Dutch and English name stand beside the number itself, and nowhere else. The names in the other languages stand here, a
file per language; how far such a file can be relied on is computed, as for every translation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from thoes.foundation.translated_texts import TextError, TranslationState, state_of
from thoes.guide.frame import GUIDE_LANGUAGES
from thoes.rules.loading import Parameter, rule_book

OF_THE_RULE_BOOK = ("nl", "en")
NAMED_HERE = tuple(code for code in GUIDE_LANGUAGES if code not in OF_THE_RULE_BOOK)


@dataclass(frozen=True, slots=True)
class NumberName:
    """A name and the language of its words: English where a language has none."""

    words: str
    language: str


def name_of(parameter: Parameter, language: str) -> NumberName:
    """What a number is called in a language of the guide."""
    if language == "nl":
        return NumberName(parameter.title.nl, language)
    own = _names(language).get(parameter.key)
    return NumberName(own, language) if own else NumberName(parameter.title.en, "en")


def names_state(language: str) -> TranslationState:
    """How the names in a language stand beside the Dutch names of today."""
    read = _read(language)
    return state_of(read, source={"names": {key: _dutch(key) for key in read.get("names", {})}})


def are_names_read(language: str) -> bool:
    """Whether nothing has to be said of the names in a language: they are those of the rule book, or somebody read them."""
    return language not in NAMED_HERE or names_state(language) is TranslationState.REVIEWED


def names_in(language: str) -> Mapping[str, str]:
    """All names that a language has, by the key of the number."""
    return _names(language)


def _dutch(key: str) -> str:
    return rule_book().parameter(key).title.nl


def _names(language: str) -> Mapping[str, str]:
    found: Mapping[str, str] = _read(language).get("names", {})
    return found


@cache
def _read(language: str) -> dict[str, Any]:
    file = files("thoes.guide").joinpath("number_names", f"{language}.yaml")
    read: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {}
    if read and read.get("language") != language:
        raise TextError(f"{file.name} says that it is in {read.get('language')!r}.")
    return read
