"""Write the audit log."""

import ipaddress
from datetime import datetime
from uuid import UUID

from thoes.accounts.public import AnyActor, known_of
from thoes.foundation.tracing import current_trace
from thoes.privacy.auditing.models import Action, AuditRecord, Outcome
from thoes.privacy.context import cross_tenant

_KEPT_BITS = {4: 24, 6: 48}


def record_action(
    *,
    action: Action,
    event: str,
    outcome: Outcome,
    at: datetime,
    actor: AnyActor | None = None,
    user_id: UUID | None = None,
    code: str = "",
    subject: tuple[str, UUID] | None = None,
    address: str | None = None,
) -> None:
    """Add a line under the trace of this request, job or command, in the transaction of what it is about."""
    kind, subject_id = subject or ("", None)
    known = known_of(actor) if actor else None
    # No request may write here on its own: its role in the database has no right to.
    with cross_tenant():
        AuditRecord.objects.create(
            at=at,
            trace_id=current_trace().id,
            action=action,
            event=event[:80],
            outcome=outcome,
            code=code[:60],
            actor_kind=known.kind if known else "",
            user_id=known.user_id if known else user_id,
            organisation_id=known.organisation_id if known else None,
            role=known.role if known else "",
            code_hash=known.code_hash if known else "",
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
