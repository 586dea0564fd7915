"""Write a simulated Limburg, or many, into an empty register: all of it or nothing, and every constraint holds at the end.

The registration duty is not computed here: run the assessment of `registration` after it.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils import timezone
from psycopg import sql

from thoes.foundation.modules import modules
from thoes.housing.public import Bed, PublicListing, PublicRegisterDecision, Site, SiteKind, Unit
from thoes.kernel.refusals import Refusal
from thoes.places.public import Municipality, Organisation, OrganisationKind, ensure_limburg
from thoes.register.public import Change, Person, Round, Stay, Worker
from thoes.registration.public import BrpRegistration
from thoes.simulation.building_after import built_after
from thoes.simulation.checks import write_fake_photos
from thoes.simulation.copying import Table
from thoes.simulation.demo_users import HORST, NORTH, VENLO, DemoUser, add_demo_users
from thoes.simulation.limburg import SimulatedLimburg
from thoes.simulation.sites import DEMO_PROVIDER
from thoes.simulation.tables import Identifiers, all_tables
from thoes.work.public import SupplierDecision

Progress = Callable[[int, int], None]
"""Called with the number of rows written so far, and of all rows."""

_NOBODY = UUID(int=0)
_LARGE = (Bed, Unit, Person, Worker, Change, Stay, Round, BrpRegistration)
_LOCAL_GROUND = "Verzonnen grond voor deze demo; geen bestaande verordening."


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What was written: rows per table by its name in the database, and who may log in."""

    rows: dict[str, int]
    users: tuple[DemoUser, ...]
    demo_provider_id: UUID

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def is_loaded() -> bool:
    """Whether this register holds a simulated Limburg."""
    return Organisation.objects.filter(is_simulated=True).exists()


def load(limburg: SimulatedLimburg, *, password: str, on_progress: Progress) -> LoadReport:
    """Fill the register with one Limburg and add the demo users, who all get this password. Refuses as `load_parts`."""
    return load_parts([limburg], count=1, password=password, on_progress=on_progress)


@transaction.atomic
def load_parts(parts: Iterable[SimulatedLimburg], *, count: int, password: str, on_progress: Progress) -> LoadReport:
    """Fill the register with `count` parts, taken one by one, and add the demo users, who all get this password.

    For more than one the indexes and constraints of the large tables are built when the rows are in. The number of all rows
    that progress is told is guessed from the parts before, and right with the last.

    Raises Refusal: `simulation_over_real_people` when the register holds workers or stays of a housing provider that is not
    simulated, `simulation_already_loaded` when a simulated Limburg is there.
    """
    if (
        Worker.objects.filter(provider__is_simulated=False).exists()
        or Stay.objects.filter(worker__provider__is_simulated=False).exists()
    ):
        raise Refusal("simulation_over_real_people")
    if is_loaded():
        raise Refusal("simulation_already_loaded")
    ensure_limburg()
    rows: Counter[str] = Counter()
    first: _FirstPart | None = None
    with built_after(_LARGE) if count > 1 else nullcontext():
        for number, limburg in enumerate(parts):
            _switch_on_local_fields(limburg)
            ids = Identifiers.of(limburg, seed_of_desks=first.seed if first else limburg.seed)
            first = first or _FirstPart.of(limburg, ids)
            _copy_all(all_tables(limburg, ids), rows, on_progress, part=number, count=count)
    assert first is not None, "there is nothing to load"
    _analyze(rows)
    users, provider = _add_people(first, password=password)
    for module in reversed(modules()):
        if module.demo:
            module.demo(timezone.now())
    return LoadReport(dict(rows), users, provider.pk)


@dataclass(frozen=True, slots=True)
class _FirstPart:
    """Keys of the first part, which the demo users work in; desks by the code of their municipality."""

    seed: int
    provider: str
    desks: dict[str, str]
    province: str

    @classmethod
    def of(cls, limburg: SimulatedLimburg, ids: Identifiers) -> "_FirstPart":
        codes = (municipality.code for municipality in limburg.municipalities)
        return cls(limburg.seed, ids.providers[DEMO_PROVIDER], dict(zip(codes, ids.desks, strict=True)), ids.province)


def _add_people(first: _FirstPart, *, password: str) -> tuple[tuple[DemoUser, ...], Organisation]:
    """The demo users and what they decided, and the housing provider of one of them."""
    write_fake_photos()
    organisations = {str(o.pk.hex): o for o in Organisation.objects.filter(is_simulated=True)}
    provider = organisations[first.provider]
    desks = {code: organisations[key] for code, key in first.desks.items()}
    users = add_demo_users(
        provider=provider,
        employer=_largest_employer(),
        desks=desks,
        province=organisations[first.province],
        north=Organisation.objects.create(
            name="Regio Noord-Limburg (demo)", kind=OrganisationKind.REGION, region_id=NORTH, is_simulated=True
        ),
        password=password,
    )
    _answer_suppliers(desks)
    _show_registers(desks)
    return users, provider


def _largest_employer() -> Organisation | None:
    """The employer with the most stays in Venlo, whose desk the demo shows."""
    return (
        Organisation.objects.filter(is_simulated=True, kind=OrganisationKind.EMPLOYER)
        .annotate(stays=Count("stay", filter=Q(stay__municipality=VENLO, stay__departure=None)))
        .order_by("-stays", "name")
        .first()
    )


def _answer_suppliers(desks: dict[str, Organisation]) -> None:
    """The desks that the demo shows answer labour suppliers, on a made-up ground."""
    SupplierDecision.objects.bulk_create(
        SupplierDecision(municipality_id=code, answers=True, ground=_LOCAL_GROUND, decided_at=timezone.now())
        for code in (VENLO, HORST)
        if code in desks
    )


def _show_registers(desks: dict[str, Organisation]) -> None:
    """The desks that the demo shows show their sites to everybody too; not the dwellings, nor what is of no known kind."""
    now = timezone.now()
    shown = [code for code in (VENLO, HORST) if code in desks]
    PublicRegisterDecision.objects.bulk_create(
        PublicRegisterDecision(
            municipality_id=code, is_public=True, ground=_LOCAL_GROUND, decided_by=_NOBODY, decided_at=now
        )
        for code in shown
    )
    sites = Site.objects.filter(municipality__in=shown).exclude(kind__in=["", SiteKind.DWELLING])
    PublicListing.objects.bulk_create(
        PublicListing(
            site=site, is_shown=True, name=site.name, address=site.address, decided_by=_NOBODY, decided_at=now
        )
        for site in sites
    )


def _switch_on_local_fields(limburg: SimulatedLimburg) -> None:
    """Give municipalities that switched nothing on the made-up fields of the simulation."""
    for simulated in limburg.municipalities:
        if simulated.fields:
            Municipality.objects.filter(code=simulated.code, local_fields=[]).update(
                local_fields=list(simulated.fields), local_ground=_LOCAL_GROUND
            )


def _copy_all(tables: list[Table], rows: Counter[str], on_progress: Progress, *, part: int, count: int) -> None:
    """Write the tables of a part and add up what was written of each."""
    before, of_part = rows.total(), sum(table.size for table in tables)
    expected = round((before + of_part) * count / (part + 1))
    written = before

    def count_rows(more: int) -> None:
        nonlocal written
        written += more
        on_progress(written, expected)

    for table in tables:
        table.copy(count_rows)
        rows[table.model._meta.db_table] += table.size


def _analyze(tables: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            # Without it the first pages are planned for empty tables, until the server's own round comes by.
            cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))
