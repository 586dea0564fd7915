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

from thoes.privacy.auditing.logs import LOGS, ChainedLog
from thoes.privacy.auditing.models import AuditRecord, LogCheck, LogSeal, Outcome
from thoes.privacy.auditing.texts import say
from thoes.privacy.auditing.verifying import problem_from
from thoes.privacy.context import cross_tenant
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
class AccessLine:
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


@dataclass(frozen=True, slots=True)
class ChainState:
    """How far one log is sealed. `waiting_since` is the moment of the oldest record without a seal."""

    log: str
    title: Any
    seals: int
    sealed_at: datetime | None
    waiting_since: datetime | None


@dataclass(frozen=True, slots=True)
class LogsState:
    """The chains now, and how the last verification ended; `problems` are sentences in the language of the reader."""

    chains: tuple[ChainState, ...]
    checked_at: datetime | None
    records: int
    has_anchor: bool
    problems: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the logs were verified and found whole."""
        return self.checked_at is not None and not self.problems

    @property
    def waiting_since(self) -> datetime | None:
        """The moment of the oldest record of any log that has no seal yet."""
        return min((chain.waiting_since for chain in self.chains if chain.waiting_since), default=None)


def state_of_the_logs() -> LogsState:
    """How the chains of this installation are. The same for everybody, and it tells of nobody."""
    with cross_tenant():
        chains = tuple(_state_of(log) for log in LOGS)
        check = LogCheck.objects.order_by("-at", "-pk").first()
    return LogsState(
        chains=chains,
        checked_at=check.at if check else None,
        records=check.records if check else 0,
        has_anchor=check.has_anchor if check else False,
        problems=tuple(say(problem_from(kept)) for kept in check.problems) if check else (),
    )


def _state_of(log: ChainedLog) -> ChainState:
    last = LogSeal.objects.filter(log=log.name).order_by("-number").values("number", "sealed_at", "up_to_id").first()
    unsealed = next(log.records(after=last["up_to_id"] if last else None, most=1), None)
    return ChainState(
        log=log.name,
        title=log.title,
        seals=last["number"] if last else 0,
        sealed_at=last["sealed_at"] if last else None,
        waiting_since=unsealed["at"] if unsealed else None,
    )


def accesses_by(wanted: LogFilter, *, offset: int = 0, limit: int = 50) -> Found[AccessLine]:
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
            AccessLine(
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
