"""An answer in words, in a language of the guide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from thoes.foundation.translated_texts import Wording, fill, listed, locale_of
from thoes.guide.amounts import amount_on
from thoes.guide.paths.answers import (
    Answer,
    Asked,
    Chosen,
    Deadline,
    Fact,
    Hours,
    Line,
    Listed,
    Money,
    Month,
    Said,
    Tone,
    Town,
    Weekday,
)
from thoes.guide.paths.texts_of_paths import PATH_TEXTS
from thoes.rules.loading import UsedParameter

_COMMON = "common."


@dataclass(frozen=True, slots=True)
class SaidLine:
    what: str
    value: str
    tone: Tone | None


@dataclass(frozen=True, slots=True)
class SaidDeadline:
    what: str
    day: date
    words: str


@dataclass(frozen=True, slots=True)
class SaidLetter:
    """A letter in one language; the paragraphs in order."""

    language: str
    subject: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidAnswer:
    """The same as the answer, as people read it."""

    tone: Tone
    title: str
    because: tuple[str, ...]
    lines: tuple[SaidLine, ...]
    missing: tuple[str, ...]
    steps: tuple[str, ...]
    dates: tuple[SaidDeadline, ...]
    helpers: tuple[str, ...]


class Speaker:
    """Says things of one path in one language; `towns` names municipalities, `on` is the day that numbers are asked for."""

    def __init__(self, path: str, language: str, *, towns: Mapping[str, str], on: date) -> None:
        self.wording: Wording = PATH_TEXTS.wording(language)
        # Where the words are missing those of the source are said, whole: with its own way to write a day.
        self.language, self._path, self._towns, self._on = self.wording.language, path, towns, on

    def answer(self, answer: Answer) -> SaidAnswer:
        """The whole answer, but for its sources and its letter."""
        return SaidAnswer(
            tone=answer.tone,
            title=self.says(answer.title),
            because=tuple(map(self.says, answer.because)),
            lines=tuple(map(self._line, answer.lines)),
            missing=tuple(map(self.says, answer.missing)),
            steps=tuple(map(self.says, answer.steps)),
            dates=tuple(map(self._deadline, answer.dates)),
            helpers=answer.helpers,
        )

    def letter(self, letter: Said) -> SaidLetter:
        """A letter of the path; a paragraph that has no line for its facts is the same in each language."""
        place = f"paths.{self._path}.letters.{letter.key}"
        facts = {name: self.fact(value) for name, value in letter.facts.items()}
        paragraphs = tuple(fill(each, facts) for each in self.wording[f"{place}.paragraphs"])
        closing = (self.wording["letter.greeting"], *paragraphs, self.wording["letter.closing"])
        return SaidLetter(self.language, self.wording[f"{place}.subject"], tuple(map(str, closing)))

    def says(self, sentence: Said) -> str:
        """A sentence with its facts."""
        key = sentence.key
        place = f"common.{key.removeprefix(_COMMON)}" if key.startswith(_COMMON) else f"paths.{self._path}.says.{key}"
        facts = {name: self.fact(value) for name, value in sentence.facts.items()}
        return self.wording.filled(place, **facts)

    def fact(self, fact: Fact) -> str:
        """A fact as this language writes it."""
        locale = locale_of(self.language)
        match fact:
            case Said():
                return self.says(fact)
            case Town():
                return self._towns.get(fact.code, fact.code)
            case Weekday():
                return format_date(fact.day, "EEEE", locale=locale)
            case Month():
                return format_date(fact.day, "LLLL y", locale=locale)
            case Asked():
                return str(self.wording[f"paths.{self._path}.ask.{fact.question}"])
            case Chosen():
                return self._option(fact)
            case Listed():
                return listed(tuple(map(self.fact, fact.facts)), self.language)
            case Tone():
                return str(self.wording[f"tone.{fact.value}"])
            case Money():
                return format_currency(fact.euros, "EUR", locale=locale)
            case Hours():
                return self.wording.filled("common.hours", number=format_decimal(fact.hours, locale=locale))
            case UsedParameter():
                return self._parameter(fact)
            case date():
                return format_date(fact, "long", locale=locale)
            case int() | Decimal():
                return format_decimal(fact, locale=locale)
        raise TypeError(fact)

    def _option(self, chosen: Chosen) -> str:
        own = self.wording[f"paths.{self._path}"].get("options", {}).get(chosen.question)
        return str(own[chosen.code] if own else self.wording[f"common.{chosen.code}"])

    def _parameter(self, used: UsedParameter) -> str:
        return amount_on(used.key, self.language, on=day_of(used, self._on)).words

    def _line(self, line: Line) -> SaidLine:
        return SaidLine(self.says(line.what), self.fact(line.value), line.tone)

    def _deadline(self, deadline: Deadline) -> SaidDeadline:
        words = format_date(deadline.day, "full", locale=locale_of(self.language))
        return SaidDeadline(self.says(deadline.what), deadline.day, words)


def day_of(used: UsedParameter, today: date) -> date:
    """A day on which this version of a parameter holds: today where it does, as its source is then held against today."""
    version = used.version
    if version.holds_on(today) or version.valid_from is None:
        return today
    return version.valid_from
