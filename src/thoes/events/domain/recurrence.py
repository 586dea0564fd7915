"""On which dates something is, by a rule of RFC 5545, in the time of the clock on the wall.

The rule runs over wall clocks and never over UTC, so what begins at 19:30 begins at 19:30 in summer and in winter. Taken are
days, weeks, months and years; what repeats by the hour or the second is no event, and would make a file a bomb. However a rule
is written, it is worked out no further than a day that is given.
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


class RuleError(ValueError):
    """A rule that is not taken; `why` is the code of the reason."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def checked_rule(rule: str, begins: datetime) -> str:
    """The rule as it is kept: in capitals, a last day counted to its end. RuleError where it cannot be taken."""
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
    _made(kept, begins)
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


def _by_rule(rule: str, begins: datetime, until: datetime) -> Iterator[datetime]:
    times, last = _end_of(rule)
    # A rule that no day fits would be looked for until the year 9999; with an end of our own it stops.
    end = min(each for each in (until, last, begins + _FURTHEST if times else None) if each)
    return islice(_made(rule, begins).replace(count=None, until=end), times)


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
