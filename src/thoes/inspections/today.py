"""What waits of checks: findings that should have been mended."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.inspections.permissions import CHECK_SITES
from thoes.inspections.queries import finding_counts, findings_of
from thoes.privacy.public import HOUSING_PERMITS
from thoes.ui.todays_tasks import Counts, Task


def _findings(actor: Actor, on: date) -> Iterator[Task]:
    late = finding_counts(findings_of(actor), on=on).overdue
    says = ngettext("finding should have been mended by now", "findings should have been mended by now", late)
    yield Task(late, says, f"{reverse('inspections:findings')}?part=overdue", "overdue")


TODAY = [Counts(CHECK_SITES, HOUSING_PERMITS, _findings, order=13)]
