"""When a helper is open: the days of a week with what is different on them, and whether it is open at a moment.

All times are those of the clock on the wall there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from thoes.contacts.domain.listing import Hours, Listing, OnHolidays

IsHoliday = Callable[[date], bool]
Span = tuple[str, str]
ALL_DAY: Span = ("00:00", "24:00")
_SUNDAY = 6


class Why(StrEnum):
    """What decides on the hours of a day."""

    USUAL = "usual"
    OTHER = "other"
    """They were said for this day."""
    HOLIDAY = "holiday"
    MAY_BE_HOLIDAY = "may_be_holiday"
    """It is a holiday, and nobody said what that does: the usual hours may not hold."""


@dataclass(frozen=True, slots=True)
class OpenDay:
    """The hours of one day: none is closed. `says` is what was said about it, in the language of who said it."""

    day: date
    spans: tuple[Span, ...]
    why: Why = Why.USUAL
    says: str = ""

    @property
    def is_all_day(self) -> bool:
        return ALL_DAY in self.spans


class OpenState(StrEnum):
    """Whether it is open at a moment."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


def hours_on(listing: Listing, day: date, *, is_holiday: IsHoliday) -> OpenDay:
    """The hours of a day."""
    other = next((each for each in listing.other_days if each.first <= day <= each.last), None)
    if other is not None:
        return OpenDay(day, ((other.opens, other.closes),) if other.opens else (), Why.OTHER, other.says)
    if is_holiday(day):
        match listing.on_holidays:
            case OnHolidays.CLOSED:
                return OpenDay(day, (), Why.HOLIDAY)
            case OnHolidays.AS_SUNDAY:
                return OpenDay(day, _spans(listing.hours, _SUNDAY), Why.HOLIDAY)
            case OnHolidays.UNKNOWN:
                return OpenDay(day, _spans(listing.hours, day.weekday()), Why.MAY_BE_HOLIDAY)
    return OpenDay(day, _spans(listing.hours, day.weekday()))


def _spans(hours: tuple[Hours, ...], weekday: int) -> tuple[Span, ...]:
    return tuple(sorted((each.opens, each.closes) for each in hours if weekday in each.days))


def week_of(listing: Listing, *, first: date, is_holiday: IsHoliday) -> list[OpenDay]:
    """Seven days from `first` on."""
    return [hours_on(listing, first + timedelta(days=ahead), is_holiday=is_holiday) for ahead in range(7)]


def open_at(listing: Listing, moment: datetime, *, is_holiday: IsHoliday) -> OpenState:
    """Whether it is open; not known without hours, and on a holiday of which nobody said what it does."""
    if not listing.hours and not listing.other_days:
        return OpenState.UNKNOWN
    day, clock = moment.date(), f"{moment:%H:%M}"
    today = hours_on(listing, day, is_holiday=is_holiday)
    before = hours_on(listing, day - timedelta(days=1), is_holiday=is_holiday)
    if any(_goes_on(span) and clock < span[1] for span in before.spans) or any(
        opens <= clock and (clock < closes or _goes_on((opens, closes))) for opens, closes in today.spans
    ):
        return OpenState.UNKNOWN if today.why is Why.MAY_BE_HOLIDAY and not today.is_all_day else OpenState.OPEN
    return OpenState.CLOSED if listing.hours or today.why is Why.OTHER else OpenState.UNKNOWN


def _goes_on(span: Span) -> bool:
    """Past midnight."""
    return span[1] <= span[0]
