"""Where somebody lives: the one answer that everything follows which writes to a person or shows a place.

The law registers people where they live, and looks forward only for who lives at several addresses at once (Wet BRP
art. 1.1 onder o). Nights at an address that was left play no part. Of several beds the one of the latest arrival is
taken; which of them will hold most nights of the coming half year is for a clerk to ask.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from thoes.rules.stay_facts import StayFacts

ENDLESS = date.max
"""The departure of a stay of which nothing else is known."""


@dataclass(frozen=True, slots=True)
class Place:
    """A site and the municipality in which it lies; either may be unknown."""

    site: str | None
    municipality: str | None


@dataclass(frozen=True, slots=True)
class HomeAddress:
    """Where somebody lives, or lived last: then `left_on` is the day of leaving, and nothing is to be sent there.

    `also_at` are the other places where somebody has a bed, the latest arrival first.
    """

    place: Place
    left_on: date | None
    also_at: tuple[Place, ...]


def home_address(stays: Sequence[StayFacts], *, on: date, left_after: date = date.min) -> HomeAddress | None:
    """Where somebody lives on a day; the last place of who lives nowhere that we know of, if left after `left_after`.

    A stay is open while it has begun and has not ended; an expected departure that has passed ends nothing. Two open
    stays of one arrival: the one that is expected to last longest, then the first site by name. Two places left on one
    day: the latest arrival, then the first site by name. A stay that begins after `on` is a plan and is passed over.
    """
    begun = [stay for stay in stays if stay.arrival <= on and (stay.departure or ENDLESS) > stay.arrival]
    is_open = [stay for stay in begun if stay.departure is None or stay.departure > on]
    if is_open:
        in_order = _latest_first(is_open, key=lambda stay: (stay.arrival, projected_end(stay, on=on)))
        home, *others = dict.fromkeys(_place(stay, begun) for stay in in_order)
        return HomeAddress(home, None, tuple(place for place in others if _key(place) != _key(home)))
    left = [stay for stay in begun if stay.departure is not None and stay.departure > left_after]
    if not left:
        return None
    last = _latest_first(left, key=lambda stay: (stay.departure or ENDLESS, stay.arrival))[0]
    return HomeAddress(_place(last, begun), last.departure, ())


def projected_end(stay: StayFacts, *, on: date) -> date:
    """Until when the stay runs as far as we know: nothing past `on` once the expected departure has passed."""
    if stay.departure is not None:
        return stay.departure
    if stay.expected_departure is None:
        return ENDLESS
    return max(stay.expected_departure, on)


def _latest_first(stays: Sequence[StayFacts], *, key: Callable[[StayFacts], tuple[date, date]]) -> list[StayFacts]:
    # Sorted by name first, so that what is still a tie does not hang on the order of the rows.
    by_name = sorted(stays, key=lambda stay: (stay.site or stay.municipality or "", stay.municipality or ""))
    return sorted(by_name, key=key, reverse=True)


def _place(stay: StayFacts, begun: Sequence[StayFacts]) -> Place:
    """The place of a stay; a municipality that only another stay at the same site names is taken from there."""
    if stay.municipality is not None or stay.site is None:
        return Place(stay.site, stay.municipality)
    named = [other.municipality for other in begun if other.site == stay.site and other.municipality is not None]
    return Place(stay.site, min(named, default=None))


def _key(place: Place) -> str | None:
    """A stay without a site counts for its municipality as if that were one."""
    return place.site or place.municipality
