"""How each text of the guide stands, for who keeps it: worked out from the texts as they are now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from thoes.foundation.translated_texts import TranslationState, fingerprint
from thoes.guide.article_files import Article, ArticleText
from thoes.guide.frame import SOURCE
from thoes.guide.keeping.models import Act, ArticleVersion
from thoes.guide.keeping.published import guide_now, is_overtaken, kept_articles, newest, source_text


class Work(StrEnum):
    """What a text waits for, what presses most first."""

    SENT_BACK = "sent_back"
    DRAFT = "draft"
    OVERTAKEN = "overtaken"
    """It was published here, and a newer version of Thoes brought other words, which are shown."""
    OUT_OF_DATE = "out_of_date"
    UNREVIEWED = "unreviewed"
    MISSING = "missing"
    WITHDRAWN = "withdrawn"
    """No reader finds it any more, because somebody took it away."""
    NOTHING = "nothing"


_WAITS_FOR = {
    TranslationState.OUT_OF_DATE: Work.OUT_OF_DATE,
    TranslationState.UNREVIEWED: Work.UNREVIEWED,
    TranslationState.MISSING: Work.MISSING,
    TranslationState.REVIEWED: Work.NOTHING,
}


_UNSHOWN = {Act.SENT_BACK: Work.SENT_BACK, Act.DRAFT: Work.DRAFT, Act.WITHDRAWN: Work.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Standing:
    """One text: an article in a language, what readers see of it, what was saved last, and what it waits for."""

    article: Article
    language: str
    state: TranslationState
    version: ArticleVersion | None
    work: Work

    @property
    def key(self) -> str:
        return f"{self.language}/{self.article.slug}"


def standings(languages: Iterable[str]) -> list[Standing]:
    """Every article in each of these languages, what presses most first."""
    wanted, shown = list(languages), guide_now()
    saved = {
        (version.article, version.language): version
        for version in newest(ArticleVersion.objects.filter(language__in=wanted))
    }
    published = {
        (version.article, version.language): version
        for version in newest(ArticleVersion.objects.filter(language__in=wanted, act=Act.PUBLISHED))
    }
    found = [
        _standing(article, language, saved.get((article.slug, language)), published.get((article.slug, language)))
        for article in kept_articles().values()
        for language in wanted
        # What nobody reads yet is not translated.
        if language == SOURCE or article.slug in shown
    ]
    pressing = list(Work)
    return sorted(found, key=lambda each: (pressing.index(each.work), not each.article.is_most_needed, each.key))


def _standing(
    article: Article, language: str, saved: ArticleVersion | None, published: ArticleVersion | None
) -> Standing:
    state = article.state(language)
    if saved is not None and saved.act != Act.PUBLISHED:
        work = _UNSHOWN[Act(saved.act)]
    elif published is not None and is_overtaken(published):
        work = Work.OVERTAKEN
    else:
        work = _WAITS_FOR[state]
    return Standing(article, language, state, saved, work)


def seen_at_last_review(article: Article, language: str) -> ArticleText | None:
    """The Dutch words beside which what is shown was read last; None where nobody read it, or nobody knows which they were."""
    text = article.texts.get(language)
    wanted = text.review.get("source") if text else None
    if wanted is None or language == SOURCE:
        return None
    return next((each for each in _known_sources(article) if fingerprint(each.words) == wanted), None)


def _known_sources(article: Article) -> Iterator[ArticleText]:
    yield article.source
    for version in ArticleVersion.objects.filter(article=article.slug).order_by("-pk"):
        yield source_text(version.seen_source)
        if version.language == SOURCE:
            yield source_text(version.words)
