"""Start a breach or an exercise, tick its steps off, close it. What is counted is counted at the start and on request."""

from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from thoes.accountability.breach_scope import BreachScope, count_breach_scope
from thoes.accountability.models import Breach, BreachStep, BreachTask, Scope
from thoes.accountability.permissions import HANDLE_BREACHES
from thoes.accounts.public import Actor
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.refusals import Refusal
from thoes.rules.loading import parameter_on


def notify_by(known_at: datetime) -> datetime:
    """Until when a breach is notified to the supervisory authority (AVG art. 33 lid 1)."""
    hours = int(parameter_on("avg.breach_notice_hours", known_at.date()).value)  # type: ignore[arg-type]
    return known_at + timedelta(hours=hours)


def breach_scope_of(breach: Breach) -> BreachScope:
    """What leaked, as it was written down."""
    return BreachScope(Scope(breach.scope), breach.account, breach.activity, breach.table, breach.since, breach.until)


def open_breaches(actor: Actor) -> QuerySet[Breach]:
    """The records of the own organisation that nobody closed, exercises too."""
    return Breach.objects.filter(organisation=actor.organisation_id, closed_at=None)


@transaction.atomic
def start_breach(
    *,
    actor: Actor,
    leak: BreachScope,
    is_exercise: bool,
    what_happened: str,
    known_at: datetime,
    at: datetime,
    nonce: UUID,
) -> Breach:
    """Begin a record, with the numbers of this moment. The same form sent twice is one."""
    _check(actor)
    text = _text(what_happened, "what_happened", "breach_says_nothing")
    if known_at > at:
        raise Refusal("breach_known_later", field="known_at")
    if leak.since and leak.until and leak.until <= leak.since:
        raise Refusal("breach_ends_before_it_begins", field="until")
    named = {Scope.ACCOUNT: leak.account, Scope.FILE: leak.activity, Scope.TABLE: leak.table}
    if leak.scope in named and not named[leak.scope]:
        raise Refusal("breach_needs_its_scope", field=leak.scope.value)
    before = Breach.objects.filter(organisation=actor.organisation_id, nonce=nonce).first()
    if before is not None:
        return before
    return Breach.objects.create(
        organisation_id=actor.organisation_id,
        is_exercise=is_exercise,
        what_happened=text,
        scope=leak.scope,
        account=leak.account if leak.scope == Scope.ACCOUNT else None,
        activity=leak.activity if leak.scope == Scope.FILE else "",
        table=leak.table if leak.scope == Scope.TABLE else "",
        since=leak.since,
        until=leak.until,
        known_at=known_at,
        counted=asdict(count_breach_scope(actor, leak)),
        counted_at=at,
        nonce=nonce,
        started_by=actor.user_id,
        started_at=at,
    )


@transaction.atomic
def count_again(*, actor: Actor, breach_id: UUID, at: datetime) -> Breach:
    """Take the numbers of this moment."""
    breach = _open(actor, breach_id)
    breach.counted, breach.counted_at = asdict(count_breach_scope(actor, breach_scope_of(breach))), at
    breach.save(update_fields=["counted", "counted_at"])
    return breach


@transaction.atomic
def take_step(*, actor: Actor, breach_id: UUID, step: BreachTask, note: str, at: datetime) -> BreachStep:
    """Tick a step off, with the moment and, when useful, a note."""
    breach = _open(actor, breach_id)
    if breach.steps.filter(step=step, undone_at=None).exists():
        raise Refusal("step_taken_already")
    if contains_bsn(note):
        raise Refusal("bsn_not_allowed", field="note")
    return BreachStep.objects.create(breach=breach, step=step, note=note.strip(), done_by=actor.user_id, done_at=at)


@transaction.atomic
def take_step_back(*, actor: Actor, breach_id: UUID, step: BreachTask, at: datetime) -> None:
    """A step was not taken after all; that it was ticked off stays."""
    breach = _open(actor, breach_id)
    if not breach.steps.filter(step=step, undone_at=None).update(undone_at=at):
        raise Refusal("step_not_taken")


@transaction.atomic
def close_breach(*, actor: Actor, breach_id: UUID, result: str, at: datetime) -> Breach:
    """Close the record with what came of it."""
    breach = _open(actor, breach_id)
    breach.result = _text(result, "result", "breach_needs_a_result")
    breach.closed_at, breach.closed_by = at, actor.user_id
    breach.save(update_fields=["result", "closed_at", "closed_by"])
    return breach


@transaction.atomic
def reopen_breach(*, actor: Actor, breach_id: UUID) -> Breach:
    """Open it again: it was closed by mistake, or more came to light."""
    breach = _own(actor, breach_id)
    if breach.closed_at is None:
        raise Refusal("breach_is_open")
    breach.result, breach.closed_at, breach.closed_by = "", None, None
    breach.save(update_fields=["result", "closed_at", "closed_by"])
    return breach


def _check(actor: Actor) -> None:
    if not actor.may(HANDLE_BREACHES):
        raise PermissionError("this actor may not handle breaches")


def _own(actor: Actor, breach_id: UUID) -> Breach:
    _check(actor)
    return Breach.objects.select_for_update().get(organisation=actor.organisation_id, pk=breach_id)


def _open(actor: Actor, breach_id: UUID) -> Breach:
    breach = _own(actor, breach_id)
    if breach.closed_at is not None:
        raise Refusal("breach_is_closed")
    return breach


def _text(text: str, field: str, code: str) -> str:
    if not text.strip():
        raise Refusal(code, field=field)
    if contains_bsn(text):
        raise Refusal("bsn_not_allowed", field=field)
    return text.strip()
