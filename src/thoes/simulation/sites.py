"""Sites, rooms, beds, housing providers and employers. Names and addresses are visibly made up and lie nowhere."""

from collections.abc import Iterator
from math import ceil

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from thoes.simulation.figures import Figures, read_data
from thoes.simulation.limburg import (
    Beds,
    SimulatedEmployer,
    SimulatedMunicipality,
    SimulatedProvider,
    SimulatedSite,
)

DEMO_PROVIDER = 0
"""The housing provider whose site manager a visitor may play: one hostel in Venlo, a park in Horst and three houses."""

_DEMO_BEDS = {"Venlo": 84, "Horst aan de Maas": 64}
_DEMO_HOUSES = {"Venlo": 2, "Peel en Maas": 1}
_STREETS = [
    "Proefstraat", "Voorbeeldlaan", "Testweg", "Fictiepad", "Oefenhof", "Demodreef", "Schijnsteeg", "Nergensweg",
    "Verzinselplein", "Modelstraat", "Doe-alsofweg", "Maquettelaan",
]  # fmt: skip
_SITE_NAMES = {
    "hostel": ["Hostel Fictie", "Logement Testbed", "Verblijf De Oefening", "Flexhotel Voorbeeld", "Hostel Schijn"],
    "park": ["Testpark De Proef", "Voorbeeldpark", "Chaletpark Verzinsel", "Park Nergensland", "Demopark De Maquette"],
    "house": ["Voorbeeldhoeve", "Proefhuis", "Testwoning", "Huis Doe-alsof", "Oefenhoeve", "Modelwoning"],
}
_FIRST_WORDS = ["Voorbeeld", "Test", "Proef", "Oefen", "Demo", "Schijn", "Fictie", "Nergens", "Verzinsel", "Model"]
_PROVIDER_WORDS = ["bed Verblijf", "hoeve Wonen", "logies", "huis Flexwonen", "nest Huisvesting", "dak Logies"]
_EMPLOYER_WORDS = {
    "agriculture": ["asperge", "kas Tomaten", "aardbei", "champignon", "boom Kwekerijen"],
    "logistics": ["magazijn", "pakket Logistiek", "vracht", "distributie"],
    "food": ["vlees Verwerking", "groente Snijderij", "bakkerij", "diepvries"],
    "manufacturing": ["metaal", "kunststof", "montage", "verpakking"],
    "construction": ["bouw", "steiger", "stuc Afbouw"],
    "hospitality": ["hotel", "park Schoonmaak", "keuken"],
}
_WORKERS_PER_EMPLOYER = 120
_SITES_PER_PROVIDER = 5


def name_municipalities() -> tuple[SimulatedMunicipality, ...]:
    """The 31 municipalities, by region. Codes, names and towns are real; weights and local fields are made up."""
    data = read_data("municipalities.yaml")
    return tuple(
        SimulatedMunicipality(
            code=entry["code"],
            name=entry["name"],
            region=region,
            prefix=entry["prefix"],
            weight=entry["weight"],
            fields=tuple(data["grounds"][entry["ground"]]),
            towns=tuple(entry["towns"]),
            postcode=there["postcode"],
            phone=there["phone"],
        )
        for region, there in data["regions"].items()
        for entry in there["municipalities"]
    )


def build_sites(
    rng: Generator, municipalities: tuple[SimulatedMunicipality, ...], beds_by_region: dict[str, int]
) -> tuple[tuple[SimulatedSite, ...], tuple[SimulatedProvider, ...]]:
    """Sites with at least the asked number of beds per region, and the housing providers that run them."""
    kinds: list[str] = []
    drafts: list[tuple[int, int, int]] = []
    for index, municipality in enumerate(municipalities):
        weights = sum(m.weight for m in municipalities if m.region == municipality.region)
        wanted = max(4, ceil(beds_by_region[municipality.region] * municipality.weight / weights))
        for number, (kind, size) in enumerate(_site_sizes(rng, wanted, _DEMO_BEDS.get(municipality.name)), start=1):
            kinds.append(kind)
            drafts.append((index, number, size))
    providers = _name_providers(rng, ceil(len(drafts) / _SITES_PER_PROVIDER) + 3)
    owners = _share_out(rng, municipalities, [d[0] for d in drafts], kinds, len(providers))
    sites = tuple(
        _draw_site(rng, municipalities[index], index, number, kind, size, owner)
        for (index, number, size), kind, owner in zip(drafts, kinds, owners, strict=True)
    )
    return sites, providers


def number_beds(sites: tuple[SimulatedSite, ...]) -> Beds:
    """Every bed of every room of every site, in that order."""
    rows = [
        (index, room, position)
        for index, site in enumerate(sites)
        for room, size in enumerate(site.rooms)
        for position in range(size)
    ]
    columns = np.array(rows, dtype=np.int32).T
    return Beds(columns[0], columns[1], columns[2])


