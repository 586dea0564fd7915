"""What a municipality decides about its own rules."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.kernel.refusals import Refusal
from thoes.places.models import LocalField, LocalFieldsDecision, Municipality
from thoes.places.permissions import SET_LOCAL_FIELDS


@transaction.atomic
def decide_local_fields(*, actor: Actor, fields: Collection[str], ground: str, at: datetime) -> bool:
    """Ask these fields beside those of article 438 Sr in the actor's own municipality; False when nothing changed.

    A field needs a ground of the municipality itself; without one it is a `Refusal`.
    """
    if not actor.may(SET_LOCAL_FIELDS):
        raise PermissionError("this actor may not set local fields")
    chosen = [field.value for field in LocalField if field in fields]
    ground = " ".join(ground.split())
    if chosen and not ground:
        raise Refusal("local_ground_missing", field="ground")
    municipality = Municipality.objects.select_for_update().get(code=actor.municipality_code)
    if (set(chosen), ground) == (set(municipality.local_fields), municipality.local_ground):
        return False
    municipality.local_fields, municipality.local_ground = chosen, ground
    municipality.save(update_fields=["local_fields", "local_ground"])
    LocalFieldsDecision.objects.create(
        municipality=municipality, fields=chosen, ground=ground, decided_by=actor.user_id, decided_at=at
    )
    return True
