"""The registration duty straight from a file."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from openpyxl import load_workbook

from thoes.imports import texts
from thoes.imports.duty_file import duty_of_file, write_duty_csv, write_duty_json, write_duty_xlsx
from thoes.intake.tests.reading import made_files
from thoes.kernel.refusals import Refusal

ON = date(2026, 11, 24)


@pytest.fixture
def result(tmp_path):
    rows = [
        ["Lijst najaar"],
        ["person", "arrival", "departure", "expected_departure", "site", "municipality"],
        ["=P2", date(2026, 1, 5), None, None, "VEN-001", "Venlo"],
        ["P1", "01-11-2026", "11-11-2026", None, "VEN-001", "Venlo"],
        ["P1", "11-11-2026", "11-11-2026", None, "VEN-001", "Venlo"],
        ["P3", "11-11-2026", "01-11-2026", None, "VEN-001", "Venlo"],
        [None, "11-11-2026", None, None, "VEN-001", "Venlo"],
        ["P4", None, None, None, "VEN-001", "Venlo"],
        [111222333, "11-11-2026", "12-11-2026", None, "VEN-001", "Venlo"],
    ]
    return duty_of_file(made_files.xlsx(tmp_path / "list.xlsx", {"Lijst": rows}), on=ON)


def test_persons_come_in_order_of_appearance_as_written(result):
    assert [found.person for found in result.decisions] == ["=P2", "P1", "111222333"]
    assert [found.decision.status.value for found in result.decisions] == ["duty_counted", "none", "none"]


def test_nights_of_all_lines_of_a_person_count_and_a_stay_of_no_night_is_fine(result):
    assert result.decisions[1].decision.nights_in_window == 10


def test_lines_that_cannot_be_are_left_out_with_a_reason(result):
    assert [(line.line, line.field, line.code) for line in result.rejected] == [
        (6, "departure", "departure_precedes_arrival"),
        (7, "person", "value_missing"),
        (8, "arrival", "value_missing"),
    ]


def test_the_json_has_exactly_the_published_fields(result):
    file = io.StringIO()

    write_duty_json(result.decisions, file)

    first = json.loads(file.getvalue())[0]
    assert list(first) == [
        *("person", "status", "counted_from", "expected_from", "duty_from"),
        *("register_by", "nights_in_window", "approaching_on", "register_in", "register_site"),
        *("register_site_left_on", "also_at", "expected_from_basis", "reason"),
    ]
    assert first["counted_from"] == "2026-05-07"
    assert first["register_by"] == "2026-05-12"
    assert first["register_in"] == "Venlo"


def read(tmp_path, *lines):
    path = tmp_path / "lijst.csv"
    path.write_text("\n".join(["person;arrival;departure;expected_departure;site;municipality", *lines]))
    result = duty_of_file(path, on=ON)
    file = io.StringIO()
    write_duty_json(result.decisions, file)
    return result, {found["person"]: found for found in json.loads(file.getvalue())}


def test_where_somebody_lives_now_is_told_with_the_other_beds_and_a_place_that_was_left_is_marked(tmp_path):
    _result, found = read(
        tmp_path,
        "Moved;2026-05-01;2026-11-17;;VEN-001;Venlo",
        "Moved;2026-11-17;;;VRY-002;Venray",
        "Twice;2026-09-01;;;VEN-001;Venlo",
        "Twice;2026-11-01;;;VRY-002;Venray",
        "Gone;2026-05-01;2026-11-23;;VEN-001;Venlo",
    )

    told = ("register_in", "register_site", "register_site_left_on", "also_at")
    assert {person: tuple(fields[name] for name in told) for person, fields in found.items()} == {
        "Moved": ("Venray", "VRY-002", None, None),
        "Twice": ("Venray", "VRY-002", None, "VEN-001, Venlo"),
        "Gone": ("Venlo", "VEN-001", "2026-11-23", None),
    }


def test_a_file_says_that_an_expected_departure_was_taken_as_said_on_arrival(tmp_path):
    result, found = read(
        tmp_path,
        "Long;2026-11-01;;2027-06-01;VEN-001;Venlo",
        "Short;2026-11-01;;2026-12-01;VEN-001;Venlo",
    )

    assert {person: fields["expected_from_basis"] for person, fields in found.items()} == {
        "Long": "assumed_at_arrival",
        "Short": None,
    }
    assert "expected_departure_assumed_at_arrival" in [notice.code for notice in result.notices]


def test_a_file_without_a_long_expectation_says_nothing_of_it(tmp_path):
    result, _found = read(tmp_path, "Short;2026-11-01;;2026-12-01;VEN-001;Venlo")

    assert "expected_departure_assumed_at_arrival" not in [notice.code for notice in result.notices]


def test_a_person_named_like_a_formula_stays_text_in_a_spreadsheet(result, tmp_path):
    file = io.StringIO()

    write_duty_csv(result.decisions, file)
    write_duty_xlsx(result.decisions, tmp_path / "out.xlsx")

    assert file.getvalue().splitlines()[1].startswith("'=P2;")
    cell = load_workbook(tmp_path / "out.xlsx").active["A2"]
    assert (cell.value, cell.data_type) == ("=P2", "s")


def test_dutch_headers_and_two_name_columns_are_understood(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text("Voornaam;Achternaam;Aankomst;Vertrek;Gemeente\nAnna;Proef;1-11-2026;;Horst aan de Maas\n")

    result = duty_of_file(path, on=ON)

    assert [found.person for found in result.decisions] == ["Anna Proef"]


def test_a_file_without_persons_and_arrivals_is_refused(tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_text("Kamer;Bed\n1;2\n")

    with pytest.raises(Refusal, match="no_person_and_arrival"):
        duty_of_file(path, on=ON)


def test_every_sentence_has_a_dutch_translation_with_the_same_facts():
    po = Path(texts.__file__).parent / "locale/nl/LC_MESSAGES/django.po"
    with po.open("rb") as file:
        catalogue = read_po(file, locale="nl")

    for sentence in texts.REFUSAL_TEXTS.values():
        message = catalogue.get(sentence._args[0] if sentence._args else sentence._kw["singular"])
        assert message is not None
        english, dutch = ([one] if isinstance(one, str) else list(one) for one in (message.id, message.string))
        assert all(dutch)
        assert [_facts(one) for one in dutch] == [_facts(one) for one in english]


def _facts(sentence: str) -> set[str]:
    return {part.partition(")")[0] for part in sentence.split("%(")[1:]}
