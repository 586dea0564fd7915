"""A calendar file (iCalendar, RFC 5545) as lines: one for each event, with what is wrong or doubtful about it beside it.

Times become those of the clock on the wall in Amsterdam. What repeats by the clock of another zone, that is not always the
same as here, comes back: it would be an hour off for half the year. Not read: who organises and who comes (no people), tasks,
alarms and attachments. A file that is cut off is refused as a whole, as the events that it lacks would seem to be gone.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, tzinfo
from typing import Any

from django.utils.html import strip_tags
from icalendar import Calendar

from thoes.events.calendar_zones import UnusualZone, own_zones
from thoes.events.domain.event import MOST_IN_TEXT, MOST_IN_TITLE, MOST_IN_WHERE
from thoes.events.domain.recurrence import FIRST_YEAR, LAST_YEAR
from thoes.events.ics import ZONE
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.invisible_characters import without_control
from thoes.kernel.refusals import Refusal

# The library says of a property only that it is one of thirty kinds; what it is not, is an error of that event here.
Component = Any

MOST_BYTES = 5 * 2**20
MOST_EVENTS = 2_000
_MOST_DATES = 500
# What the libraries raise for what they cannot read, such as a file of a zone that is none.
_UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, OSError)
_BEGINNING = b"BEGIN:VCALENDAR"
_PRIVATE = ("PRIVATE", "CONFIDENTIAL")
_TAGS = re.compile(r"</?(?:p|br|div|span|a|b|i|u|ul|li|strong|em|html|body)\b[^>]*>", re.I)


@dataclass(slots=True)
class CalendarLine:
    """One event of the file; `wrong` is the code of why it cannot be taken, `is_floating` that its times name no zone."""

    uid: str
    title: str = ""
    begins: str = ""
    ends: str = ""
    where: str = ""
    rule: str = ""
    is_floating: bool = False
    is_cut: bool = False
    wrong: str = ""
    rest: dict[str, Any] = field(default_factory=dict)


class _Wrong(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class _Clock:
    """Reads moments, and remembers whether one of them named no zone."""

    is_floating: bool = False

    def wall(self, said: Any) -> datetime:
        """The clock in Amsterdam at that moment; of a day its beginning."""
        if isinstance(said, tuple):
            said = said[0]
        if not isinstance(said, datetime):
            return datetime.combine(said, time())
        # A zone of the file itself is worked out as far as the moment that is asked.
        if not FIRST_YEAR <= said.year <= LAST_YEAR:
            raise _Wrong("event_year_wrong")
        if said.tzinfo is None:
            self.is_floating = True
        else:
            said = said.astimezone(ZONE).replace(tzinfo=None)
        clock: datetime = said.replace(second=0, microsecond=0, fold=0)
        return clock


def is_calendar(beginning: bytes) -> bool:
    """Whether a file begins as a calendar does."""
    return beginning.removeprefix(b"\xef\xbb\xbf").lstrip()[: len(_BEGINNING)].upper() == _BEGINNING


def read_calendar(content: bytes) -> list[CalendarLine]:
    """The events of a file in its order. Refusal where it is no calendar, is cut off, holds none, or too many."""
    if len(content) > MOST_BYTES:
        raise Refusal("calendar_too_large", most=MOST_BYTES // 2**20)
    if not is_calendar(content):
        raise Refusal("calendar_unreadable")
    if not content.rstrip().upper().endswith(b"END:VCALENDAR"):
        raise Refusal("calendar_cut_off")
    # Counted before the library makes a thing of each.
    if content.upper().count(b"BEGIN:VEVENT") > MOST_EVENTS:
        raise Refusal("calendar_too_many", most=MOST_EVENTS)
    try:
        with own_zones():
            calendars = Calendar.from_ical(content.decode("utf-8-sig"), multiple=True)
        found = [each for calendar in calendars for each in calendar.walk("VEVENT")]
    except UnusualZone as wrong:
        raise Refusal("calendar_zone_unusual") from wrong
    except (*_UNREADABLE, RecursionError) as wrong:
        raise Refusal("calendar_unreadable") from wrong
    if not found:
        raise Refusal("calendar_empty")
    return [_line(uid, group) for uid, group in _by_uid(found).items()]


def _by_uid(found: Iterable[Component]) -> dict[str, list[Component]]:
    groups: dict[str, list[Component]] = {}
    for number, each in enumerate(found, start=1):
        uid = without_control(str(each.get("UID", ""))).strip()[:255] or f"-{number}"
        groups.setdefault(uid, []).append(each)
    return groups


def _line(uid: str, group: list[Component]) -> CalendarLine:
    """A series is its rule and the dates that are otherwise; of two rules with one name the later in the file counts."""
    line = CalendarLine(uid)
    mains = [each for each in group if "RECURRENCE-ID" not in each]
    try:
        if uid.startswith("-"):
            raise _Wrong("event_without_uid")
        main = mains[-1] if mains else group[0]
        line.title = _words(main.get("SUMMARY", ""))
        _read(line, main, [each for each in group if each is not main and "RECURRENCE-ID" in each])
    except _Wrong as wrong:
        line.wrong = wrong.code
    except _UNREADABLE:
        line.wrong = "event_time_unreadable"
    return line


def _read(line: CalendarLine, main: Component, others: list[Component]) -> None:
    if str(main.get("CLASS", "")).upper() in _PRIVATE:
        line.title = ""
        raise _Wrong("event_private")
    said = [line.title, main.get("DESCRIPTION", ""), *(each.get("LOCATION", "") for each in (main, *others))]
    if contains_bsn(" ".join(map(str, said))):
        line.title = ""
        raise _Wrong("number_may_be_bsn")
    if not line.title:
        raise _Wrong("event_title_missing")
    if len(line.title) > MOST_IN_TITLE:
        raise _Wrong("event_text_too_long")
    if any(name in {"DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE"} for name, _why in main.errors):
        raise _Wrong("event_time_unreadable")
    clock, start = _Clock(), main["DTSTART"].dt
    is_all_day = not isinstance(start, datetime)
    begins, ends = _moments(main, clock)
    line.begins, line.ends = (each.isoformat(timespec="minutes") for each in (begins, ends))
    line.where = _words(main.get("LOCATION", ""))[:MOST_IN_WHERE]
    if "RRULE" in main or "RDATE" in main:
        _refuse_other_clock(start)
    line.rule = _rule(main)
    changes = [*_dropped(main, begins, clock), *(_changed(each, line, begins, ends, clock) for each in others)]
    more = [_said(each) for each in _all(main, "RDATE", clock)]
    if max(len(changes), len(more)) > _MOST_DATES:
        raise _Wrong("event_too_many_dates")
    says, link = _words(main.get("DESCRIPTION", ""), lines=True), str(main.get("URL", "")).strip()
    line.is_cut, line.is_floating = len(says) > MOST_IN_TEXT, clock.is_floating
    rest: dict[str, Any] = {
        "says": f"{says[: MOST_IN_TEXT - 1]}…" if line.is_cut else says,
        "is_all_day": is_all_day,
        "more": more,
        "changes": [each for each in changes if each],
        "link": link if link.startswith(("http://", "https://")) and len(link) <= 500 else "",
        "is_cancelled": str(main.get("STATUS", "")).upper() == "CANCELLED",
    }
    line.rest = {name: value for name, value in rest.items() if value}


def _moments(component: Component, clock: _Clock) -> tuple[datetime, datetime]:
    start = component["DTSTART"].dt
    begins = clock.wall(start)
    if "DTEND" in component:
        end = component["DTEND"].dt
        ends = clock.wall(end)
        # Of whole days the end is the day after (RFC 5545, 3.6.1).
        if not isinstance(end, datetime):
            ends = max(begins, ends - timedelta(days=1))
    elif "DURATION" in component:
        lasts = component["DURATION"].dt
        ends = begins + lasts if isinstance(start, datetime) else max(begins, begins + lasts - timedelta(days=1))
    else:
        ends = begins
    return begins, ends


def _refuse_other_clock(start: Any) -> None:
    """What repeats must do so by a clock that is always the same as here: that of Berlin is, that of London is not."""
    if not isinstance(start, datetime) or start.tzinfo is None:
        return
    days = [start.replace(tzinfo=None) + timedelta(days=15 * number) for number in range(50)]
    if any(_offset(day, start.tzinfo) != _offset(day, ZONE) for day in days):
        raise _Wrong("event_repeats_by_another_clock")


def _offset(clock: datetime, zone: tzinfo) -> timedelta | None:
    return clock.replace(tzinfo=zone).utcoffset()


def _rule(main: Component) -> str:
    rule = main.get("RRULE")
    if rule is None and "EXRULE" not in main:
        return ""
    if rule is None or isinstance(rule, list) or "EXRULE" in main:
        raise _Wrong("event_rule_not_taken")
    parts = []
    for part in rule.to_ical().decode().split(";"):
        if part.upper().startswith("UNTIL="):
            until = rule["UNTIL"][0]
            is_day = not isinstance(until, datetime)
            part = f"UNTIL={until:%Y%m%d}" if is_day else f"UNTIL={_until(until):%Y%m%dT%H%M%S}"
        parts.append(part)
    return ";".join(parts)


def _until(until: datetime) -> datetime:
    # Many write the last moment without a zone, which the standard does not know: the one here is meant.
    return until if until.tzinfo is None else until.astimezone(ZONE).replace(tzinfo=None)


def _all(component: Component, name: str, clock: _Clock) -> list[datetime]:
    said = component.get(name)
    lists = said if isinstance(said, list) else [said] if said is not None else []
    if sum(len(each.dts) for each in lists) > _MOST_DATES:
        raise _Wrong("event_too_many_dates")
    return [clock.wall(moment.dt) for each in lists for moment in each.dts]


def _dropped(main: Component, begins: datetime, clock: _Clock) -> list[dict[str, Any]]:
    is_all_day = not isinstance(main["DTSTART"].dt, datetime)
    found = []
    for each in _all(main, "EXDATE", clock):
        # A day without a time drops what is held on that day.
        at = datetime.combine(each.date(), begins.time()) if is_all_day or each.time() == time() else each
        found.append({"at": _said(at), "how": "dropped"})
    return found


def _changed(
    other: Component, line: CalendarLine, begins: datetime, ends: datetime, clock: _Clock
) -> dict[str, Any] | None:
    identity = other["RECURRENCE-ID"]
    if str(identity.params.get("RANGE", "")).upper() == "THISANDFUTURE":
        raise _Wrong("event_range_not_taken")
    at = clock.wall(identity.dt)
    if not isinstance(identity.dt, datetime):
        at = datetime.combine(at.date(), begins.time())
    if str(other.get("STATUS", "")).upper() == "CANCELLED":
        return {"at": _said(at), "how": "cancelled"}
    own_begins, own_ends = _moments(other, clock)
    where = _words(other.get("LOCATION", ""))[:MOST_IN_WHERE]
    if (own_begins, own_ends) == (at, at + (ends - begins)) and where in ("", line.where):
        # Only its words are other ones, which stand nowhere here.
        return None
    moved = {"at": _said(at), "how": "moved", "begins": _said(own_begins), "ends": _said(own_ends)}
    return moved | ({"where": where} if where not in ("", line.where) else {})


def _said(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _words(said: Any, *, lines: bool = False) -> str:
    """Plain words: calendars write HTML in what should be text."""
    if isinstance(said, list):
        said = said[0]
    text = str(said).replace("\r\n", "\n")
    if _TAGS.search(text):
        text = strip_tags(re.sub(r"<br\s*/?>|</p>|</li>|</div>", "\n", text, flags=re.I))
    text = without_control(html.unescape(text))
    kept = (" ".join(each.split()) for each in text.split("\n")) if lines else [" ".join(text.split())]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
