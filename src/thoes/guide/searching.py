"""Search in all languages of the guide at once: without accents, by Latin letters, by beginnings of words and nearly right.

An article is found once, in the language in which it fits best. What was typed is kept nowhere.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from math import log
from unicodedata import normalize

from anyascii import anyascii
from rapidfuzz import fuzz, process

from thoes.guide.article_files import Article, ArticleText, articles
from thoes.guide.article_text import body_of
from thoes.guide.frame import FRAME

MOST_WORDS = 8
_WORDS = re.compile(r"\w+(?:[-–’'.]\w+)*")
_PARTS = re.compile(r"[a-z0-9]+")
_IN_TITLE, _IN_SUMMARY, _IN_BODY = 6.0, 3.0, 1.0
_BEGINNING, _NEARLY = 0.8, 0.6
_OWN_LANGUAGE = 1.5
_BEGINS, _NEAR_ENOUGH, _LONG_ENOUGH = 3, 75, 5
_LONG, _MOST_SPELLINGS = 8, 12
_MOST_BEGINNINGS, _MOST_HITS = 200, 12
WEIGHTS = (_IN_BODY, _IN_SUMMARY, _IN_TITLE)
RULES = {
    "beginning": _BEGINNING,
    "nearly": _NEARLY,
    "ownLanguage": _OWN_LANGUAGE,
    "begins": _BEGINS,
    "nearEnough": _NEAR_ENOUGH,
    "longEnough": _LONG_ENOUGH,
    "long": _LONG,
    "mostWords": MOST_WORDS,
    "mostSpellings": _MOST_SPELLINGS,
    "mostBeginnings": _MOST_BEGINNINGS,
    "mostHits": _MOST_HITS,
}
"""The numbers by which is searched, for who searches without this server (`search_export`)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found, and the language of the text in which."""

    article: Article
    language: str


def plain_words(text: str) -> Iterator[str]:
    """The words of a text in small Latin letters without accents; of "burn-out" the whole and its parts."""
    # A telephone may send an accent as a sign of its own, behind its letter.
    for word in _WORDS.findall(normalize("NFC", text)):
        parts = _PARTS.findall(_latin(word.casefold()))
        yield from parts
        if len(parts) > 1:
            yield "".join(parts)


@cache
def _latin(word: str) -> str:
    return anyascii(word).casefold()


class SearchIndex:
    """The words of the articles and where they stand."""

    def __init__(self, guide: Mapping[str, Article]) -> None:
        self._guide = guide
        self._places: defaultdict[str, dict[tuple[str, str], float]] = defaultdict(dict)
        for article in guide.values():
            for text in article.texts.values():
                self._add(article.slug, text)
            self._add_topic(article)
        self._vocabulary = sorted(self._places)
        self._texts = len({place for places in self._places.values() for place in places})

    @property
    def places(self) -> Mapping[str, Mapping[tuple[str, str], float]]:
        """Where each word stands, by article and language, and how much it weighs there."""
        return self._places

    def _add(self, slug: str, text: ArticleText) -> None:
        body = " ".join(body_of(text.body, text.language).sentences)
        for said, weight in ((text.title, _IN_TITLE), (text.summary, _IN_SUMMARY), (body, _IN_BODY)):
            for word in plain_words(said):
                places = self._places[word]
                places[slug, text.language] = max(places.get((slug, text.language), 0.0), weight)

    def _add_topic(self, article: Article) -> None:
        """What was not translated yet is found by its topic and its title: "szkoła" finds the article on school."""
        for language in set(FRAME.languages) - article.texts.keys():
            topic, title = FRAME.wording(language)[f"topics.{article.topic}"], article.titles.get(language, "")
            for said, weight in ((topic, _IN_BODY), (title, _IN_TITLE)):
                for word in plain_words(said):
                    self._places[word][article.slug, language] = weight

    def search(self, words: str, language: str, *, most: int = _MOST_HITS) -> list[Hit]:
        """The articles in which at least half of the words stand, those that fit best first."""
        asked = list(dict.fromkeys(plain_words(words)))[:MOST_WORDS]
        scores: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
        for word in asked:
            for place, score in self._places_of(word).items():
                scores[place].append(score)
        ranked = sorted(
            (place for place, each in scores.items() if 2 * len(each) >= len(asked)),
            key=lambda place: (-self._fit(scores[place], len(asked), is_own=place[1] == language), place),
        )
        best: dict[str, str] = {}
        for slug, in_language in ranked:
            best.setdefault(slug, in_language)
        return [Hit(self._guide[slug], in_language) for slug, in_language in best.items()][:most]

    @staticmethod
    def _fit(scores: list[float], asked: int, *, is_own: bool) -> float:
        """How well a text fits: by the words that are in it and by how many of those that were asked."""
        return sum(scores) * len(scores) / asked * (_OWN_LANGUAGE if is_own else 1)

    def _places_of(self, word: str) -> dict[tuple[str, str], float]:
        """Where a word stands, and how well it fits there; a word that stands nearly everywhere tells little."""
        found: dict[tuple[str, str], float] = {}
        for spelling, fit in self._spellings(word):
            for place, weight in self._places[spelling].items():
                found[place] = max(found.get(place, 0.0), fit * weight)
        rare = log(1 + self._texts / max(len(found), 1))
        return {place: fits * rare for place, fits in found.items()}

    def _spellings(self, word: str) -> Iterable[tuple[str, float]]:
        """The words that may be meant: this one, those that begin so, and only else those that are nearly it."""
        found = {word: 1.0} if word in self._places else {}
        if len(word) >= _BEGINS:
            at = bisect_left(self._vocabulary, word)
            beginnings = takewhile(
                lambda spelling: spelling.startswith(word), self._vocabulary[at : at + _MOST_BEGINNINGS]
            )
            found = {**dict.fromkeys(beginnings, _BEGINNING), **found}
        if not found and len(word) >= _LONG_ENOUGH:
            near = process.extract(
                word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH, limit=_MOST_SPELLINGS
            )
            # Of a short word one other letter makes another word; people seldom miss the first.
            found = {
                spelling: _NEARLY * score / 100
                for spelling, score, _at in near
                if spelling[0] == word[0] or len(word) >= _LONG
            }
        return found.items()


@cache
def search_index() -> SearchIndex:
    """Of the articles that ship with this version; made once per process."""
    return SearchIndex(articles())
