"""What a number of the rule book is called, and the values that are a sentence, in every language of the guide.

Their Dutch and English stand in the rule book itself, and nowhere else. The names in the other languages stand here, a
file per language; how far such a file can be relied on is computed, as for every translation. The sentences stand in one
file, each under its Dutch: one that was changed in the rule book has no translation any more, and is shown in English.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from thoes.foundation.translated_texts import TextError, TranslationState, state_of
from thoes.guide.frame import GUIDE_LANGUAGES
from thoes.kernel.yaml_text import read_yaml
from thoes.rules.loading import Parameter, Text, rule_book

OF_THE_RULE_BOOK = ("nl", "en")
NAMED_HERE = tuple(code for code in GUIDE_LANGUAGES if code not in OF_THE_RULE_BOOK)


@dataclass(frozen=True, slots=True)
class NumberName:
    """Words with their language: English where the language that was asked for has none."""

    words: str
    language: str


def name_of(parameter: Parameter, language: str) -> NumberName:
    """What a number is called in a language of the guide."""
    if language == "nl":
        return NumberName(parameter.title.nl, language)
    own = _names(language).get(parameter.key)
    return NumberName(own, language) if own else NumberName(parameter.title.en, "en")


def names_state(language: str) -> TranslationState:
    """How the names and sentences in a language stand beside the Dutch of today; who reads the one reads the other too."""
    read = _read(language)
    said = {dutch: own[language] for dutch, own in sentences().items() if language in own}
    dutch = {"names": {key: _dutch(key) for key in read.get("names", {})}, "sentences": sorted(said)}
    return state_of(read and read | {"sentences": said}, source=dutch)


def are_names_read(language: str) -> bool:
    """Whether nothing has to be said of the names in a language: they are those of the rule book, or somebody read them."""
    return language not in NAMED_HERE or names_state(language) is TranslationState.REVIEWED


def names_in(language: str) -> Mapping[str, str]:
    """All names that a language has, by the key of the number."""
    return _names(language)


def sentence_in(value: Text, language: str) -> NumberName:
    """A value that is a sentence, in a language of the guide; in English where that language has not this very sentence."""
    if language == "nl":
        return NumberName(value.nl, language)
    own = sentences().get(value.nl, {}).get(language)
    return NumberName(own, language) if own else NumberName(value.en, "en")


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """The sentences of the rule book in the languages that it has not itself, by their Dutch."""
    rows: list[dict[str, str]] = read_yaml(
        files("thoes.guide").joinpath("number_names", "sentences.yaml").read_text(encoding="utf-8")
    )
    return {row["nl"]: {code: words for code, words in row.items() if code != "nl"} for row in rows}


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
