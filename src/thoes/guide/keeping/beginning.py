"""Begin an article on the screen, change what stands above it, and take it away again: one verb, one version more."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils.text import slugify

from thoes.accounts.public import Actor
from thoes.guide.article_files import Article, articles
from thoes.guide.article_text import headings
from thoes.guide.checking import RESERVED
from thoes.guide.frame import SOURCE
from thoes.guide.keeping.begun import Head, article_of
from thoes.guide.keeping.editing import Written, may_write, newest_version, save_begun, text_in_hand
from thoes.guide.keeping.models import Act, ArticleVersion
from thoes.guide.keeping.published import kept_articles, text_of
from thoes.kernel.refusals import Refusal

NEEDED = ("do", "where", "bring", "cost", "time")
"""The parts of every article that begins here: what to do, where, what to bring, what it costs, how long it takes."""
_GAP = 10


def name_in_address(title: str) -> str:
    """The name of an article in its address, from its title. Refuses one that is there, or that means something else."""
    slug = slugify(title)[:80].strip("-")
    if not slug or slug in RESERVED:
        raise Refusal("guide_title_makes_no_address", field="title")
    if slug in articles() or ArticleVersion.objects.filter(article=slug).exists():
        raise Refusal("guide_article_is_there", field="title")
    return slug


def next_order(topic: str) -> int:
    """After all others of its topic."""
    return max((each.order for each in kept_articles().values() if each.topic == topic), default=0) + _GAP


def body_of_parts(first: str, parts: Mapping[str, str]) -> str:
    """What was written under each fixed heading, in their order, as one body."""
    said = [
        f"## {words[SOURCE]}\n{parts[part].strip()}"
        for part, words in headings().items()
        if parts.get(part, "").strip()
    ]
    return "\n\n".join(filter(None, [first.strip(), *said]))


def begin_article(
    *, actor: Actor, head: Head, title: str, summary: str, body: str, next_check: date, at: datetime
) -> ArticleVersion:
    """A draft that nobody reads before it was reviewed."""
    if not may_write(actor, SOURCE):
        raise PermissionDenied
    slug = name_in_address(title)
    version = ArticleVersion(article=slug, language=SOURCE, title=title, summary=summary, body=body)
    article = article_of(slug, head, text_of(version, is_reviewed=False), next_check)
    written = Written(title, summary, body, 0, article.source_fingerprint, next_check)
    return save_begun(actor=actor, article=article, written=written, act=Act.DRAFT, at=at, head=head)


def change_head(
    *, actor: Actor, article: Article, head: Head, next_check: date, upon: int, at: datetime
) -> ArticleVersion:
    """Another head above the same words, as a draft; readers see it when it is reviewed."""
    written = replace(_as_it_stands(article, upon), next_check=next_check)
    return save_begun(actor=actor, article=article, written=written, act=Act.DRAFT, at=at, head=head)


def withdraw(*, actor: Actor, article: Article, upon: int, at: datetime) -> ArticleVersion:
    """Shown to no reader from now on, in any language; its words stay, and can be brought back."""
    return save_begun(actor=actor, article=article, written=_as_it_stands(article, upon), act=Act.WITHDRAWN, at=at)


def _as_it_stands(article: Article, upon: int) -> Written:
    newest = newest_version(article.slug, SOURCE)
    hand = text_in_hand(article, SOURCE, newest) or article.source
    next_check = newest.next_check if newest else article.next_check
    return Written(hand.title, hand.summary, hand.body, upon, article.source_fingerprint, next_check)
