"""Whom a leak is about: persons, as numbers, counted by municipality and housing provider within what the own
organisation may see.

A leak through pages is read from the processing log: who looked at whom. A leak of a table is what a colleague of this
organisation could see in it. Persons of another organisation are that organisation's to count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count

from thoes.accountability.models import Scope
from thoes.accounts.public import Actor, roles_for, roles_of_members
from thoes.foundation.modules import Purpose, Table
from thoes.privacy.public import (
    SEE_ACCESS_LOG,
    WATCH_OVER_USE,
    WORKER,
    LogFilter,
    accesses_within,
    activities_in,
    all_purposes,
    as_tenant,
    described_tables,
    purpose_of,
)
from thoes.register.public import Stay, believed

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class BreachScope:
    """What may have come into the wrong hands. Without a period: as far as the log goes back."""

    scope: Scope
    account: UUID | None = None
    activity: str = ""
    table: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How many persons, where they slept and with whom, and which tables it is about."""

    persons: int
    by_municipality: Counts
    by_provider: Counts
    tables: tuple[str, ...]


def count_breach_scope(actor: Actor, leak: BreachScope) -> Counted:
    """Count whom it is about."""
    persons = persons_in(actor, leak)
    stays = _stays_seen(actor, persons)
    return Counted(
        len(persons),
        _by(stays, "municipality__name"),
        _by(stays, "site__provider__name"),
        tuple(table.name for table in tables_in(actor, leak)),
    )


def persons_in(actor: Actor, leak: BreachScope) -> list[UUID]:
    """The numbers of the persons concerned, each once."""
    if leak.scope == Scope.TABLE:
        return sorted(
            {person for colleague in _colleagues(actor, leak.table) for person in _rows(*colleague, leak.table)}
        )
    wanted = LogFilter(
        actor.organisation_id,
        since=leak.since,
        until=leak.until,
        user_id=leak.account if leak.scope == Scope.ACCOUNT else None,
    )
    # An officer who looks at the log sees a number and nothing of whom it is.
    accesses = accesses_within(wanted, activities=[leak.activity] if leak.scope == Scope.FILE else []).exclude(
        purpose=WATCH_OVER_USE
    )
    return list(accesses.order_by("person_id").values_list("person_id", flat=True).distinct())


def tables_in(actor: Actor, leak: BreachScope) -> list[Table]:
    """The tables whose fields may have been seen: the one that leaked, or all that somebody in these roles may see."""
    about_workers = [table for table in described_tables().values() if WORKER in table.subjects]
    if leak.scope == Scope.TABLE:
        return [table for table in about_workers if table.name == leak.table]
    roles: Iterable[str] = roles_for(actor.organisation_kind)
    if leak.scope == Scope.ACCOUNT and leak.account:
        # Who left holds no role any more; then it is whatever a colleague may see.
        roles = roles_of_members(actor.organisation_id).get(leak.account) or roles
    held = set(roles)
    return [
        table
        for table in about_workers
        if WATCH_OVER_USE not in table.purposes[:1]
        and any(held & set(permission.roles) for permission in table.seen_with)
    ]


def tables_to_choose(actor: Actor) -> list[Table]:
    """The tables in which a colleague of this organisation sees persons."""
    return [
        table
        for table in described_tables().values()
        if WORKER in table.subjects and _path_to_person(table.name) and _colleagues(actor, table.name)
    ]


def activities_to_choose(actor: Actor) -> list[str]:
    """The pages and files on which somebody of this organisation ever looked."""
    own = activities_in(LogFilter(actor.organisation_id))
    return [activity for activity in own if not activity.startswith("accountability.")]


def _stays_seen(actor: Actor, persons: Sequence[UUID]) -> list[dict[str, Any]]:
    found: dict[tuple[UUID, str, str], dict[str, Any]] = {}
    for colleague, purpose in _colleagues(actor, "register_stay"):
        with as_tenant(colleague, purpose):
            rows = believed(Stay.objects.filter(worker__person__in=persons)).order_by()
            for row in rows.values("worker__person", "municipality__name", "site__provider__name").annotate(
                Count("pk")
            ):
                found[row["worker__person"], row["municipality__name"], row["site__provider__name"]] = row
    return list(found.values())


def _by(stays: list[dict[str, Any]], name: str) -> Counts:
    persons: dict[str, set[UUID]] = {}
    for row in stays:
        persons.setdefault(row[name], set()).add(row["worker__person"])
    return tuple((key, len(persons[key])) for key in sorted(persons))


def _colleagues(actor: Actor, table: str) -> list[tuple[Actor, Purpose]]:
    """The officer's organisation in each of its roles that sees this table, for each purpose for which that role may look.

    Who watches sees no person by itself.
    """
    described = described_tables().get(table)
    if described is None:
        return []
    holding = {role for permission in described.seen_with for role in permission.roles}
    watching = set(SEE_ACCESS_LOG.roles)
    own = [replace(actor, role=role) for role in roles_for(actor.organisation_kind) if role in holding - watching]
    return [(one, purpose) for one in own for purpose in all_purposes() if purpose_of(one, [purpose])]


def _rows(colleague: Actor, purpose: Purpose, table: str) -> list[UUID]:
    model, path = _model_of(table), _path_to_person(table)
    if model is None or not path:
        return []
    with as_tenant(colleague, purpose):
        rows = model._default_manager.exclude(**{path: None}).order_by()
        return list(rows.values_list(path, flat=True).distinct())


def _model_of(table: str) -> Any:
    models = apps.get_models(include_auto_created=True)
    return next((model for model in models if model._meta.db_table == table), None)


def _path_to_person(table: str) -> str:
    """How a row leads to the number of a person; empty when it does not."""
    model = _model_of(table)
    names = {field.name for field in model._meta.concrete_fields if field.is_relation} if model else set()
    for name, path in (
        ("person", "person_id"),
        ("confirmed_person", "confirmed_person_id"),
        ("worker", "worker__person_id"),
    ):
        if name in names:
            return path
    return ""
