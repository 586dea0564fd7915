"""The commands answer in the form that was asked for, and refuse with a sentence."""

import json

import pytest
from click.testing import CliRunner

from thoes.cli.boundaries import boundaries
from thoes.cli.duty import duty
from thoes.cli.import_list import import_list
from thoes.cli.import_sites import import_sites
from thoes.housing.models import Site
from thoes.intake.models import Run as SiteList

pytestmark = pytest.mark.django_db


def test_the_command_answers_in_json(tmp_path, site) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("naam;aankomst\nTestowska, Anna;1 mei 2026\nPróbny, Jan;31-02-2026\n", encoding="utf-8")

    answer = CliRunner().invoke(import_list, [str(path), "--site", site.code, "--dry-run", "--format", "json"])

    said = json.loads(answer.stdout)
    assert (said["accepted"], said["unchanged"], len(said["rejected"])) == (1, 0, 1)
    assert (said["rejected"][0]["line"], said["rejected"][0]["field"]) == (3, "arrival")
    assert set(said["rejected"][0]) == {"sheet", "line", "field", "code", "message"}


def test_a_file_that_is_no_list_is_refused_with_a_sentence(site, tmp_path) -> None:
    path = tmp_path / "foto.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)

    answer = CliRunner().invoke(import_list, [str(path), "--site", site.code])

    assert answer.exit_code == 2
    assert "Error" in answer.output


def test_the_duty_of_a_file_comes_as_json_with_the_published_fields(tmp_path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("person;arrival;site;municipality\np1;2026-05-01;Hoeve;Venlo\n", encoding="utf-8")

    answer = CliRunner().invoke(duty, [str(path), "--on", "2026-08-31", "--format", "json"])

    assert json.loads(answer.stdout) == [
        {
            "person": "p1",
            "status": "duty_counted",
            "counted_from": "2026-08-31",
            "expected_from": None,
            "duty_from": "2026-08-31",
            "register_by": "2026-09-07",
            "nights_in_window": 122,
            "approaching_on": None,
            "register_in": "Venlo",
            "register_site": "Hoeve",
            "register_site_left_on": None,
            "also_at": None,
            "expected_from_basis": None,
            "reason": "nights_counted",
        }
    ]


SITES = """naam;straat;huisnummer;postcode;plaats;gemeente;soort;huisvester
Proefhof;Proefweg;7a;5911 AB;Blerick;Venlo;hotel;Huisvester Voorbeeld
Testhof;Proefweg;8;5911 AB;Blerick;Venlo;ufo;Huisvester Voorbeeld
"""


@pytest.fixture
def sites_file(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    path = tmp_path / "locaties.csv"
    path.write_text(SITES, encoding="utf-8")
    return path


def test_sites_are_taken_in_with_a_receipt_and_a_dry_run_keeps_nothing(sites_file, alice, venlo) -> None:
    ask = [str(sites_file), "--provider", alice.organisation_name, "--format", "json"]

    dry = json.loads(CliRunner().invoke(import_sites, [*ask, "--dry-run"]).stdout)
    after_dry = (Site.objects.count(), SiteList.objects.count())
    wet = json.loads(CliRunner().invoke(import_sites, ask).stdout)

    assert after_dry == (0, 0)
    assert (dry["new"], dry["receipt"], dry["rejected"][0]["code"]) == (1, None, "kind_unknown")
    assert (wet["new"], len(wet["receipt"]), Site.objects.count()) == (1, 14, 1)


def test_sites_are_taken_in_for_one_provider_or_one_municipality_that_is_known(sites_file, alice, vera) -> None:
    neither = CliRunner().invoke(import_sites, [str(sites_file)])
    unknown = CliRunner().invoke(import_sites, [str(sites_file), "--provider", "Niemand"])
    for_venlo = CliRunner().invoke(import_sites, [str(sites_file), "--municipality", "venlo"])

    assert (neither.exit_code, unknown.exit_code, for_venlo.exit_code) == (1, 1, 0)
    assert "new 1, changed 0, unchanged 0, rejected 1" in for_venlo.output


def test_a_file_without_an_address_is_refused_with_a_sentence(tmp_path, alice, settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    path = tmp_path / "kleuren.csv"
    path.write_text("kleur;smaak\nrood;zoet\n", encoding="utf-8")

    answer = CliRunner().invoke(import_sites, [str(path), "--provider", alice.organisation_name, "--language", "en"])

    assert answer.exit_code == 2
    assert "Say which columns hold the address" in answer.output
    assert not SiteList.objects.exists()


def test_boundaries_are_loaded_and_another_file_is_refused_with_a_sentence(venlo, tmp_path) -> None:
    ring = [[6.0, 51.0], [6.1, 51.0], [6.1, 51.1], [6.0, 51.1], [6.0, 51.0]]
    shape = {"properties": {"code": "GM0983"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    good, bad = tmp_path / "goed.json", tmp_path / "slecht.json"
    good.write_text(json.dumps({"type": "FeatureCollection", "features": [shape], "bron": "Test"}))
    bad.write_text("geen json")

    answer = CliRunner().invoke(boundaries, [str(bad), "--language", "en"])

    assert CliRunner().invoke(boundaries, [str(good)]).exit_code == 0
    assert answer.exit_code == 2
    assert "GeoJSON" in answer.output
