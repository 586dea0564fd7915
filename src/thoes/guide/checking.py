"""What is wrong with the articles of the guide, and how easily they are read. For a test and for `thoes guide`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.utils.translation import gettext, gettext_noop

from thoes.guide.amounts import is_sayable
from thoes.guide.article_files import Article, ArticleText
from thoes.guide.article_text import Body, amounts_in, body_of, headings, is_article
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES
from thoes.rules.loading import rule_book

RESERVED = (
    "employers", "events", "feedback", "help", "in", "not-kept", "own", "paths", "questions", "search", "texts", "topics",
    "with", "words",
)  # fmt: skip
"""Names that an address of the guide, of its keepers or within a municipality already has where an article could stand."""

MOST_WORDS = 15
"""A sentence with more is hard to read at level B1."""

LEAST_EASE = 60
"""From here on Flesch and Douma call a text plain; our floor for the Dutch of every article."""

# A syllable is a group of vowels; one with two dots begins a new one. Of a Dutch word that is right within a few in a hundred.
_SYLLABLE = re.compile(r"[äëïöü][aeiouy]*|[aeiouyáàâéèêíîóôúû]+")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

_SCHEMES = ("https://", "tel:", "mailto:")

MOST_LETTERS_OF_A_LINK = 500


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a text. `piece` stands where it is: in the text itself, or in the source where the text lacks it."""

    sentence: str
    facts: Mapping[str, str] = field(default_factory=dict)
    piece: str = ""
    is_lacking: bool = False

    def __str__(self) -> str:
        """In English, for who keeps the files."""
        return self.sentence % self.facts

    def said(self) -> str:
        """In the language of the page."""
        return gettext(self.sentence) % self.facts


def mistakes_in(guide: Mapping[str, Article]) -> Iterator[str]:
    """Every mistake, with the file in which it stands."""
    topics = FRAME.wording("nl")["topics"]
    for article in guide.values():
        if article.slug in RESERVED:
            yield f"{article.slug}: this address is taken."
        if article.topic not in topics:
            yield f"{article.slug}: there is no topic {article.topic!r}."
        for other in article.related:
            if other not in guide or other == article.slug:
                yield f"{article.slug}: related to {other!r}, which is no other article."
        for text in article.texts.values():
            for mistake in mistakes_of(text, article.source, guide):
                yield f"{article.slug}/{text.language}.md: {mistake}"


def mistakes_of(text: ArticleText, source: ArticleText, guide: Mapping[str, Article]) -> Iterator[Mistake]:
    """Every mistake of one text beside its source, which may be itself."""
    if text.language not in GUIDE_LANGUAGES:
        yield Mistake(gettext_noop("this is no language of the guide."))
        return
    body, of_source = body_of(text.body, text.language), body_of(source.body, source.language)
    yield from _of_headings(body, of_source, text.language, source.language)
    yield from _of_amounts([*body.amounts, *amounts_in(text.summary)], text)
    yield from _of_others(
        {*body.amounts, *amounts_in(text.summary)},
        {*of_source.amounts, *amounts_in(source.summary)},
        lacking=gettext_noop("it has other numbers than its source: %(piece)s is missing."),
        extra=gettext_noop("it has other numbers than its source: %(piece)s does not stand there."),
    )
    yield from of_links(body.links, guide)
    yield from _of_others(
        set(body.links),
        set(of_source.links),
        lacking=gettext_noop("it has other links than its source: %(piece)s is missing."),
        extra=gettext_noop("it has other links than its source: %(piece)s does not stand there."),
    )


def of_links(links: Iterable[str], guide: Mapping[str, Article]) -> Iterator[Mistake]:
    """Every link that leads to no address that we know how to open, and to no article."""
    for link in links:
        if not _is_address(link) and not (is_article(link) and link in guide):
            yield Mistake(gettext_noop("the link to “%(piece)s” leads nowhere."), {"piece": link}, link)


def _is_address(link: str) -> bool:
    """Whether it can be opened as far as its letters say, and is kept with what came of opening it."""
    try:
        has_place = bool(urlsplit(link).hostname) or not link.startswith("https://")
    except ValueError:
        return False
    return link.startswith(_SCHEMES) and has_place and len(link) <= MOST_LETTERS_OF_A_LINK


def _of_others(ours: set[str], theirs: set[str], *, lacking: str, extra: str) -> Iterator[Mistake]:
    """What one of two texts has and the other has not."""
    yield from (Mistake(lacking, {"piece": piece}, piece, is_lacking=True) for piece in sorted(theirs - ours))
    yield from (Mistake(extra, {"piece": piece}, piece) for piece in sorted(ours - theirs))


def _of_headings(body: Body, source: Body, language: str, of_source: str) -> Iterator[Mistake]:
    fixed = {said[language]: part for part, said in headings().items()}
    for level, words in body.headings:
        if level != "h2" or words not in fixed:
            yield Mistake(gettext_noop("“%(piece)s” is none of the fixed headings."), {"piece": words}, words)
    found = [fixed[words] for _level, words in body.headings if words in fixed]
    if found != [part for part in headings() if part in found]:
        yield Mistake(gettext_noop("the headings stand in another order, or twice."))
    said_by_source = {said[of_source]: part for part, said in headings().items()}
    if found != [said_by_source[words] for _level, words in source.headings if words in said_by_source]:
        yield Mistake(gettext_noop("it has other headings than its source."))


def _of_amounts(keys: list[str], text: ArticleText) -> Iterator[Mistake]:
    known = rule_book().parameters
    for key in keys:
        if key not in known:
            yield Mistake(gettext_noop("there is no number “%(piece)s” in the rule book."), {"piece": key}, key)
        elif not is_sayable(known[key], text.language):
            unit = {"piece": key, "unit": known[key].unit}
            yield Mistake(
                gettext_noop("%(piece)s: the words of “%(unit)s” are not known in this language (units.yaml)."),
                unit,
                key,
            )
    if text.body.count("{{") + text.summary.count("{{") != len(amounts_in(text.body)) + len(amounts_in(text.summary)):
        yield Mistake(gettext_noop("there are {{ that are no number."), {}, "{{")


@dataclass(frozen=True, slots=True)
class Reading:
    """How easily a text is read."""

    words: int
    sentences: int
    long_sentences: tuple[str, ...]
    ease: float | None
    """How easy the Dutch is (`flesch_douma`); no such measure is kept for the other languages."""

    @property
    def words_a_sentence(self) -> float:
        return self.words / max(self.sentences, 1)


def reading_of(text: ArticleText) -> Reading:
    """Counts words and sentences; a line of a list is a sentence."""
    said = body_of(text.body, text.language).sentences
    lengths = [len(sentence.split()) for sentence in said]
    long = tuple(sentence for sentence, length in zip(said, lengths, strict=True) if length > MOST_WORDS)
    ease = flesch_douma(said) if text.language == "nl" else None
    return Reading(sum(lengths), len(said), long, ease)


def flesch_douma(sentences: list[str]) -> float:
    """How easily Dutch is read by the length of its sentences and words, about 0 (hard) to 100 (easy); 60 and more is plain.

    206.84 - 0.93 x words a sentence - 77 x syllables a word: W.H. Douma, De leesbaarheid van landbouwbladen (Wageningen 1960),
    after Flesch. It says nothing of whether the words are known or the text hangs together, which a reader has to judge.
    """
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    if not words:
        return 100.0
    syllables = sum(max(1, len(_SYLLABLE.findall(word.lower()))) for word in words)
    return 206.84 - 0.93 * len(words) / len(sentences) - 77 * syllables / len(words)
