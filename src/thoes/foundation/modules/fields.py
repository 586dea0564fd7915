"""What a field holds, said where the field stands: `holds` for what is of somebody, `no_person` for the others.

The register of processing, the draft of the DPIA and the overview of a worker are made of this. It stands on the
line after its field, because the types of a field are only known to the checker when the field is a line of its own.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models

from thoes.foundation.modules.rights import Code


class Plain(StrEnum):
    """Why a text of somebody may be kept without encrypting it: it identifies nobody."""

    CODE = "a code, a number of a thing, a count"
    THING = "of an organisation, a place or a building"
    DECISION = "a ground or a task, chosen by who decides; never about a person"
    STAFF = "of staff, who log in by it and are found by it by their colleagues"


@dataclass(frozen=True, slots=True)
class Described:
    """One field: the kind of data, what it is in words, and why it is plain when it is a text that is not encrypted."""

    kind: "Kind"
    what: Any
    plain: Plain | None = None


class Kind(Code):
    """A kind of data. A module may bring one of its own; those that several use stand in `kinds.py`."""

    def __call__(self, what: Any, *, plain: Plain | None = None) -> Described:
        """A field of this kind: `kinds.NAME(_("Family name"))`."""
        return Described(self, what, plain)


_HOLDS = "thoes_holds"


def holds(field: "models.Field[Any, Any]", described: Described) -> None:
    """Say what a field of a model holds of somebody, on the line after it."""
    setattr(field, _HOLDS, described)


def no_person(*fields: "models.Field[Any, Any]") -> None:
    """Say of fields that they say nothing about anybody."""
    for field in fields:
        setattr(field, _HOLDS, None)


def held_in(field: "models.Field[Any, Any]") -> Described | None:
    """What a field holds; None for what says nothing about anybody. Raises `LookupError` when nobody spoke of it.

    A number of the row itself says nothing, unless it is said.
    """
    if not hasattr(field, _HOLDS):
        if field.primary_key and not field.is_relation:
            return None
        raise LookupError(f"{field.model._meta.label}.{field.name}: say what it holds (holds) or that it is of nobody.")
    described: Described | None = getattr(field, _HOLDS)
    return described
