"""The life of an upload through its pages, and what happens when something goes wrong half-way."""

import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from thoes.accounts.models import Membership
from thoes.foundation import bulk_insert
from thoes.housing.models import Bed, Unit
from thoes.imports import taking_in
from thoes.imports.stays import StayList
from thoes.intake import background, runs
from thoes.intake.kinds import kind_named
from thoes.intake.models import RejectedLine, RunStatus
from thoes.intake.models import Run as ImportRun
from thoes.intake.reading.cells import Limits
from thoes.intake.tests.reading.made_files import raw_xlsx, xlsx
from thoes.places.models import Organisation, OrganisationKind
from thoes.register.models import Stay, Worker
from thoes.register.public import Declared, DeclaredWorker, check_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ARRIVED = date(2026, 5, 1)
HEADERS: list[object] = ["Achternaam", "Voornaam", "Aankomst", "Vertrek", "Kamer", "Nationaliteit", "Werkgever"]
LIST: list[list[object]] = [
    ["Weeklijst"],
    [],
    HEADERS,
    ["Testowska", "Anna", ARRIVED, None, "K1", "Poolse", "Proefkas 1 B.V."],
    ["Próbny", "Jan", "2 mei 2026", "1-4-2026", "K1", "PL", ""],
    ["Exemplescu", "Ion", "31-02-2026", None, "K2", "Roemeens", "Onbekend B.V."],
]


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def page(alice, logged_in) -> Client:
    return logged_in(alice)


@pytest.fixture
def upload(page, site, tmp_path):
    """upload(rows) -> the run of a workbook with these rows, read and checked as the background does it."""

    def hand_in(rows: list[list[object]], *, name: str = "lijst.xlsx") -> ImportRun:
        body = xlsx(tmp_path / name, {"Blad1": rows}).read_bytes()
        page.post(reverse("stay-lists:runs"), {"file": SimpleUploadedFile(name, body), "site": site.pk})
        run = ImportRun.objects.latest("uploaded_at")
        background.check(run.pk, at=timezone.now())
        run.refresh_from_db()
        return run

    return hand_in


def _take_in(page: Client, run: ImportRun) -> ImportRun:
    page.post(reverse("stay-lists:take-in", args=[run.pk]))
    background.carry_on(run.pk, at=timezone.now())
    run.refresh_from_db()
    return run


def _shown(page: Client, run: ImportRun) -> str:
    return page.get(reverse("stay-lists:run", args=[run.pk])).content.decode()


def test_of_two_sites_of_one_name_the_town_says_which_is_chosen_and_where_the_lines_went(
    page, site, make_site, provider, weert, tmp_path
) -> None:
    other = make_site(provider, weert)
    other.name, other.town = site.name, "Weert"
    other.save()

    chosen = page.get(reverse("stay-lists:runs")).content.decode()
    body = xlsx(tmp_path / "lijst.xlsx", {"Blad1": LIST}).read_bytes()
    page.post(reverse("stay-lists:runs"), {"file": SimpleUploadedFile("lijst.xlsx", body), "site": other.pk})
    listed = page.get(reverse("stay-lists:runs")).content.decode()

    assert f">{site.name}, {site.town}</option>" in chosen
    assert f">{site.name}, Weert</option>" in chosen
    assert f"{site.name}, Weert" in re.sub(r"<option.*?</option>", "", listed)


def test_a_list_is_checked_first_and_nothing_of_it_is_in_the_register(page, upload) -> None:
    run = upload(LIST)

    assert (run.status, run.new, run.rejected) == (RunStatus.READ, 1, 2)
    assert not Stay.objects.exists()
    assert "1 regel verwerken" in _shown(page, run)


def test_a_line_that_is_sent_back_says_whom_it_is_about_and_in_which_room(page, upload) -> None:
    shown = _shown(page, upload(LIST))

    lines = re.findall(r"<tr>.*?</tr>", shown, re.DOTALL)
    assert any("Jan Próbny" in line and ">K1<" in line for line in lines)
    assert any("Ion Exemplescu" in line and ">K2<" in line for line in lines)
    assert "Anna Testowska" not in "".join(lines)


