"""What others count, as everybody reads it: beside the own figures, with its source, and given away only where it is open."""

import csv
import json
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tests.figure_files import BESIDE, USUAL, by_command, by_page, kept, rows, statline
from tests.reading_pages import text_of
from thoes.intake.models import Run
from thoes.monitor.models import SavedScenario
from thoes.monitor.quoted.models import QuotedVersion
from thoes.monitor.tests.conftest import counted as counted
from thoes.privacy.public import HOUSING_PERMITS, as_tenant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ONE = rows(["Gemeente", 2017, 2018], ["Venlo", "12.000", "12.500"], ["Weert", 50, "x"])
TWO = rows(["Gemeente", 2017, 2018], ["Venlo", "12.000", "12.700"], ["Weert", 50, 60])


@pytest.fixture
def page(paula, logged_in):
    return logged_in(paula)


@pytest.fixture
def reader(client):
    client.cookies["django_language"] = "en"
    return client


def test_the_page_of_an_area_and_the_table_name_the_source_beside_the_own_figures(page, reader, counted) -> None:
    by_page(page, ONE)

    for address in (reverse("monitor:area", args=["GM0983"]), f"{reverse('monitor:table')}?area=GM0983"):
        said = text_of(reader.get(address))
        assert "12,500 persons, who works there, 2018 (estimated)" in said
        assert "According to Bureau Voorbeeld, internationale werknemers, version 2018" in said


def test_a_figure_without_a_number_says_why(page, reader) -> None:
    by_page(page, ONE)
    version = QuotedVersion.objects.get()

    assert "confidential" in text_of(reader.get(reverse("monitor:quoted", args=[version.pk]), {"area": "GM0988"}))


def test_the_page_of_a_version_shows_what_changed_since_the_one_before(page, reader) -> None:
    by_page(page, ONE)
    by_page(page, TWO, version="2019", answers={**USUAL, "figures_unit": "jobs"})
    version = QuotedVersion.objects.get(version="2019")

    said = text_of(reader.get(reverse("monitor:quoted", args=[version.pk])))

    assert "What changed since version 2018" in said
    assert "Venlo 2018 everybody 12,500 12,700" in said
    assert "Something else is counted than before" in said
    assert "definition 1" in said
    assert "definition 2" in said


def test_only_figures_of_an_open_licence_are_given_away_as_a_file(page, reader, counted) -> None:
    by_page(page, ONE)
    closed = QuotedVersion.objects.get()
    by_page(page, ONE, source="CBS", licence="cc_by_4")
    opened = QuotedVersion.objects.get(source="CBS")

    body = reader.get(reverse("monitor:quoted-csv", args=[opened.pk])).content.decode()
    listed = reader.get(reverse("monitor:data")).content.decode()

    assert reader.get(reverse("monitor:quoted-csv", args=[closed.pk])).status_code == 404
    assert "GM0983,Venlo,2018,,12500," in body
    assert "confidential" in body
    assert "creativecommons.org/licenses/by/4.0" in body
    assert str(opened.pk) in listed
    assert str(closed.pk) not in listed


def test_an_open_licence_without_the_page_of_the_source_is_refused_with_a_way_out_on_the_page_and_by_command(
    page, tmp_path
) -> None:
    said = {**BESIDE, "source": "CBS", "licence": "cc_by_4", "link": ""}
    page.cookies["django_language"] = "en"
    sent = page.post(reverse("figures-of-others:runs"), {**said, "file": SimpleUploadedFile("cijfers.xlsx", ONE)})

    assert "Fill in the page of the source, or choose “not known, or not open”" in unescape(sent.content.decode())
    assert not Run.objects.exists()
    assert by_command(ONE, tmp_path, **said).back == ["open_licence_without_link"]
    assert not QuotedVersion.objects.exists()


def test_words_of_somebody_else_are_no_formula_in_the_file(page, reader) -> None:
    by_page(page, ONE, source='=HYPERLINK("https://kwaad.example";"Klik")', is_not="@SUM(1)", licence="cc_by_4")
    version = QuotedVersion.objects.get()

    lines = reader.get(reverse("monitor:quoted-csv", args=[version.pk])).content.decode().splitlines()
    cells = [cell for line in csv.reader(lines) for cell in line]

    assert f"'{version.source}" in cells
    assert "'@SUM(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_who_takes_no_figures_in_cannot_hand_a_file_over(vera, logged_in, reader) -> None:
    assert logged_in(vera).get(reverse("figures-of-others:runs")).status_code == 403
    assert reader.get(reverse("figures-of-others:runs")).status_code == 302


def test_a_version_that_was_taken_in_is_taken_back_as_a_whole(page) -> None:
    by_page(page, ONE)

    page.post(reverse("figures-of-others:undo", args=[Run.objects.get().pk]))

    assert not QuotedVersion.objects.exists()


def test_open_data_of_cbs_in_codes_asks_its_unit(page) -> None:
    records = [{"ID": 0, "RegioS": "LI", "Perioden": "2018JJ00", "Banen_1": 75.1}]
    body = json.dumps(
        {"value": [{**records[0], "RegioS": "PV31  "}, {**records[0], "RegioS": "CR37  ", "Banen_1": 40.0}]}
    )

    unsaid = by_page(page, body.encode(), name="cbs.json")
    assert (dict(unsaid.figures), set(unsaid.back)) == ({}, {"figures_multiplied"})

    found = by_page(page, body.encode(), name="cbs.json", answers={**USUAL, "figures_multiplied": "thousands"})
    assert found["limburg", "2018"] == 75_100


@pytest.mark.parametrize("sign", [r"\u0000", r"\ud800"], ids=["a zero", "half a sign"])
def test_a_sign_that_no_database_can_hold_stops_no_file(page, sign) -> None:
    record = {"Gemeente": "Venlo", "Periode": "2018", "Groep": "Polen~", "Personen": 1250}
    body = json.dumps({"value": [record, {**record, "Gemeente": "Weert"}]}).replace("~", sign)

    assert by_page(page, body.encode(), name="cbs.json")["GM0983", "2018", "Polen"] == 1250


def test_a_file_of_one_page_long_says_the_same_in_utf16(page) -> None:
    text = statline("Gemeente;2018", "Venlo;1.250", "Weert;-").decode("utf-8-sig").encode("utf-16")

    assert by_page(page, text, name="cijfers.csv")["GM0983", "2018"] == 1250


def test_a_saved_scenario_is_seen_and_changed_by_its_own_organisation_alone(vera, wim) -> None:
    """By the rules of the database, whatever a page forgets to ask."""
    saved = SavedScenario.objects.create(
        organisation_id=vera.organisation_id, title="Eigen plan", answers={}, saved_at=timezone.now()
    )

    with as_tenant(vera, HOUSING_PERMITS):
        assert list(SavedScenario.objects.values_list("pk", flat=True)) == [saved.pk]
    with as_tenant(wim, HOUSING_PERMITS):
        assert not SavedScenario.objects.exists()
        assert SavedScenario.objects.all().delete()[0] == 0
    with as_tenant(None, None):
        assert not SavedScenario.objects.exists()
    assert SavedScenario.objects.filter(pk=saved.pk).exists()


def test_figures_of_others_are_written_by_their_own_organisation_alone(page, paula, vera) -> None:
    by_page(page, ONE)

    with as_tenant(vera, HOUSING_PERMITS):
        assert QuotedVersion.objects.count() == 1
        assert QuotedVersion.objects.all().delete()[0] == 0
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM monitor_quotedfigure")
            assert cursor.rowcount == 0
    assert len(kept("2018")) == 4
