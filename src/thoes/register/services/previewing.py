"""Show what a check-in would come to: the real rules run, and nothing of it stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.kernel.refusals import Refusal
from thoes.register.domain.book import Outcome
from thoes.register.models import CURRENT, Stay
from thoes.register.services.declaring import Declared
from thoes.register.services.stays import check_in


@dataclass(frozen=True, slots=True)
class PlannedArrival:
    """What one arrival would come to: the bed it gets, or why it is refused."""

    outcome: Outcome | None
    bed: str
    refusal: Refusal | None


def preview_check_in(*, actor: Actor, arrivals: Sequence[Declared], at: datetime) -> list[PlannedArrival]:
    """One result per arrival, in order. Somebody else may take a bed before the real check-in; then another is given."""
    with transaction.atomic():
        _, results = check_in(actor=actor, arrivals=arrivals, at=at, nonce=None)
        wanted = [result.stay_id for result in results if result.stay_id]
        beds = {
            stay.stay_id: f"{stay.bed.unit.name} – {stay.bed.name}"
            for stay in Stay.objects.filter(CURRENT, stay_id__in=wanted).select_related("bed__unit")
        }
        transaction.set_rollback(True)
    return [
        PlannedArrival(result.outcome, beds[result.stay_id] if result.stay_id else "", result.refusal)
        for result in results
    ]
