"""The register of processing and the draft of the DPIA: made of the code, with a task where nobody said anything."""

import io
import re
from datetime import UTC, datetime

import openpyxl
import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from thoes.accountability.dpia import dpia_of
from thoes.accountability.models import OfficeStatement
from thoes.accountability.processing import STATED, office_of, register_of, stated_by
from thoes.accountability.services import state_office
from thoes.housing.public import KEEP_NIGHT_REGISTER, SUPERVISE_NIGHT_REGISTER
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import WATCH_OVER_USE, all_purposes, as_tenant, described_tables, set_term
from thoes.register.public import BRP_REGISTRATION, Declared, DeclaredWorker, check_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)
PAGES = ("accountability:processing", "accountability:dpia", "accountability:office")
FILES = (
    ("processing-file", "pdf"),
    ("processing-file", "xlsx"),
    ("dpia-file", "pdf"),
    ("dpia-file", "md"),
    ("dpia-file", "json"),
)
SAID = dict.fromkeys(STATED, "Niemand") | {"controller": "College van Venlo, Proefplein 1"}


def _file(client: Client, name: str, ending: str):
    return client.get(reverse(f"accountability:{name}", args=[ending]))


def _section(report, anchor):
    return next(section for section in report.sections if section.anchor == anchor)


@pytest.mark.parametrize("who", ["alice", "bob", "sofie", "vera", "paula"])
def test_who_is_no_privacy_officer_gets_none_of_it(who, request, logged_in) -> None:
    client = logged_in(request.getfixturevalue(who))

    assert {client.get(reverse(page)).status_code for page in PAGES} == {403}
    assert {_file(client, *file).status_code for file in FILES} == {403}


def test_a_visitor_is_asked_to_log_in() -> None:
    assert {Client().get(reverse(page)).status_code for page in PAGES} == {302}


def test_a_new_register_names_no_office_and_no_term_and_says_whose_task_that_is(fleur) -> None:
    with as_tenant(fleur, WATCH_OVER_USE), translation.override("en"):
        report = register_of(office_of(fleur), stated_by(fleur))

    assert len(_section(report, "office").tasks) == len(STATED)
    assert "No term is set" in dict(_section(report, BRP_REGISTRATION).parts[0].facts)["How long"]
    assert any("Set a term" in task for task in _section(report, BRP_REGISTRATION).tasks)


def test_what_was_decided_and_said_stands_in_the_register(fleur, bob) -> None:
    with as_tenant(fleur, WATCH_OVER_USE):
        state_office(actor=fleur, said=SAID, at=NOW)
        set_term(actor=fleur, purpose=BRP_REGISTRATION, number=6, unit="months", ground="Proefbesluit", at=NOW)
        with translation.override("en"):
            report = register_of(office_of(fleur), stated_by(fleur))

    entry = dict(_section(report, BRP_REGISTRATION).parts[0].facts)
    assert "6 months after" in entry["How long"]
    assert "Proefbesluit" in entry["How long"]
    assert entry["Legal ground"] == BRP_REGISTRATION.legal_ground
    assert "Registration clerk" in entry["Who sees them in your organisation"]
    assert _section(report, "office").tasks == ()
    assert _section(report, BRP_REGISTRATION).tasks == ()


def test_each_kind_of_office_has_the_purposes_that_it_answers_for(fleur, pim) -> None:
    with as_tenant(fleur, WATCH_OVER_USE):
        municipality = {section.anchor for section in register_of(office_of(fleur), None).sections}
    with as_tenant(pim, WATCH_OVER_USE):
        provider = {section.anchor for section in register_of(office_of(pim), None).sections}

    assert KEEP_NIGHT_REGISTER in provider - municipality
    assert {BRP_REGISTRATION, SUPERVISE_NIGHT_REGISTER} <= municipality - provider


def test_another_office_does_not_see_what_this_one_said(fleur, pim) -> None:
    with as_tenant(fleur, WATCH_OVER_USE):
        state_office(actor=fleur, said=SAID, at=NOW)

    with as_tenant(pim, WATCH_OVER_USE):
        assert OfficeStatement.objects.count() == 0
        assert stated_by(pim) is None


def test_what_an_office_said_before_stays_and_cannot_be_changed(fleur) -> None:
    with as_tenant(fleur, WATCH_OVER_USE):
        first = state_office(actor=fleur, said=SAID, at=NOW)
        state_office(actor=fleur, said=SAID | {"processors": "Een hostingbedrijf"}, at=NOW)
        assert stated_by(fleur).processors == "Een hostingbedrijf"

    with pytest.raises(ProgrammingError), transaction.atomic():
        OfficeStatement.objects.filter(pk=first.pk).update(processors="Anders")
    with as_tenant(fleur, WATCH_OVER_USE), pytest.raises(Refusal, match="statement_says_the_same"):
        state_office(actor=fleur, said=SAID | {"processors": "Een hostingbedrijf"}, at=NOW)