def test_the_good_lines_go_in_and_the_receipt_can_be_checked_by_anybody(page, upload, provider) -> None:
    run = _take_in(page, upload(LIST))

    receipt = page.get(reverse("stay-lists:receipt", args=[run.pk]))
    checked = Client().get(reverse("receipts:verify-number", args=[run.receipt_number.lower().replace("-", " ")]))

    assert (run.status, run.new, Stay.objects.count()) == (RunStatus.DONE, 1, 1)
    assert receipt.content.startswith(b"%PDF")
    assert provider.name in checked.content.decode()
    assert "Testowska" not in checked.content.decode()


def test_a_visitor_finds_the_check_of_a_receipt_on_the_start_page(client) -> None:
    assert f'href="{reverse("receipts:verify")}"' in client.get("/").content.decode()


def test_a_number_that_is_not_a_receipt_says_so(client) -> None:
    answer = client.get(reverse("receipts:verify-number", args=["0000-0000-0000"]))

    assert answer.status_code == 404
    assert "geen ontvangstbewijs" in answer.content.decode()


def test_nationality_and_employer_are_read_where_there_is_a_ground(page, upload) -> None:
    employer = Organisation.objects.create(name="Proefkas 1 B.V.", kind=OrganisationKind.EMPLOYER)

    stranger: list[object] = ["Mintas", "Ona", ARRIVED, None, "K2", "Litouws", "Onbekend B.V."]

    run = _take_in(page, upload([HEADERS, LIST[3], stranger]))

    assert set(Worker.objects.values_list("nationality", flat=True)) == {"PL", "LT"}
    assert set(Stay.objects.values_list("employer", flat=True)) == {employer.pk, None}
    assert "employer_unknown" in {notice["code"] for notice in run.notices}


def test_a_refused_line_keeps_its_dates_also_when_their_digits_could_be_a_bsn(page, upload) -> None:
    run = upload([HEADERS, ["Testowska", "Anna", "28-04-2025", "01-01-2024", "K1", "PL", ""]])

    answer = page.get(reverse("stay-lists:mend", args=[run.pk]))

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[2]][2:4] == ["28-04-2025", "01-01-2024"]


def test_refused_lines_come_back_mended_and_go_in(page, upload) -> None:
    run = _take_in(page, upload(LIST))
    answer = page.get(reverse("stay-lists:mend", args=[run.pk]))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    reasons = [row[-1] for row in rows[1:]]
    rows[1][3] = None
    rows[2][2] = "28-02-2026"

    mended = _take_in(page, upload([list(row) for row in rows], name="verbeterd.xlsx"))

    assert len(reasons) == 2
    assert all("datum" in reason or "vertrek" in reason.lower() for reason in reasons)
    assert (mended.new, mended.rejected) == (2, 0)
    assert "column_not_understood" not in {notice["code"] for notice in mended.notices}


def test_the_same_list_twice_changes_nothing(page, upload) -> None:
    _take_in(page, upload(LIST))

    again = _take_in(page, upload(LIST))

    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)
    assert Stay.objects.count() == 1


def test_pressing_the_button_twice_takes_in_once(page, upload) -> None:
    run = upload(LIST)

    page.post(reverse("stay-lists:take-in", args=[run.pk]))
    page.post(reverse("stay-lists:take-in", args=[run.pk]))
    background.carry_on(run.pk, at=timezone.now())
    background.carry_on(run.pk, at=timezone.now())

    assert Stay.objects.count() == 1


