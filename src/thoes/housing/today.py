"""What waits around houses: permits that ended or end soon."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.housing.permissions import SEE_HOUSING
from thoes.housing.queries import permit_counts, permits_of, terms_on
from thoes.privacy.public import HOUSING_PERMITS
from thoes.ui.todays_tasks import Counts, Task


def _permits(actor: Actor, on: date) -> Iterator[Task]:
    counts, url = permit_counts(permits_of(actor), on=on, terms=terms_on(on)), reverse("housing:permits")
    says = ngettext("permit has ended", "permits have ended", counts.ended)
    yield Task(counts.ended, says, f"{url}?part=ended", "overdue")
    says = ngettext("permit ends soon", "permits end soon", counts.ends_soon)
    yield Task(counts.ends_soon, says, f"{url}?part=ends_soon", "warning")


TODAY = [Counts(SEE_HOUSING, HOUSING_PERMITS, _permits, order=12)]
