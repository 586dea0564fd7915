"""How somebody says that an event repeats, and the rule that this is."""

from calendar import monthrange
from datetime import date, datetime
from enum import StrEnum

from thoes.events.domain.recurrence import end_of_rule

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Repeat(StrEnum):
    """In the order in which they are offered."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    SAME_WEEKDAY = "same_weekday"
    """Each second Tuesday."""
    LAST_WEEKDAY = "last_weekday"
    SAME_DAY = "same_day"
    """Each 15th."""
    LAST_DAY = "last_day"
    YEARLY = "yearly"
    OTHERWISE = "otherwise"
    """A rule that a calendar brought, which is kept as it is."""


def rule_for(repeat: Repeat, begins: datetime, until: date | None) -> str:
    """The rule for what begins then, up to and including the day `until`; "" for what is held once."""
    weekday = _DAYS[begins.weekday()]
    place = (begins.day - 1) // 7 + 1
    rules = {
        Repeat.ONCE: "",
        Repeat.DAILY: "FREQ=DAILY",
        Repeat.WEEKLY: "FREQ=WEEKLY",
        Repeat.FORTNIGHTLY: "FREQ=WEEKLY;INTERVAL=2",
        Repeat.SAME_WEEKDAY: f"FREQ=MONTHLY;BYDAY={place}{weekday}",
        Repeat.LAST_WEEKDAY: f"FREQ=MONTHLY;BYDAY=-1{weekday}",
        Repeat.SAME_DAY: f"FREQ=MONTHLY;BYMONTHDAY={begins.day}",
        Repeat.LAST_DAY: "FREQ=MONTHLY;BYMONTHDAY=-1",
        Repeat.YEARLY: "FREQ=YEARLY",
    }
    rule = rules[repeat]
    if not rule or until is None:
        return rule
    # The order in which `checked_rule` keeps them.
    frequency, _sign, rest = rule.partition(";BY")
    return f"{frequency};UNTIL={until:%Y%m%d}T235959" + (f";BY{rest}" if rest else "")


def repeat_of(rule: str, begins: datetime) -> tuple[Repeat, date | None]:
    """What was said, by the rule; OTHERWISE where nobody could say it so here."""
    until = end_of_rule(rule)
    for repeat in Repeat:
        if repeat is not Repeat.OTHERWISE and rule_for(repeat, begins, until) == rule:
            return repeat, until
    return Repeat.OTHERWISE, until


def fits(repeat: Repeat, begins: datetime) -> bool:
    """Whether the first date is one of those that the rule gives."""
    last = monthrange(begins.year, begins.month)[1]
    if repeat is Repeat.LAST_DAY:
        return begins.day == last
    return repeat is not Repeat.LAST_WEEKDAY or begins.day > last - 7