def test_a_killed_run_goes_on_where_it_was(page, upload, site, monkeypatch) -> None:
    for room in range(3, 9):
        unit = Unit.objects.create(site=site, name=f"K{room}", position=room)
        Bed.objects.create(unit=unit, name="A", position=0)
    rows = [HEADERS, *([f"Testowska{'abcdefghi'[n]}", "Anna", ARRIVED, None, f"K{n}", "", ""] for n in range(1, 9))]
    run = upload(rows)
    monkeypatch.setattr(taking_in, "CHUNK", 2)
    page.post(reverse("stay-lists:take-in", args=[run.pk]))
    written = taking_in.write_plan
    calls = []

    def dies_in_the_third(*args, **kwargs):
        calls.append(1)
        written(*args, **kwargs)
        if len(calls) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(taking_in, "write_plan", dies_in_the_third)
    with pytest.raises(KeyboardInterrupt):
        background.carry_on(run.pk, at=timezone.now())
    half_way = Stay.objects.count()
    monkeypatch.setattr(taking_in, "write_plan", written)

    background.carry_on(run.pk, at=timezone.now())

    run.refresh_from_db()
    assert half_way == 4
    assert (run.status, run.new, Stay.objects.count()) == (RunStatus.DONE, 8, 8)
    assert Stay.objects.values("opened_by").distinct().count() == 1


def test_a_bed_given_away_while_the_list_goes_in_costs_only_its_own_line(
    alice, page, upload, site, monkeypatch
) -> None:
    rows: list[list[object]] = [
        ["Achternaam", "Voornaam", "Aankomst", "Kamer", "Bed"],
        ["Eersteska", "A", ARRIVED, "K1", "A"],
        ["Tweedeska", "B", ARRIVED, "K1", "B"],
    ]
    run = upload(rows)
    bed = Bed.objects.get(unit__name="K1", name="A", unit__site=site)
    planned = taking_in._Planner.plan

    def somebody_is_quicker(self, begin):
        plan = planned(self, begin)
        line = Declared(site_id=site.pk, arrival=ARRIVED, worker=DeclaredWorker("Snelov"), bed_id=bed.pk)
        check_in(actor=alice, arrivals=[line], at=timezone.now(), nonce=None)
        return plan

    monkeypatch.setattr(taking_in._Planner, "plan", somebody_is_quicker)

    run = _take_in(page, run)

    assert (run.new, run.rejected) == (1, 1)
    assert set(Worker.objects.values_list("family_name", flat=True)) == {"Snelov", "Tweedeska"}


def test_a_chunk_planned_while_another_was_written_is_planned_again_when_a_bed_was_given_away(
    alice, page, upload, site, monkeypatch
) -> None:
    for room in range(3, 9):
        unit = Unit.objects.create(site=site, name=f"K{room}", position=room)
        Bed.objects.create(unit=unit, name="A", position=0)
    run = upload(
        [HEADERS, *([f"Testowska{'abcdefghi'[n]}", "Anna", ARRIVED, None, f"K{n}", "", ""] for n in range(3, 9))]
    )
    monkeypatch.setattr(taking_in, "CHUNK", 2)
    monkeypatch.setattr(bulk_insert, "_FEW", 0)
    bed = Bed.objects.get(unit__name="K6", unit__site=site)
    planned = taking_in._Planner.plan
    asked = []

    def somebody_is_quicker(self, begin):
        asked.append(begin)
        plan = planned(self, begin)
        if asked.count(2) == 2 and begin == 2:
            line = Declared(site_id=site.pk, arrival=ARRIVED, worker=DeclaredWorker("Snelov"), bed_id=bed.pk)
            check_in(actor=alice, arrivals=[line], at=timezone.now(), nonce=None)
        return plan

    monkeypatch.setattr(taking_in._Planner, "plan", somebody_is_quicker)

    run = _take_in(page, run)

    assert asked == [0, 2, 2, 4, 4]
    assert (run.new, run.rejected) == (5, 1)
    assert Stay.objects.get(bed=bed).worker.family_name == "Snelov"


