"""What every module says of its own tables: which shredder erases them, or why a table may stay.

Each module with personal data has a `shredders.py`, found by its name, as `row_policies.py` is. A test fails for a
table with personal data that nobody speaks for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from thoes.privacy.purposes import Purpose


@dataclass(frozen=True, slots=True)
class Controller:
    """Who decides on a term: a municipality, for its territory, or a houser (no `municipality_code`)."""

    name: str
    organisation_id: UUID | None = None
    municipality_code: str = ""

    @property
    def key(self) -> str:
        """The same for every organisation of one municipality."""
        return self.municipality_code or str(self.organisation_id)


Rows = dict[str, int]
"""How many rows, by the name of the table."""


class Shredder(Protocol):
    """Erases what one module keeps of somebody for one purpose.

    `subjects` are ids of whatever the module counts by: workers, persons, uploads. All methods run over all borders.
    """

    @property
    def name(self) -> str: ...

    @property
    def purpose(self) -> Purpose: ...

    @property
    def kind(self) -> str:
        """The kind of organisation that decides on the term: "houser", "municipality", or "both"."""

    @property
    def starts(self) -> Any:
        """From when the term runs, in words."""

    @property
    def tables(self) -> tuple[str, ...]: ...

    def controllers(self) -> Iterable[Controller]:
        """Who has something to be erased one day."""

    def due(self, controller: Controller, *, ended_by: date, among: Sequence[UUID] | None = None) -> list[UUID]:
        """Whose term began on or before `ended_by`; of these only, when given: then their rows are locked first."""

    def count(self, controller: Controller, subjects: Sequence[UUID]) -> Rows:
        """The rows that would go."""

    def erase(self, controller: Controller, subjects: Sequence[UUID], *, at: datetime) -> Rows:
        """Erase, in the transaction of the caller; gives what went. Files go in it too: a second try finds them gone."""


_shredders: dict[str, Shredder] = {}
_kept: dict[str, str] = {}
_holds: list[Callable[[], set[UUID]]] = []


def declare(*shredders: Shredder, kept: Mapping[str, str] | None = None) -> None:
    """Say what erases a module's tables, and of the tables that stay, why that is no identity."""
    for shredder in shredders:
        _shredders[shredder.name] = shredder
    _kept.update(kept or {})


def declared_shredders() -> list[Shredder]:
    """All shredders, in the order of their names."""
    return [_shredders[name] for name in sorted(_shredders)]


def kept_tables() -> dict[str, str]:
    """The tables that stay, with the reason."""
    return dict(_kept)


def hold(persons: Callable[[], set[UUID]]) -> None:
    """Name persons that are not erased yet, whatever their term: somebody waits for an answer about them."""
    if persons not in _holds:
        _holds.append(persons)


def held_persons() -> set[UUID]:
    """Every person that some module holds."""
    return set().union(*(provider() for provider in _holds)) if _holds else set()
