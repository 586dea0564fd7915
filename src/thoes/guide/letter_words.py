"""Dutch words on letters and payslips: what each means, for who holds the letter. The words themselves stay Dutch."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from thoes.guide.frame import SOURCE
from thoes.guide.searching import plain_words
from thoes.kernel.yaml_text import read_yaml

_MOST = 5


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A word with what it means in one language; `language` is Dutch where there is no translation."""

    word: str
    meaning: str
    language: str


@dataclass(frozen=True, slots=True)
class LetterWord:
    """A Dutch word, what it means in plain Dutch, and its translations."""

    word: str
    meaning: str
    translations: Mapping[str, str]

    def in_(self, language: str) -> SaidWord:
        translated = self.translations.get(language)
        return SaidWord(self.word, translated or self.meaning, language if translated else SOURCE)


@cache
def letter_words() -> tuple[LetterWord, ...]:
    """All of them, by the alphabet."""
    read = read_yaml(files("thoes.guide").joinpath("words.yaml").read_text(encoding="utf-8"))
    found = (LetterWord(raw["word"], raw["meaning"], raw["translations"]) for raw in read["words"])
    return tuple(sorted(found, key=lambda each: each.word.casefold()))


def words_like(typed: str, language: str) -> list[SaidWord]:
    """The words of which the Dutch, or the translation in this language, begins as each of the typed words does."""
    asked = list(plain_words(typed))
    if not asked:
        return []
    said = [each.in_(language) for each in letter_words()]
    return [each for each in said if _begins(each.word, asked) or _begins(each.meaning, asked)][:_MOST]


def _begins(said: str, asked: list[str]) -> bool:
    own = list(plain_words(said))
    return all(any(word.startswith(each) for word in own) for each in asked)
