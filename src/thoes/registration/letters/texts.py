"""The texts of the letters, one file per language, all with the same keys; and which language to begin with."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("nl", "en", "pl", "ro", "bg", "de")
_FOLDER = files("thoes.registration").joinpath("letters")


@dataclass(frozen=True, slots=True)
class LetterTexts:
    """The sentences of one language. `reviewed` is False until a speaker who knows the subject has read them."""

    language: str
    name: str
    reviewed: bool
    sentences: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.sentences[key]

    def filled(self, key: str, **facts: object) -> str:
        """A sentence with its facts filled in; "reason.nights_near" looks inside `reason`."""
        found: Any = self.sentences
        for part in key.split("."):
            found = found[part]
        return str(found).format_map(facts)


@cache
def letter_texts(language: str) -> LetterTexts:
    """The texts of one of `LANGUAGES`."""
    read = yaml.safe_load(_FOLDER.joinpath("texts", f"{language}.yaml").read_text(encoding="utf-8"))
    return LetterTexts(language=read["language"], name=read["name"], reviewed=read["reviewed"] is True, sentences=read)


@cache
def _by_nationality() -> tuple[dict[str, str], str]:
    read = yaml.safe_load(_FOLDER.joinpath("languages.yaml").read_text(encoding="utf-8"))
    return read["by_nationality"], read["fallback"]


def first_guess(nationality: str) -> str:
    """In which language to write to somebody of this nationality (empty: unknown), until a clerk chooses another."""
    by_nationality, fallback = _by_nationality()
    return by_nationality.get(nationality.upper(), fallback)


def language_choices() -> list[tuple[str, str]]:
    """Code and own name of each language."""
    return [(code, letter_texts(code).name) for code in LANGUAGES]
