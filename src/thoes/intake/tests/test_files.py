"""What holds for a file of every kind: sealed, checked first, given back with its reasons, remembered, and taken back."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from thoes.intake import background
from thoes.intake.kinds import kind_named
from thoes.intake.models import RejectedLine, Run, RunStatus

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# For each kind: who hands it in, what is said beside it, and a file with a good line, a bad one and an unknown column name.
FILES = {
    "stay-lists": ("alice", "Wie;Aankomst;Kamer;Kleur", "Ana Geheimova;1-5-2026;K1;rood", "Jan Geheimski;31-2-2026;K1;"),
    "site-lists": ("alice", "Waar;Naam;Gemeente;Kleur", "Proefweg 70, 5911 AB Venlo;Geheimhof;Venlo;rood",
                   "x;Geheimhuis;Venlo;"),
    "label-extracts": (
        "vera", "Nr. v. h. papier;Geldig vanaf;Straat;Huisnr;Postcode;Kleur", "SNF-Geheim;1-1-2026;Proefweg;1;0000 AA;rood",
        "SNF-Geheim;31-2-2026;Proefweg;1;0000 AA;",
    ),
    "brp-extracts": (
        "bob", "Wie;Datum inschrijving;Adres;Kleur", "Ana Geheimova;1-5-2026;Proefweg 1;rood", "Jan Geheimski;;Proefweg 1;",
    ),
}  # fmt: skip
FIRST_COLUMN = {
    "stay-lists": "person", "site-lists": "address", "label-extracts": "certificate", "brp-extracts": "name",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


class Desk:
    """Hands files of one kind in, as the page and the background do it."""

    def __init__(self, kind, client, beside) -> None:
        self.kind, self.client, self.beside = kind, client, beside

    def url(self, page: str, run: Run) -> str:
        return reverse(f"{self.kind}:{page}", args=[run.pk])

    def hand_in(self, body: bytes, name: str = "lijst.csv") -> Run:
        self.client.post(reverse(f"{self.kind}:runs"), {"file": SimpleUploadedFile(name, body), **self.beside})
        return self.check(Run.objects.latest("uploaded_at"))

    def check(self, run: Run) -> Run:
        background.check(run.pk, at=timezone.now())
        run.refresh_from_db()
        return run

    def say_columns(self, run: Run) -> Run:
        chosen = {f"s0c{place}": field for place, field in enumerate(run.sheets[0]["fields"])}
        self.client.post(self.url("columns", run), chosen | {"s0c0": FIRST_COLUMN[self.kind]})
        return self.check(run)

    def take_in(self, run: Run) -> Run:
        self.client.post(self.url("take-in", run))
        background.carry_on(run.pk, at=timezone.now())
        run.refresh_from_db()
        return run


@pytest.fixture(params=FILES)
def desk(request, site, venlo, logged_in) -> Desk:
    actor = request.getfixturevalue(FILES[request.param][0])
    beside = {"site": site.pk, "scheme": "snf", "as_of": "2026-05-01", "register": "brp"}
    return Desk(request.param, logged_in(actor), beside)


@pytest.fixture
def body(desk) -> bytes:
    return ("\n".join(FILES[desk.kind][1:]) + "\n").encode()


def test_a_file_that_waits_lies_under_a_seal_and_nothing_of_it_is_readable(desk, body, settings) -> None:
    run = desk.hand_in(body)

    on_disk = [path.read_bytes() for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]

    assert run.status == RunStatus.COLUMNS
    assert len(on_disk) == 1
    assert b"Geheim" not in on_disk[0]
    assert b"Proefweg" not in on_disk[0]


def test_columns_are_said_once_and_also_known_in_the_file_that_came_back(desk, body) -> None:
    run = desk.say_columns(desk.hand_in(body))
    if run.status == RunStatus.READ:
        run = desk.take_in(run)
    returned = desk.client.get(desk.url("mend", run)).content

    again = desk.hand_in(returned, "verbeterd.xlsx")

    assert (run.status, run.rejected) == (RunStatus.DONE, 1)
    assert str(load_workbook(io.BytesIO(returned)).active.cell(1, 1).value) == FILES[desk.kind][1].split(";")[0]
    assert again.status != RunStatus.COLUMNS
    assert "column_not_understood" not in {
        notice["code"] for notice in again.notices if notice["facts"].get("header") != "Kleur"
    }


def test_the_file_is_gone_after_its_act(desk, body, settings, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run = desk.say_columns(desk.hand_in(body))
        if run.status == RunStatus.READ:
            desk.take_in(run)

    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_each_kind_has_its_own_words_on_the_same_pages(desk, body) -> None:
    words = kind_named(desk.kind).words
    page = desk.client.get(reverse(f"{desk.kind}:runs")).content.decode()
    columns = desk.client.get(desk.url("columns", desk.hand_in(body))).content.decode()

    with translation.override("nl"):
        assert f"{words.heading}</h1>" in page
        assert str(words.check) in page
        assert str(words.title) in columns
    assert f'href="{reverse(f"{desk.kind}:runs")}"' in columns


def test_a_file_that_cannot_be_read_is_refused_in_words_and_not_kept(desk, settings) -> None:
    run = desk.hand_in(b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "foto.xlsx")

    shown = desk.client.get(desk.url("run", run)).content.decode()

    assert (run.status, run.refusal_code) == (RunStatus.FAILED, "file_wrong_format")
    assert 'role="alert"' in shown
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_the_page_says_before_the_act_whether_it_can_be_taken_back(desk, body) -> None:
    run = desk.say_columns(desk.hand_in(body))
    if run.status != RunStatus.READ:
        pytest.skip("nobody is asked before what makes proposals only")

    before = desk.client.get(desk.url("run", run)).content.decode()
    desk.take_in(run)
    desk.client.post(desk.url("undo", run))

    run.refresh_from_db()
    may_undo = not kind_named(desk.kind).words.final
    assert ("U kunt daarna de hele upload ongedaan maken" in before) is may_undo
    assert ("kunt u niet in één keer terugnemen" in before) is not may_undo
    assert run.status == (RunStatus.UNDONE if may_undo else RunStatus.DONE)


def test_lines_that_came_back_are_kept_encrypted_and_thrown_away_after_their_term(desk, body) -> None:
    run = desk.say_columns(desk.hand_in(body))
    if run.status == RunStatus.READ:
        desk.take_in(run)
    kept = RejectedLine.objects.count()

    background.clean_up(at=timezone.now() + background.LINES_KEPT * 2)

    assert (kept, RejectedLine.objects.count()) == (1, 0)
    assert Run.objects.filter(pk=run.pk, receipt_number__isnull=False).exists()
