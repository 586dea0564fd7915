"""What is wrong with the articles of the guide, and how easily they are read. For a test and for `thoes guide`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from thoes.guide.amounts import is_sayable
from thoes.guide.article_files import Article, ArticleText
from thoes.guide.article_text import Body, amounts_in, body_of, headings, is_article
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES
from thoes.rules.loading import rule_book

RESERVED = ("not-kept", "paths", "search", "words")
"""Names that an address of the guide already has."""

MOST_WORDS = 15
"""A sentence with more is hard to read at level B1."""

_SCHEMES = ("https://", "tel:", "mailto:")


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
            for mistake in _of_text(text, article, guide):
                yield f"{article.slug}/{text.language}.md: {mistake}"


def _of_text(text: ArticleText, article: Article, guide: Mapping[str, Article]) -> Iterator[str]:
    if text.language not in GUIDE_LANGUAGES:
        yield "this is no language of the guide."
        return
    body, source = body_of(text.body, text.language), body_of(article.source.body, article.source.language)
    yield from _of_headings(body, source, text.language, article.source.language)
    yield from _of_amounts([*body.amounts, *amounts_in(text.summary)], text, source, article)
    for link in body.links:
        if not link.startswith(_SCHEMES) and not (is_article(link) and link in guide):
            yield f"the link to {link!r} leads nowhere."


def _of_headings(body: Body, source: Body, language: str, of_source: str) -> Iterator[str]:
    fixed = {said[language]: part for part, said in headings().items()}
    for level, words in body.headings:
        if level != "h2" or words not in fixed:
            yield f"{words!r} is none of the fixed headings."
    found = [fixed[words] for _level, words in body.headings if words in fixed]
    if found != [part for part in headings() if part in found]:
        yield "the headings stand in another order, or twice."
    said_by_source = {said[of_source]: part for part, said in headings().items()}
    if found != [said_by_source[words] for _level, words in source.headings if words in said_by_source]:
        yield "it has other headings than its source."


def _of_amounts(keys: list[str], text: ArticleText, source: Body, article: Article) -> Iterator[str]:
    known = rule_book().parameters
    for key in keys:
        if key not in known:
            yield f"there is no number {key!r} in the rule book."
        elif not is_sayable(known[key], text.language):
            yield f"{key}: the words of {known[key].unit!r} are not known in this language (units.yaml)."
    if set(keys) != {*source.amounts, *amounts_in(article.source.summary)}:
        yield "it has other numbers than its source."
    if text.body.count("{{") + text.summary.count("{{") != len(amounts_in(text.body)) + len(amounts_in(text.summary)):
        yield "there are {{ that are no number."


@dataclass(frozen=True, slots=True)
class Reading:
    """How easily a text is read."""

    words: int
    sentences: int
    long_sentences: tuple[str, ...]

    @property
    def words_a_sentence(self) -> float:
        return self.words / max(self.sentences, 1)


def reading_of(text: ArticleText) -> Reading:
    """Counts words and sentences; a line of a list is a sentence."""
    said = body_of(text.body, text.language).sentences
    lengths = [len(sentence.split()) for sentence in said]
    long = tuple(sentence for sentence, length in zip(said, lengths, strict=True) if length > MOST_WORDS)
    return Reading(sum(lengths), len(said), long)
