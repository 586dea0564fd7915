"""What one person asked before, and when everything of that person was put together."""

from collections.abc import Sequence
from uuid import UUID

from thoes.foundation.modules import DossierPart, DossierRows
from thoes.rights.models import FullOverview, Request


def _requests(persons: Sequence[UUID]) -> DossierRows:
    rows = (
        Request.objects.filter(person__in=persons).select_related("organisation").order_by("received_on", "recorded_at")
    )
    return [
        {
            "organisation": row.organisation.name,
            "received_on": row.received_on.isoformat(),
            "kind": row.kind,
            "text": row.text,
            "due_on": row.due_on.isoformat(),
            "outcome": row.outcome,
            "answer": row.answer,
        }
        for row in rows
    ]


def _opened_in_full(persons: Sequence[UUID]) -> DossierRows:
    """When everything was put together before or now, by whom, why, and whether a second person confirmed it."""
    rows = FullOverview.objects.filter(person__in=persons, opened_at__isnull=False).select_related("organisation")
    return [
        {
            "organisation": row.organisation.name,
            "opened_at": row.opened_at.isoformat() if row.opened_at else "",
            "reason": row.reason,
            "confirmed_by_a_second_person": row.confirmed_at is not None,
        }
        for row in rows.order_by("-opened_at", "pk")
    ]


DOSSIER = (
    DossierPart("requests", (Request,), _requests),
    DossierPart("opened_in_full", (FullOverview,), _opened_in_full),
)
