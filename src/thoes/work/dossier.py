"""What labour suppliers said about one person."""

from collections.abc import Sequence
from uuid import UUID

from thoes.foundation.modules import DossierPart, DossierRows
from thoes.work.models import AnswerReport


def _supplier_reports(persons: Sequence[UUID]) -> DossierRows:
    rows = AnswerReport.objects.filter(person__in=persons).select_related("organisation", "municipality")
    return [
        {"supplier": row.organisation.name, "municipality": row.municipality.name, "at": row.reported_at.isoformat()}
        for row in rows
    ]


DOSSIER = (DossierPart("supplier_reports", (AnswerReport,), _supplier_reports),)
