"""Parts of a page that modules above its own draw: a lower module never names one that stands on it.

A page says `{% parts_of "site-card" site %}`; a module above has a file `page_parts.py`, found at start-up:

    @part_of("site-card")
    def norms(request: HttpRequest, site: Site) -> SafeString: ...

A part gets the request and what the page is about, and gives an empty text to who may not see what it shows.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

Part = Callable[[HttpRequest, Any], SafeString]

_parts: defaultdict[str, list[Part]] = defaultdict(list)


def part_of(place: str) -> Callable[[Part], Part]:
    """Draw this at a place on a page of a lower module, after the parts of the modules below its own."""

    def add(part: Part) -> Part:
        _parts[place].append(part)
        return part

    return add


def parts_of(place: str, request: HttpRequest, about: Any) -> list[SafeString]:
    """What the modules above draw there, those that draw nothing left out."""
    return [drawn for part in _parts[place] if (drawn := part(request, about))]


def button(url: str, text: Any, icon: str, kind: str = "secondary") -> SafeString:
    """A part that is a way to a page of the module above."""
    return render_to_string("ui/parts/button_link.html", {"url": url, "text": text, "kind": kind, "icon_name": icon})


def line_with_link(url: str, text: Any) -> SafeString:
    """A part that is a line of a list, with a way to a page of the module above."""
    return format_html('<li><a class="nl-link" href="{}">{}</a></li>', url, text)


def places_with_parts() -> frozenset[str]:
    """The places at which some module draws."""
    return frozenset(place for place, parts in _parts.items() if parts)
