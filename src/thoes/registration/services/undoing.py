"""Take back an action of the desk: what it did to people is undone by new rows, as if it had not happened."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.kernel.refusals import Refusal
from thoes.registration.domain.follow_up import IN_BRP, State
from thoes.registration.models import FollowUp
from thoes.registration.services.assessing import assess_persons
from thoes.registration.services.following import StepsTaken, lock_desk
from thoes.registration.services.registering import give_back, take_back


@transaction.atomic
def undo_steps(*, actor: Actor, batch: UUID, at: datetime) -> StepsTaken:
    """Undo every step of an action that nothing came after; with whom something did happen since is left as it is.

    Refuses an action that is not of the own municipality, that was undone before, or of which nothing is left.
    """
    lock_desk(actor)
    steps = list(
        FollowUp.objects.filter(batch=batch, municipality=actor.municipality_code).select_related(
            "previous", "registration"
        )
    )
    if not steps or any(step.undoes_id for step in steps):
        raise Refusal("action_unknown")
    taken = StepsTaken(uuid4(), [])
    rows: list[FollowUp] = []
    for step in steps:
        if step.superseded_at is not None:
            taken.refused.append((step.person_id, Refusal("changed_since_action")))
            continue
        try:
            _restore_registration(step, at=at)
        except Refusal as refusal:
            taken.refused.append((step.person_id, refusal))
            continue
        rows.append(_as_before(step, actor=actor, at=at, batch=taken.batch))
    if not rows:
        raise Refusal("changed_since_action")
    FollowUp.objects.filter(pk__in=[row.previous_id for row in rows]).update(superseded_at=at)
    FollowUp.objects.bulk_create(rows, batch_size=2_000)
    taken.done.extend(row.person_id for row in rows)
    changed = [step.person_id for step in steps if step.registration_id and step.superseded_at is None]
    if changed:
        assess_persons(persons=changed, on=localdate(at))
    return taken


def _restore_registration(step: FollowUp, *, at: datetime) -> None:
    if step.registration is None:
        return
    if State(step.state) in IN_BRP:
        if step.registration.withdrawn_at is None:
            take_back(step.registration, at=at)
    else:
        give_back(step.registration)


def _as_before(step: FollowUp, *, actor: Actor, at: datetime, batch: UUID) -> FollowUp:
    before = step.previous
    return FollowUp(
        person_id=step.person_id,
        municipality_id=step.municipality_id,
        state=before.state if before else State.OPEN,
        reason=before.reason if before else "",
        on=before.on if before else localdate(at),
        next_on=before.next_on if before else localdate(at),
        rni_since=before.in_rni_since if before else None,
        assigned_to=before.assigned_to if before else None,
        previous=step,
        undoes=step,
        batch=batch,
        recorded_at=at,
        recorded_by=actor.user_id,
    )
