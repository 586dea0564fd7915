"""Writes of findings: one move at a time, each kept as a step with what held after it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.inspections.access import side_of, site_to_check
from thoes.inspections.check_list import Item
from thoes.inspections.domain.checks import (
    FINDINGS,
    STILL_OPEN,
    UNDOABLE,
    CheckKind,
    FindingState,
    Move,
    Responsible,
    Severity,
)
from thoes.inspections.models import Check, Finding, FindingStep, of_item
from thoes.kernel.free_text import checked_text
from thoes.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Term:
    """How bad a finding is, the last day for the repair, and who does it."""

    severity: Severity
    repair_by: date
    responsible: Responsible


@transaction.atomic
def describe_finding(*, actor: Actor, finding_id: UUID, term: Term, at: datetime) -> Finding:
    """Say how bad it is, by when it must be mended and by whom. Sending the same once more changes nothing."""
    finding = _own_finding(actor, finding_id)
    if term.repair_by < finding.found_on:
        raise Refusal("repair_before_found", field="repair_by", found_on=finding.found_on)
    said = (term.severity.value, term.repair_by, term.responsible.value)
    if (finding.severity, finding.repair_by, finding.responsible) == said:
        return finding
    after = _after(finding, actor, Move.DESCRIBE)
    finding.severity, finding.repair_by, finding.responsible = said
    return _moved(finding, actor, Move.DESCRIBE, after, at)


@transaction.atomic
def answer_finding(*, actor: Actor, finding_id: UUID, text: str, repaired_on: date, on: date, at: datetime) -> Finding:
    """The housing provider says what was done about it and since when; the municipality looks at it next."""
    finding = _own_finding(actor, finding_id)
    after = _after(finding, actor, Move.ANSWER)
    words = checked_text(text, field="text")
    if not words:
        raise Refusal("answer_missing", field="text")
    _refuse_day(finding, repaired_on, on)
    return _moved(finding, actor, Move.ANSWER, after, at, text=words, repaired_on=repaired_on)


@transaction.atomic
def accept_repair(*, actor: Actor, finding_id: UUID, at: datetime) -> Finding:
    """The municipality says that the repair is good."""
    finding = _own_finding(actor, finding_id)
    if finding.state == FindingState.MENDED:
        return finding
    after = _after(finding, actor, Move.ACCEPT)
    return _moved(finding, actor, Move.ACCEPT, after, at, repaired_on=finding.repaired_on)


@transaction.atomic
def send_back(*, actor: Actor, finding_id: UUID, reason: str, at: datetime) -> Finding:
    """The municipality says that the repair is not enough, and why."""
    finding = _own_finding(actor, finding_id)
    words = checked_text(reason, field="text")
    after = _after(finding, actor, Move.SEND_BACK, reason=words)
    return _moved(finding, actor, Move.SEND_BACK, after, at, text=words)


@transaction.atomic
def mend_finding(*, actor: Actor, finding_id: UUID, text: str, repaired_on: date, on: date, at: datetime) -> Finding:
    """Say that it is mended: the housing provider of what it found itself, the municipality of what it saw at a next visit."""
    finding = _own_finding(actor, finding_id)
    after = _after(finding, actor, Move.MEND)
    _refuse_day(finding, repaired_on, on)
    words = checked_text(text, field="text")
    return _moved(finding, actor, Move.MEND, after, at, text=words, repaired_on=repaired_on)


@transaction.atomic
def undo_last_move(*, actor: Actor, finding_id: UUID, at: datetime) -> Finding:
    """Take back the last move, when the own organisation made it; the move and its undoing both stay in the history."""
    finding = _own_finding(actor, finding_id)
    last = undoable_step(finding, actor)
    if last is None:
        raise Refusal("finding_nothing_to_undo")
    before = FindingState(last.state_before)
    return _moved(finding, actor, Move.UNDO, before, at, repaired_on=last.repaired_on_before)


def undoable_step(finding: Finding, actor: Actor) -> FindingStep | None:
    """The last step of a finding, when this actor's organisation may take it back."""
    last = FindingStep.objects.filter(finding=finding).first()
    if last is None or Move(last.move) not in UNDOABLE or last.organisation_id != actor.organisation_id:
        return None
    return last


