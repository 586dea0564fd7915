"""What somebody who is in the BRP has to report, from the stays we know: a move or a departure. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thoes.rules.home_address import ENDLESS, home_address
from thoes.rules.registered_person import NoticeParameters, NoticePhase, departure_notice, move_notice
from thoes.rules.stay_facts import StayFacts


@dataclass(frozen=True, slots=True)
class Registered:
    """In the BRP of this municipality since a day."""

    municipality: str
    since: date


@dataclass(frozen=True, slots=True)
class Notice:
    """What there is to report: `kind` is None when there is nothing."""

    kind: str | None
    happens_on: date | None = None
    report_by: date | None = None


def assess_registered(
    stays: Sequence[StayFacts], registered: Registered, *, on: date, parameters: NoticeParameters
) -> Notice:
    """The move or departure that can be reported on `on`, or that should have been.

    Somebody moved who lives at another site than at the registration; or, when nothing is known of that day, than at
    the first site after it. A move that is only planned is none yet. A departure is the end of the last known stay with
    nothing after it, and shows while it can still be reported. We do not see who stays in the Netherlands elsewhere.
    """
    moved_on = _moved_on(stays, registered, on=on)
    if moved_on is not None:
        return Notice("move", moved_on, move_notice(moved_on, parameters).report_by)
    # A bed without any end keeps somebody here, whichever other stay ends.
    leaves_on = max((stay.departure or stay.expected_departure or ENDLESS for stay in stays), default=ENDLESS)
    if on <= leaves_on < ENDLESS:
        leaving = departure_notice(leaves_on, back_on=None, parameters=parameters)
        if leaving is not None and leaving.phase(on) is not NoticePhase.TOO_EARLY:
            return Notice("departure", leaves_on, leaving.report_by)
    return Notice(None)


def _moved_on(stays: Sequence[StayFacts], registered: Registered, *, on: date) -> date | None:
    """Since when somebody lives at another site than the registered one; None for who does not, or lives nowhere now."""
    home = home_address(stays, on=on)
    if home is None or home.left_on is not None:
        return None
    arrivals = sorted({stay.arrival for stay in stays if registered.since < stay.arrival <= on})
    # Where somebody lives changes on a day of arrival, and back on one of departure.
    days = sorted({*arrivals, *(stay.departure for stay in stays if stay.departure and stay.departure <= on)})
    then = home_address(stays, on=registered.since) or (home_address(stays, on=arrivals[0]) if arrivals else None)
    if then is None or then.place.site == home.place.site:
        return None
    moved_on: date | None = None
    for day in reversed([day for day in days if day > registered.since]):
        there = home_address(stays, on=day)
        if there is None or there.place.site != home.place.site:
            break
        moved_on = day
    return moved_on
