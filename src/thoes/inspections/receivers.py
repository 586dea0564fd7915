"""What inspections adds to the letters of housing: findings that must be mended."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.utils import translation

from thoes.housing.public import Ending, asking_what_ends
from thoes.inspections.check_list import list_of
from thoes.inspections.domain.checks import TO_MEND, CheckKind
from thoes.inspections.models import Finding
from thoes.rules.loading import use_parameter


@receiver(asking_what_ends)
def findings_to_mend(sender: Any, on: date, **_: Any) -> list[Ending]:
    """What must be mended within the term, and what should have been mended already; each is told once.

    A finding of a self-check is for the housing provider alone.
    """
    term = use_parameter("housing.finding.reminder_days", on).whole_number
    findings = Finding.objects.filter(
        state__in=TO_MEND,
        repair_by__lt=on + timedelta(days=term),
        check_made__voided=False,
        check_made__handed_over_at__isnull=False,
    ).select_related("site", "check_made", "unit")
    found = []
    with translation.override(settings.LANGUAGE_CODE):
        for finding in findings:
            assert finding.repair_by is not None  # the filter asks for a day
            item = list_of(finding.check_made.list_version).item(finding.item)
            found.append(
                Ending(
                    subject=finding.pk,
                    site=finding.site,
                    what=item.wrong.in_language("nl" if settings.LANGUAGE_CODE == "nl" else "en") if item else "",
                    number=finding.unit.name if finding.unit else "",
                    ends=finding.repair_by + timedelta(days=1),
                    term=0 if finding.repair_by < on else term,
                    is_finding=True,
                    is_for_provider_only=finding.check_made.kind == CheckKind.SELF_CHECK,
                )
            )
    return found
