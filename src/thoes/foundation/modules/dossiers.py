"""A module's part of the overview of everything that is known of one worker (AVG art. 15)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model

from thoes.foundation.modules.fields import held_in
from thoes.foundation.modules.kinds import DONE_BY, PERSON

DossierRows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class DossierPart:
    """Rows about somebody, as plain values, under a name that no other part has.

    `rows` gets the numbers under which somebody is known and reads as whoever answers: row security narrows it. A part with
    a `title` is printed as it is, each value under its label; one without is printed by a section of `rights`.
    """

    name: str
    tables: tuple[type[Model], ...]
    rows: Callable[[Sequence[UUID]], DossierRows]
    title: Any = ""
    labels: Mapping[str, Any] = field(default_factory=dict)


def part_from_fields(model: type[Model], *, name: str, title: Any, person: str = "person") -> DossierPart:
    """The part that the fields of a model make: of each row what it holds of the worker, not who of the staff did it."""
    held = {each.name: held_in(each) for each in model._meta.concrete_fields}
    labels = {name: each.what for name, each in held.items() if each and each not in (DONE_BY, PERSON)}

    def rows(persons: Sequence[UUID]) -> DossierRows:
        found = model._default_manager.filter(**{f"{person}__in": persons}).order_by("pk")
        return [{name: _plain(row, name) for name in labels} for row in found]

    return DossierPart(name, (model,), rows, title, labels)


def _plain(row: Model, name: str) -> str:
    shown = getattr(row, f"get_{name}_display", None)
    value = shown() if shown else getattr(row, name)
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
