"""The simulated Limburg as rows of the register's tables, in the order in which they can be written."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any
from uuid import UUID

import numpy as np

from thoes.housing.public import Bed, Site, Unit
from thoes.places.public import Organisation, OrganisationKind, ProviderKind, Sector
from thoes.register.public import Change, Person, Stay, Verb, Worker, name_columns
from thoes.registration.public import BrpRegistration
from thoes.simulation.checks import draw_checks
from thoes.simulation.copying import Column, Table, as_bytes, chosen, days, identifiers, moments, texts
from thoes.simulation.housing_facts import HousingFacts, draw_housing
from thoes.simulation.limburg import Moments, SimulatedEmployer, SimulatedLimburg
from thoes.simulation.plans import draw_plans
from thoes.simulation.prices import draw_prices
from thoes.simulation.rounds import draw_rounds

_BED_NAMES = "ABCD"
_SECTORS = {
    "agriculture": Sector.A,
    "logistics": Sector.H,
    "food": Sector.C,
    "manufacturing": Sector.C,
    "construction": Sector.F,
    "hospitality": Sector.I,
}
# One in five never said what it is.
_PROVIDER_KINDS = (ProviderKind.ACCOMMODATION, ProviderKind.AGENCY, ProviderKind.EMPLOYER, ProviderKind.PRIVATE, "")


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The primary keys of everything that others point at, by index."""

    providers: list[str]
    employers: list[str]
    desks: list[str]
    province: str
    sites: list[str]
    beds: list[str]
    persons: list[str]
    workers: list[str]

    @classmethod
    def of(cls, limburg: SimulatedLimburg, *, seed_of_desks: int) -> "Identifiers":
        """Those of a part; the desks and the province follow from the seed of the first, so that all parts share them."""
        seed, workers = limburg.seed, limburg.workers
        return cls(
            providers=identifiers(seed, "provider", len(limburg.providers)),
            employers=identifiers(seed, "employer", len(limburg.employers)),
            desks=identifiers(seed_of_desks, "desk", len(limburg.municipalities)),
            province=identifiers(seed_of_desks, "province", 1)[0],
            sites=identifiers(seed, "site", len(limburg.sites)),
            beds=identifiers(seed, "bed", len(limburg.beds.site)),
            persons=identifiers(seed, "person", int(workers.identity.max()) + 1),
            workers=identifiers(seed, "worker", len(workers.person)),
        )


def all_tables(limburg: SimulatedLimburg, ids: Identifiers) -> list[Table]:
    """Every table to fill; municipalities and users are no part of it."""
    housing = draw_housing(limburg, ids.sites)
    units, beds = _rooms(limburg, ids, housing)
    changes, stays = _stays(limburg, ids)
    return [
        _organisations(limburg, ids),
        _sites(limburg, ids, housing),
        units,
        beds,
        *housing.tables(),
        *draw_prices(limburg, ids.sites),
        *draw_checks(limburg, ids.sites, units, ids.providers, ids.desks),
        Table(Person, {"id": ids.persons}),
        _workers(limburg, ids),
        changes,
        stays,
        *draw_rounds(limburg, ids.sites),
        _registrations(limburg, ids),
        *([] if limburg.part else draw_plans(limburg, ids.providers).tables()),
    ]


def _sector_of(employer: SimulatedEmployer) -> str:
    """What an employer said of itself: an agency that it is one, whatever its people do."""
    return Sector.N if employer.is_agency else _SECTORS[employer.sector]


def _organisations(limburg: SimulatedLimburg, ids: Identifiers) -> Table:
    codes = [m.code for m in limburg.municipalities]
    rows: list[tuple[str, str, OrganisationKind, str | None, str, str]] = [
        *(
            (key, h.name, OrganisationKind.PROVIDER, None, "", kind)
            for key, h, kind in zip(ids.providers, limburg.providers, cycle(_PROVIDER_KINDS), strict=False)
        ),
        *(
            (key, e.name, OrganisationKind.EMPLOYER, codes[e.municipality], _sector_of(e), "")
            for key, e in zip(ids.employers, limburg.employers, strict=True)
        ),
        *([] if limburg.part else _authorities(limburg, ids)),
    ]
    keys, names, kinds, municipalities, sectors, provider_kinds = zip(*rows, strict=True)
    return Table(
        Organisation,
        {
            "id": keys,
            "name": names,
            "kind": [kind.value for kind in kinds],
            "municipality": municipalities,
            "is_simulated": ["t"] * len(rows),
            "sector": sectors,
            "provider_kind": provider_kinds,
        },
    )


def _authorities(
    limburg: SimulatedLimburg, ids: Identifiers
) -> list[tuple[str, str, OrganisationKind, str | None, str, str]]:
    return [
        *(
            (key, f"Gemeente {m.name} (demo)", OrganisationKind.MUNICIPALITY, m.code, "", "")
            for key, m in zip(ids.desks, limburg.municipalities, strict=True)
        ),
        (ids.province, "Provincie Limburg (demo)", OrganisationKind.PROVINCE, None, "", ""),
    ]


def _sites(limburg: SimulatedLimburg, ids: Identifiers, housing: HousingFacts) -> Table:
    sites = limburg.sites
    plain = ("code", "name", "street", "house_number", "postcode", "town", "permitted_capacity", "contact_phone")
    return Table(
        Site,
        {
            "id": ids.sites,
            **{name: texts(getattr(site, name) for site in sites) for name in plain},
            "municipality": [limburg.municipalities[site.municipality].code for site in sites],
            "provider": [ids.providers[site.provider] for site in sites],
            **housing.site,
        },
    )


