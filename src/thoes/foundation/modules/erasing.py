"""What erases the rows of a module, and who decides on the term."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from thoes.foundation.modules.rights import Purpose


@dataclass(frozen=True, slots=True)
class Controller:
    """Who decides on a term: a municipality, for its territory, or a housing provider (no `municipality_code`)."""

    name: str
    organisation_id: UUID | None = None
    municipality_code: str = ""

    @property
    def key(self) -> str:
        """The same for every organisation of one municipality."""
        return self.municipality_code or str(self.organisation_id)


ErasedRows = dict[str, int]
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
        """The kind of organisation that decides on the term: "housing provider", "municipality", or "both"."""

    @property
    def starts(self) -> Any:
        """From when the term runs, in words."""

    @property
    def tables(self) -> tuple[str, ...]: ...

    def controllers(self) -> Iterable[Controller]:
        """Who has something to be erased one day."""

    def due(self, controller: Controller, *, ended_by: date, among: Sequence[UUID] | None = None) -> list[UUID]:
        """Whose term began on or before `ended_by`; of these only, when given: then their rows are locked first."""

    def count(self, controller: Controller, subjects: Sequence[UUID]) -> ErasedRows:
        """The rows that would go."""

    def erase(self, controller: Controller, subjects: Sequence[UUID], *, at: datetime) -> ErasedRows:
        """Erase, in the transaction of the caller; gives what went. Files go in it too: a second try finds them gone."""
