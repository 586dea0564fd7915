"""What the register comes to know of the stays, and when: late, too late, or not at all.

The register closes its eyes at the end of the day before `on`: somebody who arrives or leaves on the day itself is
still a plan. Days are whole numbers since 1970.
"""

from dataclasses import dataclass, fields
from typing import Self

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from thoes.simulation.figures import Figures
from thoes.simulation.population import Careers
from thoes.simulation.segments import MoveStep, Segments, Whole

OPEN = np.int64(10**6)
"""The departure of an open stay; a day of the year 4707."""

_DAY = 86_400


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """One element per segment. `expected` is 0 where the housing provider knows none; moments are seconds since 1970, UTC."""

    departure: Whole
    expected: Whole
    arrival_at: Whole
    departure_at: Whole

    def only(self, keep: NDArray[np.bool_] | Whole) -> Self:
        return type(self)(*(getattr(self, field.name)[keep] for field in fields(self)))


def record(rng: Generator, figures: Figures, segments: Segments, careers: Careers, *, on: int) -> Recorded:
    """How each segment stands in the register. Departures may be open, wrong or late; arrivals only late."""
    departure, noticed = _departures(rng, figures, segments, careers, on)
    is_vanished = (departure == OPEN) & (segments.until < on)
    expected = _expected_departures(rng, figures, segments, is_vanished, on)
    arrival_day = segments.arrival + _lags(rng, figures, len(departure))
    plan = segments.arrival >= on
    arrival_day[plan] = on - rng.integers(1, figures.plans_days, int(plan.sum()))
    arrival_at = _moments(rng, np.minimum(arrival_day, on - 1))
    departure_at = np.maximum(_moments(rng, noticed), arrival_at)
    return Recorded(departure, expected, arrival_at, departure_at)


def _departures(rng: Generator, figures: Figures, segments: Segments, careers: Careers, on: int) -> tuple[Whole, Whole]:
    """The departure that is believed, and the day it was recorded."""
    count = len(segments.person)
    is_last = segments.is_last
    lag = _lags(rng, figures, count)
    departure = segments.until.copy()

    next_step = np.append(segments.step[1:], MoveStep.ARRIVAL)
    lost_to_another = (
        ~is_last & (next_step >= MoveStep.PROVIDER) & (rng.random(count) < figures.told_late_by_previous_provider)
    )
    departure[lost_to_another] += rng.integers(2, 21, int(lost_to_another.sum()))
    departure = np.where(segments.until < on, np.minimum(departure, on - 1), departure)

    went_for_good = is_last & (segments.until == careers.until[segments.person])
    vanished = went_for_good & (rng.random(count) < figures.never_checked_out)
    lag[vanished] = 7 + rng.exponential(figures.noticed_after_days, int(vanished.sum())).astype(np.int64)
    guessed = vanished & (rng.random(count) < 0.5)
    departure[guessed] += lag[guessed]

    noticed = segments.until + lag
    noticed = np.where(is_last, noticed, np.minimum(noticed, on - 1))
    departure[(noticed >= on) | (segments.until >= on)] = OPEN
    return departure, np.maximum(np.minimum(noticed, on - 1), np.minimum(departure, on - 1))


def _expected_departures(
    rng: Generator, figures: Figures, segments: Segments, is_vanished: NDArray[np.bool_], on: int
) -> Whole:
    """What the housing provider expects: always passed for who vanished, mostly put off for who stays longer."""
    count = len(segments.person)
    planned = (segments.until - segments.arrival) * rng.lognormal(0.0, 0.25, count)
    weeks = np.maximum(1, np.round(planned / 7)).astype(np.int64)
    expected = segments.arrival + 7 * weeks
    passed = (segments.until >= on) & (expected <= on) & (rng.random(count) < 0.8)
    expected[passed] = on + rng.integers(1, 90, int(passed.sum()))
    expected[is_vanished] = segments.until[is_vanished] - rng.integers(0, 10, int(is_vanished.sum()))
    expected = np.maximum(expected, segments.arrival + 1)
    known = is_vanished | (rng.random(count) < figures.expected_departure_known)
    return np.asarray(np.where(known, expected, 0))


def _lags(rng: Generator, figures: Figures, count: int) -> Whole:
    """Days between what happened and its record."""
    within = np.array(list(figures.reported_within_days))
    chances = list(figures.reported_within_days.values())
    until = rng.choice(within, size=count, p=chances)
    return np.asarray(np.ceil(rng.random(count) * until), dtype=np.int64)


def _moments(rng: Generator, day: Whole) -> Whole:
    """A moment within office hours of each day, in UTC."""
    return np.asarray(day * _DAY + rng.integers(7 * 3600, 17 * 3600, len(day)))
