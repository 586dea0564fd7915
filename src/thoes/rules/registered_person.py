"""What somebody who is already in the BRP reports, and between which days: a move and a departure.

Says when a notice can be given, not whether it was. Whether somebody is in the BRP is for the caller to know. Like
every answer of Thoes it is an indication. The last day to report a move is one of the law and does not fall on a free day;
what is counted back from a move or a departure is not moved.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from thoes.rules.loading import RuleBookError, TermOrigin, UsedParameter, use_parameter
from thoes.rules.terms import Term, TermUnit, last_day_of_term, use_term


@dataclass(frozen=True, slots=True)
class NoticeParameters:
    """The terms in force on a day. `sources` says where each came from.

    `away_months` is the share of the year abroad that the law names, in months.
    """

    move_opens: Term
    move_within: Term
    departure_opens: Term
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
    move_opens, move_within, departure_opens = (use_term(key, day) for key in keys)
    share, window = use_parameter("brp.depart.fraction", day), use_parameter("brp.depart.window", day)
    away = share.fraction * window.whole_number
    if away.denominator != 1:
        raise RuleBookError(f"{share.fraction} of {window.whole_number} months is no whole number of months.")
    sources = (*(use_parameter(key, day) for key in keys), share, window)
    return NoticeParameters(move_opens, move_within, departure_opens, away.numerator, sources)


def move_notice(moved_on: date, parameters: NoticeParameters) -> NoticeWindow:
    """When a resident who moves on `moved_on` reports it (Wet BRP art. 2.39 lid 2)."""
    return NoticeWindow(
        NoticeKind.MOVE,
        opens_on=last_day_of_term(moved_on, parameters.move_opens),
        report_by=last_day_of_term(moved_on, parameters.move_within),
        parameters=parameters,
    )


def departure_notice(leaves_on: date, *, back_on: date | None, parameters: NoticeParameters) -> NoticeWindow | None:
    """When a resident who leaves the Netherlands reports it (Wet BRP art. 2.43 lid 1); None when that need not be.

    `back_on` is the expected day of return, None for who leaves for good. The law asks two thirds of a year, which is
    read as whole months in one piece: shorter absences that add up to it are not seen. The notice comes before the day
    of leaving, so the day before is the last.
    """
    if back_on is not None and back_on < _back_from(leaves_on, parameters):
        return None
    return NoticeWindow(
        NoticeKind.DEPARTURE,
        opens_on=last_day_of_term(leaves_on, parameters.departure_opens),
        report_by=leaves_on - timedelta(days=1),
        parameters=parameters,
    )


def _back_from(leaves_on: date, parameters: NoticeParameters) -> date:
    """The first day of return at which somebody was away long enough; a length of absence is no term that moves."""
    return last_day_of_term(leaves_on, Term(parameters.away_months, TermUnit.MONTHS, TermOrigin.NO_TERM))
