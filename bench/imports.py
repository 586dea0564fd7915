"""A list of 100,000 lines taken in, beside the same work as a check-in for each line."""

import time
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import xlsxwriter
from django.utils import timezone

from bench.report import compare, console
from bench.scale import scaled
from thoes.accounts.public import Actor, Membership, User, actor_of
from thoes.housing.public import SITE_MANAGER, Bed, Site, Unit
from thoes.imports.stays import StayList
from thoes.intake import background, runs
from thoes.intake.models import Run
from thoes.places.public import Municipality, Organisation, OrganisationKind
from thoes.register.public import Declared, DeclaredWorker, check_in

LINES, ONE_BY_ONE = scaled(100_000), scaled(200, least=10)
ROOMS, BEDS = scaled(6_250, least=10), "ABCD"
FIRST = date(2025, 1, 1)


def run() -> None:
    """Write the workbook, hand it in as a page does, and time what the background does with it."""
    site, actor = site_and_manager()
    with TemporaryDirectory() as folder:
        file = list_of(Path(folder) / "list.xlsx", LINES)
        asked, about = StayList.said_beside({"site": site})
        handed_in = runs.hand_in(
            StayList, actor=actor, file_name="list.xlsx", size=file.stat().st_size, chunks=[file.read_bytes()],
            asked=asked, about=about, at=timezone.now(),
        )  # fmt: skip
    started = time.perf_counter()
    background.check(handed_in.pk, at=timezone.now())
    checked = time.perf_counter() - started
    runs.start(StayList, actor=actor, run_id=handed_in.pk)
    started = time.perf_counter()
    background.carry_on(handed_in.pk, at=timezone.now())
    taken_in = time.perf_counter() - started
    assert Run.objects.get(pk=handed_in.pk).new == LINES
    compare(
        f"A list of {LINES:,} lines read and taken in",
        ours=taken_in,
        alternative=_one_by_one(actor, site) / ONE_BY_ONE * LINES,
        named=f"a check-in per line, from {ONE_BY_ONE}",
        goal="25 s",
    )
    console.print(f"  the check before it: {checked:.1f} s")


def _one_by_one(actor: Actor, site: Site) -> float:
    arrivals = [
        Declared(
            site_id=site.pk,
            arrival=FIRST + timedelta(days=600),
            worker=DeclaredWorker(family_name=f"Los{_letters(n)}", given_name="Proef", residence="Testowo"),
            bed_id=bed.pk,
        )
        for n, bed in enumerate(Bed.objects.filter(unit__site=site)[:ONE_BY_ONE])
    ]
    started = time.perf_counter()
    for arrival in arrivals:
        _, (result,) = check_in(actor=actor, arrivals=[arrival], at=timezone.now(), nonce=None)
        assert result.refusal is None
    return time.perf_counter() - started


def list_of(path: Path, lines: int) -> Path:
    """A workbook with so many stays at the site below, each in a bed of its own until all are taken."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet("Lijst"), book.add_format({"num_format": "dd-mm-yyyy"})
        sheet.write_row(0, 0, ["Lijst huisvesting"])
        sheet.write_row(2, 0, ["Achternaam", "Voornaam", "Woonplaats", "Aankomst", "Vertrek", "Kamer", "Bed"])
        for number in range(lines):
            turn, bed = divmod(number, ROOMS * len(BEDS))
            arrival = FIRST + timedelta(days=120 * turn + bed % 7)
            line = number + 3
            sheet.write_row(line, 0, [f"Meetlat{_letters(number)}", "Proef", "Testowo"])
            sheet.write_datetime(line, 3, arrival, day)
            sheet.write_datetime(line, 4, arrival + timedelta(days=90), day)
            sheet.write_row(line, 5, [f"R{bed // len(BEDS)}", BEDS[bed % len(BEDS)]])
    return path


def _letters(number: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in str(number))


def site_and_manager() -> tuple[Site, Actor]:
    """A site of a housing provider without stays, and its manager."""
    provider = Organisation.objects.create(
        name=f"Meetlat Lijst {uuid4().hex[:6]} BV", kind=OrganisationKind.PROVIDER, is_simulated=True
    )
    user = User.objects.create_user(f"bench-{uuid4().hex[:8]}")
    member = Membership.objects.create(
        user=user, organisation_id=provider.pk, organisation_kind=provider.kind, organisation_name=provider.name,
        role=SITE_MANAGER,
    )  # fmt: skip
    site = Site.objects.create(
        code=f"B-{uuid4().hex[:6]}", name="Meetpunt lijst", street="Meetweg", house_number="2", postcode="0000 AA",
        town="Venlo", municipality=Municipality.objects.get(code="GM0983"), provider=provider,
    )  # fmt: skip
    units = Unit.objects.bulk_create([Unit(site=site, name=f"R{n}", position=n) for n in range(ROOMS)])
    Bed.objects.bulk_create(
        [Bed(unit=unit, name=name, position=place) for unit in units for place, name in enumerate(BEDS)],
        batch_size=5_000,
    )
    return site, actor_of(member)
