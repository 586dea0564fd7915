"""Save what somebody wrote of an article: one verb, one version more, and nothing of an earlier one is lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from thoes.accounts.public import Actor
from thoes.guide.article_files import Article, ArticleText
from thoes.guide.checking import Mistake, mistakes_of
from thoes.guide.frame import SOURCE
from thoes.guide.keeping.begun import Head, head_of
from thoes.guide.keeping.blocks import left_out
from thoes.guide.keeping.models import Act, ArticleVersion
from thoes.guide.keeping.published import fingerprint_of_file, guide_now, is_begun_here, text_of
from thoes.guide.permissions import WRITE
from thoes.kernel.free_text import checked_text
from thoes.kernel.invisible_characters import without_control
from thoes.kernel.refusals import Refusal

_TYPED_AMOUNT = re.compile(r"€\s*\d[\d.,]*")
MOST_LETTERS = 20_000
"""Of a body: three times the longest article."""


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote, and upon what: `upon` is the number of the version that stood there, 0 for none.

    `source` is the fingerprint of the Dutch text that stood beside it.
    """

    title: str
    summary: str
    body: str
    upon: int
    source: str
    next_check: date | None = None


def may_write(actor: Actor, language: str) -> bool:
    """Whether somebody keeps the text of a language."""
    return language in WRITE and actor.may(WRITE[language])


def newest_version(article: str, language: str) -> ArticleVersion | None:
    """What was saved last of a text."""
    return ArticleVersion.objects.filter(article=article, language=language).order_by("-number").first()


def save_draft(*, actor: Actor, article: Article, language: str, written: Written, at: datetime) -> ArticleVersion:
    """Keep it for later; it may hold mistakes."""
    return _save(actor, article, language, written, Act.DRAFT, at)


def publish(*, actor: Actor, article: Article, language: str, written: Written, at: datetime) -> ArticleVersion:
    """Say that it was read beside its source and is right: shown from now on. Refuses what holds a mistake."""
    if language != SOURCE and written.source != article.source_fingerprint:
        raise Refusal("guide_source_changed")
    mistakes = mistakes_in_text(article, ArticleText(language, written.title, written.summary, written.body, {}))
    if mistakes:
        raise Refusal("guide_text_has_mistakes", count=len(mistakes))
    return _save(actor, article, language, written, Act.PUBLISHED, at)


def send_back(
    *, actor: Actor, article: Article, language: str, written: Written, remark: str, at: datetime
) -> ArticleVersion:
    """Say that it is not right, and why; what is shown stays."""
    said = checked_text(remark, field="remark")
    if not said:
        raise Refusal("guide_remark_missing", field="remark")
    return _save(actor, article, language, written, Act.SENT_BACK, at, remark=said)


def bring_back(*, actor: Actor, article: Article, version: ArticleVersion, upon: int, at: datetime) -> ArticleVersion:
    """An earlier version as a draft upon what stands there now."""
    written = Written(
        version.title, version.summary, version.body, upon, article.source_fingerprint, version.next_check
    )
    head = head_of(version.head) if version.head else None
    return _save(actor, article, version.language, written, Act.DRAFT, at, head=head)


def save_begun(
    *, actor: Actor, article: Article, written: Written, act: Act, at: datetime, head: Head | None = None
) -> ArticleVersion:
    """The Dutch text of an article that began on the screen; without a head the one that it had stays."""
    if not is_begun_here(article.slug):
        raise PermissionDenied
    return _save(actor, article, SOURCE, written, act, at, head=head)


def mistakes_in_text(article: Article, text: ArticleText) -> list[Mistake]:
    """What is wrong with a text that is not published yet. The Dutch one is held beside itself."""
    source = text if text.language == SOURCE else article.source
    own = [*_of_the_head(text), *_of_typed_amounts(text), *_of_what_is_left_out(text, source)]
    return [*own, *mistakes_of(text, source, guide_now())]


def _of_the_head(text: ArticleText) -> Iterator[Mistake]:
    """As `articles.schema.json` wants it."""
    if not 3 <= len(text.title) <= 90 or text.title.endswith(".") or set("{}") & set(text.title):
        yield Mistake(gettext_noop("the title has 3 to 90 letters, no full stop at its end and no number in braces."))
    if not 10 <= len(text.summary) <= 300:
        yield Mistake(gettext_noop("the summary has 10 to 300 letters."))


def _of_typed_amounts(text: ArticleText) -> Iterator[Mistake]:
    """An amount of this year that somebody typed is one of last year soon."""
    for piece in _TYPED_AMOUNT.findall(f"{text.summary}\n{text.body}"):
        facts = {"piece": piece}
        yield Mistake(gettext_noop("“%(piece)s” was typed. Choose the amount from the list of numbers."), facts, piece)


def _of_what_is_left_out(text: ArticleText, source: ArticleText) -> Iterator[Mistake]:
    """Two paragraphs may become one in another language; a whole part that is gone was forgotten."""
    for piece in left_out(source.body, text.body):
        yield Mistake(gettext_noop("nothing is translated here yet."), piece=piece, is_lacking=True)


def _save(
    actor: Actor,
    article: Article,
    language: str,
    written: Written,
    act: Act,
    at: datetime,
    *,
    remark: str = "",
    head: Head | None = None,
) -> ArticleVersion:
    if not may_write(actor, language):
        raise PermissionDenied
    if len(written.body) > MOST_LETTERS:
        raise Refusal("guide_text_too_long", most=MOST_LETTERS)
    before = newest_version(article.slug, language)
    if (before.number if before else 0) != written.upon:
        raise Refusal("guide_text_changed")
    beside = article.source
    version = ArticleVersion(
        article=article.slug, language=language, number=written.upon + 1, act=act, remark=remark,
        title=_checked(written.title), summary=_checked(written.summary), body=_checked(written.body),
        next_check=_next_check(language, before, written), head=_head(language, before, head),
        seen_source={"title": beside.title, "summary": beside.summary, "body": beside.body},
        seen_file=fingerprint_of_file(article.slug, language),
        made_at=at, made_as=actor.role, made_by=actor.user_id,
    )  # fmt: skip
    return add_version(version)


def add_version(version: ArticleVersion) -> ArticleVersion:
    """Keep it. Refuses ("guide_text_changed") one whose number is taken: somebody saved in the same moment."""
    try:
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal("guide_text_changed") from error
    return version


def _next_check(language: str, before: ArticleVersion | None, written: Written) -> date | None:
    if language != SOURCE:
        return None
    return written.next_check or (before.next_check if before else None)


def _head(language: str, before: ArticleVersion | None, head: Head | None) -> dict[str, Any] | None:
    """What is given, and else what stood there before."""
    if language != SOURCE:
        return None
    return head.facts if head else before.head if before else None


def _checked(text: str) -> str:
    return checked_text(without_control(text.replace("\r\n", "\n")), field="body").strip("\n")


def shown_text(article: Article, language: str) -> ArticleText | None:
    """What readers see now, None where they read it in another language."""
    return article.texts.get(language)


def text_in_hand(article: Article, language: str, version: ArticleVersion | None) -> ArticleText | None:
    """What somebody goes on with: the draft or what was sent back, and else what is shown."""
    if version is not None and version.act != Act.PUBLISHED:
        return text_of(version, is_reviewed=False)
    return shown_text(article, language)
