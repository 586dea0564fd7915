"""How good the guide is in each language, and in the layer of each municipality: counts that everybody may read.

One definition for the page, the files and the programs. Of a layer only what is public is counted: that of an employer is
nobody else's business.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from thoes.foundation.translated_texts import TranslationState
from thoes.guide.article_files import Article, ArticleText
from thoes.guide.article_text import body_of
from thoes.guide.frame import GUIDE_LANGUAGES
from thoes.guide.keeping.published import guide_now
from thoes.guide.layers.models import Layer
from thoes.guide.layers.reading import OwnText, texts_of
from thoes.guide.links.models import LinkCheck, LinkOutcome

_OPEN = (LinkOutcome.ALIVE, LinkOutcome.REFUSED)


@dataclass(frozen=True, slots=True)
class Quality:
    """Of one language in one layer; `municipality` is "" for the guide of everybody.

    `pages` is how many there are in any language. Of these are `complete` those that are there in this language, `reviewed`
    those that somebody read beside the source, and `current` those whose translation is not older than the source and at
    which somebody looked in time. `links_known` are the links in the texts of this language of which it is known whether they
    open, and `links_alive` those that do; None where no link was ever opened. A layer is not reviewed by others: None.
    """

    municipality: str
    language: str
    pages: int
    complete: int
    reviewed: int | None
    current: int
    links_known: int | None
    links_alive: int | None

    def share(self, part: int | None) -> float | None:
        """Of all pages, from 0 to 1."""
        return None if part is None or not self.pages else part / self.pages


def quality(*, on: date) -> list[Quality]:
    """The guide in every language, and then each layer that is public in every language."""
    checks = dict(LinkCheck.objects.values_list("link", "outcome"))
    found = [_of_guide(language, checks, on) for language in GUIDE_LANGUAGES]
    layers = Layer.objects.filter(municipality__isnull=False).select_related("municipality", "organisation")
    for layer in layers.order_by("municipality__name"):
        found += _of_layer(layer, on)
    return found


def _of_guide(language: str, checks: dict[str, str], on: date) -> Quality:
    articles = list(guide_now().values())
    there = [article for article in articles if language in article.texts]
    known = [checks[link] for link in set(_links(there, language)) if checks.get(link, "unreachable") != "unreachable"]
    return Quality(
        municipality="",
        language=language,
        pages=len(articles),
        complete=len(there),
        reviewed=sum(article.state(language) is TranslationState.REVIEWED for article in there),
        current=sum(_is_current(article, language, on) for article in there),
        links_known=len(known) if checks else None,
        links_alive=sum(outcome in _OPEN for outcome in known) if checks else None,
    )


def _is_current(article: Article, language: str, on: date) -> bool:
    return article.state(language) is not TranslationState.OUT_OF_DATE and not article.is_overdue(on=on)


def _links(articles: Iterable[Article], language: str) -> Iterator[str]:
    for article in articles:
        text: ArticleText = article.texts[language]
        yield from (link.partition("#")[0] for link in body_of(text.body, language).links)
        yield from (source.link.partition("#")[0] for source in article.sources)


def _of_layer(layer: Layer, on: date) -> Iterator[Quality]:
    """Nothing for a layer in which nothing is published."""
    for language in GUIDE_LANGUAGES:
        texts: list[OwnText] = texts_of(layer, language)
        own = [text for text in texts if text.language == language]
        if texts and layer.municipality:
            current = sum(not text.is_overdue(on=on) for text in own)
            yield Quality(layer.municipality.name, language, len(texts), len(own), None, current, None, None)
