"""A small Limburg with sites of all sizes and a year of stays, written straight into the tables."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from thoes.housing.models import Bed, Site, Unit
from thoes.kernel.disclosure import Rounding
from thoes.places.models import Municipality, Organisation, OrganisationKind, Region
from thoes.register.models import Change, Person, Round, Stay, Worker
from thoes.registration.models import BrpRegistration

NIGHT = date(2026, 4, 14)
AT = datetime(2026, 4, 15, 4, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
EXACT = Rounding(0, b"")
TOWNS = {
    "GM0983": ("Venlo", "noord"), "GM1507": ("Horst aan de Maas", "noord"), "GM0984": ("Venray", "noord"),
    "GM0988": ("Weert", "midden"), "GM0957": ("Roermond", "midden"),
}  # fmt: skip
NATIONALITIES = ("PL", "PL", "PL", "RO", "BG", "DE", "UA", "", "")
KINDS = ("hotel", "dwelling", "")
PROVIDER_KINDS = ("agency", "accommodation", "")
SECTORS = ("A", "H", "N", "K", "")


@dataclass(frozen=True, slots=True)
class Bedroom:
    """A site with the beds it has."""

    site: Site
    beds: list[Bed]


def fill(*, seed: int, people: int = 260, arriving: Sequence[date] = ()) -> None:
    """Sites, people and their stays over a year; some registered, some moved between sites, some sites confirmed.

    On the days of `arriving` everybody came who was there before and is there still.
    """
    random = Random(seed)
    sites = _sites(random)
    provider = sites[0].site.provider
    change = Change.objects.create(verb="check_in", organisation=provider, recorded_at=AT)
    employers = [
        Organisation.objects.create(name=f"Werkgever {sector}", kind=OrganisationKind.EMPLOYER, sector=sector)
        for sector in SECTORS
    ]
    free = {bed.pk: date(2025, 1, 1) for place in sites for bed in place.beds}
    persons = Person.objects.bulk_create(Person(id=uuid.UUID(int=random.getrandbits(128))) for _ in range(people))
    workers = Worker.objects.bulk_create(
        Worker(person=person, provider=provider, family_name="Nepski", nationality=random.choice(NATIONALITIES))
        for person in persons
    )
    stays: list[Stay] = []
    for worker in workers:
        stays += _stays_of(worker, random, sites, free, change)
    still_here = [stay for stay in stays if stay.departure is None and arriving and stay.arrival < min(arriving)]
    for at, stay in enumerate(still_here):
        stay.arrival = arriving[at % len(arriving)]
    for stay in stays:
        stay.employer = random.choice([*employers, None])
    Stay.objects.bulk_create(stays)
    BrpRegistration.objects.bulk_create(
        BrpRegistration(
            person=person, municipality_id="GM0983", registered_on=date(2026, 2, 1) + timedelta(days=random.randint(0, 90)),
            recorded_at=AT,
        )
        for person in random.sample(persons, people // 3)
    )  # fmt: skip
    Round.objects.bulk_create(
        Round(
            site=place.site, night=NIGHT - timedelta(days=random.randint(0, 60)), made_by=uuid.uuid4(), made_at=AT,
            received_at=AT, nonce=uuid.uuid4(), expected=3, seen=3, absent=0,
        )
        for place in sites
    )  # fmt: skip


def _sites(random: Random) -> list[Bedroom]:
    providers = [
        Organisation.objects.create(name=f"Huisvester Proef {kind}", kind=OrganisationKind.PROVIDER, provider_kind=kind)
        for kind in PROVIDER_KINDS
    ]
    found = []
    for code, (name, region) in TOWNS.items():
        Region.objects.get_or_create(code=region, defaults={"name": region.title()})
        town, _ = Municipality.objects.get_or_create(code=code, defaults={"name": name, "region_id": region})
        for number in range(random.randint(1, 3)):
            site = Site.objects.create(
                code=f"{code}{number}", name=f"Proefhof {code}{number}", street="Proefweg", house_number=str(number + 1),
                postcode="0000 AA", town=name, municipality=town, provider=random.choice(providers), kind=random.choice(KINDS),
            )  # fmt: skip
            unit = Unit.objects.create(site=site, name="K1", position=0)
            beds = Bed.objects.bulk_create(
                Bed(unit=unit, name=str(at), position=at) for at in range(random.choice((6, 14, 30, 55)))
            )
            found.append(Bedroom(site, beds))
    return found


def _stays_of(
    worker: Worker, random: Random, sites: list[Bedroom], free: dict[uuid.UUID, date], change: Change
) -> list[Stay]:
    """One to three stays after each other, each in a bed that nobody else has; who finds none sleeps nowhere."""
    stays = []
    day = date(2025, 6, 1) + timedelta(days=random.randint(0, 300))
    for _ in range(random.randint(1, 3)):
        place = random.choice(sites)
        bed = next((bed for bed in place.beds if free[bed.pk] <= day), None)
        if bed is None:
            break
        nights = random.choice((3, 20, 60, 200, None))
        until = None if nights is None else day + timedelta(days=nights)
        free[bed.pk] = until or date.max
        stays.append(
            Stay(
                worker=worker, bed=bed, site=place.site, municipality_id=place.site.municipality_id, arrival=day,
                departure=until, known_from=AT, opened_by=change,
            )
        )  # fmt: skip
        if until is None:
            break
        day = until + timedelta(days=random.choice((0, 0, 10, 45)))
    return stays
