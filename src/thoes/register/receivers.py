"""The register's word when housing takes beds out of use: not while someone sleeps in them."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.dispatch import receiver

from thoes.housing.public import beds_leaving_use
from thoes.kernel.refusals import Refusal
from thoes.register.models import Stay


@receiver(beds_leaving_use)
def refuse_while_slept_in(sender: Any, *, bed_ids: Sequence[UUID], from_date: date, **_: Any) -> None:
    """Refuse when a stay that is believed now lasts beyond the morning of `from_date`, or begins after it."""
    stays = Stay.objects.filter(known_until=None, voided=False, bed_id__in=bed_ids)
    stay = stays.filter(Q(departure=None) | Q(departure__gt=from_date)).select_related("bed__unit").first()
    if stay is not None:
        raise Refusal(
            "bed_slept_in", field="from_date", bed=f"{stay.bed.unit.name} – {stay.bed.name}", from_date=from_date
        )
