"""Stays in PostgreSQL with every constraint alive: COPY beside bulk_create, and who is here beside a full scan."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db import connection, transaction

from bench.constraints import say_by_constraint
from bench.report import compare, seconds
from bench.scale import scaled
from thoes.housing.public import Bed, Site, Unit
from thoes.places.public import Municipality, Organisation, OrganisationKind
from thoes.register.nights_counted import people_per_site
from thoes.register.public import Change, Person, Stay, Verb, Worker, believed, in_night

FIRST_DAY = date(2016, 1, 1)
STAYS_PER_BED, NIGHTS, GAP = 40, 88, 4
BEDS_PER_SITE = 100
TOTAL, COPIED, CREATED = scaled(4_000_000), scaled(1_000_000), scaled(50_000)
MOMENT = datetime(2026, 11, 1, tzinfo=UTC)


def run() -> None:
    """Load, compare, grow to `TOTAL` stays, and ask who is here on a day."""
    municipality = Municipality.objects.get(code="GM0983")
    provider = Organisation.objects.create(name="Meetlat BV", kind=OrganisationKind.PROVIDER, is_simulated=True)
    change = Change.objects.create(verb=Verb.IMPORT, organisation=provider, recorded_at=MOMENT)
    beds = _beds(provider, municipality, count=-(-(TOTAL + CREATED) // STAYS_PER_BED))
    rows = _rows(beds, _workers(provider, len(beds)), change, municipality)

    created = seconds(lambda: _bulk_create([next(rows) for _ in range(CREATED)]), runs=1)
    copied = seconds(lambda: _copy(rows, COPIED), runs=1)
    compare(
        f"{COPIED:,} stays into PostgreSQL with all constraints (COPY)",
        ours=copied,
        alternative=created * COPIED / CREATED,
        named=f"bulk_create (from {CREATED:,})",
        goal="reported",
    )
    _copy(rows, TOTAL - COPIED)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE register_stay")
    _who_is_here(beds)
    say_by_constraint(COPIED // 5)


def _who_is_here(beds: list[tuple[uuid.UUID, uuid.UUID]]) -> None:
    day = date(2021, 5, 14)
    site = beds[len(beds) // 2][1]
    here = in_night(believed(Stay.objects.all()), day)
    one_site = seconds(lambda: list(here.filter(site_id=site).select_related("worker", "bed")), runs=9)
    everywhere = seconds(lambda: people_per_site(day), runs=9)

    def scan() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off;")
            cursor.execute("SET LOCAL enable_indexonlyscan = off")
            here.count()

    scanned = seconds(scan, runs=3)
    named = "a scan of the table"
    compare(
        f"Who is here on a day, one site, {TOTAL:,} stays",
        ours=one_site,
        alternative=scanned,
        named=named,
        goal="50 ms",
    )
    compare("How many are here on a day, per site", ours=everywhere, alternative=scanned, named=named, goal="50 ms")


def _beds(provider: Organisation, municipality: Municipality, *, count: int) -> list[tuple[uuid.UUID, uuid.UUID]]:
    sites = [
        Site(
            code=f"BENCH-{n}", name=f"Meetpunt {n}", street="Meetweg", house_number=str(n), postcode="0000 AA",
            town="Venlo", municipality=municipality, provider=provider,
        )
        for n in range(count // BEDS_PER_SITE + 1)
    ]  # fmt: skip
    units = [Unit(site=site, name="K1") for site in sites]
    beds = [Bed(unit=units[n // BEDS_PER_SITE], name=str(n)) for n in range(count)]
    Site.objects.bulk_create(sites)
    Unit.objects.bulk_create(units)
    Bed.objects.bulk_create(beds, batch_size=5_000)
    return [(bed.pk, units[n // BEDS_PER_SITE].site_id) for n, bed in enumerate(beds)]


def _rows(
    beds: list[tuple[uuid.UUID, uuid.UUID]], workers: list[uuid.UUID], change: Change, municipality: Municipality
) -> Iterator[tuple[object, ...]]:
    """Stays one after another in every bed, of one worker who comes back for ten years."""
    for n, (bed, site) in enumerate(beds):
        for k in range(STAYS_PER_BED):
            arrival = FIRST_DAY + timedelta(days=k * (NIGHTS + GAP) + n % 60)
            yield (
                uuid.uuid4(), uuid.uuid4(), workers[n], bed, site, municipality.pk, arrival,
                arrival + timedelta(days=NIGHTS), False, MOMENT, change.pk,
            )  # fmt: skip


def _workers(provider: Organisation, count: int) -> list[uuid.UUID]:
    persons = Person.objects.bulk_create([Person() for _ in range(count)], batch_size=5_000)
    workers = [Worker(person=person, provider=provider, family_name="Meetlatska") for person in persons]
    Worker.objects.bulk_create(workers, batch_size=5_000)
    return [worker.pk for worker in workers]


COLUMNS = (
    "id", "stay_id", "worker_id", "bed_id", "site_id", "municipality_id", "arrival", "departure", "voided",
    "known_from", "opened_by_id",
)  # fmt: skip


def _copy(rows: Iterator[tuple[object, ...]], count: int) -> None:
    statement = f"COPY register_stay ({', '.join(COLUMNS)}) FROM STDIN"
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(statement) as copy:  # type: ignore[attr-defined]
        for _ in range(count):
            copy.write_row(next(rows))


def _bulk_create(rows: list[tuple[object, ...]]) -> None:
    with transaction.atomic():
        Stay.objects.bulk_create([Stay(**dict(zip(COLUMNS, row, strict=True))) for row in rows], batch_size=2_000)
