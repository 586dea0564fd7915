"""An appointment on a phone: as a calendar file and as the code that a camera reads. Without a name in it."""

import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

import segno
from django.utils.timezone import get_default_timezone, make_aware
from icalendar import Calendar, Event


@dataclass(frozen=True, slots=True)
class Appointment:
    """When and where; `key` keeps a moved appointment the same one in a calendar."""

    key: UUID
    title: str
    place: str
    day: date
    starts: time
    minutes: int
    sequence: int = 0

    @property
    def begins_at(self) -> datetime:
        return make_aware(datetime.combine(self.day, self.starts), get_default_timezone())

    @property
    def ends_at(self) -> datetime:
        return self.begins_at + timedelta(minutes=self.minutes)


def calendar_file(appointments: list[Appointment], *, made_at: datetime) -> bytes:
    """The appointments as an iCalendar file (RFC 5545)."""
    calendar = Calendar()
    calendar.add("prodid", "-//Thoes//registration desk//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for appointment in appointments:
        event = Event()
        event.add("uid", f"{appointment.key}@thoes")
        event.add("sequence", appointment.sequence)
        event.add("dtstamp", made_at)
        event.add("dtstart", appointment.begins_at)
        event.add("dtend", appointment.ends_at)
        event.add("summary", appointment.title)
        event.add("location", appointment.place)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def calendar_code(appointment: Appointment) -> str:
    """A QR code as SVG that puts the appointment in a phone: an event in local time, as short as it can be."""
    lines = [
        "BEGIN:VEVENT",
        f"SUMMARY:{_escaped(appointment.title)}",
        f"LOCATION:{_escaped(appointment.place)}",
        f"DTSTART:{appointment.begins_at:%Y%m%dT%H%M%S}",
        f"DTEND:{appointment.ends_at:%Y%m%dT%H%M%S}",
        "END:VEVENT",
    ]
    drawn = io.BytesIO()
    segno.make("\r\n".join(lines), error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False)
    return drawn.getvalue().decode()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
