"""The stays of each career as they really happen: one after the other, with breaks at home and moves between places.

Beds, and what the register comes to know of it, follow later. Days are whole numbers since 1970.
"""

from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Self

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from thoes.simulation.figures import Figures
from thoes.simulation.limburg import SimulatedMunicipality
from thoes.simulation.population import HORIZON_YEARS, Careers

Whole = NDArray[np.int64]


class MoveStep(IntEnum):
    """How someone came to a stay: from where the one before it was."""

    ARRIVAL = 0
    HOME = 1
    BED = 2
    SITE = 3
    PROVIDER = 4
    MUNICIPALITY = 5
    REGION = 6


@dataclass(frozen=True, slots=True, eq=False)
class Segments:
    """Stays by person and arrival; `until` is the first night no longer slept, possibly after the last day."""

    person: Whole
    municipality: Whole
    step: Whole
    arrival: Whole
    until: Whole

    def only(self, keep: NDArray[np.bool_] | Whole) -> Self:
        return type(self)(*(getattr(self, field.name)[keep] for field in fields(self)))

    @property
    def is_last(self) -> NDArray[np.bool_]:
        """Whether a stay is the last one of its person."""
        return np.append(self.person[1:] != self.person[:-1], True)


def draw_segments(
    rng: Generator,
    figures: Figures,
    careers: Careers,
    municipalities: tuple[SimulatedMunicipality, ...],
    *,
    on: int,
) -> Segments:
    """All stays that touch the window, and those that begin within the planning period, sorted by person and arrival.

    Someone who is here on day `on` stays on: later moves are left out, and so are the plans no housing provider knows.
    """
    places = _Places(figures, municipalities)
    parts = [
        _year_round(rng, figures, careers, np.flatnonzero(~careers.is_seasonal), places, on),
        _seasons(rng, figures, careers, np.flatnonzero(careers.is_seasonal), places, on),
    ]
    drawn = Segments(*(np.concatenate(columns) for columns in zip(*(_columns(p) for p in parts), strict=True)))
    drawn = drawn.only(np.lexsort((drawn.arrival, drawn.person)))
    after_another = np.append(False, drawn.person[1:] == drawn.person[:-1])
    previous_until = np.append(0, drawn.until[:-1])
    stays_on = after_another & (previous_until >= on)
    unknown_plan = (drawn.arrival > on) & (rng.random(len(drawn.person)) >= figures.plans_known)
    return drawn.only(~stays_on & ~unknown_plan & (drawn.arrival <= on + figures.plans_days))


class _Places:
    """Draws municipalities by weight, within a region or away from it."""

    def __init__(self, figures: Figures, municipalities: tuple[SimulatedMunicipality, ...]) -> None:
        names = figures.regions
        self.region_of = np.array([names.index(m.region) for m in municipalities])
        self.shares = figures.region_shares
        self._members = [np.flatnonzero(self.region_of == index) for index in range(len(names))]
        weights = np.array([m.weight for m in municipalities], dtype=float)
        self._chances = [weights[members] / weights[members].sum() for members in self._members]

    def draw(self, rng: Generator, region: Whole) -> Whole:
        found = np.empty(len(region), dtype=np.int64)
        for index, members in enumerate(self._members):
            there = np.flatnonzero(region == index)
            found[there] = rng.choice(members, size=len(there), p=self._chances[index])
        return found

    def after(self, rng: Generator, municipality: Whole, step: Whole) -> Whole:
        """Where someone goes next. A change of region draws by the regions' shares, so that the shares stay."""
        region = self.region_of[municipality]
        elsewhere = step == MoveStep.REGION
        region[elsewhere] = rng.choice(len(self.shares), size=int(elsewhere.sum()), p=self.shares)
        moved = elsewhere | (step == MoveStep.MUNICIPALITY)
        return np.where(moved, self.draw(rng, region), municipality)


def _columns(part: Segments) -> tuple[Whole, ...]:
    return part.person, part.municipality, part.step, part.arrival, part.until


def _year_round(
    rng: Generator, figures: Figures, careers: Careers, people: Whole, places: _Places, on: int
) -> Segments:
    """Stay after stay until the career ends; the years before the window are not played, only where they lead to."""
    opens = on - figures.window_days
    start = np.maximum(careers.began[people], opens - rng.integers(0, 365, len(people)))
    municipality = places.draw(rng, careers.region[people])
    step = np.full(len(people), MoveStep.ARRIVAL, dtype=np.int64)
    names = np.array([MoveStep[name.upper()] for name in figures.next_step], dtype=np.int64)
    rounds: list[Segments] = []
    while people.size:
        length = np.maximum(5, rng.gamma(2.0, figures.stay_days / 2, people.size)).astype(np.int64)
        until = np.minimum(start + length, careers.until[people])
        rounds.append(Segments(people, municipality, step, start, until).only((until > opens) & (until > start)))
        step = rng.choice(names, size=people.size, p=list(figures.next_step.values()))
        home = np.maximum(7, rng.gamma(2.0, figures.home_days / 2, people.size)).astype(np.int64)
        start = until + np.where(step == MoveStep.HOME, home, 0)
        municipality = places.after(rng, municipality, step)
        goes_on = (start < careers.until[people]) & (start <= on + figures.plans_days)
        people, start, municipality, step = people[goes_on], start[goes_on], municipality[goes_on], step[goes_on]
    return Segments(*(np.concatenate(columns) for columns in zip(*(_columns(r) for r in rounds), strict=True)))


def _seasons(rng: Generator, figures: Figures, careers: Careers, people: Whole, places: _Places, on: int) -> Segments:
    """One stay a year, from about the same date, at the same place unless the work is elsewhere that year."""
    municipality = places.draw(rng, careers.region[people])
    shortest, longest = figures.season_days
    usual = rng.integers(shortest, longest + 1, people.size)
    opens = on - figures.window_days
    years: list[Segments] = []
    for year in range(HORIZON_YEARS + 1):
        shift = rng.integers(0, 15, people.size) if year else np.zeros(people.size, dtype=np.int64)
        start = careers.began[people] + round(365.25 * year) + shift
        until = np.minimum(start + usual + rng.integers(-14, 15, people.size), careers.until[people])
        played = (until > start) & (until > opens) & (start <= on + figures.plans_days)
        step = np.full(people.size, MoveStep.HOME if year else MoveStep.ARRIVAL, dtype=np.int64)
        years.append(Segments(people, municipality, step, start, until).only(played))
        step = np.where(rng.random(people.size) < 0.12, MoveStep.MUNICIPALITY, MoveStep.BED).astype(np.int64)
        municipality = places.after(rng, municipality, step)
    return Segments(*(np.concatenate(columns) for columns in zip(*(_columns(y) for y in years), strict=True)))
