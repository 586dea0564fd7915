"""Keep the assessments right when stays change: a few persons at once, many in the background."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.dispatch import receiver

from thoes.register.public import PersonNights, choosing_whom_to_keep, stays_changed
from thoes.registration.jobs import reassess
from thoes.registration.models import BrpRegistration, FollowUp, Slot, SlotOutcome
from thoes.registration.services import assess_persons

AT_ONCE = 200


@receiver(stays_changed)
def assess_again(sender: Any, persons: Sequence[UUID], on: date, first: Sequence[PersonNights], **kwargs: Any) -> None:
    """Assess the persons within the same transaction; more than 200 are left to a job after it."""
    if len(persons) <= AT_ONCE:
        assess_persons(persons=persons, on=on, first=first)
        return
    ids = [str(person) for person in persons]
    transaction.on_commit(lambda: reassess.defer(persons=ids))


@receiver(choosing_whom_to_keep)
def keep_whom_the_desk_knows(sender: Any, persons: Sequence[UUID], **kwargs: Any) -> UUID | None:
    """The person with an appointment, else with the latest step or registration: what was done stays in sight."""
    for rows, latest in (
        (Slot.objects.filter(outcome=SlotOutcome.EXPECTED), "-session__on"),
        (FollowUp.objects.filter(superseded_at=None), "-recorded_at"),
        (BrpRegistration.objects.filter(withdrawn_at=None), "-recorded_at"),
    ):
        person: UUID | None = (
            rows.filter(person__in=persons).order_by(latest).values_list("person_id", flat=True).first()
        )
        if person is not None:
            return person
    return None
