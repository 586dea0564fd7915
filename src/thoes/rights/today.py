"""What waits of workers who asked for their data: what should have been answered, and what is still to be."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.privacy.public import ANSWER_REQUEST
from thoes.rights.permissions import ANSWER_REQUESTS
from thoes.rights.states import waiting_numbers
from thoes.ui.todays_tasks import Counts, Task


def _requests(actor: Actor, on: date) -> Iterator[Task]:
    waiting, late = waiting_numbers(actor, on=on)
    url = reverse("rights:requests")
    says = ngettext("request of a worker waits for an answer", "requests of workers wait for an answer", waiting)
    yield Task(waiting, says, url, "overdue" if late else "warning")


TODAY = [Counts(ANSWER_REQUESTS, ANSWER_REQUEST, _requests, order=35)]
