"""A layer that is open to its reader: of a municipality by its name, of any other by its code."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from thoes.guide.layers.models import Layer
from thoes.guide.layers.reading import layer_of_town, opened_by


@dataclass(frozen=True, slots=True)
class Within:
    """A layer that is open, and the addresses of the guide within it."""

    layer: Layer
    base: Callable[[str], str]
    """Of a language: where the guide begins in this layer; the name of an article and a slash come behind it."""

    def own_page(self, language: str, page: UUID) -> str:
        return f"{self.base(language)}own/{page}/"


@contextmanager
def opened(town: str, code: str) -> Iterator[Within]:
    """Not found where there is none."""
    if town:
        layer = layer_of_town(town)
        if layer is None:
            raise Http404
        yield Within(layer, lambda language: reverse("guide:town", args=[language, town]))
        return
    with opened_by(code) as found:
        if found is None:
            raise Http404
        yield Within(found, lambda language: reverse("guide:with-code", args=[language, code]))
