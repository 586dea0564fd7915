"""The articles as they are shown: what is published here, over the files that ship with this version of Thoes.

What is published holds as long as the file is still the one that its writer had beside it. When the file holds the same
words it has them; when it holds others, somebody changed it since, and a newer version of Thoes is believed (`is_overtaken`).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max
from django.utils.timezone import localdate

from thoes.foundation.translated_texts import fingerprint
from thoes.guide.article_files import Article, ArticleText, articles
from thoes.guide.article_text import amounts_in
from thoes.guide.frame import SOURCE
from thoes.guide.keeping.begun import article_of, head_of
from thoes.guide.keeping.models import OF_READERS, Act, ArticleVersion
from thoes.guide.searching import SearchIndex, search_index
from thoes.rules.loading import rule_book


def guide_now() -> Mapping[str, Article]:
    """The articles by their name in the address, as every reader sees them."""
    return guide_at(guide_state())


def guide_at(state: tuple[int, int, int]) -> Mapping[str, Article]:
    """The same, of who asked already what was published."""
    return _articles_at(state) if state[0] else articles()


def search_now() -> SearchIndex:
    """Of the articles as every reader sees them."""
    return search_at(guide_state())


def search_at(state: tuple[int, int, int]) -> SearchIndex:
    """The same, of who asked already what was published."""
    return _index_at(state) if state[0] else search_index()


def guide_state() -> tuple[int, int, int]:
    """Changes with what is published or taken away: how many, and the last, which alone does not tell two writers apart."""
    found = ArticleVersion.objects.filter(act__in=OF_READERS).aggregate(many=Count("pk"), last=Max("pk"))
    return found["many"], found["last"] or 0, id(articles())


@lru_cache(maxsize=2)
def _articles_at(state: tuple[int, int, int]) -> Mapping[str, Article]:
    shown = dict(articles())
    versions = [each for each in newest(ArticleVersion.objects.filter(act__in=OF_READERS)) if each.act == Act.PUBLISHED]
    for version in versions:
        if version.head and version.article not in shown and not is_overtaken(version):
            shown[version.article] = _begun(version, is_reviewed=True)
    for version in versions:
        if version.article in shown and not is_overtaken(version):
            shown[version.article] = _with(shown[version.article], version)
    return shown


def kept_articles() -> Mapping[str, Article]:
    """What readers see, and what began on the screen and nobody reads yet, or any more, as it was saved last."""
    shown = guide_now()
    begun = newest(ArticleVersion.objects.filter(language=SOURCE, head__isnull=False).exclude(article__in=shown))
    return {**{each.article: _begun(each, is_reviewed=False) for each in begun}, **shown}


def is_begun_here(slug: str) -> bool:
    """Whether an article began on the screen and no version of Thoes has it in its files."""
    return slug not in articles()


def _begun(version: ArticleVersion, *, is_reviewed: bool) -> Article:
    assert version.head is not None and version.next_check is not None  # noqa: PT018 - asked for
    text = text_of(version, is_reviewed=is_reviewed)
    return article_of(version.article, head_of(version.head), text, version.next_check)


@lru_cache(maxsize=2)
def _index_at(state: tuple[int, int, int]) -> SearchIndex:
    return SearchIndex(_articles_at(state))


def newest(versions: Any) -> list[ArticleVersion]:
    """Of these the last of each text."""
    return list(versions.order_by("article", "language", "-number").distinct("article", "language"))


def is_overtaken(version: ArticleVersion) -> bool:
    """Whether the file was changed otherwise since somebody wrote this, or a number in it is not in the rule book any more."""
    own = (version.seen_file, fingerprint(words_of(version)))
    is_same = fingerprint_of_file(version.article, version.language) in own
    return not (is_same and knows_its_numbers(text_of(version, is_reviewed=False)))


def knows_its_numbers(text: ArticleText) -> bool:
    """Whether a page can be made of it: every number in it stands in the rule book."""
    return {*amounts_in(text.body), *amounts_in(text.summary)} <= rule_book().parameters.keys()


def fingerprint_of_file(slug: str, language: str) -> str:
    """Of the words that ship with this version of Thoes; "" where there are none."""
    article = articles().get(slug)
    text = article.texts.get(language) if article else None
    return fingerprint(text.words) if text else ""


def text_of(version: ArticleVersion, *, is_reviewed: bool) -> ArticleText:
    """What was written as a text of an article; with its review where somebody read it beside the source."""
    text = ArticleText(version.language, version.title, version.summary, version.body, {})
    if not is_reviewed:
        return text
    source = text if version.language == SOURCE else source_text(version.seen_source)
    review = {
        "source": fingerprint(source.words),
        "translation": fingerprint(text.words),
        "by": version.made_as,
        "on": localdate(version.made_at).isoformat(),
    }
    return replace(text, review=review)


def source_text(words: Mapping[str, str]) -> ArticleText:
    """The Dutch words that somebody had beside a translation."""
    return ArticleText(SOURCE, words["title"], words["summary"], words["body"], {})


def words_of(version: ArticleVersion) -> dict[str, Any]:
    """What the fingerprint of a text is made of."""
    return text_of(version, is_reviewed=False).words


def _with(article: Article, version: ArticleVersion) -> Article:
    text = text_of(version, is_reviewed=True)
    own = article.texts.get(version.language)
    if own is not None and own.words == text.words:
        # The file has these words; of two reviews the later one counts, and the lines stay as they are.
        later = max(text.review, own.review, key=lambda review: review.get("on", ""))
        text = replace(own, review=later)
    next_check: date = version.next_check or article.next_check
    return replace(article, texts={**article.texts, version.language: text}, next_check=next_check)
