"""What waits of people held against norms: sites without a permit in which people sleep, and those too full tonight."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.housing.public import SEE_HOUSING
from thoes.kernel.nights import current_night
from thoes.occupancy.kept_counts import norms_of_tonight
from thoes.occupancy.norms import may_count_people
from thoes.privacy.public import HOUSING_PERMITS
from thoes.rules.norm_terms import NormOutcome
from thoes.ui.todays_tasks import Counts, Task


def _too_many(actor: Actor, _on: date) -> Iterator[Task]:
    if not may_count_people(actor):
        return
    kept = norms_of_tonight(actor=actor, on=current_night(timezone.localtime()))
    found = kept.answer
    says = ngettext(
        "site has more people tonight than a norm allows",
        "sites have more people tonight than a norm allows",
        found.over,
    )
    without = ngettext(
        "site is slept in tonight without a permit in force",
        "sites are slept in tonight without a permit in force",
        found.without_permit,
    )
    if kept.at is not None:
        at = date_format(timezone.localtime(kept.at), "H:i")
        says, without = (_("%(what)s (counted at %(time)s)") % {"what": each, "time": at} for each in (says, without))
    yield Task(found.without_permit, without, f"{reverse('occupancy:norms')}?part=no_permit", "overdue")
    yield Task(found.over, says, f"{reverse('occupancy:norms')}?part={NormOutcome.OVER}", "overdue")


TODAY = [Counts(SEE_HOUSING, HOUSING_PERMITS, _too_many, order=14)]
