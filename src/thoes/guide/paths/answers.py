"""An answer of a path, still without words: keys of sentences, with the facts that they name.

The words are made in `saying`, for any language; a calendar, a letter and a sheet come from the same answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from thoes.rules.loading import UsedParameter


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in euros."""

    euros: Decimal


@dataclass(frozen=True, slots=True)
class Hours:
    """A length of time in hours."""

    hours: Decimal


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality by its code; its name is the same in every language."""

    code: str


@dataclass(frozen=True, slots=True)
class Weekday:
    """The name of the day of the week."""

    day: date


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence by its key among the texts of the path, with its facts; a key that begins with "common." is of all paths."""

    key: str
    facts: Mapping[str, "Fact"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Month:
    """The month of a day, with its year."""

    day: date


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the path as its form asks it."""

    question: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What can be chosen of a question, as its form offers it."""

    question: str
    code: str


@dataclass(frozen=True, slots=True)
class Listed:
    """Some facts one after another."""

    facts: tuple["Fact", ...]


class Tone(StrEnum):
    """How an answer is meant: the words say it, the sign beside them helps."""

    GOOD = "good"
    CAREFUL = "careful"
    WRONG = "wrong"
    UNSURE = "unsure"


Fact = (
    date
    | Decimal
    | int
    | Money
    | Hours
    | Town
    | Weekday
    | Month
    | Asked
    | Chosen
    | Listed
    | Tone
    | UsedParameter
    | Said
)


def said(key: str, **facts: Fact) -> Said:
    """As the class, shorter to write."""
    return Said(key, facts)


@dataclass(frozen=True, slots=True)
class Line:
    """A step of a sum, or something that was held against a rule: what it is, what came out, and how that is meant."""

    what: Said
    value: Fact
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day to write down; the key is that of its sentence, which may name facts but never a person."""

    what: Said
    day: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What a path says. `outcome` is the word of the rule itself, and `decision` all that it said.

    `missing` is what is not known and what it would change: never empty where the tone is UNSURE. `letter` is the name of a
    letter of the path, with its facts.
    """

    outcome: str
    tone: Tone
    title: Said
    because: tuple[Said, ...] = ()
    lines: tuple[Line, ...] = ()
    missing: tuple[Said, ...] = ()
    steps: tuple[Said, ...] = ()
    dates: tuple[Deadline, ...] = ()
    sources: tuple[UsedParameter, ...] = ()
    helpers: tuple[str, ...] = ()
    letter: Said | None = None
    decision: object = None
