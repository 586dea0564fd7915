"""Events as an iCalendar file (RFC 5545), with their rules and every date that is otherwise.

Times stand with their zone, so that a calendar elsewhere shows the hour that it is here, in summer and in winter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, vRecur, vText
from icalendar import Event as Entry

from thoes.events.domain.dates import Occurrence, dates_at
from thoes.events.domain.event import Otherwise
from thoes.events.queries import PublicEvent, worked_out

ZONE = ZoneInfo("Europe/Amsterdam")
CONTENT_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Worded:
    """An event with the words of one language, and the address of its page."""

    event: PublicEvent
    title: str
    says: str
    url: str


def as_calendar(entries: Iterable[Worded], *, name: str) -> bytes:
    """The file; the same events make the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Thoes//events//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # The library escapes what it knows, and not this name: an end of a line in it would begin another property.
    calendar.add("x-wr-calname", vText(" ".join(name.split())))
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for entry in entries:
        # One that cannot be worked out takes no other from who follows the calendar.
        for component in worked_out(entry.event.id, partial(_list_of_components, entry)) or ():
            calendar.add_component(component)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _list_of_components(entry: Worded) -> list[Component]:
    return list(_components(entry))


def _components(entry: Worded) -> Iterable[Component]:
    event = entry.event.event
    main = _entry(
        entry, Occurrence(event.begins, event.begins, event.ends, event.where, event.place, event.is_cancelled)
    )
    if event.rule:
        main.add("rrule", _rule_out(event.rule, is_all_day=event.is_all_day))
    if event.more:
        main.add("rdate", [_moment(each, is_all_day=event.is_all_day) for each in event.more])
    if dropped := [each.at for each in event.changes if each.how is Otherwise.DROPPED]:
        main.add("exdate", [_moment(each, is_all_day=event.is_all_day) for each in dropped])
    yield main
    for at, date in dates_at(event, (change.at for change in event.changes)).items():
        other = _entry(entry, date)
        other.add("recurrence-id", _moment(at, is_all_day=event.is_all_day))
        yield other


def _entry(entry: Worded, date: Occurrence) -> Entry:
    event, made = entry.event.event, Entry()
    made.add("uid", f"{entry.event.id}@thoes")
    made.add("dtstamp", entry.event.changed_at.astimezone(UTC))
    made.add("sequence", entry.event.version)
    made.add("dtstart", _moment(date.begins, is_all_day=event.is_all_day))
    # Of whole days the end is the day after (RFC 5545, 3.6.1).
    ends = date.ends + timedelta(days=1) if event.is_all_day else date.ends
    made.add("dtend", _moment(ends, is_all_day=event.is_all_day))
    made.add("summary", entry.title)
    if entry.says:
        made.add("description", entry.says)
    where = ", ".join(filter(None, (date.where, date.place.in_one_line if date.place else "")))
    if where:
        made.add("location", where)
    made.add("url", entry.url)
    if date.is_cancelled:
        made.add("status", "CANCELLED")
    # Nothing else of that day is taken up by it.
    made.add("transp", "TRANSPARENT")
    return made


def _moment(clock: datetime, *, is_all_day: bool) -> object:
    return clock.date() if is_all_day else clock.replace(tzinfo=ZONE)


def _rule_out(rule: str, *, is_all_day: bool) -> vRecur:
    """The rule with its end as the standard wants it: in UTC, or as a day where the event is of whole days."""
    found: vRecur = vRecur.from_ical(rule)
    if "UNTIL" in found:
        until = found["UNTIL"][0]
        found["UNTIL"] = [until.date() if is_all_day else until.replace(tzinfo=ZONE).astimezone(UTC)]
    return found
