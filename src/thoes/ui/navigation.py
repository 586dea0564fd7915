"""The main menu: each module declares its own entries, the layout shows those a person may use."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from thoes.foundation.modules import MenuItem, modules


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An entry as the layout needs it: words, address, and whether the reader is there now."""

    label: str
    url: str
    icon: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """The entries that stand in the bar, and those behind "More"."""

    bar: list[ShownItem]
    more: list[ShownItem]

    @property
    def is_in_more(self) -> bool:
        """Whether the reader is at an entry that the bar does not show."""
        return any(item.is_current for item in self.more)


# As many as a thumb finds on the narrowest phone, and as stand beside a long organisation name on a desk.
PLACES = 5


def items_for(request: HttpRequest) -> list[ShownItem]:
    """The entries that the actor of this request may use, in order; none for a visitor."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return []
    allowed = [item for item in _sorted_items() if item.needs is None or actor.may(item.needs)]
    urls = [reverse(item.url_name) for item in allowed]
    here = _longest_match(request.path, urls)
    return [
        ShownItem(label=str(item.label), url=url, icon=item.icon, is_current=url == here)
        for item, url in zip(allowed, urls, strict=True)
    ]


def menu_for(request: HttpRequest) -> Menu:
    """The entries of this request's actor over the places there are; nothing hides when all of them fit."""
    items = items_for(request)
    shown = PLACES if len(items) <= PLACES else PLACES - 1
    return Menu(bar=items[:shown], more=items[shown:])


def start_url_for(request: HttpRequest) -> str | None:
    """Where the work of this person begins, or None for who has no menu."""
    items = items_for(request)
    return items[0].url if items else None


def _sorted_items() -> list[MenuItem]:
    declared = [item for module in modules() for item in module.menu]
    return sorted(declared, key=lambda item: (item.order, item.url_name))


def _longest_match(path: str, urls: Iterable[str]) -> str | None:
    """The entry under which a page falls: of `/sites/` and `/sites/map/` the second for `/sites/map/3`."""
    return max((url for url in urls if path.startswith(url)), key=len, default=None)
