"""The zones that a calendar file brings itself (VTIMEZONE): only those of a usual shape, and for that file alone.

Beneath icalendar dateutil works out every change of the clock since the zone began, keeps them all, and goes through them
anew for each moment that is asked: a zone that changes each second would fill any memory, and a usual one of Exchange, which
begins in 1601, takes seconds. So the changes are counted before any is worked out, those of before our first year are left
aside, and the others are laid down once (`_WorkedOut`). icalendar keeps zones for the whole process, so what one file says of
"W. Europe Standard Time" would shift the events of the next. A zone with a name of the tz database is never built of a file.
"""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import takewhile
from threading import Lock
from typing import Any

from icalendar import Timezone
from icalendar.timezone import tzp
from icalendar.timezone.zoneinfo import ZONEINFO

from thoes.events.domain.recurrence import FIRST_YEAR, LAST_YEAR

# Of all zones of a file together. A zone of a usual calendar has two parts (summer, winter); one with its history some tens.
_MOST_PARTS, _MOST_DATES = 60, 500
# Of all zones of a file together, so many that they are worked out within a second. One of Exchange has some two hundred.
_MOST_CHANGES = 8_000
# What changes each year does so in our years as it did before them; some years more, as events last.
_SINCE, _LAST = FIRST_YEAR - 5, datetime(LAST_YEAR + 5, 1, 1)
# Each name that is no zone is looked for in some folders, and one with slashes by each of its ends.
_MOST_NAMES, _LONGEST_NAME = 500, 255
# At most a handful of moments in a year, each of which comes again.
_NUMBER = r"\d{1,2}"
_SHAPES = {
    "FREQ": "YEARLY",
    "INTERVAL": "1",
    "COUNT": r"\d{1,4}",
    "UNTIL": r"\w+",
    "WKST": "[A-Z]{2}",
    "BYMONTH": _NUMBER,
    "BYDAY": "([+-]?[1-5])?[A-Z]{2}",
    "BYMONTHDAY": rf"-?{_NUMBER}(,-?{_NUMBER}){{0,6}}",
    "BYSETPOS": "[+-]?1",
    "BYHOUR": _NUMBER,
    "BYMINUTE": _NUMBER,
    "BYSECOND": _NUMBER,
}
_LOCK = Lock()


class UnusualZone(Exception):
    """A zone that is not taken: it has another shape than those of calendars, or would take too long to work out."""


@contextmanager
def own_zones() -> Iterator[None]:
    """Within it icalendar knows the zones of the file that is read and of no other; `UnusualZone` where one is not usual."""
    with _LOCK:
        tzp.use(_Zones())
        try:
            yield
        finally:
            tzp.use_default()


class _Zones(ZONEINFO):
    def __init__(self) -> None:
        self._parts = self._dates = self._changes = 0
        self._known: dict[str, tzinfo | None] = {}

    def timezone(self, name: str) -> tzinfo | None:
        if name not in self._known:
            if len(name) > _LONGEST_NAME or len(self._known) >= _MOST_NAMES:
                raise ValueError("names of zones that are none")
            self._known[name] = self._looked_up(name)
        return self._known[name]

    def _looked_up(self, name: str) -> tzinfo | None:
        try:
            return super().timezone(name)
        except OSError:
            # Until Python 3.12 a name that is a folder ("Europe") raises another error than one of no zone.
            return None

    # What the library types is the way of its other provider.
    def create_timezone(self, tz: Timezone) -> tzinfo:  # type: ignore[override]
        for each in tz.subcomponents:
            _begin_later(each)
        text = tz.to_ical().decode("utf-8", "replace")
        # dateutil sees an end of a line where icalendar sees none, such as at U+2028.
        if len(text.splitlines()) != text.count("\r\n"):
            raise UnusualZone("a zone with a line in a line")
        part = _Part()
        for line in text.replace("\r\n ", "").splitlines():
            part = self._weigh(part, *line.partition(":")[::2])
        if self._parts > _MOST_PARTS or self._dates > _MOST_DATES or self._changes > _MOST_CHANGES:
            raise UnusualZone("zones with too much in them")
        return _WorkedOut(super().create_timezone(tz))

    def _weigh(self, part: "_Part", name: str, value: str) -> "_Part":
        match name.partition(";")[0].upper():
            case "BEGIN":
                self._parts += 1
                return _Part()
            case "END":
                self._changes += part.changes
                return _Part()
            case "DTSTART":
                part.first_year = int(value[:4])
            case "RDATE":
                self._dates += 1 + value.count(",")
                part.dates += 1 + value.count(",")
            case "RRULE":
                part.changes_by_rule += _times_a_year(value) * (_last_year(value) - part.first_year + 1)
            case "EXRULE" | "EXDATE":
                raise UnusualZone("a zone with exceptions")
        return part


