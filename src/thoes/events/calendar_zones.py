"""The zones that a calendar file brings itself (VTIMEZONE): only those of a usual shape, and for that file alone.

Beneath icalendar dateutil works out every change of the clock since the zone began, and keeps them all: a zone that changes
each second would fill any memory. icalendar keeps zones for the whole process, so what one file says of "W. Europe Standard
Time" would shift the events of the next. Zones with a name of the tz database are never built out of a file.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import tzinfo
from threading import Lock

from icalendar import Timezone
from icalendar.timezone import tzp
from icalendar.timezone.zoneinfo import ZONEINFO

# Of all zones of a file together. A zone of a usual calendar has two parts (summer, winter); one with its history some tens.
_MOST_PARTS, _MOST_DATES = 60, 500
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


@contextmanager
def own_zones() -> Iterator[None]:
    """Within it icalendar knows the zones of the file that is read and of no other; a ValueError where one is not usual."""
    with _LOCK:
        tzp.use(_Zones())
        try:
            yield
        finally:
            tzp.use_default()


class _Zones(ZONEINFO):
    def __init__(self) -> None:
        self._parts = self._dates = 0
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
        text = tz.to_ical().decode("utf-8", "replace")
        # dateutil sees an end of a line where icalendar sees none, such as at U+2028.
        if len(text.splitlines()) != text.count("\r\n"):
            raise ValueError("a zone with a line in a line")
        for line in text.replace("\r\n ", "").splitlines():
            self._weigh(*line.partition(":")[::2])
        if self._parts > _MOST_PARTS or self._dates > _MOST_DATES:
            raise ValueError("zones with too much in them")
        return super().create_timezone(tz)

    def _weigh(self, name: str, value: str) -> None:
        match name.partition(";")[0].upper():
            case "BEGIN":
                self._parts += 1
            case "RDATE":
                self._dates += 1 + value.count(",")
            case "RRULE":
                _refuse_unusual(value)
            case "EXRULE" | "EXDATE":
                raise ValueError("a zone with exceptions")


def _refuse_unusual(rule: str) -> None:
    parts = dict(each.partition("=")[::2] for each in rule.upper().split(";"))
    if "FREQ" not in parts or any(
        name not in _SHAPES or not re.fullmatch(_SHAPES[name], value, re.ASCII) for name, value in parts.items()
    ):
        raise ValueError("a zone with an unusual rule")
    days = parts.get("BYMONTHDAY")
    if ("BYDAY" in parts or days) and "BYMONTH" not in parts:
        raise ValueError("a zone that changes each week or month")
    if days:
        # What never comes is looked for until the year 9999.
        last = monthrange(2001, int(parts["BYMONTH"]))[1]
        if re.search(r"\d", parts.get("BYDAY", "")) or any(not 1 <= abs(int(day)) <= last for day in days.split(",")):
            raise ValueError("a zone that changes on a day that does not come")
