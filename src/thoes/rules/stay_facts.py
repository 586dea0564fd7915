"""What the rules need of a stay, and what was expected of it when.

A stay has two timelines: the nights that it covers, and what was known of it on a day. The nights are taken as they are
known now; of the expected departure it matters when it was said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Expectation:
    """From `known_on` until the next of them a stay was expected to end on `departure`; None: nothing was expected."""

    known_on: date
    departure: date | None


@dataclass(frozen=True, slots=True)
class StayFacts:
    """What the rule needs of a stay: nights from `arrival` up to, not including, `departure` (None: still there).

    `site` tells sites apart and is shown; `municipality` is where that site lies. Either may be unknown.
    `expected_departure` is what is expected now. `expectations` are what was expected when, earliest first and the last
    of them what is expected now; empty stands for "said on the day of arrival or before, and never changed".
    """

    arrival: date
    departure: date | None = None
    expected_departure: date | None = None
    site: str | None = None
    municipality: str | None = None
    expectations: tuple[Expectation, ...] = ()

    @property
    def said(self) -> tuple[Expectation, ...]:
        """What was expected when; on the day of arrival where nothing else is known of it."""
        return self.expectations or (Expectation(self.arrival, self.expected_departure),)


def expectations_from(said: Iterable[tuple[date, date | None]]) -> tuple[Expectation, ...]:
    """The history of an expectation from what was written down: pairs of a day and an expected departure, in order.

    Of several on one day the last holds: the others were slips of the pen. Empty where nothing ever was expected.
    """
    found: list[Expectation] = []
    for known_on, departure in dict(said).items():
        if departure != (found[-1].departure if found else None):
            found.append(Expectation(known_on, departure))
    return tuple(found)
