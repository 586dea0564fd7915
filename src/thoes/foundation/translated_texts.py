"""Texts in several languages: a folder with one file per language, all with the same keys and the same named facts.

How a translation stands is computed from the texts and never stored, so it cannot drift from them. All that is kept, in the
translation itself, is that somebody read it: the fingerprints of source and translation at that moment, by whom and when.
Not here: pages and forms (gettext), and the rule book, which keeps its Dutch and English beside each number.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources.abc import Traversable
from string import Formatter
from typing import Any

from babel.lists import format_list

from thoes.kernel.yaml_text import read_yaml

LANGUAGES_OF_WORKERS = ("nl", "en", "pl", "ro", "bg", "de")
"""The languages in which we write to workers, in the order in which they are offered."""

LANGUAGES_OF_THE_GUIDE = (*LANGUAGES_OF_WORKERS, "hu", "uk", "es")
"""Those of the letters to workers, and three that many read who get no letter yet; in the order in which they are offered."""

_ABOUT_THE_FILE = ("language", "name", "unreviewed", "review")
# A day ends in a stop of its own in Bulgarian, Hungarian and Ukrainian, and so does the sentence.
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")


def locale_of(language: str) -> str:
    """The locale in which days and hours are written: English as it is used here, 24 November and not November 24."""
    return "en_GB" if language == "en" else language


def listed(words: Sequence[str], language: str) -> str:
    """One after another in a sentence, as the language does it: "a, b en c"."""
    return format_list(words, locale=locale_of(language))


def with_one_stop(words: str) -> str:
    """A sentence whose last fact, such as "29 ноември 2026 г.", brought the stop of the sentence along; three stay three."""
    return _TWO_STOPS.sub(".", words)


class TextError(Exception):
    """A text, or what is filled in it, is not as it should be; names the file and the place."""


class TranslationState(StrEnum):
    """How far a text can be relied on in a language."""

    MISSING = "missing"
    """There is none: the source is shown, in its own language."""
    UNREVIEWED = "unreviewed"
    """Nobody read these words; the most of them were made by a machine."""
    OUT_OF_DATE = "out_of_date"
    """Somebody read these words, and the source was changed since."""
    REVIEWED = "reviewed"
    """Somebody who speaks the language and knows the subject read this translation of this source."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences in one language: `language` is that of the words, of the source where a translation is missing."""

    language: str
    name: str
    sentences: Mapping[str, Any]
    state: TranslationState
    unreviewed: str = ""

    def __getitem__(self, key: str) -> Any:
        """A text, list or group of texts; "reason.nights_near" looks inside `reason`."""
        found: Any = self.sentences
        for part in key.split("."):
            found = found[part]
        return found

    @property
    def notice(self) -> str:
        """What a paper says of its own words; nothing when they were reviewed."""
        return "" if self.state is TranslationState.REVIEWED else self.unreviewed

    def names_in(self, key: str) -> frozenset[str]:
        """The facts that a sentence asks for."""
        return names_in(self[key])

    def filled(self, key: str, **facts: object) -> str:
        """A sentence with its facts filled in; a `TextError` when it asks for others than those given."""
        if self.names_in(key) != facts.keys():
            odd = ", ".join(sorted(self.names_in(key) ^ facts.keys()))
            raise TextError(
                f"{self.language}, {key}: asks for a fact that is not given, or the other way round: {odd}."
            )
        return fill(self[key], facts)


@dataclass(frozen=True, slots=True)
class TextFolder:
    """A folder of texts; `source` is the language that the others are translations of."""

    folder: Traversable
    source: str
    languages: tuple[str, ...] = field(default=LANGUAGES_OF_WORKERS)

    def wording(self, language: str) -> Wording:
        """The texts in this language, or in that of the source."""
        return _wording(self, language)

    def choices(self) -> list[tuple[str, str]]:
        """Code and own name of each language, for a form."""
        return [(code, self.wording(code).name) for code in self.languages]

    def not_reviewed(self, languages: tuple[str, ...] | list[str] | None = None) -> list[str]:
        """The names of those of these languages (all, when None) whose texts cannot be relied on."""
        wordings = [self.wording(code) for code in dict.fromkeys(self.languages if languages is None else languages)]
        return [each.name for each in wordings if each.state is not TranslationState.REVIEWED]

    def review_of(self, language: str) -> dict[str, str]:
        """The fingerprints to write in a translation by whoever read it as it stands now."""
        return {"source": fingerprint(self._read(self.source)), "translation": fingerprint(self._read(language))}

    def _read(self, language: str) -> dict[str, Any]:
        file = self.folder.joinpath(f"{language}.yaml")
        read: dict[str, Any] = read_yaml(file.read_text(encoding="utf-8")) if file.is_file() else {}
        if read and read.get("language") != language:
            raise TextError(f"{file.name} says that it is in {read.get('language')!r}.")
        return read


@cache
def _wording(texts: TextFolder, language: str) -> Wording:
    source, own = texts._read(texts.source), texts._read(language)
    shown = own or source
    return Wording(
        language=shown["language"],
        name=shown["name"],
        sentences={key: value for key, value in shown.items() if key not in _ABOUT_THE_FILE},
        state=state_of(own, source=source),
        unreviewed=shown["unreviewed"],
    )


def state_of(translation: Mapping[str, Any], *, source: Mapping[str, Any]) -> TranslationState:
    """How a translation stands beside its source as both are now. The source itself is read by somebody too."""
    if not translation:
        return TranslationState.MISSING
    review = translation.get("review") or {}
    if review.get("translation") != fingerprint(translation):
        return TranslationState.UNREVIEWED
    if review.get("source") != fingerprint(source):
        return TranslationState.OUT_OF_DATE
    return TranslationState.REVIEWED


def fingerprint(texts: Mapping[str, Any]) -> str:
    """A hash of the words in a file, the same for other spaces, quotes and comments around them."""
    words = {key: value for key, value in texts.items() if key != "review"}
    return hashlib.sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def fill(sentence: Any, facts: Mapping[str, object]) -> str:
    """A sentence with its facts; a `TextError` for one with more in its braces than names."""
    names_in(sentence)
    return with_one_stop(str(sentence).format_map(facts))


def names_in(sentence: Any) -> frozenset[str]:
    """The facts that a sentence asks for, each by its bare name.

    A `TextError` for everything else that Python would fill in. People write these sentences, and a width ("{day:>999999}") is
    as much memory as it says, on every page that shows it.
    """
    try:
        found = [each for each in Formatter().parse(str(sentence)) if each[1] is not None]
    except ValueError as odd:
        raise TextError(f"The braces of {sentence!r} do not fit: {odd}.") from odd
    for _text, name, spec, conversion in found:
        if not name or not name.isidentifier() or spec or conversion:
            raise TextError(f"In the braces of {sentence!r} stands more, or less, than the name of a fact.")
    return frozenset(str(name) for _text, name, _spec, _conversion in found)


def can_be_filled(sentence: Any) -> bool:
    """Whether what stands in braces are names of facts and nothing else."""
    try:
        names_in(sentence)
    except TextError:
        return False
    return True
