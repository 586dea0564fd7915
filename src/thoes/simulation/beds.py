"""Who gets which bed. Day by day, in the order of arrival, so that no bed is ever given twice.

A full site sends people on: to another site of the municipality, then of the region, then anywhere.
"""

from bisect import bisect
from heapq import heappop, heappush
from itertools import accumulate

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from thoes.kernel.refusals import Refusal
from thoes.simulation.limburg import Beds, SimulatedMunicipality, SimulatedSite
from thoes.simulation.recording import OPEN, Recorded
from thoes.simulation.segments import MoveStep, Segments

_TRIES = 4


def give_beds(
    rng: Generator,
    segments: Segments,
    recorded: Recorded,
    municipalities: tuple[SimulatedMunicipality, ...],
    sites: tuple[SimulatedSite, ...],
    beds: Beds,
) -> NDArray[np.int32]:
    """A bed for every segment, free until the departure that the register believes.

    Raises Refusal("simulation_out_of_beds") when the whole province is full.
    """
    book = _BedBook(municipalities, sites, beds)
    order = np.lexsort((rng.random(len(segments.person)), segments.arrival))
    draws = rng.random((len(order), 2)).tolist()
    rows = zip(
        order.tolist(),
        segments.person[order].tolist(),
        segments.municipality[order].tolist(),
        segments.step[order].tolist(),
        segments.arrival[order].tolist(),
        recorded.departure[order].tolist(),
        draws,
        strict=True,
    )
    given = np.empty(len(order), dtype=np.int32)
    last_bed: dict[int, int] = {}
    for row, person, municipality, step, arrival, departure, (draw, pick) in rows:
        book.free_up_to(arrival)
        site = book.choose_site(municipality, step, last_bed.get(person), draw)
        bed = book.take(site, pick, departure, avoid=last_bed.get(person))
        given[row] = last_bed[person] = bed
    return given


class _BedBook:
    """The free beds of each site, and when the taken ones come free."""

    def __init__(
        self, municipalities: tuple[SimulatedMunicipality, ...], sites: tuple[SimulatedSite, ...], beds: Beds
    ) -> None:
        self._site_of: list[int] = beds.site.tolist()
        self._free: list[list[int]] = [[] for _ in sites]
        for bed, site in enumerate(self._site_of):
            self._free[site].append(bed)
        self._taken: list[tuple[int, int]] = []
        self._provider = [site.provider for site in sites]
        self._municipality = [site.municipality for site in sites]
        count = len(municipalities)
        self._sites: list[list[int]] = [[] for _ in range(count)]
        self._of_provider: dict[int, list[int]] = {}
        for index, site in enumerate(sites):
            self._sites[site.municipality].append(index)
            self._of_provider.setdefault(site.provider, []).append(index)
        self._sums = [list(accumulate(sites[index].beds for index in there)) for there in self._sites]
        self._left = [sums[-1] for sums in self._sums]
        regions = [m.region for m in municipalities]
        self._around = [
            sorted(range(count), key=lambda other: (other != at, regions[other] != regions[at])) for at in range(count)
        ]

    def free_up_to(self, day: int) -> None:
        while self._taken and self._taken[0][0] <= day:
            _, bed = heappop(self._taken)
            site = self._site_of[bed]
            self._free[site].append(bed)
            self._left[self._municipality[site]] += 1

    def take(self, site: int, pick: float, departure: int, *, avoid: int | None) -> int:
        free = self._free[site]
        index = int(pick * len(free))
        if free[index] == avoid:
            index = (index + 1) % len(free)
        bed = free[index]
        free[index] = free[-1]
        free.pop()
        self._left[self._municipality[site]] -= 1
        if departure != OPEN:
            heappush(self._taken, (departure, bed))
        return bed

    def choose_site(self, municipality: int, step: int, last_bed: int | None, draw: float) -> int:
        if last_bed is not None:
            last = self._site_of[last_bed]
            if step in (MoveStep.BED, MoveStep.HOME) and self._municipality[last] == municipality and self._free[last]:
                return last
            if step in (MoveStep.SITE, MoveStep.HOME):
                for site in self._of_provider[self._provider[last]]:
                    if self._free[site] and self._municipality[site] == municipality and site != last:
                        return site
        leaves = self._provider[self._site_of[last_bed]] if last_bed is not None and step == MoveStep.PROVIDER else None
        for place in self._around[municipality]:
            if self._left[place]:
                return self._any_site(place, draw, leaves)
        raise Refusal("simulation_out_of_beds")

    def _any_site(self, municipality: int, draw: float, leaves: int | None) -> int:
        """A site with a free bed, large ones more often; with luck not of the housing provider whom someone leaves."""
        there, sums = self._sites[municipality], self._sums[municipality]
        for attempt in range(_TRIES):
            site = there[bisect(sums, (draw + attempt / _TRIES) % 1 * sums[-1])]
            if self._free[site] and self._provider[site] != leaves:
                return site
        return next(site for site in there if self._free[site])
