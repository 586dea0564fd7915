"""Undo a change: what it opened is no longer believed, what it closed is believed again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.foundation.bulk_insert import write_rows
from thoes.kernel.refusals import Refusal
from thoes.register.models import Change, Stay, Verb
from thoes.register.services.recording import Repeated, announce, begin_change, next_version, refusals_of_the_database


@transaction.atomic
def undo_change(*, actor: Actor, change_id: UUID, at: datetime, nonce: UUID | None = None) -> Change:
    """Take back a change of one's own organisation, an undo included; refused when something came after it."""
    change = Change.objects.select_for_update().filter(pk=change_id, organisation_id=actor.organisation_id).first()
    if change is None:
        raise Refusal("change_unknown")
    if Change.objects.filter(undoes=change).exists():
        raise Refusal("already_undone")
    try:
        undo = begin_change(actor=actor, verb=Verb.UNDO, at=at, nonce=nonce, undoes=change)
    except Repeated as repeated:
        return repeated.change
    if change.opened.filter(known_until__isnull=False).exists():
        raise Refusal("changed_since")
    opened = list(change.opened.select_related("worker"))
    closed = list(change.closed.select_related("worker"))
    latest = max([at, *(stay.known_from for stay in opened)])
    change.opened.update(known_until=latest, closed_by=undo)
    try:
        with refusals_of_the_database():
            write_rows(
                [next_version(stay, change=undo, at=latest) for stay in closed]
                + [next_version(stay, change=undo, at=latest, voided=True) for stay in _without_past(opened, closed)]
            )
    except Refusal as refusal:
        raise Refusal("undo_not_possible") from refusal
    announce([stay.worker.person_id for stay in opened + closed], on=localdate(at))
    return undo


def _without_past(opened: list[Stay], closed: list[Stay]) -> list[Stay]:
    """Stays that the change made: undone, they become voided ones, so that an undo can itself be undone."""
    earlier = {stay.stay_id for stay in closed}
    return [stay for stay in opened if stay.stay_id not in earlier]
