"""What waits for who keeps the events: those that nobody confirmed for too long."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.events.access import kept_events
from thoes.events.permissions import KEEP_EVENTS, KEEP_EVENTS_PURPOSE
from thoes.events.queries import overdue, shown
from thoes.ui.todays_tasks import Counts, Task


def _work(actor: Actor, on: date) -> Iterator[Task]:
    late = kept_events(actor).filter(shown(), overdue(on=on), Q(last_on=None) | Q(last_on__gte=on)).count()
    says = ngettext("event to check", "events to check", late)
    yield Task(late, says, f"{reverse('events:list')}?part=overdue", "overdue")


TODAY = [Counts(KEEP_EVENTS, KEEP_EVENTS_PURPOSE, _work, order=61)]
