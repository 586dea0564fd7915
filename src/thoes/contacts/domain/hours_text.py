"""Opening hours as people type them: "ma-vr 8.30-17.00" on a line, and "24-12-2026 dicht: kerstavond"."""

import re
from datetime import date

from thoes.contacts.domain.listing import Hours, ListingError, OtherDays

_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_NAMES = {
    name: number
    for names in (
        _DAYS,
        ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        ("mo", "tu", "we", "th", "fr", "sa", "su"),
        ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    )
    for number, name in enumerate(names)
}
_EVERY_DAY = ("elke dag", "dagelijks", "every day", "daily")
_CLOSED = ("dicht", "gesloten", "closed")
_TIME = r"(\d{1,2})(?:[.:](\d{2}))?"
_SPAN = re.compile(rf"{_TIME}\s*(?:u(?:ur)?)?\s*(?:-|–|tot|until|to)\s*{_TIME}\s*(?:u(?:ur)?)?")
_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})|(\d{4})-(\d{2})-(\d{2})")


def read_hours(text: str) -> tuple[Hours, ...]:
    """The hours in a text: lines, or parts between semicolons; a `ListingError` for one that is not understood."""
    found: list[Hours] = []
    for line in re.split(r"[;\n]+", text.lower()):
        if line.strip():
            found += _line(line.strip())
    return tuple(found)


def _line(line: str) -> list[Hours]:
    first = _SPAN.search(line)
    days = _days(line[: first.start()] if first else "")
    if first is None or not days:
        raise ListingError("hours")
    rest = line[first.start() :]
    if _SPAN.sub("", rest).strip(" ,.&") not in ("", "en", "and"):
        raise ListingError("hours")
    return [Hours(days, *_span(each)) for each in _SPAN.finditer(rest)]


def _days(text: str) -> tuple[int, ...]:
    words = text.strip(" :")
    if words in _EVERY_DAY:
        return tuple(range(7))
    days: set[int] = set()
    for part in re.split(r"\s*(?:,|\ben\b|\band\b|&|\+)\s*", words):
        named = [_NAMES.get(word.strip(" .")) for word in re.split(r"-|–|\bt/m\b|\btot en met\b", part)]
        ends = [day for day in named if day is not None]
        if len(named) > 2 or len(ends) != len(named):
            raise ListingError("hours")
        first, last = ends[0], ends[-1]
        days |= set(range(first, last + 1)) if first <= last else {*range(first, 7), *range(last + 1)}
    return tuple(sorted(days))


def _span(match: re.Match[str]) -> tuple[str, str]:
    hour, minute, to_hour, to_minute = match.groups()
    return f"{int(hour):02}:{minute or '00'}", f"{int(to_hour):02}:{to_minute or '00'}"


def read_other_days(text: str) -> tuple[OtherDays, ...]:
    """The days with other hours, one line each; a `ListingError` for one that is not understood."""
    return tuple(_other(line.strip()) for line in text.splitlines() if line.strip())


def _other(line: str) -> OtherDays:
    head, _colon, says = line.partition(": ")
    days = [_read_day(match) for match in _DAY.finditer(head)]
    rest = re.sub(r"t/m|tot en met|until|–", " ", _DAY.sub(" ", head)).strip(" -").lower()
    span = _SPAN.fullmatch(rest)
    if len(days) not in (1, 2) or not (span or rest in _CLOSED):
        raise ListingError("other_days")
    opens, closes = _span(span) if span else ("", "")
    return OtherDays(days[0], days[-1], opens, closes, says.strip())


def _read_day(match: re.Match[str]) -> date:
    day, month, year, iso_year, iso_month, iso_day = match.groups()
    try:
        return date(int(year or iso_year), int(month or iso_month), int(day or iso_day))
    except ValueError as wrong:
        raise ListingError("other_days") from wrong


def write_hours(hours: tuple[Hours, ...]) -> str:
    """The hours as they are typed, a line each."""
    return "\n".join(f"{_write_days(each.days)} {each.opens}-{each.closes}" for each in hours)


def _write_days(days: tuple[int, ...]) -> str:
    if len(days) == 7:
        return "elke dag"
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return f"{_DAYS[days[0]]}-{_DAYS[days[-1]]}"
    return ", ".join(_DAYS[day] for day in days)


def write_other_days(other: tuple[OtherDays, ...]) -> str:
    """The same for other days."""
    lines = []
    for each in other:
        days = f"{each.first:%d-%m-%Y}" + (f" t/m {each.last:%d-%m-%Y}" if each.last != each.first else "")
        hours = f"{each.opens}-{each.closes}" if each.opens else "dicht"
        lines.append(f"{days} {hours}" + (f": {each.says}" if each.says else ""))
    return "\n".join(lines)
