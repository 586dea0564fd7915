"""What of a layer its readers see."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max
from django.utils.text import slugify
from django.utils.timezone import localdate

from thoes.accounts.public import CodeHolder
from thoes.guide.article_files import FALLBACKS
from thoes.guide.layers.models import Layer, LayerAct, LayerVersion
from thoes.guide.permissions import KEEP_GUIDE
from thoes.privacy.public import as_tenant


@dataclass(frozen=True, slots=True)
class OwnText:
    """A page of a layer in the language that is there: whose it is, since when, and when somebody looks again."""

    page: UUID
    article: str
    language: str
    title: str
    body: str
    owner: str
    as_of: date
    next_check: date

    def is_overdue(self, *, on: date) -> bool:
        return on >= self.next_check


def layer_of_town(name: str) -> Layer | None:
    """By the name of the municipality as it stands in an address: "horst-aan-de-maas"."""
    layers = Layer.objects.filter(municipality__isnull=False).select_related("municipality", "organisation")
    return next((layer for layer in layers if town_in_address(layer) == name), None)


def town_in_address(layer: Layer) -> str:
    """The municipality as it stands in an address."""
    return slugify(layer.municipality.name) if layer.municipality else ""


@contextmanager
def opened_by(code: str) -> Iterator[Layer | None]:
    """The layer that a code opens; what is read within it is read by who holds the code, and by nobody else."""
    holder = CodeHolder.of(code)
    with as_tenant(holder, KEEP_GUIDE):
        yield Layer.objects.select_related("organisation").filter(code_hash=holder.code_hash).first()


def texts_of(layer: Layer, language: str) -> list[OwnText]:
    """Every page that is published, in this language or else in one that many read; by title."""
    newest: dict[UUID, dict[str, LayerVersion]] = {}
    rows = LayerVersion.objects.filter(layer=layer).exclude(act=LayerAct.DRAFT)
    for row in rows.order_by("page", "language", "-number").distinct("page", "language"):
        if row.act == LayerAct.PUBLISHED:
            newest.setdefault(row.page, {})[row.language] = row
    shown = [_in(language, texts) for texts in newest.values()]
    return sorted(
        (
            OwnText(
                row.page, row.article, row.language, row.title, row.body, layer.organisation.name,
                localdate(row.made_at), row.next_check,
            )
            for row in shown
        ),
        key=lambda text: text.title,
    )  # fmt: skip


def layers_state() -> tuple[int, int]:
    """Changes with what municipalities publish: how many versions there are, and the last."""
    rows = LayerVersion.objects.filter(layer__municipality__isnull=False).exclude(act=LayerAct.DRAFT)
    found = rows.aggregate(many=Count("pk"), last=Max("pk"))
    return found["many"], found["last"] or 0


def towns_with_pages() -> list[tuple[str, str]]:
    """The municipalities that published something: the name in an address, and the name as it is read."""
    rows = LayerVersion.objects.filter(layer__municipality__isnull=False).exclude(act=LayerAct.DRAFT)
    newest = rows.order_by("layer", "page", "language", "-number").distinct("layer", "page", "language")
    there = {row.layer_id for row in newest if row.act == LayerAct.PUBLISHED}
    layers = Layer.objects.filter(pk__in=there).select_related("municipality").order_by("municipality__name")
    return [(town_in_address(layer), layer.municipality.name) for layer in layers if layer.municipality]


def _in(language: str, texts: dict[str, LayerVersion]) -> LayerVersion:
    order = (language, *FALLBACKS, *sorted(texts))
    return next(texts[code] for code in order if code in texts)
