"""Writes of checks: begin one, say what was seen, close it, and open it again for a correction.

All writes of one check wait for each other, so two people who walk with the same list lose nothing: who answers an item
that somebody else answered in the meantime is shown both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.housing.public import Site, Unit
from thoes.inspections.access import kind_of_check, side_of, site_to_check
from thoes.inspections.check_list import list_of, list_on
from thoes.inspections.domain.checks import CheckAction, ItemOutcome
from thoes.inspections.models import Check, CheckAnswer, CheckStep, Finding, of_item
from thoes.inspections.queries import sheet_of
from thoes.inspections.services.findings import found, not_found_after_all
from thoes.kernel.free_text import checked_text
from thoes.kernel.refusals import Refusal

MOST_ROOMS = 60


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What somebody says of an item. `outcome` None leaves what was chosen before."""

    outcome: ItemOutcome | None
    note: str = ""
    number: Decimal | None = None


@transaction.atomic
def start_check(*, actor: Actor, site_id: UUID, rooms: Sequence[UUID], on: date, at: datetime) -> Check:
    """Begin a check of a site with the list of the day; an open one of the same kind is gone on with."""
    site, kind = site_to_check(actor, site_id), kind_of_check(side_of(actor))
    # Two people who begin at once get one check.
    Site.objects.select_for_update().get(pk=site.pk)
    known = Check.objects.filter(site=site, kind=kind, closed_at=None, voided=False).first()
    if known is not None:
        return known
    check = Check.objects.create(
        site=site,
        kind=kind,
        list_version=list_on(on).version,
        rooms=_rooms_of(site.pk, rooms),
        started_on=on,
        started_at=at,
        started_by=actor.user_id,
        organisation_id=actor.organisation_id,
        role=actor.role,
    )
    _step(check, actor, CheckAction.STARTED, at)
    return check


@transaction.atomic
def choose_rooms(*, actor: Actor, check_id: UUID, rooms: Sequence[UUID], at: datetime) -> Check:
    """Say which rooms are looked at; a room of which something was said stays."""
    check = own_open_check(actor, check_id)
    answered = set(
        CheckAnswer.objects.filter(check_made=check, replaced_at=None, unit__isnull=False).values_list(
            "unit", flat=True
        )
    )
    kept = [room for room in check.rooms if room in answered or room in set(rooms)]
    check.rooms = _rooms_of(check.site_id, [*kept, *(room for room in rooms if room not in kept)])
    check.save(update_fields=["rooms"])
    _step(check, actor, CheckAction.ROOMS, at)
    return check


@transaction.atomic
def answer_item(
    *,
    actor: Actor,
    check_id: UUID,
    item: str,
    unit_id: UUID | None,
    said: ItemAnswer,
    seen: UUID | None,
    on: date,
    at: datetime,
) -> CheckAnswer:
    """Say what was seen of an item. Saying the same again changes nothing; what was said before stays as history.

    `seen` is the answer that stood on the screen. When a colleague said something else since, nothing is written.
    """
    check = own_open_check(actor, check_id)
    line = list_of(check.list_version).item(item)
    if line is None or (unit_id is not None) != list_of(check.list_version).is_per_room(item):
        raise Refusal("check_item_unknown")
    if unit_id is not None and unit_id not in check.rooms:
        raise Refusal("check_item_unknown")
    now = CheckAnswer.objects.filter(of_item(item, unit_id), check_made=check, replaced_at=None).first()
    outcome = said.outcome if said.outcome is not None else ItemOutcome(now.outcome if now else "")
    number = None if said.number is None or line.measure is None else round(said.number, 1)
    values = {"outcome": outcome.value, "note": checked_text(said.note, field="note"), "number": number}
    if now is None and values == {"outcome": "", "note": "", "number": None}:
        raise Refusal("check_nothing_said", field="outcome")
    if now is not None and all(getattr(now, name) == value for name, value in values.items()):
        return now
    if now is not None and now.pk != seen and now.answered_by != actor.user_id:
        raise Refusal("check_answered_meanwhile", field="note")
    if now is not None:
        now.replaced_at = at
        now.save(update_fields=["replaced_at"])
    answer = CheckAnswer.objects.create(
        check_made=check,
        site_id=check.site_id,
        unit_id=unit_id,
        item=item,
        answered_by=actor.user_id,
        answered_at=at,
        **values,
    )
    if outcome == ItemOutcome.NOT_IN_ORDER:
        found(actor=actor, check=check, item=line, unit_id=unit_id, on=on, at=at)
    else:
        not_found_after_all(actor=actor, check=check, item=line, unit_id=unit_id, at=at)
    return answer


