"""Who looked at one person. Never who of the staff it was."""

from collections.abc import Sequence
from uuid import UUID

from thoes.foundation.modules import DossierPart, DossierRows
from thoes.privacy.models import ProcessingRecord


def _accesses(persons: Sequence[UUID]) -> DossierRows:
    rows = ProcessingRecord.objects.filter(person_id__in=persons).order_by("-at", "-pk")
    return [
        {
            "at": at.isoformat(),
            "organisation": organisation,
            "purpose": purpose,
            "legal_ground": ground,
            "activity": activity,
        }
        for at, organisation, purpose, ground, activity in rows.values_list(
            "at", "organisation_id", "purpose", "legal_ground", "activity"
        )
    ]


DOSSIER = (DossierPart("accesses", (ProcessingRecord,), _accesses),)
