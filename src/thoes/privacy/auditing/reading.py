"""Read the logs, for who watches over the use of data: who looked at which number, what was refused, how the chain is.

What comes back is what the database shows to who asks: the own organisation. Never the name of anybody; who a user is,
`accounts` knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from thoes.privacy.auditing.models import AuditRecord, Outcome
from thoes.privacy.models import ProcessingRecord

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What is looked for; what is None is left open. `until` is the first moment that no longer counts."""

    organisation_id: UUID
    since: datetime | None = None
    until: datetime | None = None
    user_id: UUID | None = None
    purpose: str | None = None
    person_id: UUID | None = None
    trace_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LookLine:
    """Somebody's data were used: one person, one action. Role and network are empty for what is older than the audit log."""

    at: datetime
    trace_id: UUID
    user_id: UUID | None
    role: str
    network: str
    activity: str
    purpose: str
    legal_ground: str
    reference: str
    person_id: UUID


@dataclass(frozen=True, slots=True)
class ActionLine:
    """A line of the audit log."""

    at: datetime
    trace_id: UUID
    user_id: UUID | None
    role: str
    network: str
    action: str
    event: str
    outcome: str
    code: str
    subject_kind: str
    subject_id: UUID | None


@dataclass(frozen=True, slots=True)
class Found(Generic[Row]):
    """One page of what was found, and how much there is in all."""

    rows: tuple[Row, ...]
    total: int


def looks_by(wanted: LogFilter, *, offset: int = 0, limit: int = 50) -> Found[LookLine]:
    """The looks of an organisation at persons, the latest first."""
    rows = _within(ProcessingRecord.objects.all(), wanted)
    if wanted.user_id:
        rows = rows.filter(actor_id=wanted.user_id)
    if wanted.purpose:
        rows = rows.filter(purpose=wanted.purpose)
    if wanted.person_id:
        rows = rows.filter(person_id=wanted.person_id)
    page = list(rows.order_by("-at", "-pk")[offset : offset + limit])
    doers = _doers({row.trace_id for row in page})
    lines = []
    for row in page:
        role, network = doers.get(row.trace_id, ("", ""))
        lines.append(
            LookLine(
                at=row.at,
                trace_id=row.trace_id,
                user_id=row.actor_id,
                role=role,
                network=network,
                activity=row.activity,
                purpose=row.purpose,
                legal_ground=row.legal_ground,
                reference=row.reference,
                person_id=row.person_id,
            )
        )
    return Found(tuple(lines), rows.count())


def refusals_of(wanted: LogFilter, *, offset: int = 0, limit: int = 50) -> Found[ActionLine]:
    """What members of an organisation were refused, the latest first."""
    return actions_of(wanted, outcomes=[Outcome.REFUSED], offset=offset, limit=limit)


def actions_of(
    wanted: LogFilter, *, outcomes: Sequence[str] = (), actions: Sequence[str] = (), offset: int = 0, limit: int = 50
) -> Found[ActionLine]:
    """The audit log of an organisation, the latest first; of some outcomes or kinds of action only, when given."""
    rows = _within(AuditRecord.objects.all(), wanted)
    if wanted.user_id:
        rows = rows.filter(user_id=wanted.user_id)
    if wanted.person_id:
        rows = rows.filter(subject_kind="person", subject_id=wanted.person_id)
    if outcomes:
        rows = rows.filter(outcome__in=outcomes)
    if actions:
        rows = rows.filter(action__in=actions)
    names = tuple(ActionLine.__dataclass_fields__)
    page = rows.order_by("-at", "-pk").values(*names)[offset : offset + limit]
    return Found(tuple(ActionLine(**row) for row in page), rows.count())


def _within(rows: QuerySet[Any], wanted: LogFilter) -> QuerySet[Any]:
    rows = rows.filter(organisation_id=wanted.organisation_id)
    if wanted.since:
        rows = rows.filter(at__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(at__lt=wanted.until)
    return rows.filter(trace_id=wanted.trace_id) if wanted.trace_id else rows


def _doers(traces: set[UUID]) -> dict[UUID, tuple[str, str]]:
    rows = AuditRecord.objects.filter(trace_id__in=traces).order_by("pk")
    return {trace: (role, network) for trace, role, network in rows.values_list("trace_id", "role", "network")}
