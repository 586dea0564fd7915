"""The simulated Limburg, from one seed. Pure: no clock, no database, no file beside the figures and the names."""

from dataclasses import replace
from datetime import date

import numpy as np
from numpy.random import Generator

from thoes.simulation.beds import give_beds
from thoes.simulation.figures import Figures, figures
from thoes.simulation.limburg import (
    Indices,
    SimulatedEmployer,
    SimulatedLimburg,
    SimulatedMunicipality,
    Stays,
)
from thoes.simulation.population import Careers, draw_careers
from thoes.simulation.recording import OPEN, Recorded, record
from thoes.simulation.records import draw_people, keep_books
from thoes.simulation.registrations import draw_registrations
from thoes.simulation.segments import MoveStep, Segments, Whole, draw_segments
from thoes.simulation.sites import build_sites, name_employers, name_municipalities, number_beds


def simulate(*, scale: float, seed: int, on: date) -> SimulatedLimburg:
    """A Limburg with `scale` times the published number of people present on the day `on`.

    The same arguments give the same result. A scale under about 0.005 has too few people for the shares to hold.
    """
    if scale <= 0:
        raise ValueError("scale must be above 0")
    rng = np.random.default_rng(seed)
    known = figures()
    today = int(np.datetime64(on, "D").astype(np.int64))
    municipalities = name_municipalities()

    careers = draw_careers(rng, known, scale=scale, on=today)
    segments = draw_segments(rng, known, careers, municipalities, on=today)
    recorded = record(rng, known, segments, careers, on=today)
    careers, segments, recorded = _thin(known, careers, segments, recorded, municipalities, scale=scale, on=today)

    sites, providers = build_sites(
        rng, municipalities, _beds_by_region(known, segments, recorded, municipalities, on=today)
    )
    beds = number_beds(sites)
    bed = give_beds(rng, segments, recorded, municipalities, sites, beds)
    site = beds.site[bed]
    provider = np.array([s.provider for s in sites])[site]
    municipality = np.array([s.municipality for s in sites])[site]

    people = draw_people(rng, known, careers, on=today)
    book = keep_books(rng, known, people, segments, provider, municipality, providers, municipalities)
    employers = name_employers(rng, known, municipalities, round(known.present * scale))
    worker = book.worker_of_segment
    identity = book.workers.identity[worker].astype(np.int64)
    return SimulatedLimburg(
        scale=scale,
        seed=seed,
        on=on,
        municipalities=municipalities,
        providers=providers,
        employers=employers,
        sites=sites,
        beds=beds,
        people=people,
        workers=book.workers,
        stays=_stays(
            segments,
            recorded,
            worker,
            bed,
            site,
            _draw_employers(rng, careers, segments, municipality, municipalities, employers),
            municipality,
            municipalities,
            on=today,
        ),
        registrations=draw_registrations(rng, known, careers, segments, recorded, municipality, identity, on=today),
    )


def _thin(
    known: Figures,
    careers: Careers,
    segments: Segments,
    recorded: Recorded,
    municipalities: tuple[SimulatedMunicipality, ...],
    *,
    scale: float,
    on: int,
) -> tuple[Careers, Segments, Recorded]:
    """Keep the first people of each region, up to the wanted number who are here on the day; they come in no order."""
    region_of = np.array([known.regions.index(m.region) for m in municipalities])
    region = careers.region.copy()
    here = (segments.arrival <= on) & (recorded.departure > on)
    region[segments.person[here]] = region_of[segments.municipality[here]]
    is_present = np.zeros(len(region), dtype=bool)
    is_present[segments.person[here]] = True
    keep = np.zeros(len(region), dtype=bool)
    keep[segments.person] = True
    for index, share in enumerate(known.region_shares):
        there = region == index
        wanted = round(known.present * scale * share)
        counted = np.cumsum(is_present & there)
        keep &= ~there | (counted <= wanted)
    number = np.cumsum(keep) - 1
    kept = keep[segments.person]
    thinned = segments.only(kept)
    renumbered = replace(thinned, person=number[thinned.person])
    return careers.only(keep), renumbered, recorded.only(kept)


