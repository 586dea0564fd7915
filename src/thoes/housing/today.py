"""What waits around houses: permits that ended or end soon."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.housing.domain.validity import Validity
from thoes.housing.permissions import SEE_HOUSING
from thoes.housing.queries import permits_of, terms_on, validity_q
from thoes.privacy.public import HOUSING_PERMITS
from thoes.ui.todays_tasks import Counts, Task


def _permits(actor: Actor, on: date) -> Iterator[Task]:
    permits, terms, url = permits_of(actor), terms_on(on), reverse("housing:permits")
    ended, soon = (
        permits.filter(validity_q(each, on=on, terms=terms)).count() for each in (Validity.ENDED, Validity.ENDS_SOON)
    )
    says = ngettext("permit has ended", "permits have ended", ended)
    yield Task(ended, says, f"{url}?part=ended", "overdue")
    says = ngettext("permit ends soon", "permits end soon", soon)
    yield Task(soon, says, f"{url}?part=ends_soon", "warning")


TODAY = [Counts(SEE_HOUSING, HOUSING_PERMITS, _permits, order=12)]
