"""What every module says of the personal data in its tables: what each field is, whose, what for and where it comes from.

Each module has a `personal_data.py`, found by its name, as `row_policies.py` is. A test fails for a column that nobody
spoke of. The register of processing and the draft of the DPIA are made of this, of the row policies (who sees a row), of
the shredders (how long) and of the permissions (which roles): what stands there is what the code does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import Permission
from thoes.privacy.purposes import Purpose


class Subject(models.TextChoices):
    """Whose data they are."""

    WORKER = "worker", _("international workers")
    HOLDER = "holder", _("private people who hold a permit or plan housing")
    NEIGHBOUR = "neighbour", _("neighbours of a plan, and others who wrote or spoke")
    STAFF = "staff", _("people who work with Thoes")


class Kind(models.TextChoices):
    """What kind of data a field holds."""

    NAME = "name", _("name")
    CONTACT = "contact", _("contact details")
    BIRTH = "birth", _("date of birth")
    NATIONALITY = "nationality", _("nationality")
    DOCUMENT = "document", _("kind or number of an identity document")
    RESIDENCE = "residence", _("place of residence or address")
    STAY = "stay", _("where and when somebody sleeps")
    WORK = "work", _("for whom somebody works")
    DUTY = "duty", _("whether somebody must register, and why")
    REGISTRATION = "registration", _("registration in the BRP or the RNI")
    HANDLING = "handling", _("what was done about somebody, and when")
    NUMBER = "number", _("random number of a person")
    TEXT = "text", _("text that somebody typed")
    LIST = "list", _("lines of a list as it was handed over")
    ACCOUNT = "account", _("account, role and rights")
    LOGIN = "login", _("log-in, device and network address")
    LOOK = "look", _("who looked at whom")


@dataclass(frozen=True, slots=True)
class Described:
    """One field: its kind, and what it is in words."""

    kind: Kind
    what: Any


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `other` are the columns that say nothing about anybody, `history` the table of its earlier versions.

    `seen_with` are the permissions with which a page shows it; the row policy narrows which rows. Without any, no page of
    an organisation shows it.
    """

    name: str
    about: Any
    subjects: tuple[Subject, ...]
    purposes: tuple[Purpose, ...]
    origin: Any
    seen_with: tuple[Permission, ...]
    fields: Mapping[str, Described]
    other: tuple[str, ...] = ()
    history: str = ""


PERSON = Described(Kind.NUMBER, _("The random number of the person"))
DONE_BY = Described(Kind.HANDLING, _("Who of the staff did it, as a random number"))
# What the table of earlier versions has beside the columns of the table itself.
HISTORY_COLUMNS = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context_id")

_tables: dict[str, Table] = {}


def describe(*tables: Table) -> None:
    """Say what a module's tables hold, from its `personal_data.py`."""
    for table in tables:
        _tables[table.name] = table


def described_tables() -> dict[str, Table]:
    """Every description by the name of its table; a table of earlier versions stands with the table itself."""
    return {name: _tables[name] for name in sorted(_tables)}


def columns_of(table: str) -> tuple[str, ...]:
    """The columns that a table has in the models."""
    return tuple(_fields_of(table))


def is_encrypted(table: str, column: str) -> bool:
    """Whether a value cannot be read in the database without the key of the installation."""
    # An encrypted field seals the name of its binding in with each value; no other field has one.
    return bool(getattr(_fields_of(table).get(column), "binding", ""))


def _fields_of(table: str) -> dict[str, Any]:
    return _fields_by_table().get(table, {})


@cache
def _fields_by_table() -> dict[str, dict[str, Any]]:
    return {
        model._meta.db_table: {one.column: one for one in model._meta.concrete_fields}
        for model in apps.get_models(include_auto_created=True)
    }
