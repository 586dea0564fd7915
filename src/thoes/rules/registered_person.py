"""What somebody who is already in the BRP reports, and between which days: a move and a departure.

Says when a notice can be given, not whether it was. Whether somebody is in the BRP is for the caller to know. Like
every answer of Thoes it is an indication. Terms are calendar days; whether one that ends in a weekend moves is not
decided here.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from thoes.rules.loading import RuleBookError, UsedParameter, use_parameter


@dataclass(frozen=True, slots=True)
class NoticeParameters:
    """The terms in force on a day. `sources` says where each came from.

    `away_months` is the share of the year abroad that the law names, in months.
    """

    move_opens_weeks: int
    move_within_days: int
    departure_opens_days: int
    away_months: int
    sources: tuple[UsedParameter, ...] = ()


class NoticeKind(StrEnum):
    MOVE = "move"
    DEPARTURE = "departure"


class NoticePhase(StrEnum):
    """Where a day lies against the days on which a notice can be given."""

    TOO_EARLY = "too_early"
    OPEN = "open"
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True)
class NoticeWindow:
    """A notice to the municipality from `opens_on` up to and including `report_by`."""

    kind: NoticeKind
    opens_on: date
    report_by: date
    parameters: NoticeParameters

    def phase(self, on: date) -> NoticePhase:
        if on < self.opens_on:
            return NoticePhase.TOO_EARLY
        return NoticePhase.OPEN if on <= self.report_by else NoticePhase.TOO_LATE


def notice_parameters_on(day: date) -> NoticeParameters:
    """The terms in force on `day`. Refuses ("no_parameter_on_day") a day before the Wet BRP."""
    keys = ("brp.move.earliest", "brp.move.latest", "brp.depart.window_opens")
    terms = tuple(use_parameter(key, day) for key in keys)
    share, window = use_parameter("brp.depart.fraction", day), use_parameter("brp.depart.window", day)
    away = share.fraction * window.whole_number
    if away.denominator != 1:
        raise RuleBookError(f"{share.fraction} of {window.whole_number} months is no whole number of months.")
    move_opens_weeks, move_within_days, departure_opens_days = (parameter.whole_number for parameter in terms)
    return NoticeParameters(
        move_opens_weeks, move_within_days, departure_opens_days, away.numerator, (*terms, share, window)
    )


def move_notice(moved_on: date, parameters: NoticeParameters) -> NoticeWindow:
    """When a resident who moves on `moved_on` reports it (Wet BRP art. 2.39 lid 2)."""
    return NoticeWindow(
        NoticeKind.MOVE,
        opens_on=moved_on - timedelta(weeks=parameters.move_opens_weeks),
        report_by=moved_on + timedelta(days=parameters.move_within_days),
        parameters=parameters,
    )


def departure_notice(leaves_on: date, *, back_on: date | None, parameters: NoticeParameters) -> NoticeWindow | None:
    """When a resident who leaves the Netherlands reports it (Wet BRP art. 2.43 lid 1); None when that need not be.

    `back_on` is the expected day of return, None for who leaves for good. The law asks two thirds of a year, which is
    read as whole months in one piece: shorter absences that add up to it are not seen. The notice comes before the day
    of leaving, so the day before is the last.
    """
    if back_on is not None and back_on < _months_later(leaves_on, parameters.away_months):
        return None
    return NoticeWindow(
        NoticeKind.DEPARTURE,
        opens_on=leaves_on - timedelta(days=parameters.departure_opens_days),
        report_by=leaves_on - timedelta(days=1),
        parameters=parameters,
    )


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day where the month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
