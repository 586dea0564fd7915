"""Read the log of looks, for the person who was looked at."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from thoes.privacy.models import ProcessingRecord


def looks_at(persons: Iterable[UUID]) -> list[dict[str, Any]]:
    """Every look at these persons that may be seen now, the latest first. Never who of the staff it was."""
    rows = ProcessingRecord.objects.filter(person_id__in=list(persons)).order_by("-at", "-pk")
    return [
        {"at": at, "organisation": organisation, "purpose": purpose, "legal_ground": ground, "activity": activity}
        for at, organisation, purpose, ground, activity in rows.values_list(
            "at", "organisation_id", "purpose", "legal_ground", "activity"
        )
    ]
