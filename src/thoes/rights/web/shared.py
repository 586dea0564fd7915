"""What the pages share: the access log."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from thoes.privacy.public import record_access


def log_access(activity: str, persons: Iterable[UUID | None], *, reference: str = "") -> None:
    """Write down who was looked at, to answer a request."""
    record_access(
        activity=f"rights.{activity}",
        persons=[person for person in persons if person],
        at=timezone.now(),
        reference=reference,
    )