@dataclass(slots=True)
class _Part:
    """What a part of a zone asks for, as far as it was read."""

    first_year: int = 1
    dates: int = 0
    changes_by_rule: int = 0

    @property
    def changes(self) -> int:
        return 1 + self.dates + max(0, self.changes_by_rule)


class _WorkedOut(tzinfo):
    """A zone with its changes laid down once; of each moment is found at once which of them was the last.

    As of dateutil's own: which of two parts that begin at once comes first in the file counts, and before all of them the
    first that is no summer time. Only what calendars are read by: the offset of a clock on the wall.
    """

    def __init__(self, zone: Any) -> None:
        parts = zone._comps
        found = {
            moment: part.tzoffsetto
            for part in reversed(parts)
            for moment in takewhile(lambda each: each < _LAST, part.rrule)
        }
        self._moments = sorted(found)
        usual = next((part for part in parts if not part.isdst), parts[0])
        self._offsets = [usual.tzoffsetto, *(found[moment] for moment in self._moments)]

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        if moment is None:
            return None
        offset: timedelta = self._offsets[bisect_right(self._moments, moment.replace(tzinfo=None))]
        return offset

    def dst(self, _moment: datetime | None) -> timedelta | None:
        return None

    def tzname(self, _moment: datetime | None) -> str | None:
        return None


def _begin_later(part: Any) -> None:
    """What comes each year without an end need not be worked out from 1601 on: from shortly before our first year."""
    start, rule = getattr(part.get("DTSTART"), "dt", None), part.get("RRULE")
    if not isinstance(start, datetime) or rule is None or isinstance(rule, list) or {"COUNT", "UNTIL"} & rule.keys():
        return
    # 29 February is no day of every year.
    if start.year < _SINCE and (start.month, start.day) != (2, 29):
        part.DTSTART = start.replace(year=_SINCE)


def _times_a_year(rule: str) -> int:
    """Of a usual rule; refused otherwise."""
    parts = dict(each.partition("=")[::2] for each in rule.upper().split(";"))
    if "FREQ" not in parts or any(
        name not in _SHAPES or not re.fullmatch(_SHAPES[name], value, re.ASCII) for name, value in parts.items()
    ):
        raise UnusualZone("a zone with an unusual rule")
    days = parts.get("BYMONTHDAY")
    if ("BYDAY" in parts or days) and "BYMONTH" not in parts:
        raise UnusualZone("a zone that changes each week or month")
    if days:
        # What never comes is looked for until the year 9999.
        last = monthrange(2001, int(parts["BYMONTH"]))[1]
        if re.search(r"\d", parts.get("BYDAY", "")) or any(not 1 <= abs(int(day)) <= last for day in days.split(",")):
            raise UnusualZone("a zone that changes on a day that does not come")
    by_weekday = 5 if "BYDAY" in parts and not re.search(r"\d", parts["BYDAY"]) else 1
    return 1 + days.count(",") if days else by_weekday


def _last_year(rule: str) -> int:
    """The last year of a rule that is worked out."""
    until = re.search(r"UNTIL=(\d{4})", rule.upper())
    return min(int(until[1]), _LAST.year) if until else _LAST.year