def _rooms(limburg: SimulatedLimburg, ids: Identifiers, housing: HousingFacts) -> tuple[Table, Table]:
    beds = limburg.beds
    starts = np.flatnonzero(beds.position == 0)
    units = identifiers(limburg.seed, "unit", len(starts))
    unit_of_bed = np.cumsum(beds.position == 0) - 1
    rooms = beds.room[starts].tolist()
    return (
        Table(
            Unit,
            {
                "id": units,
                "site": chosen(ids.sites, beds.site[starts]),
                "name": [f"Kamer {room + 1}" for room in rooms],
                "position": texts(rooms),
                **housing.unit,
            },
        ),
        Table(
            Bed,
            {
                "id": ids.beds,
                "unit": chosen(units, unit_of_bed),
                "name": [_BED_NAMES[position] for position in beds.position.tolist()],
                "position": texts(beds.position.tolist()),
            },
        ),
    )


def _workers(limburg: SimulatedLimburg, ids: Identifiers) -> Table:
    workers = limburg.workers
    given, family = workers.given_name.tolist(), workers.family_name.tolist()
    found_by: list[dict[str, Any]] = [{}] * len(given)
    # Those of one housing provider after each other: what their names are hashed with is made once.
    for row in np.argsort(workers.provider, kind="stable").tolist():
        found_by[row] = name_columns(UUID(ids.providers[workers.provider[row]]), given[row], family[row])
    return Table(
        Worker,
        {
            "id": ids.workers,
            "person": chosen(ids.persons, workers.identity),
            "provider": chosen(ids.providers, workers.provider),
            "given_name": given,
            "family_name": family,
            "residence": workers.residence.tolist(),
            "document_kind": workers.document_kind.tolist(),
            "date_of_birth": days(workers.born),
            "nationality": workers.nationality.tolist(),
            "document_number": workers.document_number.tolist(),
            "name_key": [as_bytes(columns["name_key"]) for columns in found_by],
            "name_fragments": [f"{{{','.join(map(str, columns['name_fragments']))}}}" for columns in found_by],
        },
    )


def _stays(limburg: SimulatedLimburg, ids: Identifiers) -> tuple[Table, Table]:
    """Changes and versions: an open version from the check-in, and after the check-out one with the departure.

    A check-out that was recorded no later than its check-in came on the same list: one change, one version.
    """
    stays = limburg.stays
    count = len(stays.worker)
    left_later = stays.departure_recorded_at > stays.arrival_recorded_at
    closed = np.flatnonzero(left_later)
    check_ins = identifiers(limburg.seed, "check-in", count)
    check_outs = identifiers(limburg.seed, "check-out", len(closed))
    every = np.concatenate([np.arange(count), closed])
    is_closing = np.arange(len(every)) >= count
    is_superseded = ~is_closing & left_later[every]
    known_from = np.where(is_closing, stays.departure_recorded_at[every], stays.arrival_recorded_at[every])
    departure = np.where(is_superseded, np.datetime64("NaT"), stays.departure[every])
    known_until = np.where(is_superseded, stays.departure_recorded_at[every], np.datetime64("NaT"))
    check_out_of = np.full(count, -1)
    check_out_of[closed] = np.arange(len(closed))
    closed_by = np.where(is_superseded, check_out_of[every], -1)
    # Rows lie together by bed: that is how they are asked for, and the exclusion constraints check them faster so.
    order = np.lexsort((known_from, stays.arrival[every], stays.bed[every]))
    row = every[order]
    opened_by = [*check_ins, *check_outs]
    provider = limburg.workers.provider[stays.worker]
    municipality_of_site = np.array([site.municipality for site in limburg.sites])
    codes = [m.code for m in limburg.municipalities]
    versions = Table(
        Stay,
        {
            "id": identifiers(limburg.seed, "version", len(row)),
            "stay_id": chosen(identifiers(limburg.seed, "stay", count), row),
            "worker": chosen(ids.workers, stays.worker[row]),
            "bed": chosen(ids.beds, stays.bed[row]),
            "site": chosen(ids.sites, stays.site[row]),
            "municipality": chosen(codes, municipality_of_site[stays.site[row]]),
            "employer": chosen(ids.employers, stays.employer[row]),
            "arrival": days(stays.arrival[row]),
            "departure": days(departure[order]),
            "expected_departure": days(stays.expected_departure[row]),
            "voided": ["f"] * len(row),
            "known_from": moments(known_from[order]),
            "known_until": moments(known_until[order]),
            "opened_by": [opened_by[i] for i in order.tolist()],
            "closed_by": chosen(check_outs, closed_by[order]),
        },
    )
    organisations = [*chosen(ids.providers, provider), *chosen(ids.providers, provider[closed])]
    return _changes(opened_by, count, organisations, known_from), versions


def _changes(keys: Sequence[str], check_ins: int, organisations: Column, recorded_at: Moments) -> Table:
    check_outs = len(keys) - check_ins
    return Table(
        Change,
        {
            "id": keys,
            "verb": [Verb.CHECK_IN.value] * check_ins + [Verb.CHECK_OUT.value] * check_outs,
            "organisation": organisations,
            "recorded_at": moments(recorded_at),
        },
    )


def _registrations(limburg: SimulatedLimburg, ids: Identifiers) -> Table:
    registrations = limburg.registrations
    return Table(
        BrpRegistration,
        {
            "id": identifiers(limburg.seed, "registration", len(registrations.identity)),
            "person": chosen(ids.persons, registrations.identity),
            "municipality": [limburg.municipalities[m].code for m in registrations.municipality.tolist()],
            "registered_on": days(registrations.registered_on),
            "ended_on": days(registrations.ended_on),
            "recorded_at": moments(registrations.recorded_at),
        },
    )
