"""That a calendar was taken in: the newest time can be undone as a whole, and then its events are what they were before."""

from datetime import date, datetime
from uuid import UUID

from thoes.accounts.public import Actor
from thoes.events.access import kept_calendars
from thoes.events.batches import undo_batch
from thoes.events.models import Asked, EventCalendar
from thoes.kernel.refusals import Refusal


def begin_reading(calendar: EventCalendar, batch: UUID, *, content: str) -> None:
    """`content` is the fingerprint of what it says; from now on no reading of before can be undone."""
    calendar.fingerprint_before, calendar.taken_fingerprint = calendar.taken_fingerprint, content
    calendar.reading = batch
    calendar.outcome = Asked.SAME if calendar.link else ""
    calendar.save(update_fields=["fingerprint_before", "taken_fingerprint", "reading", "outcome"])


def undo_reading(batch: UUID, *, actor: Actor, on: date, at: datetime) -> None:
    """Within a transaction. Refused for any but the newest of a calendar that is there, or as `undo_batch` has it.

    Where the calendar has an address it is handed over again the next day, as it says something else than was taken in.
    """
    rows = kept_calendars(actor).select_related(None).select_for_update(of=("self",))
    calendar = rows.filter(reading=batch).first()
    if calendar is None:
        raise Refusal("calendar_reading_not_newest")
    undo_batch(batch, actor=actor, on=on, at=at)
    calendar.taken_fingerprint, calendar.fingerprint_before = calendar.fingerprint_before, ""
    calendar.reading, calendar.fingerprint, calendar.outcome = None, "", ""
    calendar.save(update_fields=["taken_fingerprint", "fingerprint_before", "reading", "fingerprint", "outcome"])
