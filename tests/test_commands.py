"""The commands answer in the form that was asked for, and refuse with a sentence."""

import json

import pytest
from click.testing import CliRunner

from thoes.cli.duty import duty
from thoes.cli.import_list import import_list

pytestmark = pytest.mark.django_db


def test_the_command_answers_in_json(tmp_path, site) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("naam;aankomst\nTestowska, Anna;1 mei 2026\nPróbny, Jan;31-02-2026\n", encoding="utf-8")

    answer = CliRunner().invoke(import_list, [str(path), "--site", site.code, "--dry-run", "--format", "json"])

    said = json.loads(answer.stdout)
    assert (said["accepted"], said["unchanged"], len(said["rejected"])) == (1, 0, 1)
    assert (said["rejected"][0]["line"], said["rejected"][0]["field"]) == (3, "arrival")
    assert set(said["rejected"][0]) == {"line", "field", "code", "message"}


def test_a_file_that_is_no_list_is_refused_with_a_sentence(site, tmp_path) -> None:
    path = tmp_path / "foto.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)

    answer = CliRunner().invoke(import_list, [str(path), "--site", site.code])

    assert answer.exit_code == 2
    assert "Error" in answer.output


def test_the_duty_of_a_file_comes_as_json_with_the_ten_fields(tmp_path) -> None:
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
            "register_by": "2026-09-05",
            "nights_in_window": 122,
            "approaching_on": None,
            "register_in": "Venlo",
            "reason": "nights_counted",
        }
    ]
