"""Write in the layer of the own organisation, and nowhere else."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from thoes.accounts.public import Actor, CodeHolder
from thoes.guide.article_files import ArticleText
from thoes.guide.checking import Mistake, mistakes_of
from thoes.guide.frame import GUIDE_LANGUAGES
from thoes.guide.keeping.published import guide_now
from thoes.guide.layers.models import Layer, LayerAct, LayerVersion
from thoes.guide.permissions import WRITE_OWN_PAGES
from thoes.kernel.free_text import checked_text
from thoes.kernel.invisible_characters import without_control
from thoes.kernel.refusals import Refusal

MOST_LETTERS = 6_000
"""A page of one organisation is shorter than an article of everybody."""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """What somebody wrote; `upon` is the number of the version that stood there, 0 for none."""

    page: UUID
    article: str
    language: str
    title: str
    body: str
    next_check: date
    upon: int


def own_layer(actor: Actor) -> Layer | None:
    """That of the organisation somebody acts for, if anything was ever written in it."""
    return (
        Layer.objects.select_related("organisation", "municipality")
        .filter(organisation_id=actor.organisation_id)
        .first()
    )


def newest_own(actor: Actor, page: UUID, language: str) -> LayerVersion | None:
    """What was saved last of a page of the own organisation."""
    rows = LayerVersion.objects.filter(layer__organisation_id=actor.organisation_id, page=page, language=language)
    return rows.order_by("-number").first()


def overdue_own_pages(actor: Actor, *, on: date) -> int:
    """How many texts of the own organisation are shown that somebody should have looked at again by now."""
    rows = LayerVersion.objects.filter(layer__organisation_id=actor.organisation_id).exclude(act=LayerAct.DRAFT)
    shown = rows.order_by("page", "language", "-number").distinct("page", "language")
    return sum(row.act == LayerAct.PUBLISHED and on >= row.next_check for row in shown)


def save_own(*, actor: Actor, written: OwnPage, act: LayerAct, at: datetime) -> LayerVersion:
    """Keep it as a draft, show it to the readers of this layer, or take it away."""
    if not actor.may(WRITE_OWN_PAGES):
        raise PermissionDenied
    if len(written.body) > MOST_LETTERS:
        raise Refusal("guide_text_too_long", most=MOST_LETTERS, field="body")
    if written.language not in GUIDE_LANGUAGES or written.article not in ("", *guide_now()):
        raise PermissionDenied
    if act is LayerAct.PUBLISHED and (mistakes := mistakes_in_own(written)):
        raise Refusal("guide_own_page_has_mistake", field="body", mistake=mistakes[0].said())
    before = newest_own(actor, written.page, written.language)
    if (before.number if before else 0) != written.upon:
        raise Refusal("guide_own_page_changed")
    layer = own_layer(actor) or _opened(actor)
    version = LayerVersion(
        layer=layer, page=written.page, article=written.article, language=written.language, number=written.upon + 1,
        act=act, title=_checked(written.title, "title"), body=_checked(written.body, "body"),
        next_check=written.next_check, made_at=at, made_by=actor.user_id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal("guide_own_page_changed") from error
    return version


def mistakes_in_own(written: OwnPage) -> list[Mistake]:
    """What is wrong with it, by the rules for every article; it is held beside itself."""
    text = ArticleText(written.language, written.title, "", written.body, {})
    return list(mistakes_of(text, text, guide_now()))


def renew_code(*, actor: Actor) -> Layer:
    """Another code for the own layer; the old one opens nothing any more."""
    layer = own_layer(actor)
    if layer is None or layer.municipality_id or not actor.may(WRITE_OWN_PAGES):
        raise PermissionDenied
    layer.code, layer.code_hash = _new_code()
    layer.save(update_fields=["code", "code_hash"])
    return layer


def _opened(actor: Actor) -> Layer:
    if actor.organisation_kind == "municipality":
        return Layer.objects.create(organisation_id=actor.organisation_id, municipality_id=actor.municipality_code)
    code, code_hash = _new_code()
    return Layer.objects.create(organisation_id=actor.organisation_id, code=code, code_hash=code_hash)


def _new_code() -> tuple[str, str]:
    code = secrets.token_urlsafe(16)
    return code, CodeHolder.of(code).code_hash


def _checked(text: str, field: str) -> str:
    return checked_text(without_control(text.replace("\r\n", "\n")), field=field)
