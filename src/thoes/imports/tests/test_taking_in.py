"""A housing provider's list goes in: good lines stay, bad ones come back, and twice the same file changes nothing."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from thoes.accounts.public import Actor
from thoes.housing.models import Site
from thoes.imports.stays import StayList
from thoes.intake.kinds import ReadFile, Taken
from thoes.intake.reading.opening import open_table_file
from thoes.intake.reading_files import read_sheets
from thoes.register.public import Stay, Worker, believed

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)


def read_list(path: Path, *, actor: Actor, site: Site, on: datetime) -> ReadFile:
    """The list as it was read."""
    return read_sheets(open_table_file(path), StayList(actor=actor, asked={"site": str(site.pk)}, at=on))


def take_in(path: Path, *, actor: Actor, site: Site, at: datetime, dry_run: bool) -> Taken:
    """Read and take in, or plan, with the lines sent back in order."""
    kind = StayList(actor=actor, asked={"site": str(site.pk)}, at=at)
    read, taken = read_sheets(open_table_file(path), kind), Taken()
    if dry_run:
        taken = kind.try_out(read.lines)
    else:
        kind.carry_out(read.lines, act=None, start=0, keep=lambda _act, _begin, _size, part: taken.add(part))
    taken.rejected = sorted(read.rejected + taken.rejected, key=lambda rejected: rejected.line)
    return taken


MESSY = """Lijst van de week;;;;
;;;;
Naam;Datum aankomst;Vertrekdatum;Kamer;Soort document
Testowska, Anna;1 mei 2026;;K1;paspoort
PRÓBNY Jan;02-05-2026;12-5-26;Kamer 1;dowód osobisty
Exemplescu Ion;31-02-2026;;K2;ID
Voorbeeldov, Petar 111222333;3-5-2026;;K2;ID
Testas, Ona;2026-05-04;2026-05-01;K2;ID
Mintas, Ona;2026-05-04;;K9;ID
Totaal;;;;
"""


@pytest.fixture
def messy(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text(MESSY, encoding="windows-1250")
    return path


def test_good_lines_go_in_and_bad_ones_come_back_with_a_reason(messy, alice, site) -> None:
    taken = take_in(messy, actor=alice, site=site, at=NOON, dry_run=False)

    assert taken.accepted == 2
    wrong = [(r.line, r.problems[0].field) for r in taken.rejected]
    assert wrong == [
        (6, "arrival"),
        (7, "person"),
        (8, "departure"),
        (9, "bed"),
    ]
    assert set(Worker.objects.values_list("family_name", "given_name")) == {("Testowska", "Anna"), ("Próbny", "Jan")}


def test_a_list_that_says_so_has_the_family_name_first(alice, site, tmp_path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(
        "Nazwisko i imię;Data przyjazdu;Pokój\nTestowska Anna;2026-05-01;K1\n;2026-05-01;K2\n", encoding="utf-8"
    )

    taken = take_in(path, actor=alice, site=site, at=NOON, dry_run=False)

    assert Worker.objects.values_list("family_name", "given_name").get() == ("Testowska", "Anna")
    assert [(r.line, r.problems[0].code) for r in taken.rejected] == [(3, "name_missing")]


def test_a_list_without_rooms_is_said_to_get_the_first_free_beds(alice, site, tmp_path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Naam;Aankomst;Kamer\nTestowska, Anna;2026-05-01;\nPróbny, Jan;2026-05-01;K1\n", encoding="utf-8")

    read = read_list(path, actor=alice, site=site, on=NOON)

    assert [(notice.code, notice.facts) for notice in read.notices] == [("lines_without_room", {"lines": 1})]


def test_the_same_file_twice_changes_nothing(messy, alice, site) -> None:
    take_in(messy, actor=alice, site=site, at=NOON, dry_run=False)

    again = take_in(messy, actor=alice, site=site, at=NOON, dry_run=False)

    assert (again.accepted, again.unchanged) == (0, 2)
    assert Stay.objects.count() == 2


def test_a_dry_run_says_the_same_and_keeps_nothing(messy, alice, site) -> None:
    taken = take_in(messy, actor=alice, site=site, at=NOON, dry_run=True)

    assert (taken.accepted, len(taken.rejected)) == (2, 4)
    assert not Stay.objects.exists()


def test_a_departure_that_comes_later_ends_the_stay_we_know(messy, alice, site, tmp_path) -> None:
    take_in(messy, actor=alice, site=site, at=NOON, dry_run=False)
    later = tmp_path / "later.xlsx"
    with xlsxwriter.Workbook(str(later)) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([("name", "arrival", "departure"), ("Anna Testowska", "2026-05-01", "2026-05-20")]):
            sheet.write_row(row, 0, cells)

    taken = take_in(later, actor=alice, site=site, at=NOON, dry_run=False)

    assert taken.accepted == 1
    departures = {stay.worker.family_name: stay.departure for stay in believed(Stay.objects.select_related("worker"))}
    assert departures["Testowska"] == date(2026, 5, 20)


def test_a_site_of_another_provider_cannot_be_named_in_a_list(
    alice, site, other_provider, venlo, make_site, tmp_path
) -> None:
    foreign = make_site(other_provider, venlo)
    path = tmp_path / "lijst.csv"
    path.write_text(f"naam;aankomst;locatie\nTestowska, Anna;2026-05-01;{foreign.name}\n", encoding="utf-8")

    taken = take_in(path, actor=alice, site=site, at=NOON, dry_run=False)

    assert [r.problems[0].code for r in taken.rejected] == ["site_unknown"]


def test_a_number_under_a_column_that_nobody_understood_is_shown_to_nobody(alice, site, tmp_path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Achternaam;Aankomst;Zomaar\nTestowska;01-11-2026;BSN 111222333\n", encoding="utf-8")

    read = read_list(path, actor=alice, site=site, on=NOON)

    assert "111222333" not in str(read.sheets) + str(read.lines) + str(read.rejected)
    assert [(p.code, p.facts) for p in read.rejected[0].problems] == [("bsn_in_cell", {"cell": "C2"})]
