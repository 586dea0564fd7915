"""What waits for who keeps the events: calendars that changed, and events that nobody confirmed for too long."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.events.access import kept_calendars, kept_events
from thoes.events.models import Asked
from thoes.events.permissions import KEEP_EVENTS, KEEP_EVENTS_PURPOSE
from thoes.events.queries import overdue, shown
from thoes.ui.todays_tasks import Counts, Task


def _work(actor: Actor, on: date) -> Iterator[Task]:
    changed = kept_calendars(actor).filter(outcome=Asked.NEW).count()
    says = ngettext("calendar with events changed", "calendars with events changed", changed)
    yield Task(changed, says, reverse("event-lists:runs"))
    lost = kept_calendars(actor).exclude(outcome__in=["", Asked.SAME, Asked.NEW]).count()
    says = ngettext("calendar gives no events any more", "calendars give no events any more", lost)
    yield Task(lost, says, reverse("events:calendars"), "overdue")
    late = kept_events(actor).filter(shown(), overdue(on=on), Q(last_on=None) | Q(last_on__gte=on)).count()
    says = ngettext("event to check", "events to check", late)
    yield Task(late, says, f"{reverse('events:list')}?part=overdue", "overdue")


TODAY = [Counts(KEEP_EVENTS, KEEP_EVENTS_PURPOSE, _work, order=61)]
