"""Lists as people really write them, through the page and at the terminal: both say and do the same."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from thoes.cli.duty import duty
from thoes.cli.import_list import import_list
from thoes.cli.import_sites import import_sites
from thoes.imports import taking_in
from thoes.imports.vocabulary import VOCABULARY
from thoes.intake import background
from thoes.intake.models import Run as ImportRun
from thoes.intake.models import RunStatus
from thoes.intake.tests.reading.made_files import ods, ods_text, xlsx
from thoes.intake.texts import said_of_file
from thoes.kernel.refusals import Refusal
from thoes.kernel.stored_facts import restored
from thoes.register.models import CURRENT, Stay, Worker
from thoes.register.public import find_duplicates

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@dataclass
class ListAnswer:
    """What came of a list, by one of the two ways."""

    accepted: int = 0
    unchanged: int = 0
    rejected: list[tuple[int, str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    error: str = ""


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def list_file(tmp_path) -> Callable[..., Path]:
    """list_file("a;b", "1;2") -> a csv with these lines; list_file(bytes) -> a file with this in it."""

    def make(*lines: str, name: str = "lijst.csv") -> Path:
        path: Path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return make


@pytest.fixture
def at_terminal(site) -> Callable[..., ListAnswer]:
    """at_terminal(path, *options) -> what `thoes import` says."""

    def run(path: Path, *options: str, answers: Mapping[str, str] | None = None) -> ListAnswer:
        options += tuple(word for name, said in (answers or {}).items() for word in ("--answer", f"{name}={said}"))
        answer = CliRunner().invoke(import_list, [str(path), "--site", site.code, "--format", "json", *options])
        said = json.loads(answer.stdout)
        if "error" in said:
            assert answer.exit_code == 2
            return ListAnswer(error=said["error"]["code"])
        return ListAnswer(
            said["accepted"],
            said["unchanged"],
            [(line["line"], line["code"]) for line in said["rejected"]],
            said["notices"],
            [question["key"] for question in said["questions"]],
        )

    return run


@pytest.fixture
def on_page(alice, logged_in, site) -> Callable[..., ListAnswer]:
    """on_page(path, take_in=True) -> what the page says before anything goes in; then it goes in."""
    client = logged_in(alice)

    def upload(path: Path, *, take_in: bool = True, answers: Mapping[str, str] | None = None) -> ListAnswer:
        file = SimpleUploadedFile(path.name, path.read_bytes())
        client.post(reverse("stay-lists:runs"), {"file": file, "site": site.pk})
        run = ImportRun.objects.latest("uploaded_at")
        background.check(run.pk, at=timezone.now())
        run.refresh_from_db()
        if run.status != RunStatus.READ:
            return ListAnswer(error=run.refusal_code or run.status)
        while sent := _not_sent_yet(run, answers or {}):
            client.post(reverse("stay-lists:answers", args=[run.pk]), sent)
            background.check(run.pk, at=timezone.now())
            run.refresh_from_db()
        said = ListAnswer(
            run.accepted, run.unchanged, _problems(run), _notices(run), [asked["key"] for asked in run.questions]
        )
        if take_in:
            client.post(reverse("stay-lists:take-in", args=[run.pk]))
            background.carry_on(run.pk, at=timezone.now())
            run.refresh_from_db()
            assert (run.accepted, run.unchanged, _problems(run)) == (said.accepted, said.unchanged, said.rejected)
        return said

    return upload


def _not_sent_yet(run: ImportRun, answers: Mapping[str, str]) -> dict[str, str]:
    return {
        f"q{place}": answers.get(asked["key"], answers.get(asked["code"], ""))
        for place, asked in enumerate(run.questions)
        if asked["key"] not in run.answers and {asked["key"], asked["code"]} & set(answers)
    }


def _problems(run: ImportRun) -> list[tuple[int, str]]:
    lines = run.rejected_lines.order_by("sheet", "line")
    return [(line.line, problem["code"]) for line in lines for problem in line.problems]


def _notices(run: ImportRun) -> list[str]:
    with translation.override("nl"):
        return said_of_file([(n["code"], restored(n["facts"])) for n in run.notices], run.left_out, VOCABULARY.names)


def stays() -> dict[str, tuple[Any, ...]]:
    """What is believed now: given and family name -> arrival, departure, room."""
    believed = Stay.objects.filter(CURRENT).select_related("worker", "bed__unit")
    return {
        f"{s.worker.given_name} {s.worker.family_name}".strip(): (s.arrival, s.departure, s.bed.unit.name)
        for s in believed
    }


def test_dates_that_can_be_read_two_ways_are_read_in_the_order_that_another_column_proves(
    list_file, on_page, at_terminal
) -> None:
    path = list_file(
        "Name,Arrival,Departure",
        "Ana Usova,05/01/2026,05/28/2026",
        "Jan Uski,06/02/2026,06/30/2026",
        "Ion Us,07/03/2026,",
    )

    terminal = at_terminal(path, "--dry-run")
    page = on_page(path)

    assert page == terminal
    assert stays()["Ana Usova"][:2] == (date(2026, 5, 1), date(2026, 5, 28))
    assert "maand/dag/jaar: 05/01/2026 is 1 mei 2026" in page.notices[0]


def test_a_list_that_proves_both_orders_gives_back_what_fits_both(list_file, on_page, at_terminal) -> None:
    path = list_file("Naam;Aankomst", "Ana Usova;05/06/2026", "Jan Uski;05/13/2026", "Ion Us;13/05/2026")

    terminal = at_terminal(path, "--dry-run")
    page = on_page(path)

    assert page == terminal
    assert page.rejected == [(2, "date_order_unclear")]
    assert "twee manieren" in page.notices[0]
    assert set(stays()) == {"Jan Uski", "Ion Us"}


def test_days_of_a_program_that_writes_utc_are_days_in_limburg(list_file, on_page) -> None:
    path = list_file(
        "name,date_of_birth,arrival,departure",
        "Jan Utcski,1990-04-30T22:00:00.000Z,2026-10-31T23:00:00.000Z,2026-11-19T23:00:00.000Z",
    )

    on_page(path)

    assert stays()["Jan Utcski"][:2] == (date(2026, 11, 1), date(2026, 11, 20))
    assert Worker.objects.get().date_of_birth == date(1990, 5, 1)


def test_a_birth_date_that_cannot_be_keeps_nobody_out(list_file, on_page, at_terminal) -> None:
    path = list_file(
        "Achternaam;Voornaam;Geboortedatum;Aankomst",
        "Gebaski;Jan;00-00-1985;01-11-2026",
        "Gebbski;Jan;31-12-2050;01-11-2026",
        "Gebcski;Jan;1-5-65;01-11-2026",
    )

    terminal = at_terminal(path, "--dry-run")
    page = on_page(path)

    assert page == terminal
    assert (page.accepted, page.rejected) == (3, [])
    assert any("regels 2, 3" in notice for notice in page.notices)
    assert set(Worker.objects.values_list("date_of_birth", flat=True)) == {None, date(1965, 5, 1)}


def test_a_file_error_is_json_with_a_code_when_json_is_asked_for(list_file, at_terminal, on_page) -> None:
    path = list_file("%PDF-1.7", name="lijst.pdf")

    assert at_terminal(path) == on_page(path) == ListAnswer(error="file_wrong_format")


def test_a_departure_that_is_a_formula_without_a_result_does_not_mean_still_here(
    tmp_path, on_page, at_terminal
) -> None:
    path = workbook_without_results(tmp_path / "lijst.xlsx")

    terminal = at_terminal(path, "--dry-run")
    page = on_page(path)

    assert page == terminal
    assert page.rejected == [(2, "formula_without_result")]
    assert set(stays()) == {"Ana Formulova"}


def workbook_without_results(path: Path) -> Path:
    book = Workbook()
    book.active.append(["Achternaam", "Voornaam", "Aankomst", "Vertrek"])
    book.active.append(["Formulaski", "Jan", date(2026, 8, 1), "=C2+60"])
    book.active.append(["Formulova", "Ana", date(2026, 8, 1), date(2026, 9, 1)])
    book.save(path)
    return path


T_M = ("Naam;Aankomst;T/m", "Ana Usova;14-08-2026;19-08-2026", "Jan Uski;15-08-2026;")


def test_a_column_with_days_nobody_knows_stops_the_page_until_it_is_said(list_file, on_page, alice, logged_in) -> None:
    page, said = logged_in(alice), on_page(list_file(*T_M))
    run = ImportRun.objects.get()
    url = reverse("stay-lists:columns", args=[run.pk])
    chosen = {"s0c0": "person", "s0c1": "arrival"}

    shown = page.get(url).content.decode()
    silent = page.post(url, chosen | {"s0c2": "?"})
    page.post(url, chosen | {"s0c2": "last_night"})
    background.check(run.pk, at=timezone.now())
    again = on_page(list_file(*T_M, "Bo Us;16-08-2026;"))

    assert said == ListAnswer(error=RunStatus.COLUMNS)
    assert "Kies wat erin staat" in shown
    assert "Kies wat er in kolom “T/m” staat" in silent.content.decode()
    assert again.accepted == 3
    assert stays()["Ana Usova"][:2] == (date(2026, 8, 14), date(2026, 8, 20))


def test_a_column_with_days_nobody_knows_stops_the_terminal_until_it_is_said(list_file, at_terminal) -> None:
    path = list_file(*T_M)

    dry = at_terminal(path, "--dry-run")
    stopped = at_terminal(path)
    unknown = at_terminal(path, "--ignore-column", "Tot")
    taken_in = at_terminal(path, "--column", "T/m=departure")

    assert (dry.error, stopped.error, unknown.error) == ("columns_with_dates", "columns_with_dates", "column_unknown")
    assert taken_in.accepted == 2
    assert stays()["Ana Usova"][1] == date(2026, 8, 19)


def test_a_column_with_days_that_is_not_needed_is_left_out_at_the_terminal(list_file, at_terminal) -> None:
    assert at_terminal(list_file(*T_M), "--ignore-column", "T/m").accepted == 2
    assert stays()["Ana Usova"][1] is None


@pytest.mark.parametrize("name", ["Vertrokken", "Datum vertrokken", "Left", "Ausgezogen am"])
def test_a_departure_under_another_name_is_a_departure(list_file, on_page, name) -> None:
    on_page(list_file(f"Naam;Aankomst;{name}", "Ana Usova;14-08-2026;19-08-2026"))

    assert stays()["Ana Usova"][1] == date(2026, 8, 19)


def test_the_duty_of_a_file_is_not_worked_out_over_days_that_nobody_reads(list_file) -> None:
    path = list_file("person;arrival;t/m", "p1;2026-05-01;2026-05-20")
    ask = [str(path), "--on", "2026-08-31", "--format", "json"]

    stopped = CliRunner().invoke(duty, ask)
    told = CliRunner().invoke(duty, [*ask, "--column", "t/m=last_night"])

    assert json.loads(stopped.stdout)["error"]["code"] == "columns_with_dates"
    assert json.loads(told.stdout)[0]["status"] == "none"


NAMESAKES = (
    "Achternaam;Voornaam;Woonplaats;Aankomst;Kamer",
    "Nowak;Jan;Lublin;01-05-2026;K1",
    "Nowak;Jan;Lublin;01-05-2026;K2",
    "Nowak;Jan;Lublin;02-05-2026;K2",
)


def test_people_of_one_name_and_town_are_people_of_their_own_and_the_same_list_twice_changes_nothing(
    list_file, on_page, at_terminal
) -> None:
    path = list_file(*NAMESAKES)

    terminal = at_terminal(path, "--dry-run")
    first = on_page(path)
    again = on_page(list_file(*NAMESAKES[:1], *reversed(NAMESAKES[1:])))

    assert first == terminal
    assert (first.accepted, again.accepted, again.unchanged) == (3, 0, 3)
    assert Worker.objects.count() == 3
    assert any("Regels 3, 4: iemand met dezelfde naam" in notice for notice in first.notices)


def test_a_line_about_somebody_who_may_be_here_already_is_rejected_and_nothing_is_changed(
    list_file, on_page, at_terminal
) -> None:
    on_page(list_file(*NAMESAKES[:2]))
    later = list_file(NAMESAKES[0], "Nowak;Jan;Lublin;05-05-2026;K2", "Nowak;Jan;Opole;05-05-2026;K2")

    terminal = at_terminal(later, "--dry-run")
    page = on_page(later)

    assert page == terminal
    assert page.rejected == [(2, "namesake_is_here")]
    assert sorted(Stay.objects.filter(CURRENT).values_list("arrival", flat=True)) == [
        date(2026, 5, 1),
        date(2026, 5, 5),
    ]


def test_who_comes_back_without_proof_is_somebody_new_and_proposed_as_one_we_know(list_file, on_page, site) -> None:
    header = "Achternaam;Voornaam;Woonplaats;Documentnummer;Aankomst;Vertrek"
    on_page(
        list_file(header, "Nowak;Jan;Lublin;;01-03-2026;01-04-2026", "Nowak;Ana;Lublin;RX 123456;01-03-2026;01-04-2026")
    )

    on_page(list_file(header, "Nowak;Jan;Lublin;;01-05-2026;", "Nowak;Ana;Lublin;rx123456;01-05-2026;"))
    found = find_duplicates(at=timezone.now())

    assert sorted(Worker.objects.values_list("given_name", flat=True)) == ["Ana", "Jan", "Jan"]
    assert found == 1


def test_a_line_that_says_the_same_as_another_is_rejected_unless_something_shows_who_it_is(list_file, on_page) -> None:
    twice = on_page(list_file("Naam;Aankomst;Kamer", "Jan Nowak;1-5-2026;K1", "Jan Nowak;1-5-2026;K1"))
    born = on_page(list_file("Naam;Aankomst;Geboren", *["Jan Voorbeeld;1-5-2026;13-4-1990"] * 2))

    assert twice.rejected == [(3, "line_repeats")]
    assert (born.accepted, born.unchanged, born.rejected) == (1, 1, [])


def test_a_room_that_is_not_there_is_rejected_with_the_rooms_that_are(list_file, on_page, at_terminal) -> None:
    path = list_file("Naam;Aankomst;Kamer", "Jan Eenski;1-5-2026;1-2", "Ana Eenova;1-5-2026;K1 – B")

    terminal = at_terminal(path, "--dry-run")
    page = on_page(path)

    assert page == terminal
    assert page.rejected == [(2, "bed_unknown")]
    assert stays()["Ana Eenova"][2] == "K1"


def test_two_people_in_one_line_are_rejected(list_file, on_page, at_terminal) -> None:
    path = list_file(
        "Naam;Aankomst;Kamer",
        "Jan & Ana Nepski;1-5-2026;K1",
        '"Bo Koppelski\nIda Koppelska";1-5-2026;K2',
        "Jan I. Ski;1-5-2026;K2",
    )

    terminal = at_terminal(path, "--dry-run")
    page = on_page(path)

    assert page == terminal
    assert page.rejected == [(2, "two_people_in_a_line"), (3, "two_people_in_a_line")]
    assert set(stays()) == {"Jan I. Ski"}


def test_a_quotation_mark_that_is_not_closed_sends_its_own_line_back(list_file, on_page, at_terminal) -> None:
    path = list_file(
        "Achternaam;Voornaam;Aankomst",
        'Proefova;"Ana;01-05-2026',
        "Próbny;Jan;13-05-2026",
        'Nepski;Piotr "Pit";02-05-2026',
    )

    terminal = at_terminal(path, "--dry-run")
    page = on_page(path)

    assert page == terminal
    assert page.rejected == [(2, "quotation_mark_open")]
    assert set(stays()) == {"Jan Próbny", 'Piotr "Pit" Nepski'}


TEST_BSN = "111222333"


def test_a_bsn_in_a_column_that_is_not_read_is_given_back_with_its_cell(list_file, on_page, at_terminal) -> None:
    path = list_file(
        "Naam;Aankomst;Opmerking",
        f"Ana Usova;1-5-2026;BSN {TEST_BSN}",
        "Jan Uski;1-5-2026;",
        f"Bo Us;1-5-2026;;{TEST_BSN}",
    )

    terminal = at_terminal(path, "--dry-run")
    page = on_page(path)

    assert page == terminal
    assert page.rejected == [(2, "bsn_in_cell"), (4, "bsn_in_cell")]
    assert TEST_BSN not in str(page)
    assert set(stays()) == {"Jan Uski"}


@pytest.mark.parametrize(
    ("sheets", "error"),
    [
        ({"Lijst": [[f"Lijst van {TEST_BSN}"], ["Naam", "Aankomst"], ["Ana Usova", "1-5-2026"]]}, "bsn_around_list"),
        ({"Lijst": [["Naam", "Aankomst", TEST_BSN], ["Ana Usova", "1-5-2026"]]}, "bsn_around_list"),
        ({TEST_BSN: [["Naam", "Aankomst"], ["Ana Usova", "1-5-2026"]]}, "bsn_in_sheet_name"),
        (
            {"Lijst": [["Naam", "Aankomst"], ["Ana Usova", "1-5-2026"]], "Notities": [["x"], [TEST_BSN]]},
            "bsn_around_list",
        ),
        ({"Lijst": [["Naam", "Aankomst"], ["Ana Usova", "1-5-2026"]], "BSN": [["Naam", "BSN"], ["A", TEST_BSN]]}, ""),
    ],
)
def test_a_bsn_around_a_list_refuses_the_file_and_is_not_repeated(
    tmp_path, on_page, at_terminal, sheets, error
) -> None:
    path = xlsx(tmp_path / "lijst.xlsx", sheets)

    terminal = at_terminal(path, "--dry-run")
    page = on_page(path)

    assert (page.error, terminal.error) == (error, error)
    assert TEST_BSN not in str(ImportRun.objects.values_list("refusal_facts", "notices", "sheets"))


def test_a_bsn_in_a_comment_sends_its_line_back_and_one_above_the_list_refuses_the_file(
    tmp_path, on_page, at_terminal
) -> None:
    path, above = tmp_path / "lijst.xlsx", tmp_path / "boven.xlsx"
    book = Workbook()
    for row in (["Naam", "Aankomst"], ["Ana Usova", date(2026, 5, 1)], ["Jan Uski", date(2026, 5, 1)]):
        book.active.append(row)
    book.active["B2"].comment = Comment(f"BSN {TEST_BSN}", "x")
    book.active["B3"].comment = Comment("belt laat", "x")
    book.save(path)
    book.active["A1"].comment = Comment(f"BSN {TEST_BSN}", "x")
    book.save(above)

    terminal = at_terminal(path, "--dry-run")
    refused = on_page(above).error
    page = on_page(path)

    assert page == terminal
    assert page.rejected == [(2, "bsn_in_comment")]
    assert set(stays()) == {"Jan Uski"}
    assert refused == at_terminal(above, "--dry-run").error == "bsn_in_comment"


def test_a_bsn_in_a_comment_of_an_ods_sends_its_line_back(tmp_path, on_page) -> None:
    note = f"<office:annotation><text:p>BSN {TEST_BSN}</text:p></office:annotation><text:p>Ana Usova</text:p>"
    cells = [ods_text("Naam"), ods_text("Aankomst")], [_ods_cell(note), ods_text("1-5-2026")]
    rows = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)

    page = on_page(ods(tmp_path / "lijst.ods", rows))

    assert page.rejected == [(2, "bsn_in_comment")]


def _ods_cell(inside: str) -> str:
    return f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'


def test_a_file_that_is_called_after_a_bsn_is_refused_at_the_door(page_of_alice, site) -> None:
    file = SimpleUploadedFile(f"bsn {TEST_BSN}.csv", b"Naam;Aankomst")

    page_of_alice.post(reverse("stay-lists:runs"), {"file": file, "site": site.pk})

    assert not ImportRun.objects.exists()


@pytest.fixture
def page_of_alice(alice, logged_in) -> Client:
    return logged_in(alice)


@pytest.mark.parametrize("header", ["Voorletters", "Initialen", "Initials", "Inicjały", "Voorl."])
@pytest.mark.parametrize("family", ["Achternaam", "Naam"])
def test_initials_are_a_given_name_and_set_two_people_of_one_town_apart(list_file, on_page, header, family) -> None:
    path = list_file(f"{family};{header};Woonplaats;Aankomst", "Nowak;J.;Lublin;1-5-2026", "Nowak;E.;Lublin;1-5-2026")

    said = on_page(path)

    assert (said.accepted, said.rejected) == (2, [])
    assert set(Worker.objects.values_list("given_name", "family_name")) == {("J.", "Nowak"), ("E.", "Nowak")}


def test_a_given_name_goes_before_initials_and_a_whole_name_stays_whole(list_file, on_page) -> None:
    on_page(list_file("Achternaam;Voorletters;Voornaam;Aankomst", "Nowak;J.;Jan;1-5-2026", "Nowak;E.;;1-5-2026"))
    on_page(list_file("Naam;Voorletters;Aankomst", "Ana Usova;A.;2-5-2026"))

    assert set(Worker.objects.values_list("given_name", "family_name")) == {
        ("Jan", "Nowak"), ("E.", "Nowak"), ("Ana", "Usova"),
    }  # fmt: skip


@pytest.mark.parametrize("header", ["Document", "Soort document", "ID", "Legitimatie", "Dokument", "Identiteitsbewijs"])
def test_kinds_of_document_are_read_as_people_write_them(list_file, on_page, header) -> None:
    kinds = ["P", "paspoort", "ID-kaart", "dowód osobisty", "rijbewijs", "nvt", "-", "onbekend", "?", "toverstaf", ""]
    names = "abcdefghijk"
    lines = [f"Nep{names[n]}ski;{kind};{n + 1}-5-2025;{n + 2}-5-2025" for n, kind in enumerate(kinds)]

    said = on_page(list_file(f"Naam;{header};Aankomst;Vertrek", *lines))

    found = dict(Worker.objects.values_list("family_name", "document_kind"))
    assert said.rejected == []
    assert [found[f"Nep{name}ski"] for name in names] == [
        "passport", "passport", "identity_card", "identity_card", "other", "", "", "", "", "", "",
    ]  # fmt: skip
    assert any("regel 11" in notice for notice in said.notices)


def test_a_document_number_that_was_cut_off_is_not_kept(list_file, on_page, at_terminal) -> None:
    path = list_file("Naam;Documentnummer;Aankomst", "Ana Usova;1,23457E+11;1-5-2026", "Jan Uski;NL12E34;1-5-2026")

    terminal = at_terminal(path, "--dry-run")
    page = on_page(path)

    assert page == terminal
    assert dict(Worker.objects.values_list("family_name", "document_number")) == {"Usova": "", "Uski": "NL12E34"}
    assert any("1,23E+11" in notice and "regel 2" in notice for notice in page.notices)


def test_words_that_say_nothing_is_known_are_no_details(list_file, on_page) -> None:
    said = on_page(
        list_file(
            "Naam;Nationaliteit;Geboortedatum;Woonplaats;Documentnummer;Aankomst;Vertrek;Kamer;Werkgever",
            "Jan Streepski;-;-;-;-;1-5-2026;-;-;-",
            "Eva Onbekova;onbekend;onbekend;onbekend;onbekend;1-5-2026;onbekend;onbekend;onbekend",
        )
    )

    assert (said.accepted, said.rejected) == (2, [])
    assert set(Worker.objects.values_list("nationality", "residence", "document_number")) == {("", "", "")}


def test_a_cross_in_the_column_of_departures_is_no_empty_cell(list_file, on_page) -> None:
    assert on_page(list_file("Naam;Aankomst;Vertrek", "Ana Usova;1-5-2026;x")).rejected == [(2, "date_unreadable")]


def test_a_newcomer_may_stand_above_who_leaves_the_bed(list_file, on_page, at_terminal) -> None:
    path = list_file(
        "Achternaam;Voornaam;Aankomst;Vertrek;Kamer;Bed",
        "Aaski;Nieuw;20-05-2026;;K1;A",
        "Zedski;Oud;01-03-2026;20-05-2026;K1;A",
    )

    terminal = at_terminal(path, "--dry-run")
    page = on_page(path)

    assert page == terminal
    assert (page.accepted, page.rejected) == (2, [])


def test_a_departure_still_to_come_that_a_later_list_leaves_out_stays_and_is_said(
    list_file, on_page, at_terminal
) -> None:
    day = timezone.localdate() + timedelta(days=9)
    on_page(list_file("Naam;Aankomst;Vertrek;Kamer", f"Bo Blijfski;01-05-2026;{day:%d-%m-%Y};K1"))
    emptied = list_file("Naam;Aankomst;Vertrek;Kamer", "Bo Blijfski;01-05-2026;;K1")

    terminal = at_terminal(emptied, "--dry-run")
    page = on_page(emptied)

    assert page == terminal
    assert any("regel 2" in notice.lower() and str(day.year) in notice for notice in page.notices)
    assert stays()["Bo Blijfski"][1] == day


def test_what_is_hidden_or_crossed_out_in_the_file_counts_only_when_somebody_says_so(
    tmp_path, on_page, at_terminal
) -> None:
    path = tmp_path / "lijst.xlsx"
    book = Workbook()
    sheet = book.active
    for row in (
        ["Naam", "Aankomst"],
        ["Ana Usova", date(2026, 5, 1)],
        ["Jan Uski", date(2026, 5, 1)],
        ["Bo Us", date(2026, 5, 1)],
    ):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet["A4"].font = Font(strike=True)
    behind = book.create_sheet("Blad2")
    behind.append(["Naam", "Aankomst"])
    behind.append(["Ion Us", date(2026, 5, 1)])
    behind.sheet_state = "hidden"
    book.save(path)

    keys = ["lines_hidden:Sheet", "lines_struck:Sheet", "list_is_complete", "sheet_hidden:Blad2"]
    nobody_said = at_terminal(path, "--dry-run")
    skipped = {"lines_hidden": "skip", "lines_struck": "skip", "sheet_hidden": "skip"}
    left_out = at_terminal(path, "--dry-run", answers=skipped)
    read = {"lines_hidden": "read", "lines_struck": "read", "sheet_hidden": "read"}
    counted = at_terminal(path, "--dry-run", answers=read)

    assert on_page(path, take_in=False) == nobody_said
    assert (nobody_said.accepted, sorted(nobody_said.asked)) == (1, keys)
    assert nobody_said.rejected == [(2, "sheet_hidden"), (3, "lines_hidden"), (4, "lines_struck")]
    assert on_page(path, take_in=False, answers=skipped) == left_out
    assert (left_out.accepted, left_out.rejected) == (1, [])
    assert on_page(path, answers=read) == counted
    assert (counted.accepted, counted.rejected) == (4, [])
    assert "Regel die verborgen is in het bestand en ook is gelezen: 3." in counted.notices


def test_a_sheet_without_days_of_arrival_beside_a_list_is_said(tmp_path, on_page, at_terminal) -> None:
    sheets = {
        "Lijst": [["Naam", "Aankomst"], ["Ana Usova", date(2026, 5, 1)]],
        "Rest": [["Naam", "Kamer"], ["Jan", "K1"]],
    }
    path = xlsx(tmp_path / "lijst.xlsx", sheets)

    terminal = at_terminal(path, "--dry-run")
    page = on_page(path)

    assert page == terminal
    assert any("“Rest”" in notice for notice in page.notices)


def test_the_terminal_names_sheet_columns_and_notices_in_words_too(tmp_path, site) -> None:
    sheets = {"Mei": [["Naam", "Aankomst", "Kleur"], ["Ana Usova", "05/06/2026", "rood"], ["Jan", "31-02-2026", ""]]}
    path = xlsx(tmp_path / "lijst.xlsx", sheets)
    ask = [str(path), "--site", site.code, "--dry-run"]

    words = CliRunner().invoke(import_list, ask).stdout
    said = json.loads(CliRunner().invoke(import_list, [*ask, "--format", "json"]).stdout)

    assert "Mei, 3  arrival" in words
    assert all(f"- {notice}" in words for notice in said["notices"])
    assert said["rejected"][0]["sheet"] == "Mei"
    assert said["columns_not_read"] == [{"sheet": "Mei", "column": "C", "header": "Kleur"}]


def test_a_list_of_sites_at_the_terminal_names_sheet_columns_and_errors_in_json(tmp_path, alice, venlo) -> None:
    sheets = {"Hier": [["Naam", "Adres", "Soort", "Kleur"], ["Hof", "Proefweg 7, 5911 AB Venlo", "ufo", "rood"]]}
    path, broken = xlsx(tmp_path / "sites.xlsx", sheets), tmp_path / "foto.xlsx"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 99)
    ask = ["--provider", alice.organisation_name, "--dry-run"]

    said = json.loads(CliRunner().invoke(import_sites, [str(path), *ask, "--format", "json"]).stdout)
    words = CliRunner().invoke(import_sites, [str(path), *ask]).stdout
    refused = CliRunner().invoke(import_sites, [str(broken), *ask, "--format", "json"])

    assert said["rejected"][0]["sheet"] == "Hier"
    assert said["columns_not_read"] == [{"sheet": "Hier", "column": "D", "header": "Kleur"}]
    assert "Hier, 2  kind" in words
    assert all(f"- {notice}" in words for notice in said["notices"])
    assert "Kleur" in words
    assert (refused.exit_code, json.loads(refused.stdout)["error"]["code"]) == (2, "file_wrong_format")


def test_a_list_of_sites_is_told_alike_on_the_page_and_at_the_terminal(tmp_path, alice, venlo, logged_in) -> None:
    sheets = {
        "Hier": [
            ["Naam", "Adres", "Soort", "Kleur"], ["Hof", "Proefweg 7, 5911 AB Venlo", "hotel", "rood"], ["Huis", "x", "", ""],
        ],
        "Uitleg": [["Bel de receptie"]],
    }  # fmt: skip
    path, page = xlsx(tmp_path / "sites.xlsx", sheets), logged_in(alice)
    ask = [str(path), "--provider", alice.organisation_name, "--format", "json"]

    terminal = json.loads(CliRunner().invoke(import_sites, [*ask, "--dry-run"]).stdout)
    page.post(reverse("site-lists:runs"), {"file": SimpleUploadedFile(path.name, path.read_bytes())})
    run = ImportRun.objects.get()
    background.check(run.pk, at=timezone.now())
    run.refresh_from_db()
    shown = page.get(reverse("site-lists:run", args=[run.pk])).content.decode()

    counts = (terminal["new"], terminal["changed"], terminal["unchanged"])
    assert counts == (run.new, run.changed, run.unchanged) == (1, 0, 0)
    assert [(line["line"], line["code"]) for line in terminal["rejected"]] == _problems(run)
    assert len(terminal["notices"]) == 2
    assert all(escape(notice) in shown for notice in [*terminal["notices"], terminal["rejected"][0]["message"]])


def test_the_duty_of_a_file_names_what_was_skipped_and_answers_an_error_in_json(tmp_path) -> None:
    sheets = {"Lijst": [["Naam", "Aankomst"], ["Ana", "05/06/2026"]], "Uitleg": [["Bel de receptie"]]}
    path, empty = xlsx(tmp_path / "lijst.xlsx", sheets), tmp_path / "leeg.csv"
    empty.touch()
    ask = ["--on", "2026-08-31", "--format", "json"]

    said = CliRunner().invoke(duty, [str(path), *ask]).stderr
    refused = CliRunner().invoke(duty, [str(empty), *ask])

    assert "“Uitleg”" in said
    assert "05/06/2026" in said
    assert (refused.exit_code, json.loads(refused.stdout)["error"]["code"]) == (2, "file_empty")


def test_a_line_without_a_site_below_one_that_names_it_goes_to_no_site_by_itself(
    list_file, on_page, at_terminal, site, provider, venlo, make_site
) -> None:
    other = make_site(provider, venlo)
    path = list_file(
        "Locatie;Naam;Aankomst;Kamer",
        f"{other.code};Jan Blokski;20-11-2026;K1",
        ";Ana Blokova;20-11-2026;K1",
        "-;Ion Blokescu;20-11-2026;K2",
    )

    terminal = at_terminal(path, "--dry-run")
    page = on_page(path)

    assert page == terminal
    assert page.rejected == [(3, "site_filled_down"), (4, "site_of_line_missing")]
    assert list(Stay.objects.filter(CURRENT).values_list("site", flat=True)) == [other.pk]


@pytest.mark.parametrize(("answer", "accepted"), [("yes", 5), ("no", 2)])
def test_a_site_that_stands_on_the_first_line_of_a_group_is_that_of_the_group_when_somebody_says_so(
    list_file, on_page, at_terminal, site, provider, venlo, make_site, answer, accepted
) -> None:
    other = make_site(provider, venlo)
    path = list_file(
        "Locatie;Kamer;Naam;Aankomst",
        f"{site.code};K1;Jan Alfaski;01-11-2026",
        ";K1;Ana Alfova;01-11-2026",
        f"{other.code};K1;Piotr Betaski;01-11-2026",
        ";K1;Ewa Betova;01-11-2026",
        ";K2;Ida Betova;01-11-2026",
    )

    terminal = at_terminal(path, "--dry-run", answers={"site_filled_down": answer})
    page = on_page(path, answers={"site_filled_down": answer})

    assert page == terminal
    assert page.accepted == accepted
    assert Stay.objects.filter(CURRENT, site=other).count() == (3 if answer == "yes" else 1)


def test_an_answer_about_the_form_of_a_list_is_known_for_the_next_one_and_shown(list_file, on_page) -> None:
    first = on_page(
        list_file("Kamer;Naam;Aankomst", "K1;Jan A;01-11-2026", ";Ana B;01-11-2026"),
        answers={"unit_filled_down": "yes"},
    )
    second = on_page(list_file("Kamer;Naam;Aankomst", "K2;Jan C;01-11-2026", ";Ana D;01-11-2026"))

    assert (first.accepted, second.accepted) == (2, 2)
    assert "unit_filled_down" in second.asked
    assert {who: where[2] for who, where in stays().items()} == {
        "Jan A": "K1",
        "Ana B": "K1",
        "Jan C": "K2",
        "Ana D": "K2",
    }


def test_titles_between_the_lines_say_where_the_people_below_them_sleep_when_somebody_says_so(
    list_file, on_page, at_terminal, site, provider, venlo, make_site
) -> None:
    other = make_site(provider, venlo)
    path = list_file(
        "Naam;Aankomst",
        f"Locatie: {site.code};",
        "Kamer K1;",
        "Jan Alfaski;01-11-2026",
        f"Locatie: {other.code};",
        "Kamer K2;",
        "Ewa Betova;01-11-2026",
        "Kamer K1;",
        "Ida Betova;01-11-2026",
    )

    nobody_said = at_terminal(path, "--dry-run")
    page = on_page(path, answers={"blocks_name_places": "yes"})

    assert nobody_said.accepted == 0
    assert {code for _line, code in nobody_said.rejected} == {"blocks_name_places"}
    assert page.accepted == 3
    assert {(s.worker.given_name, s.site_id, s.bed.unit.name) for s in Stay.objects.filter(CURRENT)} == {
        ("Jan", site.pk, "K1"), ("Ewa", other.pk, "K2"), ("Ida", other.pk, "K1"),
    }  # fmt: skip


def test_people_below_a_title_that_nobody_knows_wait_until_somebody_says_what_it_is(
    list_file, on_page, site, provider, venlo, make_site
) -> None:
    other = make_site(provider, venlo)
    path = list_file(
        "Naam;Aankomst",
        f"Locatie: {other.code};",
        "Jan Alfaski;01-11-2026",
        "Locatie: Proefhof Nergens;",
        "Ewa Betova;01-11-2026",
    )

    page = on_page(path, answers={"blocks_name_places": "yes"})

    assert (page.accepted, page.rejected) == (1, [(5, "titles_not_understood")])


def test_sheets_with_the_name_of_a_site_are_that_site_when_somebody_says_so(
    tmp_path, on_page, at_terminal, site, provider, venlo, make_site
) -> None:
    other, book, path = make_site(provider, venlo), Workbook(), tmp_path / "lijst.xlsx"
    book.remove(book.active)
    for one, who in ((site, "Jan Alfaski"), (other, "Ewa Betova")):
        sheet = book.create_sheet(one.code)
        sheet.append(["Naam", "Aankomst"])
        sheet.append([who, date(2026, 11, 1)])
    book.save(path)

    nobody_said = at_terminal(path, "--dry-run")
    page = on_page(path, answers={"sheets_name_places": "yes"})

    assert (nobody_said.accepted, nobody_said.asked) == (0, ["sheets_name_places", "list_is_complete"])
    assert page.accepted == 2
    assert {(s.worker.given_name, s.site_id) for s in Stay.objects.filter(CURRENT)} == {
        ("Jan", site.pk), ("Ewa", other.pk),
    }  # fmt: skip


def test_who_writes_the_month_first_says_so_once_and_every_date_of_the_list_follows(
    list_file, on_page, at_terminal
) -> None:
    path = list_file("Name,Arrival", "Ana Usova,05/01/2026")

    terminal = at_terminal(path, "--dry-run", answers={"date_order_unproven": "month_first"})
    page = on_page(path, answers={"date_order_unproven": "month_first"})

    assert page == terminal
    assert stays()["Ana Usova"][0] == date(2026, 5, 1)


def test_an_answer_to_what_was_not_asked_is_refused_at_the_terminal(list_file, at_terminal) -> None:
    path = list_file("Name,Arrival", "Ana Usova,05/01/2026")

    assert at_terminal(path, "--dry-run", answers={"site_filled_down": "yes"}).error == "question_unknown"
    assert at_terminal(path, "--dry-run", answers={"date_order_unproven": "maybe"}).error == "answer_unknown"


@pytest.fixture
def checked(alice, logged_in, site) -> Callable[..., tuple[Client, ImportRun]]:
    """checked(path) -> a client, and the list as it waits for a person."""
    client = logged_in(alice)

    def hand_in(path: Path) -> tuple[Client, ImportRun]:
        file = SimpleUploadedFile(path.name, path.read_bytes())
        client.post(reverse("stay-lists:runs"), {"file": file, "site": site.pk})
        return client, _checked_again(ImportRun.objects.latest("uploaded_at"))

    return hand_in


def _checked_again(run: ImportRun) -> ImportRun:
    background.check(run.pk, at=timezone.now())
    run.refresh_from_db()
    return run


def _line(run: ImportRun, number: int) -> str:
    return f"{reverse('stay-lists:line', args=[run.pk])}?sheet={run.sheets[0]['name']}&line={number}"


def test_every_line_is_shown_with_person_place_and_days_before_anything_goes_in(list_file, checked) -> None:
    client, run = checked(
        list_file("Naam;Aankomst;Vertrek;Kamer", "Ana Usova;14-08-2026;;K1", "Jan Uski;15-08-2026;31-02-2026;K2")
    )
    page = reverse("stay-lists:run", args=[run.pk])

    back, everybody = client.get(page).content.decode(), client.get(f"{page}?state=").content.decode()
    found = client.get(f"{page}?q=usova").content.decode()

    assert "Jan Uski" in back
    assert "Ana Usova" not in back.partition("<tbody>")[2]
    assert "K1 – " in everybody
    assert "14-8-2026" in everybody
    assert "Jan Uski" not in found.partition("<tbody>")[2]


def test_a_line_is_mended_in_its_place_and_checked_again(list_file, checked) -> None:
    client, run = checked(list_file("Naam;Aankomst;Kamer", "Ana Usova;31-02-2026;K1", "Jan Uski;15-08-2026;K9"))

    form = client.get(_line(run, 2)).content.decode()
    client.post(_line(run, 2), {"c0": "Ana Usova", "c1": "14-08-2026", "c2": "K1"})
    run = _checked_again(run)
    client.post(_line(run, 3), {"out": "1"})
    run = _checked_again(run)
    client.post(reverse("stay-lists:take-in", args=[run.pk]))
    background.carry_on(run.pk, at=timezone.now())

    assert 'value="31-02-2026"' in form
    assert (run.new, run.rejected) == (1, 0)
    assert stays() == {"Ana Usova": (date(2026, 8, 14), None, "K1")}


def test_two_people_in_a_line_become_two_lines_when_somebody_looked_at_their_names(list_file, checked) -> None:
    client, run = checked(list_file("Naam;Aankomst;Kamer", "Jan & Ana Nepski;14-08-2026;K1"))

    form = client.get(_line(run, 2)).content.decode()
    client.post(_line(run, 2), {"split": "1", "p0c0": "Jan Nepski", "p1c0": "Ana Nepska"})
    run = _checked_again(run)
    client.post(reverse("stay-lists:take-in", args=[run.pk]))
    background.carry_on(run.pk, at=timezone.now())

    assert 'value="Jan Nepski"' in form
    assert 'value="Ana Nepski"' in form
    assert set(stays()) == {"Jan Nepski", "Ana Nepska"}


def test_a_list_whose_column_for_the_site_is_empty_belongs_to_the_chosen_site(list_file, on_page, site) -> None:
    page = on_page(
        list_file("Locatie;Naam;Aankomst;Kamer", ";Jan Blokski;20-11-2026;K1", "-;Ana Blokova;20-11-2026;K2")
    )

    assert page.rejected == []
    assert set(Stay.objects.filter(CURRENT).values_list("site", flat=True)) == {site.pk}


KNOWN = (
    "Achternaam;Voornaam;Aankomst;Vertrek;Kamer;Bed",
    "Kamova;Ana;01-09-2026;;K1;A",
    "Blijfski;Bo;01-10-2026;15-11-2026;K1;B",
)


@pytest.mark.parametrize(("answer", "arrival"), [("list", date(2026, 9, 5)), ("register", date(2026, 9, 1))])
def test_another_day_of_arrival_in_the_same_bed_is_asked_and_corrected(
    list_file, on_page, at_terminal, answer, arrival
) -> None:
    on_page(list_file(*KNOWN))
    path = list_file(KNOWN[0], "Kamova;Ana;05-09-2026;;K1;A")

    nobody_said = at_terminal(path, "--dry-run")
    terminal = at_terminal(path, "--dry-run", answers={"arrival_differs": answer})
    page = on_page(path, answers={"arrival_differs": answer})

    assert (nobody_said.accepted, nobody_said.rejected) == (0, [(2, "arrival_differs")])
    assert (page.accepted, page.unchanged, page.rejected) == (terminal.accepted, terminal.unchanged, terminal.rejected)
    assert stays()["Ana Kamova"] == (arrival, None, "K1")
    assert Worker.objects.count() == 2


@pytest.mark.parametrize(("answer", "departure"), [("list", None), ("register", date(2026, 11, 15))])
def test_a_departure_that_the_list_lost_is_asked_and_never_unchanged_in_silence(
    list_file, on_page, at_terminal, answer, departure
) -> None:
    on_page(list_file(*KNOWN))
    path = list_file(KNOWN[0], "Blijfski;Bo;01-10-2026;;K1;B")

    nobody_said = at_terminal(path, "--dry-run")
    page = on_page(path, answers={"departure_differs": answer})

    assert (nobody_said.unchanged, nobody_said.rejected) == (0, [(2, "departure_differs")])
    assert page.rejected == []
    assert stays()["Bo Blijfski"][1] == departure


def test_who_is_missing_in_a_list_of_everybody_is_named_and_leaves_when_somebody_says_so(
    list_file, on_page, at_terminal, checked
) -> None:
    on_page(list_file(KNOWN[0], *(f"{who};01-09-2026;;{where}" for who, where in (
        ("Beddova;Ida", "K1;A"), ("Wegski;Jan", "K1;B"), ("Blijfska;Ewa", "K2;A"),
    ))))  # fmt: skip
    path = list_file(KNOWN[0], "Beddova;Ida;01-09-2026;;K1;A")

    ordinary = at_terminal(path, "--dry-run")
    terminal = at_terminal(path, "--dry-run", answers={"list_is_complete": "yes"})
    client, run = checked(path)
    client.post(reverse("stay-lists:answers", args=[run.pk]), _not_sent_yet(run, {"list_is_complete": "yes"}))
    run = _checked_again(run)
    shown = client.get(reverse("stay-lists:run", args=[run.pk])).content.decode()
    missing = [asked["key"] for asked in run.questions if asked["code"] == "missing_in_list"]
    jan = next(asked["key"] for asked in run.questions if asked["facts"].get("who") == "Jan Wegski")
    client.post(reverse("stay-lists:answers", args=[run.pk]), _not_sent_yet(run, {jan: "leaves"}))
    run = _checked_again(run)
    client.post(reverse("stay-lists:take-in", args=[run.pk]))
    background.carry_on(run.pk, at=timezone.now())
    left = stays()
    client.post(reverse("stay-lists:undo", args=[run.pk]))

    assert (ordinary.unchanged, ordinary.accepted) == (1, 0)
    assert len([key for key in terminal.asked if key.startswith("missing_in_list")]) == len(missing) == 2
    assert "Jan Wegski" in shown
    assert left["Jan Wegski"][1] == timezone.localdate()
    assert left["Ewa Blijfska"][1] is left["Ida Beddova"][1] is None
    assert stays()["Jan Wegski"][1] is None


def test_nobody_is_missing_while_a_line_of_the_list_comes_back(list_file, on_page, at_terminal) -> None:
    on_page(list_file(KNOWN[0], "Beddova;Ida;01-09-2026;;K1;A", "Wegski;Jan;01-09-2026;;K1;B"))
    path = list_file(KNOWN[0], "Beddova;Ida;01-09-2026;;K1;A", "Wegsky;Jan;31-09-2026;;K1;B")

    answer = at_terminal(path, "--dry-run", answers={"list_is_complete": "yes"})

    assert not [key for key in answer.asked if key.startswith("missing_in_list")]
    assert any("komen regels terug" in notice for notice in answer.notices)


def test_nobody_of_another_housing_provider_can_be_sent_away_with_a_list(list_file, checked, venlo, make_site) -> None:
    _client, run = checked(list_file(KNOWN[0], "Beddova;Ida;01-09-2026;;K1;A"))
    run.answers = {"list_is_complete": "yes", f"missing_in_list:{uuid4()}": "leaves"}
    run.save()

    run = _checked_again(run)

    assert (run.new, run.changed) == (1, 0)


def test_a_bsn_that_is_typed_while_mending_is_refused_and_not_kept(list_file, checked) -> None:
    client, run = checked(list_file("Naam;Aankomst;Kamer", "Ana Usova;31-02-2026;K1"))

    answer = client.post(_line(run, 2), {"c0": "Ana 111222333", "c1": "14-08-2026", "c2": "K1"}, follow=True)

    run.refresh_from_db()
    assert "BSN" in answer.content.decode()
    assert run.edits == {}


def test_what_is_asked_about_a_list_repeats_no_bsn(list_file, checked) -> None:
    _client, run = checked(
        list_file("Naam;Aankomst;Kamer", "Kamer 111222333;;", "Ana Usova;14-08-2026;111222333", "Jan Uski;14-08-2026;")
    )

    assert "111222333" not in json.dumps([run.questions, run.sheets, run.notices, run.understood])
    assert "111222333" not in json.dumps([line.cells + line.problems for line in run.rejected_lines.all()])


@pytest.mark.parametrize(("answer", "rooms"), [("list", {"K1", "K2"}), ("register", {"K1"})])
def test_another_bed_than_ours_is_asked_and_becomes_a_move_of_today(
    list_file, on_page, at_terminal, answer, rooms
) -> None:
    known = "Achternaam;Voornaam;Geboortedatum;Aankomst;Kamer;Bed"
    on_page(list_file(known, "Kamova;Ana;01-02-1990;01-09-2026;K1;A"))
    path = list_file(known, "Kamova;Ana;01-02-1990;01-09-2026;K2;A")

    nobody_said = at_terminal(path, "--dry-run")
    page = on_page(path, answers={"bed_differs": answer})
    again = on_page(path)

    assert nobody_said.rejected == [(2, "bed_differs")]
    assert page.rejected == []
    believed = Stay.objects.filter(CURRENT).select_related("bed__unit")
    assert {stay.bed.unit.name for stay in believed} == rooms
    assert {stay.departure for stay in believed} == ({timezone.localdate(), None} if answer == "list" else {None})
    assert Worker.objects.count() == 1
    assert again.rejected == ([] if answer == "list" else [(2, "bed_differs")])


@pytest.mark.parametrize(("answer", "workers"), [("same", 1), ("other", 2)])
def test_of_a_namesake_who_sleeps_here_a_person_says_whether_it_is_the_same(
    list_file, on_page, at_terminal, answer, workers
) -> None:
    known = "Achternaam;Voornaam;Aankomst;Kamer;Bed"
    on_page(list_file(known, "Kamova;Ana;01-09-2026;K1;A"))
    path = list_file(known, "Kamova;Ana;10-10-2026;K2;A")

    nobody_said = at_terminal(path, "--dry-run")
    answers = {"namesake_is_here": answer, "bed_differs": "list"}
    page = on_page(path, answers=answers)

    assert nobody_said.rejected == [(2, "namesake_is_here")]
    assert page.rejected == []
    assert Worker.objects.count() == workers
    ends = {stay.bed.unit.name: stay.departure for stay in Stay.objects.filter(CURRENT).select_related("bed__unit")}
    assert ends == {"K1": date(2026, 10, 10) if answer == "same" else None, "K2": None}


def test_totals_and_leavers_are_no_people_without_a_room(list_file, on_page) -> None:
    page = on_page(list_file("Kamer;Naam;Aankomst", "K1;Ana Usova;01-11-2026", ";Totaal bezet: 1;"))

    assert "unit_filled_down" not in page.asked


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("Kamova;Ana;01-02-1990;05-09-2026;;K1;A", {"arrival_differs": "list"}),
        ("Kamova;Ana;01-02-1990;01-09-2026;;K2;A", {"bed_differs": "list"}),
        ("Blijfski;Bo;01-03-1990;01-10-2026;;K1;B", {"departure_differs": "list"}),
    ],
)
def test_what_was_settled_with_a_list_is_undone_with_it(list_file, checked, on_page, line, answers) -> None:
    names = "Achternaam;Voornaam;Geboortedatum;Aankomst;Vertrek;Kamer;Bed"
    on_page(
        list_file(names, "Kamova;Ana;01-02-1990;01-09-2026;;K1;A", "Blijfski;Bo;01-03-1990;01-10-2026;15-11-2026;K1;B")
    )
    before = stays()
    client, run = checked(list_file(names, line))
    client.post(reverse("stay-lists:answers", args=[run.pk]), _not_sent_yet(run, answers))
    run = _checked_again(run)
    client.post(reverse("stay-lists:take-in", args=[run.pk]))
    background.carry_on(run.pk, at=timezone.now())
    settled = stays()

    client.post(reverse("stay-lists:undo", args=[run.pk]))

    assert settled != before
    assert stays() == before


IN_BEDS = "Achternaam;Voornaam;Geboortedatum;Aankomst;Vertrek;Kamer;Bed"
IN_THREE_BEDS = (
    "Wisselski;Jan;01-02-1990;01-09-2026;;K1;A",
    "Wisselova;Ana;02-03-1991;01-09-2026;;K1;B",
    "Wisselescu;Ion;03-04-1992;01-09-2026;;K2;A",
)
IN_A_RING = (
    "Wisselski;Jan;01-02-1990;20-11-2026;;K1;B",
    "Wisselova;Ana;02-03-1991;20-11-2026;;K2;A",
    "Wisselescu;Ion;03-04-1992;20-11-2026;;K1;A",
)


def _beds_now() -> dict[str, str]:
    believed = Stay.objects.filter(CURRENT, departure=None).select_related("worker", "bed__unit")
    return {stay.worker.given_name: f"{stay.bed.unit.name}-{stay.bed.name}" for stay in believed}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_ring_of_people_who_change_beds_goes_in_as_a_whole_in_any_order(list_file, on_page, order) -> None:
    on_page(list_file(IN_BEDS, *IN_THREE_BEDS))

    page = on_page(list_file(IN_BEDS, *(IN_A_RING[place] for place in order)), answers={"bed_differs": "list"})

    assert (page.accepted, page.rejected) == (3, [])
    assert _beds_now() == {"Jan": "K1-B", "Ana": "K2-A", "Ion": "K1-A"}
    ended = Stay.objects.filter(CURRENT).exclude(departure=None).values_list("departure", flat=True)
    assert (set(ended), Worker.objects.count()) == ({date(2026, 11, 20)}, 3)


def test_two_people_who_swap_beds_are_each_asked_and_the_terminal_says_the_same(
    list_file, on_page, at_terminal
) -> None:
    on_page(list_file(IN_BEDS, *IN_THREE_BEDS))
    path = list_file(IN_BEDS, "Wisselski;Jan;01-02-1990;01-09-2026;;K1;B", "Wisselova;Ana;02-03-1991;01-09-2026;;K1;A")

    nobody_said = at_terminal(path, "--dry-run")
    page = on_page(path, answers={"bed_differs": "list"})

    assert nobody_said.rejected == [(2, "bed_differs"), (3, "bed_differs")]
    assert (page.accepted, page.rejected) == (2, [])
    assert _beds_now() == {"Jan": "K1-B", "Ana": "K1-A", "Ion": "K2-A"}


def test_of_a_swap_that_one_of_the_two_is_not_to_make_nothing_goes_in(list_file, on_page) -> None:
    on_page(list_file(IN_BEDS, *IN_THREE_BEDS))
    before = stays()

    page = on_page(list_file(IN_BEDS, *IN_A_RING), answers={"bed_differs::2": "list", "bed_differs::3": "list"})

    assert page.rejected == [(2, "bed_taken_open"), (3, "bed_waits_for_answer"), (4, "bed_differs")]
    assert stays() == before


def test_people_who_change_beds_do_so_as_a_whole_too_when_somebody_booked_meanwhile(
    list_file, on_page, monkeypatch
) -> None:
    on_page(list_file(IN_BEDS, *IN_THREE_BEDS))

    def overtaken(*args: Any, **kwargs: Any) -> None:
        raise Refusal("bed_taken_meanwhile")

    monkeypatch.setattr(taking_in, "write_plan", overtaken)
    page = on_page(list_file(IN_BEDS, *IN_A_RING), answers={"bed_differs": "list"})

    assert (page.accepted, page.rejected) == (3, [])
    assert _beds_now() == {"Jan": "K1-B", "Ana": "K2-A", "Ion": "K1-A"}


def test_people_who_change_beds_stand_in_one_chunk_of_a_long_list(list_file, on_page, monkeypatch) -> None:
    on_page(list_file(IN_BEDS, *IN_THREE_BEDS))
    monkeypatch.setattr(taking_in, "CHUNK", 1)

    page = on_page(list_file(IN_BEDS, *IN_A_RING), answers={"bed_differs": "list"})

    assert (page.accepted, page.rejected) == (3, [])
    assert _beds_now() == {"Jan": "K1-B", "Ana": "K2-A", "Ion": "K1-A"}


def test_a_ring_of_moves_is_undone_with_its_list(list_file, checked, on_page) -> None:
    on_page(list_file(IN_BEDS, *IN_THREE_BEDS))
    before = stays()
    client, run = checked(list_file(IN_BEDS, *IN_A_RING))
    client.post(reverse("stay-lists:answers", args=[run.pk]), _not_sent_yet(run, {"bed_differs": "list"}))
    run = _checked_again(run)
    client.post(reverse("stay-lists:take-in", args=[run.pk]))
    background.carry_on(run.pk, at=timezone.now())
    moved = _beds_now()

    client.post(reverse("stay-lists:undo", args=[run.pk]))

    assert moved == {"Jan": "K1-B", "Ana": "K2-A", "Ion": "K1-A"}
    assert stays() == before


@pytest.mark.parametrize("turned", [False, True])
def test_a_chain_of_moves_behind_somebody_who_leaves_goes_in_whichever_line_stands_first(
    list_file, on_page, turned
) -> None:
    on_page(list_file(IN_BEDS, *IN_THREE_BEDS))
    lines = [
        "Nieuwski;Bo;04-05-1993;20-11-2026;;K1;A",
        "Wisselski;Jan;01-02-1990;20-11-2026;;K1;B",
        "Wisselova;Ana;02-03-1991;20-11-2026;;K2;A",
        "Wisselescu;Ion;03-04-1992;01-09-2026;20-11-2026;K2;A",
    ]

    page = on_page(list_file(IN_BEDS, *(reversed(lines) if turned else lines)), answers={"bed_differs": "list"})

    assert (page.accepted, page.rejected) == (4, [])
    assert _beds_now() == {"Bo": "K1-A", "Jan": "K1-B", "Ana": "K2-A"}


def test_a_newcomer_in_the_bed_of_somebody_who_is_asked_about_waits_for_that_answer(list_file, on_page) -> None:
    on_page(list_file(IN_BEDS, *IN_THREE_BEDS))
    lines = ("Nieuwski;Bo;04-05-1993;20-11-2026;;K1;A", "Wisselski;Jan;01-02-1990;20-11-2026;;K2;B")

    page = on_page(list_file(IN_BEDS, *lines))

    assert page.rejected == [(2, "bed_waits_for_answer"), (3, "bed_differs")]


@pytest.mark.parametrize("before", [IN_THREE_BEDS, ()])
def test_two_beds_for_one_person_from_one_day_on_send_both_lines_back(list_file, on_page, before) -> None:
    if before:
        on_page(list_file(IN_BEDS, *before))
    known = stays()

    page = on_page(
        list_file(IN_BEDS, "Wisselski;Jan;01-02-1990;20-11-2026;;K2;A", "Wisselski;Jan;01-02-1990;20-11-2026;;K2;B"),
        answers={"bed_differs": "list"} if before else {},
    )

    assert page.rejected == [(2, "two_beds_from_one_day"), (3, "two_beds_from_one_day")]
    assert stays() == known


def test_two_beds_for_somebody_whom_a_person_pointed_out_send_both_lines_back_too(list_file, on_page) -> None:
    on_page(list_file("Naam;Aankomst;Kamer;Bed", "Jan Wisselski;01-09-2026;K1;A"))
    known = stays()

    page = on_page(
        list_file("Naam;Aankomst;Kamer;Bed", "Jan Wisselski;20-11-2026;K1;B", "Jan Wisselski;20-11-2026;K2;A"),
        answers={"namesake_is_here": "same"},
    )

    assert page.rejected == [(2, "two_beds_from_one_day"), (3, "two_beds_from_one_day")]
    assert stays() == known


@pytest.mark.parametrize("turned", [False, True])
def test_two_moves_of_one_person_on_two_days_are_made_by_day(list_file, on_page, turned) -> None:
    on_page(list_file(IN_BEDS, *IN_THREE_BEDS))
    lines = ["Wisselski;Jan;01-02-1990;16-11-2026;;K2;B", "Wisselski;Jan;01-02-1990;20-11-2026;;K2;A"]
    lines += ["Wisselescu;Ion;03-04-1992;01-09-2026;18-11-2026;K2;A"]

    page = on_page(list_file(IN_BEDS, *(reversed(lines) if turned else lines)), answers={"bed_differs": "list"})

    assert (page.accepted, page.rejected) == (3, [])
    assert _beds_now() == {"Jan": "K2-A", "Ana": "K1-B"}
    assert Stay.objects.filter(CURRENT, bed__unit__name="K2", bed__name="B").get().arrival == date(2026, 11, 16)


def test_who_names_no_bed_does_not_take_one_that_another_line_names(list_file, on_page) -> None:
    page = on_page(list_file("Naam;Aankomst;Kamer;Bed", "Ana Vrijova;01-09-2026;;", "Jan Vrijski;20-11-2026;K1;A"))

    assert (page.accepted, page.rejected) == (2, [])
    assert _beds_now() == {"Ana": "K1-B", "Jan": "K1-A"}


@pytest.mark.parametrize(
    ("answers", "workers", "arrivals"),
    [
        ({}, 1, {date(2026, 9, 1)}),
        ({"namesake_is_here": "other"}, 2, {date(2026, 9, 1), date(2026, 9, 5)}),
        ({"namesake_is_here": "same", "arrival_differs": "list"}, 1, {date(2026, 9, 5)}),
        ({"namesake_is_here": "same", "arrival_differs": "register"}, 1, {date(2026, 9, 1)}),
    ],
)
def test_a_list_without_beds_that_moves_the_arrival_of_somebody_without_proof_is_asked(
    list_file, on_page, at_terminal, answers, workers, arrivals
) -> None:
    on_page(list_file(KNOWN[0], "Kamova;Ana;01-09-2026;;K1;B"))
    path = list_file("Naam;Aankomst", "Ana Kamova;05-09-2026")

    terminal = at_terminal(path, "--dry-run", answers=answers)
    page = on_page(path, answers=answers)

    assert (page.rejected, page.accepted) == (terminal.rejected, terminal.accepted)
    assert page.rejected == ([] if answers else [(2, "namesake_is_here")])
    assert Worker.objects.count() == workers
    assert set(Stay.objects.filter(CURRENT).values_list("arrival", flat=True)) == arrivals


@pytest.mark.parametrize(
    ("answers", "back"), [({}, [(2, "worker_at_another_site")]), ({"worker_at_another_site": "other"}, [])]
)
def test_of_a_namesake_at_another_site_a_person_says_that_it_is_somebody_else(
    list_file, on_page, at_terminal, make_site, provider, venlo, answers, back
) -> None:
    other = make_site(provider, venlo)
    on_page(list_file("Locatie;Naam;Aankomst;Kamer;Bed", f"{other.code};Ana Kamova;01-09-2026;K1;A"))
    path = list_file("Naam;Aankomst;Kamer;Bed", "Ana Kamova;20-11-2026;K1;A")

    terminal = at_terminal(path, "--dry-run", answers=answers)
    page = on_page(path, answers=answers)

    assert terminal.rejected == page.rejected == back
    assert Worker.objects.count() == (2 if answers else 1)


def test_another_town_beside_the_same_name_is_no_second_stay_in_silence(list_file, on_page) -> None:
    names = "Naam;Woonplaats;Aankomst;Kamer;Bed"
    on_page(list_file(names, "Ana Kamova;Lublin;01-09-2026;K1;A"))

    more_said = on_page(list_file(names, "Ana Kamova;Lublin, Polska;05-09-2026;K1;B"), take_in=False)
    another = on_page(list_file(names, "Ana Kamova;Opole;05-09-2026;K1;B"))

    assert more_said.rejected == [(2, "namesake_is_here")]
    assert another.accepted == 1
    assert any("Regel 2: iemand met dezelfde naam" in notice for notice in another.notices)


@pytest.mark.parametrize(
    ("known", "said"),
    [("O'Nepova;Ana", "ONepova;Ana"), ("Delavoorbeeld;Juan", "de la Voorbeeld;Juan"), ("Непов;Христо", "Nepov;Hristo")],
)
def test_somebody_whose_name_is_written_apart_or_in_other_letters_is_asked_about(
    list_file, on_page, at_terminal, known, said
) -> None:
    on_page(list_file("Achternaam;Voornaam;Aankomst;Kamer;Bed", f"{known};01-09-2026;K1;A"))
    path = list_file("Achternaam;Voornaam;Aankomst;Kamer;Bed", f"{said};05-09-2026;K1;B")

    terminal = at_terminal(path, "--dry-run")
    page = on_page(path)

    assert page.rejected == terminal.rejected == [(2, "namesake_is_here")]


def test_the_same_list_with_a_name_written_otherwise_changes_nothing(list_file, on_page) -> None:
    names = "Achternaam;Voornaam;Geboortedatum;Aankomst;Kamer;Bed"
    on_page(list_file(names, "O'Nepova;Ana;01-02-1990;01-09-2026;K1;A"))

    page = on_page(list_file(names, "ONepova;Ana;01-02-1990;01-09-2026;K1;A"))

    assert (page.unchanged, page.accepted, page.rejected) == (1, 0, [])


def test_a_line_of_a_list_that_stood_on_the_right_is_mended_where_it_was_laid(list_file, checked) -> None:
    client, run = checked(list_file("Naam;Aankomst;;Naam;Aankomst", "Jan Linkski;16-11-2026;;Ana Rechtsova;31-02-2026"))

    client.post(_line(run, 3), {"c0": "Ana Rechtsova", "c1": "17-11-2026"})
    run = _checked_again(run)

    assert (run.new, run.rejected) == (2, 0)


@pytest.mark.parametrize(("answers", "back"), [({}, 1), ({"columns_of_days": "only_dates"}, 0)])
def test_of_a_planning_by_day_somebody_says_that_only_arrival_and_departure_count(
    list_file, on_page, at_terminal, answers, back
) -> None:
    path = list_file(
        "Naam;Aankomst;Kamer;ma 16-11;di 17-11;wo 18-11",
        "Jan Planski;16-11-2026;K1;x;x;x",
        "Ana Planova;16-11-2026;K1;x;x;",
    )

    terminal = at_terminal(path, "--dry-run", answers=answers)
    page = on_page(path, answers=answers)

    assert (terminal.rejected, terminal.accepted) == (page.rejected, page.accepted)
    assert page.rejected == [(3, "columns_of_days")] * back


@pytest.mark.parametrize(("answers", "back"), [({}, 1), ({"title_names_sites": "chosen"}, 0)])
def test_two_sites_above_a_list_are_asked_about(list_file, on_page, make_site, provider, venlo, answers, back) -> None:
    other, third = make_site(provider, venlo), make_site(provider, venlo)
    path = list_file(f"{other.name};;{third.name};", "Naam;Aankomst;Kamer", "Jan Titelski;16-11-2026;K1")

    page = on_page(path, answers=answers)

    assert page.rejected == [(3, "title_names_sites")] * back


@pytest.mark.parametrize(
    ("known", "said"),
    [("Hierski;Jan", "Hierski;J."), ("Hierski;J.", "Hierski;Jan"), ("O'Hierski;Jan", "OHierski;J.P.")],
)
def test_initials_of_somebody_who_sleeps_here_are_asked_about(list_file, on_page, at_terminal, known, said) -> None:
    names = "Achternaam;Voornaam;Aankomst;Kamer"
    on_page(list_file(names, f"{known};01-09-2026;K1"))
    path = list_file(names, f"{said};01-09-2026;", "Anderski;J.;01-09-2026;")

    terminal = at_terminal(path, "--dry-run")
    page = on_page(path, answers={"namesake_is_here": "same"})

    assert terminal.rejected == [(2, "namesake_is_here")]
    assert (page.rejected, page.unchanged, page.accepted) == ([], 1, 1)
    assert Worker.objects.count() == 2


IN_FOUR_LINES = (
    "Wisselski;Jan;{jan};01-09-2026;20-11-2026;K1;A",
    "Wisselski;Jan;{jan};20-11-2026;;K1;B",
    "Wisselova;Ana;{ana};01-09-2026;20-11-2026;K1;B",
    "Wisselova;Ana;{ana};20-11-2026;;K1;A",
)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("proof", [False, True])
def test_a_swap_of_beds_that_is_written_as_leaving_and_coming_keeps_two_people_two(
    list_file, on_page, at_terminal, turned, known, proof
) -> None:
    births = {"jan": "01-02-1990", "ana": "02-03-1991"} if proof else {"jan": "", "ana": ""}
    lines = [line.format(**births) for line in IN_FOUR_LINES]
    if known:
        on_page(list_file(IN_BEDS, *(line.replace("20-11-2026", "") for line in (lines[0], lines[2]))))
    path = list_file(IN_BEDS, *(reversed(lines) if turned else lines))

    nobody_said = at_terminal(path, "--dry-run")
    page = on_page(path, answers={} if proof else {"namesake_is_here": "same"})
    again = on_page(path, answers={} if proof else {"namesake_is_here": "same"})

    assert [code for _line, code in nobody_said.rejected] == ([] if proof else ["namesake_is_here"] * 2)
    assert (page.rejected, again.rejected) == ([], [])
    assert again.accepted == 0
    assert Worker.objects.count() == 2
    assert _beds_now() == {"Jan": "K1-B", "Ana": "K1-A"}


@pytest.mark.parametrize(("answers", "back"), [({}, [(2, "namesake_is_here")]), ({"namesake_is_here": "same"}, [])])
def test_initials_are_asked_about_too_when_somebody_booked_meanwhile(
    list_file, on_page, monkeypatch, answers, back
) -> None:
    names = "Achternaam;Voornaam;Aankomst;Kamer"
    on_page(list_file(names, "Hierski;Jan;01-09-2026;K1"))

    def overtaken(*args: Any, **kwargs: Any) -> None:
        raise Refusal("bed_taken_meanwhile")

    monkeypatch.setattr(taking_in, "write_plan", overtaken)
    page = on_page(list_file(names, "Hierski;J.;01-09-2026;", "Anderski;Bo;01-09-2026;"), answers=answers)

    assert page.rejected == back
    assert Worker.objects.count() == 2
