"""What waits around plans: those that are late, and those that stand still."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.pipeline.permissions import SEE_PIPELINE
from thoes.pipeline.queries.plans import late_q, plans_of, stuck_q
from thoes.privacy.public import HOUSING_PERMITS
from thoes.ui.todays_tasks import Counts, Task


def _plans(actor: Actor, on: date) -> Iterator[Task]:
    plans, url = plans_of(actor), reverse("pipeline:plans")
    late, stuck = plans.filter(late_q(on)).count(), plans.filter(stuck_q(on)).count()
    says = ngettext("plan for housing is late", "plans for housing are late", late)
    yield Task(late, says, f"{url}?part=late", "overdue")
    says = ngettext("plan for housing stands still", "plans for housing stand still", stuck)
    yield Task(stuck, says, f"{url}?part=stuck", "warning")


TODAY = [Counts(SEE_PIPELINE, HOUSING_PERMITS, _plans, order=11)]