def test_a_bsn_is_refused_in_what_an_office_says_and_a_clerk_says_nothing(fleur, bob) -> None:
    with as_tenant(fleur, WATCH_OVER_USE), pytest.raises(Refusal, match="bsn_not_allowed"):
        state_office(actor=fleur, said=SAID | {"controller": "BSN 111222333"}, at=NOW)
    with as_tenant(bob, BRP_REGISTRATION), pytest.raises(PermissionError):
        state_office(actor=bob, said=SAID, at=NOW)


def test_the_form_saves_and_goes_back_to_the_register(fleur, logged_in) -> None:
    client = logged_in(fleur)

    answer = client.post(reverse("accountability:office"), SAID, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("accountability:processing")
    assert b"Proefplein" in answer.content
    again = client.post(reverse("accountability:office"), SAID)
    assert again.context["form"].errors


def test_the_spreadsheet_has_one_line_for_each_purpose_with_its_ground(fleur, logged_in) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_file(logged_in(fleur), "processing-file", "xlsx").content))

    rows = list(book.active.iter_rows(values_only=True))
    grounds = {text.legal_ground for text in all_purposes() if "municipality" in text.controllers}
    assert grounds <= {cell for row in rows for cell in row}


@pytest.mark.parametrize("file", [("processing-file", "pdf"), ("dpia-file", "pdf")])
def test_the_pdfs_are_tagged_and_say_that_people_must_still_answer(fleur, logged_in, file) -> None:
    reader = PdfReader(io.BytesIO(_file(logged_in(fleur), *file).content))

    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Nog door mensen te beantwoorden" in "".join(page.extract_text() for page in reader.pages)


def test_the_draft_has_the_seventeen_points_and_says_that_it_is_a_draft(fleur) -> None:
    with as_tenant(fleur, WATCH_OVER_USE), translation.override("nl"):
        report = dpia_of(office_of(fleur))

    assert [section.anchor for section in report.sections] == [f"point-{number}" for number in range(1, 18)]
    assert "concept" in report.notice
    assert _section(report, "point-16").tasks
    assert _section(report, "point-16").parts == ()


def test_the_draft_of_a_provider_names_every_field_of_the_worker_and_how_it_is_protected(pim) -> None:
    with as_tenant(pim, WATCH_OVER_USE), translation.override("en"):
        parts = {part.title: part for part in _section(dpia_of(office_of(pim)), "point-2").parts}

    worker = parts["register_worker"]
    assert [row[0] for row in worker.grid.rows] == list(described_tables()["register_worker"].fields)
    assert "own workers" in dict(worker.facts)["Who sees which row"]
    assert "Site manager" in dict(worker.facts)["Roles"]
    assert "registration_followup" not in parts


def test_nothing_of_a_worker_stands_in_any_of_it(fleur, pim, alice, site, logged_in) -> None:
    line = Declared(site_id=site.pk, arrival=NOW.date(), worker=DeclaredWorker(family_name="Geheimska"))
    check_in(actor=alice, arrivals=[line], at=NOW, nonce=None)

    for officer in (fleur, pim):
        client = logged_in(officer)
        answers = [*(client.get(reverse(page)) for page in PAGES), _file(client, "dpia-file", "json")]
        assert {answer.status_code for answer in answers} == {200}
        assert not any(b"Geheimska" in answer.content for answer in answers)


def test_the_page_shows_a_chapter_at_a_time_and_leads_to_all_of_them(fleur, logged_in) -> None:
    client, address = logged_in(fleur), reverse("accountability:dpia")
    with translation.override("nl"):
        chapters = [section.anchor for section in dpia_of(office_of(fleur)).sections]

    opened = {asked: client.get(address, {"section": asked}).content.decode() for asked in (*chapters, "nothing")}

    for asked, page in opened.items():
        shown = asked if asked in chapters else chapters[0]
        assert [anchor for anchor in chapters if f'id="{anchor}"' in page] == [shown]
        assert all(f"?section={anchor}#{anchor}" in page for anchor in chapters)


def test_a_long_chapter_comes_page_by_page_and_each_table_stands_where_the_contents_say(fleur, logged_in) -> None:
    client, address = logged_in(fleur), reverse("accountability:dpia")
    with translation.override("nl"):
        tables = [part.title for part in _section(dpia_of(office_of(fleur)), "point-2").parts]

    def page(number: int) -> str:
        return client.get(address, {"section": "point-2", "page": number}).content.decode()

    contents = re.findall(r"Pagina (\d+): (\w+) tot en met (\w+)<", page(1))
    pages = {int(number): page(int(number)) for number, _first, _last in contents}
    stands_on = {table: [number for number, text in pages.items() if f'id="{table}"' in text] for table in tables}

    assert len(pages) > 1
    assert all(len(numbers) == 1 for numbers in stands_on.values())
    for number, first, last in contents:
        assert stands_on[first] == stands_on[last] == [int(number)]
    assert all(len(text.encode()) < 150 * 1024 for text in pages.values())
