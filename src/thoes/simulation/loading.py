"""Write a simulated Limburg into an empty register, all of it or nothing, with every constraint on.

The registration duty is not computed here: run the assessment of `registration` after it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils import timezone
from psycopg import sql

from thoes.foundation.modules import modules
from thoes.housing.public import PublicListing, PublicRegisterDecision, Site, SiteKind
from thoes.kernel.refusals import Refusal
from thoes.places.public import Municipality, Organisation, OrganisationKind, ensure_limburg
from thoes.register.public import Stay, Worker
from thoes.simulation.checks import write_fake_photos
from thoes.simulation.copying import Table
from thoes.simulation.demo_users import HORST, VENLO, DemoUser, add_demo_users
from thoes.simulation.limburg import SimulatedLimburg
from thoes.simulation.sites import DEMO_PROVIDER
from thoes.simulation.tables import Identifiers, all_tables
from thoes.work.public import SupplierDecision

Progress = Callable[[int, int], None]
"""Called with the number of rows written so far, and of all rows."""

_NOBODY = UUID(int=0)
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


@transaction.atomic
def load(limburg: SimulatedLimburg, *, password: str, on_progress: Progress) -> LoadReport:
    """Fill the register and add the demo users, who all get this password.

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
    _switch_on_local_fields(limburg)
    ids = Identifiers.of(limburg)
    tables = all_tables(limburg, ids)
    _copy_all(tables, on_progress)
    write_fake_photos()
    organisations = {str(o.pk.hex): o for o in Organisation.objects.filter(is_simulated=True)}
    provider = organisations[ids.providers[DEMO_PROVIDER]]
    desks = {m.code: organisations[key] for m, key in zip(limburg.municipalities, ids.desks, strict=True)}
    users = add_demo_users(
        provider=provider,
        employer=_largest_employer(),
        desks=desks,
        province=organisations[ids.province],
        password=password,
    )
    _answer_suppliers(desks)
    _show_registers(desks)
    for module in reversed(modules()):
        if module.demo:
            module.demo(timezone.now())
    return LoadReport({table.model._meta.db_table: table.size for table in tables}, users, provider.pk)


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


def _copy_all(tables: list[Table], on_progress: Progress) -> None:
    total = sum(table.size for table in tables)
    written = 0

    def count(rows: int) -> None:
        nonlocal written
        written += rows
        on_progress(written, total)

    for table in tables:
        table.copy(count)
    with connection.cursor() as cursor:
        for table in tables:
            # Without it the first pages are planned for empty tables, until the server's own round comes by.
            cursor.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table.model._meta.db_table)))
