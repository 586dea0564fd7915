"""Keep the assessments right when stays change: a few persons at once, many in the background."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.dispatch import receiver

from thoes.register.public import stays_changed
from thoes.registration.jobs import reassess
from thoes.registration.services import assess_persons

AT_ONCE = 200


@receiver(stays_changed)
def assess_again(sender: Any, persons: Sequence[UUID], on: date, **kwargs: Any) -> None:
    """Assess the persons within the same transaction; more than 200 are left to a job after it."""
    if len(persons) <= AT_ONCE:
        assess_persons(persons=persons, on=on)
        return
    ids = [str(person) for person in persons]
    transaction.on_commit(lambda: reassess.defer(persons=ids))
