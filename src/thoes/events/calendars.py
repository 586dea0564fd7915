"""Calendars with an address: asked once a day, and handed over as a file when they say something else than before."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from thoes.accounts.public import Actor, actor_for
from thoes.events.access import keeps, kept_calendars
from thoes.events.calendar_list import CalendarList, fingerprint_of, sheet_of
from thoes.events.calendar_reading import MOST_BYTES, read_calendar
from thoes.events.models import Asked, EventCalendar
from thoes.events.permissions import KEEP_EVENTS, KEEP_EVENTS_PURPOSE
from thoes.foundation.public_internet import Fetched, fetch
from thoes.intake.public import Run, drop, hand_in, waiting_of
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import as_tenant, cross_tenant

log = logging.getLogger(__name__)
_AGENT = "Thoes events (asks a calendar once a day)"
_GONE = (404, 410)
_PAUSE_SECONDS = 1.0
# Somebody may be waiting for it on a page.
_MOST_SECONDS = 20.0
_REFUSED = {
    "calendar_too_many": Asked.TOO_LARGE,
    "calendar_too_large": Asked.TOO_LARGE,
    "calendar_zone_unusual": Asked.ZONE,
}
Fetch = Callable[[str], Fetched]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking: the run that waits for a look where something changed."""

    outcome: Asked
    run: Run | None = None


def fetch_calendar(link: str) -> Fetched:
    """What an address gives, from the public internet alone."""
    return fetch(link, agent=_AGENT, most_bytes=MOST_BYTES, most_seconds=_MOST_SECONDS)


@transaction.atomic
def save_calendar(
    *, actor: Actor, name: str, link: str, municipality: str, at: datetime, calendar_id: UUID | None = None
) -> EventCalendar:
    """A calendar of an own municipality ("" is all Limburg), by its name and, where it has one, its address."""
    if not actor.may(KEEP_EVENTS):
        raise PermissionDenied
    # Subscriptions are written with a scheme of their own, which is https.
    link = f"https:{link.partition(':')[2]}" if link.lower().startswith("webcal:") else link
    if link and not link.startswith("https://"):
        raise Refusal("calendar_link_unreadable", field="link")
    if calendar_id is None:
        if not keeps(actor, municipality):
            raise Refusal("event_of_another_municipality", field="municipality")
        calendar = EventCalendar(municipality_id=municipality or None, made_at=at)
    else:
        found = (
            kept_calendars(actor).select_related(None).select_for_update(of=("self",)).filter(pk=calendar_id).first()
        )
        if found is None:
            raise Refusal("calendar_not_yours")
        calendar = found
    if calendar.link != link:
        calendar.fingerprint, calendar.outcome, calendar.asked_on = "", "", None
    calendar.name, calendar.link = name, link
    calendar.kept_by, calendar.kept_for = actor.user_id, actor.organisation_id
    calendar.save()
    return calendar


def ask_calendars(
    *, at: datetime, on: date, ask: Fetch = fetch_calendar, pause: float = _PAUSE_SECONDS
) -> list[Answer]:
    """Ask every calendar that has an address, one after another; none of them stops the others."""
    with cross_tenant():
        asked = [each.pk for each in EventCalendar.objects.filter(gone_on=None).order_by("pk") if each.link]
    answers = []
    for number, pk in enumerate(asked):
        if number:
            time.sleep(pause)
        try:
            answers.append(ask_calendar(pk, at=at, on=on, ask=ask))
        except Exception as wrong:  # noqa: BLE001 - whatever a file of somebody else makes of the libraries
            log.error("calendar_not_read calendar=%s error=%s", pk, type(wrong).__name__)
            answers.append(_failed(pk, on=on))
    return answers


def _failed(calendar_id: UUID, *, on: date) -> Answer:
    with cross_tenant():
        EventCalendar.objects.filter(pk=calendar_id).update(asked_on=on, outcome=Asked.NO_CALENDAR)
    return Answer(Asked.NO_CALENDAR)


def ask_calendar(calendar_id: UUID, *, at: datetime, on: date, ask: Fetch = fetch_calendar) -> Answer:
    """Ask one. What changed is handed over on behalf of who keeps it, and waits for a look; what did not was seen today."""
    with cross_tenant():
        calendar = EventCalendar.objects.get(pk=calendar_id)
        actor = actor_for(user_id=calendar.kept_by, organisation_id=calendar.kept_for, permission=KEEP_EVENTS)
    came = ask(calendar.link)
    answer = _weigh(calendar, came, actor, at=at, on=on)
    with cross_tenant():
        calendar.asked_on, calendar.outcome = on, answer.outcome
        calendar.save(update_fields=["asked_on", "outcome", "fingerprint"])
    return answer


def _weigh(calendar: EventCalendar, came: Fetched, actor: Actor | None, *, at: datetime, on: date) -> Answer:
    if came.is_too_large:
        return Answer(Asked.TOO_LARGE)
    if came.content is None:
        return Answer(Asked.GONE if came.status in _GONE else Asked.UNREACHABLE)
    try:
        found = fingerprint_of(sheet_of(read_calendar(came.content)).rows[1:])
    except Refusal as refusal:
        return Answer(_REFUSED.get(refusal.code, Asked.NO_CALENDAR))
    if found == calendar.taken_fingerprint:
        with cross_tenant():
            calendar.events.filter(gone_on=None).update(seen_on=on)
        return Answer(Asked.SAME)
    if actor is None:
        # Nobody keeps it any more, which its page says.
        return Answer(Asked.NEW)
    return Answer(Asked.NEW, _handed_over(calendar, came.content, found, actor, at=at))


def _handed_over(calendar: EventCalendar, content: bytes, fingerprint: str, actor: Actor, *, at: datetime) -> Run:
    """The file that waits for a look: the one of before where it says the same, which somebody may be looking at."""
    asked: dict[str, Any] = {"calendar": str(calendar.pk)}
    with as_tenant(actor, KEEP_EVENTS_PURPOSE):
        waiting = waiting_of(CalendarList, actor=actor, asked=asked)
        if waiting is not None and fingerprint == calendar.fingerprint:
            return waiting
        if waiting is not None:
            drop(CalendarList, actor=actor, run_id=waiting.pk)
        calendar.fingerprint = fingerprint
        return hand_in(
            CalendarList, actor=actor, file_name=f"{calendar.name}.ics", size=len(content), chunks=[content], asked=asked,
            about=calendar.name, at=at,
        )  # fmt: skip