@transaction.atomic
def close_check(*, actor: Actor, check_id: UUID, rest_not_looked_at: bool, at: datetime) -> Check:
    """Finish a check and hand it over to the other side; from now on it takes no answers.

    Every item needs an answer, or, with `rest_not_looked_at`, gets "not looked at"; every finding needs a day.
    """
    check = own_open_check(actor, check_id)
    open_lines = [line for line in sheet_of(check).lines if line.outcome == ItemOutcome.UNSAID]
    if open_lines and not rest_not_looked_at:
        raise Refusal("check_not_complete", field="rest", count=len(open_lines))
    without_term = Finding.objects.filter(check_made=check, repair_by=None).exclude(state__in=("withdrawn", "mended"))
    if without_term.exists():
        raise Refusal("finding_needs_a_term", count=without_term.count())
    for line in open_lines:
        answer_item(
            actor=actor,
            check_id=check.pk,
            item=line.item.key,
            unit_id=line.unit.pk if line.unit else None,
            said=ItemAnswer(
                ItemOutcome.NOT_LOOKED_AT,
                line.answer.note if line.answer else "",
                line.answer.number if line.answer else None,
            ),
            seen=line.answer.pk if line.answer else None,
            on=check.started_on,
            at=at,
        )
    _step(check, actor, CheckAction.CLOSED, at)
    check.closed_at, check.handed_over_at = at, check.handed_over_at or at
    check.save(update_fields=["closed_at", "handed_over_at"])
    return check


@transaction.atomic
def reopen_check(*, actor: Actor, check_id: UUID, reason: str, at: datetime) -> Check:
    """Open a closed check for a correction, with the reason, which stays and stands in the report."""
    check = _own_check(actor, check_id)
    if check.closed_at is None:
        return check
    words = checked_text(reason, field="reason")
    if not words:
        raise Refusal("reason_missing", field="reason")
    if Check.objects.filter(site_id=check.site_id, kind=check.kind, closed_at=None, voided=False).exists():
        raise Refusal("check_open_already")
    check.closed_at = None
    check.save(update_fields=["closed_at"])
    _step(check, actor, CheckAction.REOPENED, at, reason=words)
    return check


@transaction.atomic
def void_check(*, actor: Actor, check_id: UUID, voided: bool, at: datetime) -> Check:
    """Say that an open check was begun by mistake, or, with `voided` False, that it was not after all."""
    check = _own_check(actor, check_id)
    if check.voided == voided:
        return check
    if check.handed_over_at is not None:
        raise Refusal("check_closed")
    if (
        not voided
        and Check.objects.filter(site_id=check.site_id, kind=check.kind, closed_at=None, voided=False).exists()
    ):
        raise Refusal("check_open_already")
    check.voided = voided
    check.save(update_fields=["voided"])
    _step(check, actor, CheckAction.VOIDED if voided else CheckAction.RESTORED, at)
    return check


def own_open_check(actor: Actor, check_id: UUID) -> Check:
    """A check that the own side makes and that takes answers; others wait until this transaction is over."""
    check = _own_check(actor, check_id)
    if not check.is_open:
        raise Refusal("check_closed")
    return check


def write_step(check: Check, actor: Actor, what: CheckAction, at: datetime) -> None:
    """Keep that something was done with a check."""
    _step(check, actor, what, at)


def _own_check(actor: Actor, check_id: UUID) -> Check:
    kind = kind_of_check(side_of(actor))
    check = Check.objects.select_for_update(of=("self",)).filter(pk=check_id, kind=kind).first()
    if check is None:
        raise Refusal("check_not_yours")
    site_to_check(actor, check.site_id)
    return check


def _rooms_of(site_id: UUID, rooms: Sequence[UUID]) -> list[UUID]:
    if len(rooms) > MOST_ROOMS:
        raise Refusal("too_many_rooms_at_once", field="rooms", most=MOST_ROOMS)
    known = set(Unit.objects.filter(site_id=site_id, pk__in=rooms).values_list("pk", flat=True))
    if len(known) != len(set(rooms)):
        raise Refusal("room_not_of_site", field="rooms")
    return list(dict.fromkeys(rooms))


def _step(check: Check, actor: Actor, what: CheckAction, at: datetime, *, reason: str = "") -> None:
    CheckStep.objects.create(
        check_made=check,
        site_id=check.site_id,
        what=what,
        reason=reason,
        by=actor.user_id,
        organisation_id=actor.organisation_id,
        role=actor.role,
        at=at,
    )
