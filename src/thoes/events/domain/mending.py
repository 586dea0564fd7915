"""An event that cannot be worked out: what of it can still be read, and which of its parts stand in the way."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Any

from thoes.events.domain.event import SOURCE, Event, EventError, event_of

PARTS = ("changes", "more", "rule", "place", "where", "price", "languages", "sign_up", "sign_up_at", "link", "texts")
"""What an event can do without. Of `texts` the Dutch stays: without it, or without its day, there is no event."""


def left_without(facts: Mapping[str, Any], parts: tuple[str, ...]) -> dict[str, Any]:
    """The facts without these parts."""
    kept = {name: value for name, value in facts.items() if name not in parts or name == "texts"}
    texts = facts.get("texts")
    if "texts" in parts and isinstance(texts, Mapping):
        kept["texts"] = {code: text for code, text in texts.items() if code == SOURCE}
    return kept


def in_the_way(facts: Mapping[str, Any], works: Callable[[Event], bool]) -> tuple[str, ...] | None:
    """The fewest parts without which the event works; None where it does not work without any of them."""
    for parts in _tries():
        try:
            event = event_of(left_without(facts, parts))
        except EventError:
            continue
        if works(event):
            return parts
    return None


def _tries() -> Iterator[tuple[str, ...]]:
    """None, one, two, and all of them."""
    for many in (0, 1, 2):
        yield from combinations(PARTS, many)
    yield PARTS