def name_employers(
    rng: Generator, figures: Figures, municipalities: tuple[SimulatedMunicipality, ...], present: int
) -> tuple[SimulatedEmployer, ...]:
    """Employers and agencies per region and sector, at least one of each."""
    employers: list[SimulatedEmployer] = []
    for region, share in zip(figures.regions, figures.region_shares, strict=True):
        members = [index for index, m in enumerate(municipalities) if m.region == region]
        for sector, part in figures.sectors_by_region[region].items():
            for _ in range(max(1, round(present * share * part / _WORKERS_PER_EMPLOYER))):
                is_agency = bool(rng.random() < 0.45)
                word = "krachten Uitzendbureau" if is_agency else str(rng.choice(_EMPLOYER_WORDS[sector]))
                name = f"{rng.choice(_FIRST_WORDS)}{word} {len(employers) + 1} B.V."
                employers.append(SimulatedEmployer(name, sector, is_agency, int(rng.choice(members))))
    return tuple(employers)


def _site_sizes(rng: Generator, wanted: int, demo_beds: int | None) -> Iterator[tuple[str, int]]:
    """Kinds and bed numbers of the sites of a municipality; few large ones hold half of the beds."""
    if demo_beds is not None:
        demo = min(demo_beds, max(8, wanted // 2))
        yield "hostel", demo
        wanted -= demo
    while wanted > 0:
        draw = rng.random()
        if draw < 0.10 and wanted > 80:
            kind, size = "hostel", int(rng.integers(80, 260))
        elif draw < 0.32 and wanted > 24:
            kind, size = "park", int(rng.integers(24, 80))
        else:
            kind, size = "house", int(rng.integers(4, 13))
        size = min(size, max(4, wanted))
        wanted -= size
        yield kind, size


def _name_providers(rng: Generator, count: int) -> tuple[SimulatedProvider, ...]:
    first = SimulatedProvider("Voorbeeldhuisvesting Venlo B.V.", writes_cyrillic=False, writes_plain=False)
    others = (
        SimulatedProvider(
            name=f"{rng.choice(_FIRST_WORDS)}{rng.choice(_PROVIDER_WORDS)} {number} B.V.",
            writes_cyrillic=bool(rng.random() < 0.15),
            writes_plain=bool(rng.random() < 0.35),
        )
        for number in range(1, count)
    )
    return (first, *others)


def _share_out(
    rng: Generator,
    municipalities: tuple[SimulatedMunicipality, ...],
    where: list[int],
    kinds: list[str],
    providers: int,
) -> list[int]:
    """The housing provider of each site: of its region, a few of them large. The demo housing provider has its own
    sites and no other.
    """
    regions = sorted({m.region for m in municipalities})
    home = np.array([index % len(regions) for index in range(1, providers)])
    weights = 1 / np.arange(1, providers) ** 0.6
    owners: list[int] = []
    demo_houses = dict(_DEMO_HOUSES)
    first_of: set[str] = set()
    for index, kind in zip(where, kinds, strict=True):
        municipality = municipalities[index]
        is_first = municipality.name not in first_of
        first_of.add(municipality.name)
        if is_first and municipality.name in _DEMO_BEDS:
            owners.append(DEMO_PROVIDER)
        elif kind == "house" and demo_houses.get(municipality.name, 0) > 0:
            demo_houses[municipality.name] -= 1
            owners.append(DEMO_PROVIDER)
        else:
            near = np.flatnonzero(home == regions.index(municipality.region))
            owners.append(1 + int(rng.choice(near, p=weights[near] / weights[near].sum())))
    return owners


def _draw_site(
    rng: Generator, municipality: SimulatedMunicipality, index: int, number: int, kind: str, size: int, owner: int
) -> SimulatedSite:
    rooms = _rooms(rng, kind, size)
    draw = rng.random()
    permitted: int | None = size if draw < 0.85 else max(1, round(size * 0.9)) if draw < 0.94 else None
    return SimulatedSite(
        code=f"{municipality.prefix}-{number:03d}",
        name=f"{rng.choice(_SITE_NAMES[kind])} {number}",
        street=str(rng.choice(_STREETS)),
        house_number=str(int(rng.integers(1, 200))),
        postcode=municipality.postcode,
        town=str(rng.choice(list(municipality.towns))),
        municipality=index,
        provider=owner,
        rooms=rooms,
        permitted_capacity=permitted,
        contact_phone=f"{municipality.phone} {int(rng.integers(0, 10_000)):04d}",
        kind=kind,
    )


def _rooms(rng: Generator, kind: str, size: int) -> tuple[int, ...]:
    """Rooms of one to four beds that hold exactly `size` people."""
    chances: NDArray[np.float64] = np.array(
        {"hostel": [0.15, 0.70, 0.05, 0.10], "park": [0.05, 0.35, 0.20, 0.40], "house": [0.30, 0.55, 0.15, 0.0]}[kind]
    )
    rooms: list[int] = []
    while size > 0:
        beds = min(size, int(rng.choice(4, p=chances)) + 1)
        rooms.append(beds)
        size -= beds
    return tuple(rooms)
