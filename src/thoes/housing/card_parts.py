"""Parts of the card of a site that modules above housing draw: what they know of it and housing does not.

A part is named by its dotted path, as modules add theirs at start-up, before any model can be imported.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from thoes.housing.models import Site

CardPart = Callable[[HttpRequest, "Site"], SafeString]

_paths: list[str] = []


def add_card_part(path: str) -> None:
    """Let a module draw a part of every card, in the order in which they are added; once per path.

    The part gets the request and a site that its actor may see, and draws nothing (an empty text) for who may not see
    what it shows. It says itself of which day or night it speaks.
    """
    if path not in _paths:
        _paths.append(path)


def card_parts(request: HttpRequest, site: "Site") -> list[SafeString]:
    """The parts of the card of a site, those that draw nothing left out."""
    parts = [cast(CardPart, import_string(path)) for path in _paths]
    return [drawn for part in parts if (drawn := part(request, site))]
