"""A calendar that nobody takes in any more: its events go with it or stay as own ones, and it can be put back.

It is kept as long as events that are over are, with the events that went with it; then all of that is forgotten, also the
address, which may be the only lock of that calendar.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from thoes.accounts.public import Actor
from thoes.events.access import is_of_province
from thoes.events.batches import undo_batch
from thoes.events.calendar_list import CalendarList
from thoes.events.models import Act, EventCalendar, KeptEvent
from thoes.events.permissions import KEEP_EVENTS
from thoes.events.queries import shown
from thoes.events.services import save, set_free, state_of
from thoes.events.terms import kept_days
from thoes.intake.public import drop, waiting_of
from thoes.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class OfCalendar:
    """How many events a removal is about: those that everybody finds now, and the others that are not over."""

    shown: int
    not_shown: int


def removed_calendars(actor: Actor) -> QuerySet[EventCalendar]:
    """Those of the actor that can still be put back, the last removed first."""
    if not actor.may(KEEP_EVENTS):
        return EventCalendar.objects.none()
    rows = (
        EventCalendar.objects.filter(gone_on__isnull=False).select_related("municipality").order_by("-gone_on", "name")
    )
    return rows if is_of_province(actor) else rows.filter(municipality=actor.municipality_code)


def events_of(calendar: EventCalendar, *, on: date) -> OfCalendar:
    """What a removal would be about on a day."""
    to_come = calendar.events.filter(Q(last_on=None) | Q(last_on__gte=on))
    many = to_come.filter(shown()).count()
    return OfCalendar(many, to_come.count() - many)


@transaction.atomic
def remove_calendar(*, actor: Actor, calendar_id: UUID, events_stay: bool, on: date, at: datetime) -> EventCalendar:
    """Take nothing from it any more; its events stay as those of their keeper, or nobody finds them any more.

    A file of it that waits for a look is dropped.
    """
    calendar = _locked(actor, calendar_id)
    if calendar.gone_on is not None:
        raise Refusal("calendar_removed")
    calendar.gone_on, calendar.removal = on, uuid4()
    calendar.save(update_fields=["gone_on", "removal"])
    for row in KeptEvent.objects.select_for_update(of=("self",)).filter(calendar=calendar).order_by("pk"):
        before = state_of(row)
        if events_stay:
            set_free(row)
        elif row.gone_on is None:
            row.gone_on = on
        else:
            continue
        act = Act.FREED if events_stay else Act.LEFT
        save(row, act, actor=actor, on=on, at=at, before=before, batch=calendar.removal, is_check=False)
    waiting = waiting_of(CalendarList, actor=actor, asked={"calendar": str(calendar.pk)})
    if waiting is not None and not waiting.works:
        drop(CalendarList, actor=actor, run_id=waiting.pk)
    return calendar


@transaction.atomic
def put_calendar_back(*, actor: Actor, calendar_id: UUID, on: date, at: datetime) -> EventCalendar:
    """As if it was not removed. Refused while an event that stayed is another than it was then."""
    calendar = _locked(actor, calendar_id)
    if calendar.gone_on is None or calendar.removal is None:
        raise Refusal("calendar_not_removed")
    undo_batch(calendar.removal, actor=actor, on=on, at=at, may_stay=lambda row: row.calendar_id == calendar.pk)
    calendar.gone_on = calendar.removal = None
    # What was handed over before was dropped, so the next time that it is asked it is handed over again.
    calendar.fingerprint = ""
    calendar.save(update_fields=["gone_on", "removal", "fingerprint"])
    return calendar


def forget_removed_calendars(*, on: date) -> int:
    """Remove those that nobody put back within the term, with what went with them; gives how many."""
    old = EventCalendar.objects.filter(gone_on__lt=on - timedelta(days=kept_days(on)))
    KeptEvent.objects.filter(calendar__in=old).delete()
    many, _by_table = old.delete()
    return many


def _locked(actor: Actor, calendar_id: UUID) -> EventCalendar:
    if not actor.may(KEEP_EVENTS):
        raise PermissionDenied
    rows = EventCalendar.objects.select_for_update(of=("self",)).filter(pk=calendar_id)
    found = (rows if is_of_province(actor) else rows.filter(municipality=actor.municipality_code)).first()
    if found is None:
        raise Refusal("calendar_not_yours")
    return found
