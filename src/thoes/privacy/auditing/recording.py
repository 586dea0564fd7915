"""Write the audit log."""

import ipaddress
from datetime import datetime
from uuid import UUID

from thoes.accounts.public import Actor
from thoes.foundation.tracing import current_trace
from thoes.privacy.auditing.models import Action, AuditRecord, Outcome
from thoes.privacy.context import across_borders

_KEPT_BITS = {4: 24, 6: 48}


def record_action(
    *,
    action: Action,
    event: str,
    outcome: Outcome,
    at: datetime,
    actor: Actor | None = None,
    user_id: UUID | None = None,
    code: str = "",
    subject: tuple[str, UUID] | None = None,
    address: str | None = None,
) -> None:
    """Add a line under the trace of this request, job or command, in the transaction of what it is about."""
    kind, subject_id = subject or ("", None)
    # No request may write here on its own: its role in the database has no right to.
    with across_borders():
        AuditRecord.objects.create(
            at=at,
            trace_id=current_trace().id,
            action=action,
            event=event[:80],
            outcome=outcome,
            code=code[:60],
            user_id=actor.user_id if actor else user_id,
            organisation_id=actor.organisation_id if actor else None,
            role=actor.role if actor else "",
            subject_kind=kind,
            subject_id=subject_id,
            network=network_of(address),
        )


def network_of(address: str | None) -> str:
    """The network an address is in: enough to tell the town hall from elsewhere, not to follow one device.

    A hash would not do: all addresses of the old internet are tried in minutes.
    """
    if not address:
        return ""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    known = getattr(known, "ipv4_mapped", None) or known
    return str(ipaddress.ip_network(f"{known}/{_KEPT_BITS[known.version]}", strict=False))
