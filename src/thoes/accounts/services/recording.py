"""Write the audit record of accounts."""

from datetime import datetime
from uuid import UUID

from thoes.accounts.models import AccountEvent
from thoes.foundation.tracing import current_trace


def record_event(
    verb: AccountEvent.Verb,
    *,
    at: datetime,
    actor_id: UUID | None,
    subject_id: UUID | None = None,
    organisation_id: UUID | None = None,
    role: str = "",
    role_before: str = "",
    origin: str | None = None,
) -> None:
    """Add a line, in the transaction of what it is about."""
    trace = current_trace()
    trace.is_recorded = True
    AccountEvent.objects.create(
        verb=verb,
        at=at,
        actor_id=actor_id,
        subject_id=subject_id,
        organisation_id=organisation_id,
        role=role,
        role_before=role_before,
        origin=origin or None,
        trace_id=trace.id,
    )
