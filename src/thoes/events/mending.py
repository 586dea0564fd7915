"""An event that an older version stored and that cannot be worked out now: nobody finds it, and its keeper mends it.

None can be made now. What is in the way is left out, as the keeper sees beforehand; what was there stays in the record of it.
"""

from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.events.access import event_to_keep
from thoes.events.domain.dates import LOOK_AHEAD, dates_of
from thoes.events.domain.event import Event, EventError, merged
from thoes.events.domain.mending import in_the_way, left_without
from thoes.events.models import Act, EventRecord, KeptEvent
from thoes.events.queries import worked_out
from thoes.events.services import save
from thoes.kernel.refusals import Refusal


def whole_event(row: KeptEvent, *, on: date) -> Event | None:
    """The event, with dates that can be worked out; None where it cannot be shown."""
    event = worked_out(row.pk, partial(getattr, row, "event"))
    return event if event and _has_dates(row.pk, event, on=on) else None


def why_not(row: KeptEvent) -> str:
    """The code of what is wrong with it."""
    try:
        row.event  # noqa: B018 - reading it says what is wrong
    except EventError as wrong:
        return wrong.code
    return "event_part_unreadable"


def parts_in_the_way(row: KeptEvent, *, on: date) -> tuple[str, ...] | None:
    """Those that mending leaves out; None where that does not help."""
    facts = worked_out(row.pk, lambda: merged(row.source, row.own))
    return None if facts is None else in_the_way(facts, partial(_has_dates, row.pk, on=on))


@transaction.atomic
def mend(*, actor: Actor, event_id: UUID, on: date, at: datetime) -> EventRecord:
    """Leave out what is in the way. Refused where nothing is, or where that does not help."""
    row = event_to_keep(actor, event_id)
    parts = parts_in_the_way(row, on=on)
    if not parts:
        raise Refusal("event_cannot_be_mended")
    own, source = left_without(row.own, parts), left_without(row.source, parts)
    return save(row, Act.MENDED, actor=actor, own=own, source=source, on=on, at=at)


def _has_dates(event_id: UUID, event: Event, *, on: date) -> bool:
    return worked_out(event_id, partial(dates_of, event, first=on, until=on + LOOK_AHEAD)) is not None
