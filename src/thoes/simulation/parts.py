"""More people than one Limburg holds: several simulated ones beside each other, in the same municipalities.

Each part is drawn by itself, with sites, housing providers and employers of its own, so that memory holds one part at a
time however many there are. Nobody moves from one part to another. Up to a whole Limburg there is one part, as before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

import numpy as np

from thoes.simulation.generator import simulate
from thoes.simulation.limburg import SimulatedLimburg

LARGEST_PART = 1.0
"""The scale of a part at most: about 230,000 workers and a million versions of their stays, in some 1.5 GB."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that together are `scale` times Limburg; walked through once or more, they are the same each time."""

    scale: float
    seed: int
    on: date
    largest: float = LARGEST_PART

    @property
    def count(self) -> int:
        return max(1, ceil(self.scale / self.largest))

    def __iter__(self) -> Iterator[SimulatedLimburg]:
        for number in range(self.count):
            yield self._part(number)

    def _part(self, number: int) -> SimulatedLimburg:
        seed = self.seed if not number else int(np.random.SeedSequence([self.seed, number]).generate_state(1)[0])
        limburg = simulate(scale=self.scale / self.count, seed=seed, on=self.on)
        return _told_apart(limburg, number) if number else limburg


def _told_apart(limburg: SimulatedLimburg, number: int) -> SimulatedLimburg:
    """The same Limburg, with names, codes and numbers of documents that no other part has."""
    mark = number + 1
    workers = limburg.workers
    asked = workers.document_number != ""
    return replace(
        limburg,
        part=number,
        providers=tuple(replace(each, name=f"{each.name} ({mark})") for each in limburg.providers),
        employers=tuple(replace(each, name=f"{each.name} ({mark})") for each in limburg.employers),
        sites=tuple(
            replace(each, code=each.code.replace("-", f"{mark}-", 1), name=f"{each.name} ({mark})")
            for each in limburg.sites
        ),
        workers=replace(workers, document_number=np.where(asked, workers.document_number + f"-{mark}", "")),
    )
