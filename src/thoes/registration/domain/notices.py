"""What somebody who is in the BRP has to report, from the stays we know: a move or a departure. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from thoes.rules.registered_person import NoticeParameters, NoticePhase, departure_notice, move_notice
from thoes.rules.registration_duty import StayFacts


@dataclass(frozen=True, slots=True)
class Registered:
    """In the BRP of this municipality since a day."""

    municipality: str
    since: date


@dataclass(frozen=True, slots=True)
class Notice:
    """What there is to report: `kind` is None when there is nothing. `site` is the new one after a move."""

    kind: str | None
    happens_on: date | None = None
    report_by: date | None = None
    site: str | None = None
    municipality: str | None = None


def assess_registered(
    stays: Sequence[StayFacts], registered: Registered, *, on: date, parameters: NoticeParameters
) -> Notice:
    """The move or departure that can be reported on `on`, or that should have been.

    A move is a first stay at another site after the registration; a departure is the end of the last known stay with
    nothing after it, and shows while it can still be reported. We do not see who stays in the Netherlands elsewhere.
    """
    in_order = sorted(stays, key=lambda stay: stay.arrival)
    moves = [
        later
        for earlier, later in pairwise(in_order)
        if later.site != earlier.site and later.arrival > registered.since
    ]
    if moves:
        moved = moves[-1]
        notice = move_notice(moved.arrival, parameters)
        still_there = moved.departure is None or moved.departure > on
        if still_there and notice.phase(on) is not NoticePhase.TOO_EARLY:
            return Notice("move", moved.arrival, notice.report_by, moved.site, moved.municipality)
    last = max(stays, key=lambda stay: stay.departure or date.max, default=None)
    leaves_on = last and (last.departure or last.expected_departure)
    if leaves_on and leaves_on >= on:
        leaving = departure_notice(leaves_on, back_on=None, parameters=parameters)
        if leaving is not None and leaving.phase(on) is not NoticePhase.TOO_EARLY:
            return Notice("departure", leaves_on, leaving.report_by)
    return Notice(None)
