"""What erases private people who hold a permit; the municipality decides how long."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Controller, ErasedRows
from thoes.housing.models import Document, Permit, PermitTransfer
from thoes.housing.permissions import HOUSING_PERMITS
from thoes.housing.services.documents import file_of
from thoes.places.public import municipal_controllers

_Event: Any = Permit.pgh_event_model  # type: ignore[attr-defined]
_FAR = date(9999, 12, 31)


class PrivateHolders:
    """Permits that a private person holds or held, with their history and papers."""

    name = "housing.private_holders"
    purpose = HOUSING_PERMITS
    kind = "municipality"
    starts = _("the day on which the permit of a private person ended or was withdrawn")
    tables = ("housing_permit", "housing_permitevent", "housing_permittransfer", "housing_document")

    def controllers(self) -> Iterable[Controller]:
        return municipal_controllers(_private().values("site__municipality"))

    def due(self, controller: Controller, *, ended_by: date, among: Sequence[UUID] | None = None) -> list[UUID]:
        permits = _private().filter(site__municipality=controller.municipality_code)
        if among is not None:
            list(Permit.objects.select_for_update().filter(pk__in=list(among)))
            permits = permits.filter(pk__in=list(among))
        ended = permits.annotate(
            ended=Least(Coalesce(F("valid_until"), _FAR), Coalesce(F("withdrawn_from"), _FAR))
        ).filter(Q(ended__lte=ended_by) | Q(voided=True, recorded_at__date__lte=ended_by))
        return sorted(set(ended.values_list("pk", flat=True)))

    def count(self, controller: Controller, subjects: Sequence[UUID]) -> ErasedRows:
        ids = list(subjects)
        return {
            "housing_permit": len(ids),
            "housing_permitevent": _Event.objects.filter(pgh_obj_id__in=ids).count(),
            "housing_permittransfer": PermitTransfer.objects.filter(permit__in=ids).count(),
            "housing_document": Document.objects.filter(permit__in=ids).count(),
        }

    def erase(self, controller: Controller, subjects: Sequence[UUID], *, at: datetime) -> ErasedRows:
        ids, gone = list(subjects), self.count(controller, subjects)
        for document in Document.objects.filter(permit__in=ids):
            file_of(document.pk).unlink(missing_ok=True)
            document.delete()
        # A company that took the permit over keeps its name; only the private person goes.
        Permit.objects.filter(pk__in=ids, holder_is_private=True).update(
            holder="", conditions="", holder_is_private=False
        )
        _Event.objects.filter(pgh_obj_id__in=ids).delete()
        PermitTransfer.objects.filter(permit__in=ids).delete()
        return gone


def _private() -> Any:
    return Permit.objects.filter(Q(holder_is_private=True) | Q(transfers__holder_is_private=True)).distinct()
