"""Say that beds are not offered for a while, that they are again, and what there is to know of a room."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.housing.models import NOTE_LENGTH, Bed, BedBlock, BlockReason, RoomNote, Unit
from thoes.housing.permissions import MANAGE_SITES
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.refusals import Refusal


@transaction.atomic
def block_beds(
    *,
    actor: Actor,
    bed_ids: Collection[UUID],
    reason: BlockReason,
    from_date: date,
    until: date | None,
    at: datetime,
    nonce: UUID,
) -> None:
    """Do not offer these beds from a day up to, not including, another. The same nonce twice blocks once.

    Who sleeps there stays; only who comes is not offered the bed.
    """
    _may(actor)
    if until is not None and until <= from_date:
        raise Refusal("block_backwards", field="until", first=from_date)
    beds = list(
        Bed.objects.filter(pk__in=bed_ids, unit__site__provider_id=actor.organisation_id).select_related("unit")
    )
    if len(beds) != len(set(bed_ids)) or not beds:
        raise Refusal("site_not_yours")
    rows = [
        BedBlock(
            pk=uuid5(nonce, str(bed.pk)),
            bed=bed,
            site_id=bed.unit.site_id,
            reason=reason,
            from_date=from_date,
            until=until,
            recorded_by=actor.user_id,
            recorded_at=at,
        )
        for bed in beds
    ]
    BedBlock.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def lift_blocks(*, actor: Actor, block_ids: Collection[UUID], at: datetime) -> int:
    """Offer the beds again from now on; how many blocks that ended. What was lifted before stays as it was."""
    _may(actor)
    own = BedBlock.objects.filter(pk__in=block_ids, lifted_at=None, site__provider_id=actor.organisation_id)
    return own.update(lifted_at=at, lifted_by=actor.user_id)


@transaction.atomic
def note_of_room(*, actor: Actor, unit_id: UUID, text: str, at: datetime) -> None:
    """The note of a room from now on; none, for an empty text. The earlier one ends and stays on record."""
    _may(actor)
    unit = (
        Unit.objects.select_for_update(of=("self",)).filter(pk=unit_id, site__provider_id=actor.organisation_id).first()
    )
    if unit is None:
        raise Refusal("site_not_yours")
    said = " ".join(text.split())
    if contains_bsn(said):
        raise Refusal("number_may_be_bsn", field="text")
    if len(said) > NOTE_LENGTH:
        raise Refusal("note_too_long", field="text", most=NOTE_LENGTH)
    now = RoomNote.objects.filter(unit=unit, ended_at=None).first()
    if (now.text if now else "") == said:
        return
    RoomNote.objects.filter(unit=unit, ended_at=None).update(ended_at=at)
    if said:
        RoomNote.objects.create(unit=unit, site_id=unit.site_id, text=said, written_by=actor.user_id, written_at=at)


def _may(actor: Actor) -> None:
    if not actor.may(MANAGE_SITES):
        raise PermissionError("this actor may not manage sites")
