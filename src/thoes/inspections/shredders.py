"""What erases old checks with their notes and photos: a municipality its inspections, a housing provider its own
self-checks.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Controller, ErasedRows
from thoes.housing.public import HOUSING_PERMITS
from thoes.inspections.domain.checks import STILL_OPEN, CheckKind
from thoes.inspections.models import Check, CheckAnswer, CheckPhoto, CheckStep, Finding, FindingStep
from thoes.inspections.services.photos import file_of_photo
from thoes.places.public import Organisation, municipal_controllers


class OldChecks:
    """Checks that were finished, or begun by mistake, with all that was said, found and photographed."""

    purpose = HOUSING_PERMITS
    starts = _("the day on which the check was finished, or the last thing was done about what it found")
    tables = (
        "inspections_check", "inspections_checkanswer", "inspections_checkphoto", "inspections_checkstep",
        "inspections_finding", "inspections_findingstep",
    )  # fmt: skip

    def __init__(self, name: str, check_kind: CheckKind, kind: str) -> None:
        self.name, self.check_kind, self.kind = name, check_kind, kind

    def controllers(self) -> Iterable[Controller]:
        checks = Check.objects.filter(kind=self.check_kind)
        if self.check_kind == CheckKind.INSPECTION:
            return municipal_controllers(checks.values("site__municipality"))
        providers = Organisation.objects.filter(pk__in=checks.values("site__provider"))
        return [Controller(provider.name, organisation_id=provider.pk) for provider in providers]

    def due(self, controller: Controller, *, ended_by: date, among: Sequence[UUID] | None = None) -> list[UUID]:
        checks = Check.objects.filter(kind=self.check_kind)
        if among is not None:
            list(Check.objects.select_for_update().filter(pk__in=list(among)))
            checks = checks.filter(pk__in=list(among))
        if self.check_kind == CheckKind.INSPECTION:
            checks = checks.filter(site__municipality=controller.municipality_code)
        else:
            checks = checks.filter(site__provider=controller.organisation_id)
        over = checks.filter(Q(closed_at__isnull=False) | Q(voided=True))
        # What must still be mended is not over, and what was done lately is not old.
        waits = Finding.objects.filter(state__in=STILL_OPEN).values("check_made")
        moved = FindingStep.objects.filter(at__date__gt=ended_by).values("finding__check_made")
        worked = CheckStep.objects.filter(at__date__gt=ended_by).values("check_made")
        over = over.exclude(Q(voided=False, pk__in=waits) | Q(pk__in=moved) | Q(pk__in=worked))
        return sorted(over.values_list("pk", flat=True))

    def count(self, controller: Controller, subjects: Sequence[UUID]) -> ErasedRows:
        ids = list(subjects)
        return {
            "inspections_check": len(ids),
            "inspections_checkanswer": CheckAnswer.objects.filter(check_made__in=ids).count(),
            "inspections_checkphoto": CheckPhoto.objects.filter(check_made__in=ids).count(),
            "inspections_checkstep": CheckStep.objects.filter(check_made__in=ids).count(),
            "inspections_finding": Finding.objects.filter(check_made__in=ids).count(),
            "inspections_findingstep": FindingStep.objects.filter(finding__check_made__in=ids).count(),
        }

    def erase(self, controller: Controller, subjects: Sequence[UUID], *, at: datetime) -> ErasedRows:
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


INSPECTIONS = OldChecks("inspections.inspections", CheckKind.INSPECTION, "municipality")
SELF_CHECKS = OldChecks("inspections.self_checks", CheckKind.SELF_CHECK, "housing_provider")