def _beds_by_region(
    known: Figures,
    segments: Segments,
    recorded: Recorded,
    municipalities: tuple[SimulatedMunicipality, ...],
    *,
    on: int,
) -> dict[str, int]:
    """Beds enough for the last day at the usual occupancy and for the fullest day at the highest."""
    region = np.array([known.regions.index(m.region) for m in municipalities])[segments.municipality]
    opens, closes = on - known.window_days, on + known.plans_days
    beds: dict[str, int] = {}
    for index, name in enumerate(known.regions):
        there = region == index
        came = np.clip(segments.arrival[there], opens, closes) - opens
        left = np.clip(recorded.departure[there], opens, closes + 1) - opens
        size = closes - opens + 2
        present = np.cumsum(np.bincount(came, minlength=size) - np.bincount(left, minlength=size))
        beds[name] = int(max(present[on - opens] / known.occupancy, present.max() / known.occupancy_at_peak)) + 1
    return beds


def _draw_employers(
    rng: Generator,
    careers: Careers,
    segments: Segments,
    municipality: Whole,
    municipalities: tuple[SimulatedMunicipality, ...],
    employers: tuple[SimulatedEmployer, ...],
) -> Whole:
    """The employer of each segment: of the person's sector, near the bed, and mostly the same one as before."""
    regions = [m.region for m in municipalities]
    groups: dict[tuple[str, str], list[int]] = {}
    for index, employer in enumerate(employers):
        groups.setdefault((regions[employer.municipality], employer.sector), []).append(index)
    drawn = np.empty(len(segments.person), dtype=np.int64)
    region = np.array(regions, dtype=object)[municipality]
    sector = careers.sector[segments.person]
    for (where, what), members in groups.items():
        rows = np.flatnonzero((region == where) & (sector == what))
        drawn[rows] = rng.choice(members, size=len(rows))
    is_first = np.append(True, segments.person[1:] != segments.person[:-1])
    changes = is_first | (segments.step == MoveStep.REGION)
    changes |= (segments.step >= MoveStep.PROVIDER) & (rng.random(len(drawn)) < 0.4)
    since = np.maximum.accumulate(np.where(changes, np.arange(len(drawn)), 0))
    return drawn[since]


def _stays(
    segments: Segments,
    recorded: Recorded,
    worker: Whole,
    bed: Indices,
    site: Indices,
    employer: Whole,
    municipality: Whole,
    municipalities: tuple[SimulatedMunicipality, ...],
    *,
    on: int,
) -> Stays:
    """The stays with only what the municipality of the bed may ask, and without overlaps within one housing
    provider's book.
    """
    unknown = np.datetime64("NaT")
    departure = _before_next_arrival(segments, recorded, worker)
    asks_end = np.array(["expected_departure" in m.fields for m in municipalities])[municipality]
    asks_employer = np.array(["employer" in m.fields for m in municipalities])[municipality]
    is_closed = departure != OPEN
    return Stays(
        worker=worker.astype(np.int32),
        bed=bed.astype(np.int32),
        site=site.astype(np.int32),
        employer=np.where(asks_employer, employer, -1).astype(np.int32),
        arrival=segments.arrival.astype("datetime64[D]"),
        departure=np.where(is_closed, departure.astype("datetime64[D]"), unknown),
        expected_departure=np.where(
            asks_end & (recorded.expected > 0), recorded.expected.astype("datetime64[D]"), unknown
        ),
        arrival_recorded_at=recorded.arrival_at.astype("datetime64[s]"),
        departure_recorded_at=np.where(is_closed, recorded.departure_at.astype("datetime64[s]"), unknown),
        really_ended=np.where(segments.until < on, segments.until.astype("datetime64[D]"), unknown),
    )


def _before_next_arrival(segments: Segments, recorded: Recorded, worker: Whole) -> Whole:
    """Departures that never lie beyond the worker's next arrival at the same housing provider: the housing provider
    would have seen it.
    """
    order = np.lexsort((segments.arrival, worker))
    departure = recorded.departure[order]
    same = worker[order][1:] == worker[order][:-1]
    upcoming = np.append(np.where(same, segments.arrival[order][1:], OPEN), OPEN)
    departure = np.minimum(departure, upcoming)
    mended = np.empty(len(order), dtype=np.int64)
    mended[order] = departure
    return mended
