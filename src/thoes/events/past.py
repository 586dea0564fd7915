"""Events that are over go: what was held last month helps nobody."""

from datetime import date, timedelta

from django.db import transaction

from thoes.events.models import KeptEvent
from thoes.events.terms import kept_days


@transaction.atomic
def forget_past_events(*, on: date) -> int:
    """Remove the events whose last day is longer ago than the term, with what was done about them; gives how many."""
    over = KeptEvent.objects.filter(last_on__lt=on - timedelta(days=kept_days(on)))
    many = over.count()
    over.delete()
    return many
