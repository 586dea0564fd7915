"""A list page as it is declared, and the view that follows from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thoes.foundation.documents.sheets import Sheet
from thoes.ui.files import kind_asked, sheet_file
from thoes.ui.lists.columns import Column
from thoes.ui.lists.filters import Filter, Parts
from thoes.ui.lists.listing import Listing

View = Callable[..., HttpResponseBase]
Said = Any
"""Words, or a function of the listing that gives them."""

USUAL_ORDER = _("Usual order")


@dataclass(frozen=True, slots=True)
class Action:
    """A place to go to from a list: words, the name of the page, an icon, and for whom it is there."""

    words: Said
    to: str
    icon: str = ""
    when: Callable[[Listing], bool] | None = None

    def link(self, listing: Listing) -> dict[str, Any]:
        return {"url": reverse(self.to), "words": said(self.words, listing), "icon": self.icon}


@dataclass(frozen=True, slots=True)
class Empty:
    """What stands where there is nothing: what that means, and what to do."""

    title: Said
    text: Said = ""
    icon: str = "list"
    action: Action | None = None


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """A list: who may read it, its rows, filters and columns, its words, and its files.

    `shown` turns the rows of a page, or of a file, into what the columns know, all at once. `looked` writes down whom
    the reader sees, before the page or the file is made. `extra` is what a template of its own asks for.
    `place_in_more` is where modules above add to "More" (`ui.page_parts`). A list without `file` has no files;
    `file_columns` are those of a file where it holds more than the page. `numbers` are compared, and stay a table.
    """

    title: Said
    guard: Callable[[View], View]
    rows: Callable[[Listing], Any]
    columns: Sequence[Column]
    empty: Empty
    says: Said = ""
    order: Any = USUAL_ORDER
    filters: Sequence[Filter] = ()
    parts: Parts | None = None
    shown: Callable[[Listing, Any], Sequence[Any]] | None = None
    looked: Callable[[Listing], None] | None = None
    file: str = ""
    file_columns: Sequence[Column] = ()
    crumbs: Sequence[Action] = ()
    primary: Action | None = None
    more: Sequence[Action] = ()
    place_in_more: str = ""
    per_page: int = 25
    numbers: bool = False
    template: str = "ui/list.html"
    extra: Callable[[Listing], dict[str, Any]] | None = None

    def as_view(self) -> View:
        """For the table of addresses."""
        return self.guard(require_safe(self._answer))

    def _answer(self, request: HttpRequest) -> HttpResponse:
        kind = kind_asked(request) if self.file else None
        listing = Listing(self, request, timezone.localdate(), is_file=kind is not None)
        if self.looked is not None:
            self.looked(listing)
        if kind is not None:
            return sheet_file(self._sheet(listing), kind, name=self.file)
        return render(request, self.template, self._context(listing))

    def _sheet(self, listing: Listing) -> Sheet:
        columns = listing.those_for_reader(self.file_columns or self.columns)
        rows = [[column.in_file(row) for column in columns] for row in listing.shown]
        return Sheet(said(self.title, listing), [column.heading for column in columns], rows)

    def _context(self, listing: Listing) -> dict[str, Any]:
        return {
            "listing": listing,
            "page": listing.page,
            "title": said(self.title, listing),
            "says": said(self.says, listing),
            "crumbs": self._allowed(self.crumbs, listing),
            "primary": self._allowed([self.primary] if self.primary else [], listing),
            "more": self._allowed(self.more, listing),
            "empty": self._empty(listing),
            **(self.extra(listing) if self.extra else {}),
        }

    def _allowed(self, actions: Sequence[Action], listing: Listing) -> list[dict[str, Any]]:
        return [action.link(listing) for action in actions if action.when is None or action.when(listing)]

    def _empty(self, listing: Listing) -> dict[str, Any]:
        if listing.is_narrowed:
            back = {"url": listing.cleared, "words": _("Clear the filter")}
            return {"title": _("Nothing matches this filter"), "text": "", "icon": "search", "link": back}
        own = self.empty
        links = self._allowed([own.action] if own.action else [], listing)
        return {
            "title": said(own.title, listing),
            "text": said(own.text, listing),
            "icon": own.icon,
            "link": links[0] if links else None,
        }


def said(words: Said, listing: Listing) -> Any:
    """Words that may depend on the reader."""
    return words(listing) if callable(words) else words
