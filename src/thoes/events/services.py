"""What somebody does about an event; each act is kept with what was before, and the last one can be undone."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from thoes.accounts.public import Actor
from thoes.events.access import event_to_keep, keeps
from thoes.events.domain.dates import date_at, with_change
from thoes.events.domain.event import (
    SOURCE,
    Change,
    Event,
    EventError,
    Otherwise,
    Text,
    as_facts,
    change_facts,
    merged,
    text_facts,
)
from thoes.events.models import Act, EventRecord, KeptEvent
from thoes.events.permissions import KEEP_EVENTS
from thoes.events.translations import review_of
from thoes.kernel.free_text import checked_text
from thoes.kernel.invisible_characters import without_control
from thoes.kernel.refusals import Refusal

OWN_OF_IMPORTED = ("price", "languages", "sign_up", "sign_up_at", "for_children", "link")
"""What a keeper may say of an event whose date, place and Dutch words come from a calendar."""
_NOT_UNDONE = (Act.ADDED, Act.TAKEN, Act.UNDONE, Act.RIGHT, Act.LEFT, Act.FREED, Act.MENDED)


@transaction.atomic
def add_event(*, actor: Actor, event: Event, municipality: str, is_hidden: bool, on: date, at: datetime) -> EventRecord:
    """An event of an own municipality ("" is all Limburg), shown from now on unless it is hidden."""
    if not actor.may(KEEP_EVENTS):
        raise PermissionDenied
    if not keeps(actor, municipality):
        raise Refusal("event_of_another_municipality", field="municipality")
    row = KeptEvent(municipality_id=municipality or None, is_hidden=is_hidden, changed_at=at, made_at=at)
    return save(row, Act.ADDED, actor=actor, own=as_facts(event), on=on, at=at)


@transaction.atomic
def change_event(
    *, actor: Actor, event_id: UUID, event: Event, is_hidden: bool, upon: int, on: date, at: datetime
) -> EventRecord:
    """It is as in `event`: of one from a calendar only what the calendar does not say. Refused where somebody was first."""
    row = _unchanged(actor, event_id, upon)
    facts = as_facts(event)
    if row.calendar_id:
        added = {name: facts.get(name) for name in OWN_OF_IMPORTED}
        said = {name: value for name, value in added.items() if value != row.source.get(name)}
        kept = {name: value for name, value in row.own.items() if name not in OWN_OF_IMPORTED}
        own = {**kept, **said}
    else:
        own = facts
    before = state_of(row)
    row.is_hidden = is_hidden
    return save(row, Act.CHANGED, actor=actor, own=own, on=on, at=at, before=before)


@transaction.atomic
def write_text(
    *, actor: Actor, event_id: UUID, language: str, text: Text | None, is_read: bool, upon: int, on: date, at: datetime
) -> EventRecord:
    """The words in another language than Dutch, or none; `is_read` says that somebody read them beside the Dutch."""
    row = _unchanged(actor, event_id, upon)
    texts = dict(row.own.get("texts", {}))
    texts.pop(language, None)
    if text is not None and language != SOURCE:
        review = review_of(text, _event(row).texts[SOURCE]) if is_read else {}
        texts[language] = text_facts(Text(**text.words, review=review))
    return save(row, Act.TRANSLATED, actor=actor, own={**row.own, "texts": texts}, on=on, at=at)


@transaction.atomic
def find_right(*, actor: Actor, event_id: UUID, on: date, at: datetime) -> EventRecord:
    """Somebody looked, and it is right."""
    row = event_to_keep(actor, event_id)
    _event(row)
    return save(row, Act.RIGHT, actor=actor, on=on, at=at)


@transaction.atomic
def cancel_date(*, actor: Actor, event_id: UUID, of: datetime, on: date, at: datetime) -> EventRecord:
    """One date is not held; it stays in the list, and says so."""
    try:
        change = Change(of, Otherwise.CANCELLED)
    except EventError as wrong:
        raise Refusal("event_date_unknown") from wrong
    return _change_date(actor, event_id, Act.DATE_CANCELLED, change, on=on, at=at)


@transaction.atomic
def move_date(*, actor: Actor, event_id: UUID, change: Change, on: date, at: datetime) -> EventRecord:
    """One date is at another time or place."""
    return _change_date(actor, event_id, Act.DATE_MOVED, change, on=on, at=at)


@transaction.atomic
def put_date_back(*, actor: Actor, event_id: UUID, of: datetime, on: date, at: datetime) -> EventRecord:
    """One date is as the others again: as the calendar says it, where it comes from one."""
    row = event_to_keep(actor, event_id)
    left = [each for each in row.own.get("changes", ()) if datetime.fromisoformat(each["at"]) != of]
    return save(row, Act.DATE_BACK, actor=actor, own={**row.own, "changes": left}, on=on, at=at)


@transaction.atomic
def cancel_event(*, actor: Actor, event_id: UUID, on: date, at: datetime) -> EventRecord:
    """None of its dates is held; it stays in the list, and says so."""
    row = event_to_keep(actor, event_id)
    return save(row, Act.CANCELLED, actor=actor, own={**row.own, "is_cancelled": True}, on=on, at=at)


@transaction.atomic
def hold_event(*, actor: Actor, event_id: UUID, on: date, at: datetime) -> EventRecord:
    """It is held after all."""
    row = event_to_keep(actor, event_id)
    return save(row, Act.HELD, actor=actor, own={**row.own, "is_cancelled": False}, on=on, at=at)


@transaction.atomic
def take_away(*, actor: Actor, event_id: UUID, on: date, at: datetime) -> EventRecord:
    """It is shown to nobody, and stays for its keeper until it is over."""
    row = event_to_keep(actor, event_id)
    before = state_of(row)
    row.gone_on = on
    return save(row, Act.GONE, actor=actor, on=on, at=at, before=before)


@transaction.atomic
def put_back(*, actor: Actor, event_id: UUID, on: date, at: datetime) -> EventRecord:
    """It is shown again; where its calendar was removed as an event of its keeper, who can change all of it."""
    row = event_to_keep(actor, event_id)
    before = state_of(row)
    row.gone_on = None
    if row.calendar is not None and row.calendar.gone_on:
        set_free(row)
    return save(row, Act.BACK, actor=actor, on=on, at=at, before=before)


@transaction.atomic
def undo(*, actor: Actor, event_id: UUID, record_id: int, on: date, at: datetime) -> EventRecord:
    """Make it what it was before the last act. Refused when something was done about it since."""
    row = event_to_keep(actor, event_id)
    last = row.records.order_by("-pk").first()
    if last is None or last.pk != record_id or last.act in _NOT_UNDONE:
        raise Refusal("event_changed_since")
    before = state_of(row)
    restore(row, last.before)
    return save(row, Act.UNDONE, actor=actor, on=on, at=at, before=before)


def may_undo(record: EventRecord) -> bool:
    """Whether what was done can be taken back, as long as it was the last."""
    return record.act not in _NOT_UNDONE


def take_from_calendar(
    row: KeptEvent,
    source: dict[str, Any],
    *,
    actor: Actor,
    on: date,
    at: datetime,
    uid: str = "",
    batch: UUID | None = None,
) -> EventRecord | None:
    """An event is as its calendar says it; None where it said so before. What a keeper added or did stays.

    `uid` where its calendar may have given it another one since.

    One that went because its calendar had it no more comes back with it.
    """
    if row._state.adding:
        return save(row, Act.TAKEN, actor=actor, source=source, on=on, at=at, batch=batch)
    last = row.records.order_by("-pk").first()
    is_lost = last is not None and last.act == Act.LOST
    if row.source == source and not is_lost and uid in ("", row.uid):
        return None
    before, own = state_of(row) | _seen(row), row.own
    row.uid = uid or row.uid
    if last is not None and is_lost:
        row.gone_on, own = None, last.before["own"]
    return save(row, Act.TAKEN, actor=actor, source=source, own=own, on=on, at=at, before=before, batch=batch)


@transaction.atomic
def lose(
    *, actor: Actor, event_id: UUID, is_shown: bool, on: date, at: datetime, batch: UUID | None = None
) -> EventRecord:
    """Its calendar has it no more, and somebody said what that means: cancelled, which is shown, or gone."""
    row = event_to_keep(actor, event_id)
    before, own = state_of(row) | _seen(row), row.own
    if is_shown:
        own = {**own, "is_cancelled": True}
    else:
        row.gone_on = on
    return save(row, Act.LOST, actor=actor, own=own, on=on, at=at, before=before, batch=batch)


def _change_date(actor: Actor, event_id: UUID, act: Act, change: Change, *, on: date, at: datetime) -> EventRecord:
    row = event_to_keep(actor, event_id)
    if date_at(_event(row), change.at) is None:
        raise Refusal("event_date_unknown")
    own = [_own_change(each) for each in row.own.get("changes", ())]
    changes = [change_facts(each) for each in with_change(own, change)]
    return save(row, act, actor=actor, own={**row.own, "changes": changes}, on=on, at=at)


def _event(row: KeptEvent) -> Event:
    """Of a row of an older version that cannot be worked out its page says so, and nothing is done about it but mending."""
    try:
        return row.event
    except EventError as wrong:
        raise Refusal("event_not_worked_out") from wrong


def _own_change(facts: Mapping[str, Any]) -> Change:
    found = {**facts, "how": Otherwise(facts["how"])}
    for name in ("at", "begins", "ends"):
        if name in found:
            found[name] = datetime.fromisoformat(found[name])
    return Change(**found)


def _unchanged(actor: Actor, event_id: UUID, upon: int) -> KeptEvent:
    row = event_to_keep(actor, event_id)
    if row.version != upon:
        raise Refusal("event_changed_meanwhile")
    return row


def save(
    row: KeptEvent,
    act: Act,
    *,
    actor: Actor,
    on: date,
    at: datetime,
    own: dict[str, Any] | None = None,
    source: dict[str, Any] | None = None,
    before: dict[str, Any] | None = None,
    batch: UUID | None = None,
    is_check: bool = True,
) -> EventRecord:
    """Keep it as it became, as looked at today unless it `is_check` not. `before` where the row was changed already."""
    is_new = row._state.adding
    was = state_of(row) if before is None and not is_new else before or {}
    # What cannot be worked out any more can be taken away all the same, as that changes nothing of its facts.
    if is_new or own is not None or source is not None or (row.own, row.source) != (was["own"], was["source"]):
        _lay(row, own=own, source=source)
    if is_check:
        row.checked_on, row.checked_by, row.checked_for = on, actor.user_id, actor.organisation_name
    row.changed_at, row.version = at, 1 if is_new else row.version + 1
    row.save()
    return EventRecord.objects.create(
        event=row, act=act, before=was, after=state_of(row), done_by=actor.user_id, done_for=actor.organisation_name,
        done_at=at, batch=batch,
    )  # fmt: skip


def _lay(row: KeptEvent, *, own: dict[str, Any] | None, source: dict[str, Any] | None) -> None:
    try:
        event = row.lay(own=own, source=source)
    except EventError as wrong:
        raise Refusal(wrong.code, field=wrong.field) from wrong
    _refuse_numbers(event)


def _refuse_numbers(event: Event) -> None:
    for text in event.texts.values():
        for name, words in text.words.items():
            checked_text(without_control(words), field=name)
    for where in (event.where, *(each.where for each in event.changes)):
        checked_text(without_control(where), field="where")


def state_of(row: KeptEvent) -> dict[str, Any]:
    """What an act can change of an event, as it is kept beside the act."""
    return {
        "own": row.own,
        "source": row.source,
        "is_hidden": row.is_hidden,
        "gone_on": row.gone_on.isoformat() if row.gone_on else "",
        "calendar": str(row.calendar_id) if row.calendar_id else "",
        "uid": row.uid,
    }


def _seen(row: KeptEvent) -> dict[str, str]:
    """For who undoes a reading; it changes without an act, each time that the calendar says the same."""
    return {"seen_on": row.seen_on.isoformat() if row.seen_on else ""}


def restore(row: KeptEvent, was: Mapping[str, Any]) -> None:
    """Make the row what it was; it is not saved yet. Of an act of before calendars could be removed it stays of its own."""
    row.own, row.source, row.is_hidden = was["own"], was["source"], was["is_hidden"]
    row.gone_on = date.fromisoformat(was["gone_on"]) if was["gone_on"] else None
    if "calendar" in was:
        row.calendar_id, row.uid = UUID(was["calendar"]) if was["calendar"] else None, was["uid"]


def set_free(row: KeptEvent) -> None:
    """From now on it is of its keeper and of no calendar: all that is known of it is its own. It is not saved yet."""
    row.own, row.source = merged(row.source, row.own), {}
    row.calendar, row.uid = None, ""