def test_a_whole_upload_can_be_undone(page, upload) -> None:
    run = _take_in(page, upload(LIST))

    page.post(reverse("stay-lists:undo", args=[run.pk]))

    run.refresh_from_db()
    assert run.status == RunStatus.UNDONE
    assert not Stay.objects.filter(known_until=None, voided=False).exists()
    assert (
        "later teruggenomen"
        in Client().get(reverse("receipts:verify-number", args=[run.receipt_number])).content.decode()
    )


def test_columns_that_are_not_understood_are_asked_and_remembered(page, upload) -> None:
    rows = [["Wie", "Binnen sinds", "Hok"], ["Testowska, Anna", ARRIVED, "K1"]]
    run = upload(rows)
    url = reverse("stay-lists:columns", args=[run.pk])

    asked = page.get(url).content.decode()
    page.post(url, {"s0c0": "person", "s0c1": "arrival", "s0c2": "unit"})
    background.check(run.pk, at=timezone.now())
    run.refresh_from_db()
    again = upload(rows, name="volgende.xlsx")

    assert "Binnen sinds" in asked
    assert "Testowska, Anna" in asked
    assert (run.status, run.new) == (RunStatus.READ, 1)
    assert (again.status, again.new) == (RunStatus.READ, 1)


@pytest.mark.parametrize("choice", [{"s0c0": "person"}, {"s0c0": "arrival", "s0c1": "arrival"}])
def test_columns_that_cannot_be_are_refused(page, upload, choice) -> None:
    run = upload([["Wie", "Sinds", "Hok"], ["Testowska, Anna", ARRIVED, "K1"]])

    answer = page.post(reverse("stay-lists:columns", args=[run.pk]), choice)

    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()


def test_the_name_of_the_returned_file_has_the_day_on_the_clock_of_the_wall(page, upload) -> None:
    run = upload(LIST)
    ImportRun.objects.filter(pk=run.pk).update(uploaded_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))

    answer = page.get(reverse("stay-lists:mend", args=[run.pk]))

    assert 'filename="thoes-2026-07-02.xlsx"' in answer["Content-Disposition"]


def test_a_bsn_is_neither_kept_nor_given_back(page, upload) -> None:
    run = upload([HEADERS, ["Testowska 111222333", "Anna", ARRIVED, None, "K1", "", ""]])

    rejected_lines = page.get(reverse("stay-lists:mend", args=[run.pk])).content
    with zipfile.ZipFile(io.BytesIO(rejected_lines)) as archive:
        texts = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml"))

    kept = str(list(RejectedLine.objects.values_list("cells", flat=True)))

    assert "Anna" in texts
    assert "Anna" in kept
    assert "111222333" not in texts + kept


def test_the_file_is_gone_once_the_list_is_taken_in(page, upload, django_capture_on_commit_callbacks) -> None:
    run = upload(LIST)
    kept_until_then = runs.file_of(run).exists()

    with django_capture_on_commit_callbacks(execute=True):
        _take_in(page, run)

    assert kept_until_then
    assert not runs.file_of(run).exists()


def test_lists_and_lines_that_waited_too_long_are_dropped(upload, django_capture_on_commit_callbacks) -> None:
    run = upload(LIST)
    kept_until_then = runs.file_of(run).exists()

    with django_capture_on_commit_callbacks(execute=True):
        background.clean_up(at=timezone.now() + kind_named("stay-lists").waits + timedelta(minutes=1))

    assert kept_until_then
    assert not ImportRun.objects.exists()
    assert not runs.file_of(run).exists()


def test_who_left_takes_nothing_in_any_more(page, upload, alice) -> None:
    from_alice = upload(LIST)
    page.post(reverse("stay-lists:take-in", args=[from_alice.pk]))
    Membership.objects.filter(user_id=alice.user_id).delete()

    background.carry_on(from_alice.pk, at=timezone.now())

    from_alice.refresh_from_db()
    assert (from_alice.status, from_alice.refusal_code) == (RunStatus.FAILED, "uploader_left")
    assert not Stay.objects.exists()


