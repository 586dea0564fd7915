"""On which dates something is, by a rule of RFC 5545, in the time of the clock on the wall.

The rule runs over wall clocks and never over UTC, so what begins at 19:30 begins at 19:30 in summer and in winter. Taken are
days, weeks, months and years; what repeats by the hour or the second is no event, and would make a file a bomb. However a rule
is written, it is worked out no further than a day that is given, and one that falls on no day is refused.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice

from dateutil.rrule import rrule, rrulestr

MOST_DATES = 1_000
"""So many dates of one event are worked out at most."""
FIRST_YEAR, LAST_YEAR = 2000, 2100

_PARTS = ("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST")
_EVERY = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_MOST_TIMES, _MOST_INTERVAL, _MOST_IN_A_LIST = 5_000, 99, 40
# A rule with a number of times may have none of them: nobody looks further than this.
_FURTHEST = timedelta(days=20 * 366)
# Within eight years each day of the calendar comes, also 29 February after 2096.
_LOOKED_FOR = 8 * 366
# The shortest that a step lasts.
_DAYS_IN_STEP = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}


class RuleError(ValueError):
    """A rule that is not taken; `why` is the code of the reason."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class _Over(Exception):
    """So many steps were taken."""


class _Steps(int):
    """An interval that can be stepped so many times.

    dateutil looks at its `until` only when a day fits, and where none does goes on until the year 9999.
    """

    left: int

    def __new__(cls, interval: int, most: int) -> "_Steps":
        made = super().__new__(cls, interval)
        made.left = most
        return made

    def __radd__(self, other: int) -> int:
        self._take()
        return other + int(self)

    def __mul__(self, other: int) -> int:
        # Of weeks: the interval times seven.
        self._take()
        return int(self) * other

    def _take(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _Over


def checked_rule(rule: str, begins: datetime) -> str:
    """The rule as it is kept: in capitals, a last day counted to its end. RuleError where it cannot be taken."""
    if begins.tzinfo:
        raise RuleError("event_time_with_zone")
    parts = _parts_of(rule)
    if parts.get("FREQ") not in _EVERY:
        raise RuleError("event_rule_too_often" if "FREQ" in parts else "event_rule_unreadable")
    if not parts.keys() <= set(_PARTS):
        raise RuleError("event_rule_not_taken")
    if {"COUNT", "UNTIL"} <= parts.keys():
        raise RuleError("event_rule_unreadable")
    _refuse_out_of_range(parts)
    if "UNTIL" in parts:
        parts["UNTIL"] = _whole_day(parts["UNTIL"])
    kept = ";".join(f"{name}={parts[name]}" for name in _PARTS if name in parts)
    if not _has_dates(kept, begins):
        raise RuleError("event_rule_without_dates")
    return kept


def _parts_of(rule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for each in rule.upper().removeprefix("RRULE:").split(";"):
        name, sign, value = each.partition("=")
        if not sign or not value or name in parts:
            raise RuleError("event_rule_unreadable")
        parts[name] = value
    return parts


def _refuse_out_of_range(parts: dict[str, str]) -> None:
    numbers = {"COUNT": _MOST_TIMES, "INTERVAL": _MOST_INTERVAL}
    for name, most in numbers.items():
        if name in parts and not (parts[name].isascii() and parts[name].isdigit() and 1 <= int(parts[name]) <= most):
            raise RuleError("event_rule_unreadable")
    if any(value.count(",") >= _MOST_IN_A_LIST for value in parts.values()):
        raise RuleError("event_rule_unreadable")
    # "The second Tuesday of each week" is no day.
    if parts["FREQ"] in ("DAILY", "WEEKLY") and re.search(r"\d", parts.get("BYDAY", "")):
        raise RuleError("event_rule_unreadable")


def _whole_day(until: str) -> str:
    whole = until if "T" in until else f"{until}T235959"
    try:
        datetime.strptime(whole, "%Y%m%dT%H%M%S")
    except ValueError as wrong:
        raise RuleError("event_rule_unreadable") from wrong
    return whole


@lru_cache(maxsize=512)
def _made(rule: str, begins: datetime) -> rrule:
    try:
        made = rrulestr(rule, dtstart=begins)
    except (ValueError, TypeError, OverflowError, AttributeError) as wrong:
        raise RuleError("event_rule_unreadable") from wrong
    assert isinstance(made, rrule)  # one rule, and no set of rules
    return made


@lru_cache(maxsize=2_048)
def begins_of(rule: str, begins: datetime, since: datetime, until: datetime) -> tuple[datetime, ...]:
    """When it begins, the first one too if the rule has it not, from `since` on, before `until`; `MOST_DATES` at most."""
    found = sorted({begins, *_by_rule(rule, begins, until)}) if rule else [begins]
    return tuple(islice((each for each in found if since <= each < until), MOST_DATES))


@lru_cache(maxsize=512)
def which_begin(rule: str, begins: datetime, moments: frozenset[datetime]) -> frozenset[datetime]:
    """Those of these moments at which it begins, looked for once for all of them; none after the last year."""
    near = [each for each in moments if each.year <= LAST_YEAR]
    found = _by_rule(rule, begins, max(near)) if rule and near else ()
    return moments & {begins, *found}


def _by_rule(rule: str, begins: datetime, until: datetime) -> Iterator[datetime]:
    """Up to and with `until`, and to the end of the rule itself; no more steps are taken than that asks for."""
    times, last = _end_of(rule)
    end = min(each for each in (until, last, begins + _FURTHEST if times else None) if each)
    if end < begins:
        return iter(())
    days = (end - begins).days // (_interval(rule) * _days_in_step(rule))
    return islice(_within(rule, begins, end, days + 1), times)


@lru_cache(maxsize=512)
def _has_dates(rule: str, begins: datetime) -> bool:
    return any(True for _each in _within(rule, begins, None, _LOOKED_FOR // _days_in_step(rule)))


def _within(rule: str, begins: datetime, until: datetime | None, steps: int) -> Iterator[datetime]:
    """The dates in the first so many steps, however few of them the rule has; its own end is not looked at."""
    bounded = _made(rule, begins).replace(count=None, until=until, interval=_Steps(_interval(rule), steps))
    try:
        yield from bounded
    except _Over:
        return


def _interval(rule: str) -> int:
    return int(_parts_of(rule).get("INTERVAL", 1))


def _days_in_step(rule: str) -> int:
    return _DAYS_IN_STEP[_parts_of(rule)["FREQ"]]


def _end_of(rule: str) -> tuple[int | None, datetime | None]:
    """How often, or until when; neither where it goes on without an end."""
    parts = _parts_of(rule)
    until = parts.get("UNTIL")
    times = int(parts["COUNT"]) if "COUNT" in parts else None
    return times, datetime.strptime(until, "%Y%m%dT%H%M%S") if until else None


def last_of(rule: str, begins: datetime) -> datetime | None:
    """When it begins for the last time; None where it goes on without an end."""
    if not rule:
        return begins
    if _end_of(rule) == (None, None):
        return None
    found = list(_by_rule(rule, begins, datetime.combine(date(LAST_YEAR, 12, 31), time.max)))
    return max([begins, *found])


def end_of_rule(rule: str) -> date | None:
    """The last day that a rule names."""
    until = _end_of(rule)[1] if rule else None
    return until.date() if until else None
