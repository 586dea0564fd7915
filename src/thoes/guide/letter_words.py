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
        saved = _saved.get(language, {}).get(self.word)
        translated = saved or (self.meaning if language == SOURCE else self.translations.get(language))
        if translated:
            return SaidWord(self.word, translated, language)
        return SaidWord(self.word, _saved.get(SOURCE, {}).get(self.word, self.meaning), SOURCE)


_saved: Mapping[str, Mapping[str, str]] = {}


def show_meanings(saved: Mapping[str, Mapping[str, str]]) -> None:
    """Let what keepers saved of a language stand over the file, in this process (`keeping.texts`)."""
    global _saved
    _saved = saved


def are_meanings_read(language: str) -> bool:
    """Whether somebody read the meanings in a language. The Dutch ones are written by people."""
    return language == SOURCE or language in _saved


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