def _bomb(path: Path) -> bytes:
    raw_xlsx(path, "<sheetData>" + "<row/>" * 10 + "</sheetData>", more={"xl/media/x.bin": "0" * 80_000_000})
    return path.read_bytes()


def _macros(path: Path) -> bytes:
    raw_xlsx(path, "<sheetData/>", more={"xl/vbaProject.bin": "x"})
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("bom.xlsx", _bomb, "file_unpacks_too_large"),
        ("macro.xlsm", _macros, "file_macros"),
        ("foto.xlsx", lambda _path: b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "file_wrong_format"),
        ("kapot.xlsx", lambda _path: b"PK\x03\x04 but nothing more", "file_broken"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words_and_the_server_lives(
    page, site, tmp_path, name, make, code
) -> None:
    body = make(tmp_path / "made.xlsx")
    page.post(reverse("stay-lists:runs"), {"file": SimpleUploadedFile(name, body), "site": site.pk})
    run = ImportRun.objects.get()

    background.check(run.pk, at=timezone.now())

    run.refresh_from_db()
    assert (run.status, run.refusal_code) == (RunStatus.FAILED, code)
    assert re.search(r'role="alert".*</p>', _shown(page, run), re.DOTALL)


def test_an_empty_file_and_one_of_two_hundred_megabytes_are_refused_at_the_door(page, site, monkeypatch) -> None:
    url = reverse("stay-lists:runs")
    big = SimpleUploadedFile("groot.csv", b"naam;aankomst\n")
    monkeypatch.setattr(StayList, "limits", Limits(file_bytes=5))

    empty = page.post(url, {"file": SimpleUploadedFile("leeg.csv", b""), "site": site.pk})
    large = page.post(url, {"file": big, "site": site.pk})

    assert "leeg" in empty.content.decode()
    assert "MB" in large.content.decode()
    assert not ImportRun.objects.exists()


def test_charlie_finds_nothing_of_alices_uploads(page, upload, charlie, logged_in) -> None:
    run = _take_in(page, upload(LIST))
    other = logged_in(charlie)
    looks = ["run", "progress", "columns", "mend", "receipt"]
    acts = ["take-in", "drop", "undo", "forget"]

    answers = [other.get(reverse(f"stay-lists:{name}", args=[run.pk])).status_code for name in looks]
    answers += [other.post(reverse(f"stay-lists:{name}", args=[run.pk])).status_code for name in acts]

    assert set(answers) == {404}
    assert run.file_name not in other.get(reverse("stay-lists:runs")).content.decode()


def test_a_site_of_another_provider_cannot_be_chosen(page, other_provider, venlo, make_site, site) -> None:
    foreign = make_site(other_provider, venlo)

    answer = page.post(
        reverse("stay-lists:runs"), {"file": SimpleUploadedFile("l.csv", b"naam;aankomst\n"), "site": foreign.pk}
    )

    assert answer.status_code == 200
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("name", ["runs", "example"])
def test_a_visitor_is_sent_to_the_log_in_page_and_a_clerk_is_refused(client, bob, logged_in, name) -> None:
    url = reverse(f"stay-lists:{name}")

    assert client.get(url).status_code == 302
    assert logged_in(bob).get(url).status_code == 403


def test_the_page_of_uploads_asks_as_often_for_one_as_for_ten(page, upload, django_assert_max_num_queries) -> None:
    for _ in range(10):
        upload(LIST)

    with django_assert_max_num_queries(14):
        page.get(reverse("stay-lists:runs"))


def test_the_example_can_be_handed_in_as_it_is(page, upload, tmp_path) -> None:
    answer = page.get(reverse("stay-lists:example"))
    sheet = load_workbook(io.BytesIO(answer.content)).active

    run = upload([[cell.value for cell in row] for row in sheet.iter_rows()])

    assert (run.status, run.rejected) == (RunStatus.READ, 0)
    assert run.new == 2