def found(*, actor: Actor, check: Check, item: Item, unit_id: UUID | None, on: date, at: datetime) -> Finding:
    """An item is not in order: open a finding, or open again the one that was withdrawn. Called by the service of answers."""
    finding, is_new = Finding.objects.get_or_create(
        check_made=check,
        item=item.key,
        unit_id=unit_id,
        defaults={"site_id": check.site_id, "severity": item.severity.value, "found_on": on},
    )
    if is_new or finding.state == FindingState.WITHDRAWN:
        _moved(finding, actor, Move.FIND_AGAIN, FindingState.OPEN, at)
    return finding


def not_found_after_all(*, actor: Actor, check: Check, item: Item, unit_id: UUID | None, at: datetime) -> None:
    """The item turned out to be in order: withdraw its finding, if there is one that is not over."""
    finding = Finding.objects.filter(of_item(item.key, unit_id), check_made=check, state__in=STILL_OPEN).first()
    if finding is not None:
        _moved(finding, actor, Move.WITHDRAW, _after(finding, actor, Move.WITHDRAW), at)


def _own_finding(actor: Actor, finding_id: UUID) -> Finding:
    """A finding that the actor may see, its own or handed over; others wait until this transaction is over."""
    side = side_of(actor)
    locked = Finding.objects.select_for_update(of=("self",)).select_related("check_made")
    finding = locked.filter(pk=finding_id, check_made__voided=False).first()
    if finding is None:
        raise Refusal("finding_not_yours")
    site_to_check(actor, finding.site_id)
    kind = CheckKind(finding.check_made.kind)
    may_describe = FINDINGS.find(Move.DESCRIBE, state=FindingState.OPEN, who=(kind, side)) is not None
    if finding.check_made.handed_over_at is None and not may_describe:
        raise Refusal("finding_not_yours")
    return finding


def _after(finding: Finding, actor: Actor, move: Move, *, reason: str = "") -> FindingState:
    kind = CheckKind(finding.check_made.kind)
    if move not in (Move.DESCRIBE, Move.WITHDRAW) and finding.check_made.handed_over_at is None:
        raise Refusal("check_not_closed")
    state, part = FindingState(finding.state), (kind, side_of(actor))
    step = FINDINGS.step(move, state=state, who=part)
    if step.needs_reason and not reason:
        raise Refusal("reason_missing", field="text")
    return step.after(state)


def _refuse_day(finding: Finding, repaired_on: date, on: date) -> None:
    if repaired_on < finding.found_on:
        raise Refusal("repaired_before_found", field="repaired_on", found_on=finding.found_on)
    if repaired_on > on:
        raise Refusal("repaired_in_the_future", field="repaired_on")


def _moved(
    finding: Finding,
    actor: Actor,
    move: Move,
    state: FindingState,
    at: datetime,
    *,
    text: str = "",
    repaired_on: date | None = None,
) -> Finding:
    before, repaired_before = finding.state, finding.repaired_on
    finding.state = state.value
    if move not in (Move.DESCRIBE, Move.SEND_BACK):
        finding.repaired_on = repaired_on
    finding.save()
    FindingStep.objects.create(
        finding=finding,
        site_id=finding.site_id,
        move=move,
        state_before=before,
        state=finding.state,
        severity=finding.severity,
        repair_by=finding.repair_by,
        responsible=finding.responsible,
        repaired_on_before=repaired_before,
        repaired_on=finding.repaired_on,
        text=text,
        by=actor.user_id,
        organisation_id=actor.organisation_id,
        role=actor.role,
        at=at,
    )
    return finding
