"""What the pages share: the log of looks."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from thoes.accounts.public import Actor
from thoes.privacy.public import Purpose, record_looks


def log_looks(actor: Actor, activity: str, persons: Iterable[UUID | None], *, reference: str = "") -> None:
    """Write down who was looked at, to answer a request."""
    record_looks(
        actor=actor,
        activity=f"rights.{activity}",
        purpose=Purpose.ANSWER_REQUEST,
        persons=[person for person in persons if person],
        at=timezone.now(),
        reference=reference,
    )
