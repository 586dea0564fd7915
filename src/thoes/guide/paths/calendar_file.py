"""The days of an answer as an own calendar: whole days, in the reader's language, with nobody in it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from thoes.guide.paths.saying import SaidDeadline


def days_as_calendar(path: str, dates: Sequence[SaidDeadline], *, note: str, made_at: datetime) -> bytes:
    """The days as an iCalendar file (RFC 5545). Taken in twice they are the same events."""
    calendar = Calendar()
    calendar.add("prodid", "-//Thoes//guide//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for number, deadline in enumerate(dates):
        event = Event()
        event.add("uid", f"{path}-{number}-{deadline.day.isoformat()}@thoes")
        event.add("dtstamp", made_at)
        event.add("dtstart", deadline.day)
        event.add("dtend", deadline.day + timedelta(days=1))
        event.add("summary", deadline.what)
        event.add("description", note)
        # Nothing else of that day is taken up by it.
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
