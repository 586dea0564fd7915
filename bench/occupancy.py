"""A year of all sites and rooms of the province, within, over or unknown: arrays beside a plain count night by night."""

from datetime import date
from typing import Any

import numpy as np

from bench.report import compare, seconds
from bench.scale import scaled
from thoes.rules.norm_terms import NormOutcome, judge, worst
from thoes.rules.occupancy_arrays import EPOCH, NO_MOST, LimitSpans, Stays, occupancy, worst_per_group

FROM, UNTIL = date(2025, 11, 24), date(2026, 11, 24)
SITES, ROOMS_PER_SITE, STAYS, SAMPLE = scaled(4_000, least=20), 10, scaled(300_000), 20
ROOMS = SITES * ROOMS_PER_SITE


def run() -> None:
    """Both over the same stays and limits; the plain count runs over a sample of sites and is scaled to all of them."""
    random = np.random.default_rng(2026)
    room = random.integers(0, ROOMS, STAYS).astype(np.int32)
    first = (FROM - EPOCH).days
    arrival = (first + random.integers(-200, 365, STAYS)).astype(np.int32)
    departure = (arrival + random.integers(1, 240, STAYS)).astype(np.int32)
    departure[random.random(STAYS) < 0.2] = NO_MOST
    site_of_room = np.repeat(np.arange(SITES, dtype=np.int32), ROOMS_PER_SITE)
    of_rooms, of_sites = _limits(random, ROOMS, most=4), _limits(random, SITES, most=30)

    def ours() -> tuple[Any, Any]:
        rooms = occupancy(Stays(room, arrival, departure), of_rooms, places=ROOMS, from_date=FROM, until=UNTIL)
        sites = occupancy(
            Stays(site_of_room[room], arrival, departure), of_sites, places=SITES, from_date=FROM, until=UNTIL
        )
        return sites, np.maximum(sites.outcome, worst_per_group(rooms, site_of_room, groups=SITES))

    _sites, outcome = ours()  # compile first
    fast = seconds(ours)
    found: list[list[NormOutcome]] = []
    plain = seconds(
        lambda: found.extend(
            _plain_site(site, site_of_room, room, arrival, departure, of_sites, of_rooms) for site in range(SAMPLE)
        ),
        runs=1,
    )
    expected = [[tuple(NormOutcome)[cell] for cell in outcome[site]] for site in range(SAMPLE)]
    assert found == expected, "the two ways of counting differ"
    compare(
        f"Occupancy of {SITES:,} sites and {ROOMS:,} rooms over 365 nights, {STAYS:,} stays, one core",
        ours=fast,
        alternative=plain * SITES / SAMPLE,
        named=f"plain Python, night by night (from {SAMPLE} sites)",
        goal="1 s",
    )


def _limits(random: Any, places: int, *, most: int) -> LimitSpans:
    """Two spans per place, as when a norm changes within the year; some places without a number."""
    half = (FROM - EPOCH).days + 190
    safe = random.integers(0, most, 2 * places).astype(np.int32)
    upper = np.where(random.random(2 * places) < 0.1, NO_MOST, safe + random.integers(0, 2, 2 * places))
    return LimitSpans(
        place=np.tile(np.arange(places, dtype=np.int32), 2),
        first=np.repeat(np.array([0, half], np.int32), places),
        until=np.repeat(np.array([half, NO_MOST], np.int32), places),
        safe=safe,
        most=upper.astype(np.int32),
    )


def _plain_site(
    site: int, site_of_room: Any, room: Any, arrival: Any, departure: Any, of_sites: LimitSpans, of_rooms: LimitSpans
) -> list[NormOutcome]:
    """What a loop over the nights gives, over the stays of this one site."""
    rooms = [int(each) for each in np.flatnonzero(site_of_room == site)]
    here = [
        (int(room[stay]), int(arrival[stay]), int(departure[stay]))
        for stay in np.flatnonzero(site_of_room[room] == site)
    ]
    outcomes = []
    for night in range((FROM - EPOCH).days, (UNTIL - EPOCH).days):
        sleeping = [where for where, begin, end in here if begin <= night < end]
        per_room = [_held(of_rooms, each, night, sleeping.count(each)) for each in rooms]
        outcomes.append(worst([_held(of_sites, site, night, len(sleeping)), *per_room]))
    return outcomes


def _held(limits: LimitSpans, place: int, night: int, people: int) -> NormOutcome:
    span = place if night < int(limits.until[place]) else place + len(limits.place) // 2
    most = int(limits.most[span])
    return judge(people, safe=int(limits.safe[span]), most=None if most == NO_MOST else most)
