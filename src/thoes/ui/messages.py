"""Short messages after an action, with a way back where the action can be undone."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

_UNDO = "undo:"
_TONES = {messages.SUCCESS: "ok", messages.WARNING: "warning", messages.ERROR: "error"}


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message as the layout needs it; `undo_url` is where the undo button posts to, or empty."""

    text: str
    tone: str
    undo_url: str


def with_undo(request: HttpRequest, text: Any, undo_url: str) -> None:
    """Say that something was done and offer to undo it: a button that posts to `undo_url` (with the CSRF token)."""
    messages.success(request, text, extra_tags=_UNDO + undo_url)


def shown(stored: Message) -> ShownMessage:
    """What the layout shows of a stored message."""
    tags = stored.extra_tags or ""
    return ShownMessage(
        text=str(stored.message),
        tone=_TONES.get(stored.level, "info"),
        undo_url=tags.removeprefix(_UNDO) if tags.startswith(_UNDO) else "",
    )
