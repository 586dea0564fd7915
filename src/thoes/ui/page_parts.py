"""Parts of a page that modules above its own draw: a lower module never names one that stands on it.

A page says `{% parts_of "site-card" site %}`; a module above has a file `page_parts.py`, found at start-up:

    @part_of("site-card")
    def norms(request: HttpRequest, site: Site) -> SafeString: ...

A part gets the request and what the page is about, and gives an empty text to who may not see what it shows.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

Part = Callable[[HttpRequest, Any], SafeString]
When = Callable[[HttpRequest, Any], bool]

Notes = Mapping[Any, tuple[str, Any]]
"""Per key of a row a badge: its tone and words."""
NotesOf = Callable[[HttpRequest, Sequence[Any]], Notes]

_parts: defaultdict[str, list[Part]] = defaultdict(list)
_notes: defaultdict[str, list[NotesOf]] = defaultdict(list)


def _always(request: HttpRequest, about: Any) -> bool:
    return True


def part_of(place: str) -> Callable[[Part], Part]:
    """Draw this at a place on a page of a lower module, after the parts of the modules below its own."""

    def add(part: Part) -> Part:
        _parts[place].append(part)
        return part

    return add


def parts_of(place: str, request: HttpRequest, about: Any) -> list[SafeString]:
    """What the modules above draw there, those that draw nothing left out."""
    return [drawn for part in _parts[place] if (drawn := part(request, about))]


def notes_on(place: str) -> Callable[[NotesOf], NotesOf]:
    """Put badges on rows of a list of a lower module: asked once, for all rows of a page."""

    def add(notes: NotesOf) -> NotesOf:
        _notes[place].append(notes)
        return notes

    return add


def notes_for(place: str, request: HttpRequest, rows: Sequence[Any]) -> dict[Any, list[tuple[str, Any]]]:
    """The badges of the modules above, per key of a row."""
    found: dict[Any, list[tuple[str, Any]]] = defaultdict(list)
    for notes in _notes[place]:
        for key, badge in notes(request, rows).items():
            found[key].append(badge)
    return found


def add_button(
    place: str, url_name: str, text: Any, icon: str, *, kind: str = "secondary", when: When = _always
) -> None:
    """A part that is a way to a page of the module above; what the page is about is in its address, if it has a key."""
    _add_link(place, url_name, "ui/parts/button_link.html", {"text": text, "icon_name": icon, "kind": kind}, when)


def add_menu_link(place: str, url_name: str, text: Any, icon: str, *, when: When = _always) -> None:
    """The same as an entry of "More"."""
    _add_link(place, url_name, "ui/parts/menu_link.html", {"text": text, "icon_name": icon}, when)


def add_line(place: str, url_name: str, text: Any, *, when: When = _always) -> None:
    """The same as a line of a list."""
    _add_link(place, url_name, "ui/parts/line_with_link.html", {"text": text}, when)


def add_tab(place: str, url_name: str, text: Any, *, when: When = _always) -> None:
    """The same as one of the pages about one thing, marked where it is the page that is shown."""
    _add_link(place, url_name, "ui/parts/tab_link.html", {"text": text}, when)


def _add_link(place: str, url_name: str, template: str, context: dict[str, Any], when: When) -> None:
    @part_of(place)
    def link(request: HttpRequest, about: Any) -> SafeString:
        if not when(request, about):
            return SafeString("")
        url = reverse(url_name, args=[about.pk] if hasattr(about, "pk") else [])
        return render_to_string(template, {"url": url, "is_here": request.path == url, **context})


def places_with_parts() -> frozenset[str]:
    """The places at which some module draws."""
    return frozenset(place for place, parts in _parts.items() if parts)
