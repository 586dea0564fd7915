"""Views that change nothing and are about nobody but who asks: that somebody asked is written nowhere."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])
_VIEWS: set[Callable[..., Any]] = set()


def own_matter(view: View) -> View:
    """Declare it of a view, as the last decorator but those that give the view itself back."""
    _VIEWS.add(view)
    return view


def is_own_matter(view: Callable[..., Any]) -> bool:
    return view in _VIEWS
