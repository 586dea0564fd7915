"""What a module says of one table; what each field holds is said in the model (`fields.py`)."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

from django.db.models import Model

from thoes.foundation.modules.fields import Described, held_in
from thoes.foundation.modules.policies import RowPolicy
from thoes.foundation.modules.rights import Permission, Purpose, Subject


@dataclass(frozen=True, slots=True)
class Table:
    """One table with data of people.

    `seen_with` are the permissions with which a page shows it; the policy narrows which rows. Without any, no page of an
    organisation shows it. The first of `purposes` is the one that it is kept for; the others look at it.

    What it lacks it says the reason of: `no_policy`, `kept` (nothing erases it), `not_in_dossier` (of a worker). The table
    of earlier versions that pghistory keeps goes with it, under `earlier` when its rows are seen by others.
    """

    model: type[Model]
    about: Any
    _: KW_ONLY
    subjects: tuple[Subject, ...]
    purposes: tuple[Purpose, ...] = ()
    origin: Any
    seen_with: tuple[Permission, ...] = ()
    policy: RowPolicy | None = None
    no_policy: str = ""
    earlier: RowPolicy | None = None
    kept: str = ""
    not_in_dossier: str = ""
    # By column, of a table that is not written by us and so cannot say it itself; None for what is of nobody.
    foreign: Mapping[str, Described | None] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def history(self) -> str:
        """The name of the table of earlier versions, if there is one."""
        events = getattr(self.model, "pgh_event_model", None)
        return events._meta.db_table if events else ""

    @property
    def fields(self) -> Mapping[str, Described]:
        """What each column holds of somebody, in the order of the table; without those that say nothing of anybody."""
        said = self.foreign or {field.column: held_in(field) for field in self.model._meta.concrete_fields}
        return {column: described for column, described in said.items() if described}


@dataclass(frozen=True, slots=True)
class NoPerson:
    """A table in which nobody stands, and why."""

    model: type[Model]
    why: str
    policy: RowPolicy | None = None


@dataclass(frozen=True, slots=True)
class Also:
    """That a table of a module below is looked at here too: for these purposes, on pages that ask for these permissions."""

    model: type[Model]
    purposes: tuple[Purpose, ...] = ()
    seen_with: tuple[Permission, ...] = ()
