"""What a person must decide before something in a file counts: asked with the file beside it, never assumed.

What nobody answered is not carried out: the lines that a question is about come back with it. An answer is a word, found by
the key of its question or by the code of all questions of its kind; what is about a whole file is remembered for the next
one with the same column names, and shown again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from thoes.kernel.refusals import Fact, Refusal

# What goes between the code of a question and what it is about: "lines_hidden:Blad1".
_OF = ":"
YES, NO = "yes", "no"
READ, SKIP = "read", "skip"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide; `code` has its sentence, which `facts` fill, and each of the `choices` its own.

    `about` says of which line or person it is one of many; "" for what is asked once. `usual` counts while nobody answers.
    `remembered` holds for the next file of this form too.
    """

    code: str
    choices: tuple[str, ...]
    about: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    usual: str = ""
    remembered: bool = False

    @property
    def key(self) -> str:
        """By which its answer is found."""
        return f"{self.code}{_OF}{self.about}" if self.about else self.code


class Answers:
    """What was answered of one file, and the questions that came up in it."""

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self.given = dict(given or {})
        self.asked: list[Question] = []

    def to(self, question: Question) -> str:
        """The answer, its usual one, or "" while it is open; the question is kept for who is to answer it."""
        self.asked.append(question)
        said = self.given.get(question.key) or self.given.get(question.code, "")
        return said if said in question.choices else question.usual

    def gave(self, question: Question) -> bool:
        """Whether somebody answered it."""
        return question.key in self.given or question.code in self.given


def answers_to(asked: Sequence[Mapping[str, Any]], sent: Mapping[str, str]) -> dict[str, str]:
    """The answers among what was sent that fit what was asked; a code alone answers all its questions.

    Refusal `question_unknown` for an answer to what nobody asked, `answer_unknown` for one that cannot be chosen.
    """
    found: dict[str, str] = {}
    for name, said in sent.items():
        own = [question for question in asked if name in (question["key"], question["code"])]
        if not own:
            raise Refusal("question_unknown", name=name[:80])
        if any(said not in question["choices"] for question in own):
            raise Refusal("answer_unknown", name=name[:80], choices=", ".join(own[0]["choices"]))
        found |= {question["key"]: said for question in own}
    return found


def to_remember(asked: Iterable[Mapping[str, Any]], answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that hold for the next file of this form."""
    return {q["key"]: answers[q["key"]] for q in asked if q["remembered"] and q["key"] in answers}
