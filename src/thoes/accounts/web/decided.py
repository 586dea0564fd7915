"""Decisions of an organisation as its page tells them: what, on what ground, when and by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from thoes.accounts.actor import names_of_users


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision, for `ui/parts/decisions.html`; a user who is not there any more is a dash."""

    what: Any
    ground: str
    at: datetime
    by: str


def decided(rows: Iterable[tuple[Any, str, datetime, UUID | None]]) -> list[Decided]:
    """What was decided, on what ground, when and by which user; in the order that is given."""
    found = list(rows)
    names = names_of_users(by for *_rest, by in found if by)
    return [Decided(what, ground, at, names.get(by, "–")) for what, ground, at, by in found]
