"""What was done about many events in one act on their calendar, and how that is undone as a whole.

An event that came with the act goes with it, as nothing was done about it since; any other becomes what it was, with the check
of before. All or nothing: what somebody did about one of them after the act is not lost.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.events.models import Act, EventRecord, KeptEvent
from thoes.events.services import restore, save, state_of
from thoes.kernel.refusals import Refusal

_NAMED = 5


def undo_batch(
    batch: UUID, *, actor: Actor, on: date, at: datetime, may_stay: Callable[[KeptEvent], bool] = lambda _row: False
) -> int:
    """Undo it; gives how many events it was. Within a transaction.

    Refusal `calendar_events_changed_since` with their names where something else was done about some of them after it; those
    that `may_stay` are left as they are.
    """
    rows = {
        row.pk: row
        for row in KeptEvent.objects.select_for_update(of=("self",)).filter(records__batch=batch).order_by("pk")
    }
    records = EventRecord.objects.filter(batch=batch, event__in=rows).order_by("pk")
    changed = [rows[each.event_id] for each in records if state_of(rows[each.event_id]) != each.after]
    _refuse_changed(row for row in changed if not may_stay(row))
    left = {row.pk for row in changed}
    for record in records:
        if record.event_id not in left:
            _undo(rows[record.event_id], record, actor=actor, on=on, at=at)
    return len(rows) - len(left)


def _refuse_changed(rows: Iterable[KeptEvent]) -> None:
    names = [row.title for row in rows]
    if names:
        more = ["…"] if len(names) > _NAMED else []
        raise Refusal("calendar_events_changed_since", count=len(names), names=", ".join(names[:_NAMED] + more))


def _undo(row: KeptEvent, record: EventRecord, *, actor: Actor, on: date, at: datetime) -> None:
    if not record.before:
        row.delete()
        return
    before = state_of(row)
    restore(row, record.before)
    if "seen_on" in record.before:
        seen = record.before["seen_on"]
        row.seen_on = date.fromisoformat(seen) if seen else None
    last = row.records.filter(pk__lt=record.pk).order_by("-pk").first()
    if last is not None:
        row.checked_on, row.checked_by, row.checked_for = localdate(last.done_at), last.done_by, last.done_for
    save(row, Act.UNDONE, actor=actor, on=on, at=at, before=before, is_check=False)
