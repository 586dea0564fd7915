"""What a path asks, and how what was filled in is read: a value, nothing, or what is wrong with it.

Reads with the fields of Django; the words for what is wrong are ours, as a reader may have any of the languages of the guide.
A value that can hardly be meant is a doubt: it is asked, and holds when the reader says that it is right.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any

from django import forms

from thoes.guide.paths.answers import Answer
from thoes.ui.forms import DayField

YES, NO, UNKNOWN = "yes", "no", "unknown"
YES_NO_UNKNOWN = (YES, NO, UNKNOWN)
_TRUTH = {YES: True, NO: False}
_MOST_LETTERS = 40
_FAR_BACK, _FAR_AHEAD = 3 * 365, 2 * 365
_MINUTES = ["%H:%M", "%H.%M", "%H:%M:%S", "%H"]


class Kind(StrEnum):
    """What a question asks for."""

    DAY = "day"
    MONEY = "money"
    DECIMAL = "decimal"
    NUMBER = "number"
    TIME = "time"
    CHOICE = "choice"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked; `options` are the codes of a choice, the first one what nobody chose."""

    name: str
    kind: Kind
    is_required: bool = False
    options: tuple[str, ...] = ()
    most: int | None = None
    least: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together; with `rows` they are asked so many times, and the names end in "_1" and so on."""

    key: str
    questions: tuple[Question, ...]
    rows: int = 0

    def asked(self) -> Iterator[tuple[str, Question]]:
        """Every name in a form with its question."""
        for question in self.questions:
            if not self.rows:
                yield question.name, question
        for row in range(1, self.rows + 1):
            for question in self.questions:
                yield f"{question.name}_{row}", question


class Wrong(StrEnum):
    """What is wrong with a value; the words stand under `wrong` in the texts."""

    REQUIRED = "required"
    INVALID = "invalid"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    ORDER = "order"
    OVERLAP = "overlap"
    TOO_LONG = "too_long"
    INCOMPLETE = "incomplete"
    GONE = "gone"
    """A day that has passed of something that was said to be so now."""
    FAR = "far"
    """A doubt: so far from today that the year may be a slip."""
    MANY = "many"
    """A doubt: more than is likely."""


_DOUBTS = frozenset({Wrong.FAR, Wrong.MANY})
_BY_CODE = {"required": Wrong.REQUIRED, "min_value": Wrong.TOO_LOW, "max_value": Wrong.TOO_HIGH}


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a question, by its name in the form."""

    name: str
    wrong: Wrong
    question: Question

    @property
    def is_doubt(self) -> bool:
        return self.wrong in _DOUBTS


@dataclass(frozen=True, slots=True)
class Given:
    """What was filled in, by name; what was left open is None."""

    values: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    def truth(self, name: str) -> bool | None:
        """Of a question with yes, no and unknown."""
        return _TRUTH.get(self.values.get(name) or UNKNOWN)

    def rows(self, group: Group) -> list[tuple[int, dict[str, Any]]]:
        """The rows of a group in which something was filled in, each with its number."""
        found = []
        for row in range(1, group.rows + 1):
            cells = {question.name: self.values.get(f"{question.name}_{row}") for question in group.questions}
            if any(value is not None for value in cells.values()):
                found.append((row, cells))
        return found


def _nothing_wrong(given: Given, today: date) -> Iterable[tuple[str, Wrong]]:
    return ()


@dataclass(frozen=True, slots=True)
class QuestionPath:
    """A question that people have, with what it asks and the rule that answers it.

    `key` is its address and the name of its texts. `answer` asks the rule and refuses what no rule is known for; `wrong` says
    what does not fit together. `articles` say more about it.
    """

    key: str
    groups: tuple[Group, ...]
    answer: Callable[[Given, date], Answer]
    wrong: Callable[[Given, date], Iterable[tuple[str, Wrong]]] = _nothing_wrong
    articles: tuple[str, ...] = ()

    @property
    def questions(self) -> dict[str, Question]:
        return {name: question for group in self.groups for name, question in group.asked()}


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a form: the values, what was typed, and what is wrong with it."""

    given: Given
    typed: Mapping[str, str]
    mistakes: tuple[Mistake, ...]
    is_sure: bool

    @property
    def is_good(self) -> bool:
        return not any(not each.is_doubt or not self.is_sure for each in self.mistakes)

    @property
    def open_mistakes(self) -> tuple[Mistake, ...]:
        return tuple(each for each in self.mistakes if not (each.is_doubt and self.is_sure))

    @property
    def asks_if_sure(self) -> bool:
        return any(each.is_doubt for each in self.mistakes)


def read_form(path: QuestionPath, sent: Mapping[str, str], *, towns: Iterable[str], today: date) -> Reading:
    """Read what was sent; only the questions of the path are looked at, each as far as an answer can be long."""
    typed = {name: " ".join(str(sent.get(name, ""))[:_MOST_LETTERS].split()) for name in path.questions}
    values, mistakes = {}, []
    codes = tuple(towns)
    for name, question in path.questions.items():
        try:
            value = _field(question, codes).clean(_plain(typed[name], question))
        except forms.ValidationError as error:
            code = str(getattr(error.error_list[0], "code", ""))
            mistakes.append(Mistake(name, _BY_CODE.get(code, Wrong.INVALID), question))
            continue
        values[name] = None if value in ("", None) else value
        if question.kind is Kind.DAY and value and not -_FAR_BACK <= (value - today).days <= _FAR_AHEAD:
            mistakes.append(Mistake(name, Wrong.FAR, question))
    given = Given(values)
    if not any(not each.is_doubt for each in mistakes):
        mistakes += [Mistake(name, wrong, path.questions[name]) for name, wrong in path.wrong(given, today)]
    return Reading(given, typed, tuple(mistakes), is_sure=sent.get("sure") == YES)


def _plain(typed: str, question: Question) -> str:
    """As the fields read it: half of Europe writes a comma before the cents, and an end of the day as 24:00."""
    if question.kind in (Kind.MONEY, Kind.DECIMAL):
        return typed.replace(",", ".").removeprefix("€").strip()
    return "00:00" if question.kind is Kind.TIME and typed == "24:00" else typed


def _field(question: Question, towns: tuple[str, ...]) -> forms.Field:
    must = question.is_required
    match question.kind:
        case Kind.DAY:
            return DayField(required=must)
        case Kind.TIME:
            return forms.TimeField(required=must, input_formats=_MINUTES)
        case Kind.NUMBER:
            return forms.IntegerField(required=must, min_value=question.least, max_value=question.most)
        case Kind.MONEY | Kind.DECIMAL:
            return forms.DecimalField(
                required=must, min_value=question.least, max_value=question.most, max_digits=9, decimal_places=2
            )
    options = towns if question.kind is Kind.TOWN else question.options
    return forms.ChoiceField(required=must, choices=[(code, code) for code in options])


def minutes_of(moment: time) -> int:
    """How far into the day a time of the clock is."""
    return moment.hour * 60 + moment.minute
