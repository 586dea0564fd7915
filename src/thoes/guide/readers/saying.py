"""What readers said, for who keeps the guide and for who writes pages beside it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from thoes.accounts.public import Actor
from thoes.guide.frame import SOURCE
from thoes.guide.keeping.editing import may_write
from thoes.guide.layers.models import Layer
from thoes.guide.permissions import SEE_GUIDE_WORK, WRITE
from thoes.guide.readers.models import About, ReaderFeedback, Said
from thoes.kernel.disclosure import ShownCount, exactly
from thoes.privacy.public import rounding_on


def languages_read_by(actor: Actor) -> list[str] | None:
    """The languages in which somebody reads what is said; None for all. Who reviews a language reads that one."""
    if not actor.may(SEE_GUIDE_WORK) or may_write(actor, SOURCE):
        return None
    return [code for code in WRITE if may_write(actor, code)]


def feedback_for(actor: Actor) -> QuerySet[ReaderFeedback]:
    """What readers said, without what is said of the pages of an employer: that is for its editor, as a number."""
    rows = ReaderFeedback.objects.filter(Q(layer=None) | Q(layer__municipality__isnull=False))
    languages = languages_read_by(actor)
    return rows if languages is None else rows.filter(language__in=languages)


def said_of_article(slug: str, language: str) -> QuerySet[ReaderFeedback]:
    """What readers of an article said in a language, the last first; for who writes its text. The Dutch text hears all."""
    rows = ReaderFeedback.objects.filter(about=About.ARTICLE, key=slug)
    rows = rows if language == SOURCE else rows.filter(language=language)
    return rows.order_by("-said_on", "-pk")


@dataclass(frozen=True, slots=True)
class SaidOfPage:
    """How many readers said each thing of a page of an organisation, and what they wrote."""

    counts: dict[Said, ShownCount]
    remarks: list[ReaderFeedback]

    @property
    def lines(self) -> list[tuple[str, ShownCount]]:
        """Each thing that can be said, and how many say it."""
        return [(str(said.label), count) for said, count in self.counts.items()]

    @property
    def is_silent(self) -> bool:
        """Nobody said anything, and that may be known."""
        return all(count.is_exact and not count.number for count in self.counts.values())


def said_of_own_pages(layer: Layer, pages: Iterable[UUID], *, on: date) -> dict[str, SaidOfPage]:
    """For the editor of an organisation, of each of these pages and of the first one ("").

    The readers of an employer depend on it: of them there are numbers alone, as everybody may read numbers of people.
    """
    found = list(ReaderFeedback.objects.filter(layer=layer, about=About.PAGE).order_by("-said_on", "-pk"))
    rounding = None if layer.municipality_id else rounding_on(on)
    said = {}
    for key in ("", *map(str, pages)):
        rows = [row for row in found if row.key == key]
        many = Counter(row.said for row in rows)
        said[key] = SaidOfPage(
            {
                each: rounding.of_place(f"guide/{layer.pk}/{key}/{each}", many[each]).shown
                if rounding
                else exactly(many[each])
                for each in Said
            },
            [] if rounding else [row for row in rows if row.remark],
        )
    return said
