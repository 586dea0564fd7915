"""What erases private people who hold a permit, and checks with their notes and photos.

The municipality decides how long for permits and its inspections, a houser for its own self-checks.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext_lazy as _

from thoes.housing.domain.checks import STILL_OPEN, CheckKind
from thoes.housing.models import (
    Check,
    CheckAnswer,
    CheckPhoto,
    CheckStep,
    Document,
    Finding,
    FindingStep,
    Permit,
    PermitTransfer,
)
from thoes.housing.services.documents import file_of
from thoes.housing.services.photos import file_of_photo
from thoes.places.public import Municipality, Organisation
from thoes.privacy.public import Controller, Purpose, Rows, declare

_Event: Any = Permit.pgh_event_model  # type: ignore[attr-defined]
_FAR = date(9999, 12, 31)


class PrivateHolders:
    """Permits that a private person holds or held, with their history and papers."""

    name = "housing.private_holders"
    purpose = Purpose.HOUSING_PERMITS
    kind = "municipality"
    starts = _("the day on which the permit of a private person ended or was withdrawn")
    tables = ("housing_permit", "housing_permitevent", "housing_permittransfer", "housing_document")

    def controllers(self) -> Iterable[Controller]:
        codes = _private().values("site__municipality")
        return [
            Controller(place.name, municipality_code=place.code) for place in Municipality.objects.filter(pk__in=codes)
        ]

    def due(self, controller: Controller, *, ended_by: date, among: Sequence[UUID] | None = None) -> list[UUID]:
        permits = _private().filter(site__municipality=controller.municipality_code)
        if among is not None:
            list(Permit.objects.select_for_update().filter(pk__in=list(among)))
            permits = permits.filter(pk__in=list(among))
        ended = permits.annotate(
            ended=Least(Coalesce(F("valid_until"), _FAR), Coalesce(F("withdrawn_from"), _FAR))
        ).filter(Q(ended__lte=ended_by) | Q(voided=True, recorded_at__date__lte=ended_by))
        return sorted(set(ended.values_list("pk", flat=True)))

    def count(self, controller: Controller, subjects: Sequence[UUID]) -> Rows:
        ids = list(subjects)
        return {
            "housing_permit": len(ids),
            "housing_permitevent": _Event.objects.filter(pgh_obj_id__in=ids).count(),
            "housing_permittransfer": PermitTransfer.objects.filter(permit__in=ids).count(),
            "housing_document": Document.objects.filter(permit__in=ids).count(),
        }

    def erase(self, controller: Controller, subjects: Sequence[UUID], *, at: datetime) -> Rows:
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


class OldChecks:
    """Checks that were finished, or begun by mistake, with all that was said, found and photographed."""

    purpose = Purpose.HOUSING_PERMITS
    starts = _("the day on which the check was finished, or the last thing was done about what it found")
    tables = (
        "housing_check", "housing_checkanswer", "housing_checkphoto", "housing_checkstep", "housing_finding",
        "housing_findingstep",
    )  # fmt: skip

    def __init__(self, name: str, check_kind: CheckKind, kind: str) -> None:
        self.name, self.check_kind, self.kind = name, check_kind, kind

    def controllers(self) -> Iterable[Controller]:
        checks = Check.objects.filter(kind=self.check_kind)
        if self.check_kind == CheckKind.INSPECTION:
            codes = checks.values("site__municipality")
            places = Municipality.objects.filter(pk__in=codes)
            return [Controller(place.name, municipality_code=place.code) for place in places]
        housers = Organisation.objects.filter(pk__in=checks.values("site__houser"))
        return [Controller(houser.name, organisation_id=houser.pk) for houser in housers]

    def due(self, controller: Controller, *, ended_by: date, among: Sequence[UUID] | None = None) -> list[UUID]:
        checks = Check.objects.filter(kind=self.check_kind)
        if among is not None:
            list(Check.objects.select_for_update().filter(pk__in=list(among)))
            checks = checks.filter(pk__in=list(among))
        if self.check_kind == CheckKind.INSPECTION:
            checks = checks.filter(site__municipality=controller.municipality_code)
        else:
            checks = checks.filter(site__houser=controller.organisation_id)
        over = checks.filter(Q(closed_at__isnull=False) | Q(voided=True))
        # What must still be mended is not over, and what was done lately is not old.
        waits = Finding.objects.filter(state__in=STILL_OPEN).values("check_made")
        moved = FindingStep.objects.filter(at__date__gt=ended_by).values("finding__check_made")
        worked = CheckStep.objects.filter(at__date__gt=ended_by).values("check_made")
        over = over.exclude(Q(voided=False, pk__in=waits) | Q(pk__in=moved) | Q(pk__in=worked))
        return sorted(over.values_list("pk", flat=True))

    def count(self, controller: Controller, subjects: Sequence[UUID]) -> Rows:
        ids = list(subjects)
        return {
            "housing_check": len(ids),
            "housing_checkanswer": CheckAnswer.objects.filter(check_made__in=ids).count(),
            "housing_checkphoto": CheckPhoto.objects.filter(check_made__in=ids).count(),
            "housing_checkstep": CheckStep.objects.filter(check_made__in=ids).count(),
            "housing_finding": Finding.objects.filter(check_made__in=ids).count(),
            "housing_findingstep": FindingStep.objects.filter(finding__check_made__in=ids).count(),
        }

    def erase(self, controller: Controller, subjects: Sequence[UUID], *, at: datetime) -> Rows:
        ids, gone = list(subjects), self.count(controller, subjects)
        for photo in CheckPhoto.objects.filter(check_made__in=ids):
            file_of_photo(photo.pk).unlink(missing_ok=True)
        CheckPhoto.objects.filter(check_made__in=ids).delete()
        FindingStep.objects.filter(finding__check_made__in=ids).delete()
        Finding.objects.filter(check_made__in=ids).delete()
        CheckAnswer.objects.filter(check_made__in=ids).delete()
        CheckStep.objects.filter(check_made__in=ids).delete()
        Check.objects.filter(pk__in=ids).delete()
        return gone


def _private() -> Any:
    return Permit.objects.filter(Q(holder_is_private=True) | Q(transfers__holder_is_private=True)).distinct()


declare(
    PrivateHolders(),
    OldChecks("housing.inspections", CheckKind.INSPECTION, "municipality"),
    OldChecks("housing.self_checks", CheckKind.SELF_CHECK, "houser"),
)
