"""`thoes need` and `thoes forecast`: the same numbers as the pages, for a terminal or another program."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from thoes.cli.main import thoes
from thoes.monitor.tests.test_scenarios import OWN


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(thoes, list(arguments))


def _json(*arguments: str) -> list[dict]:
    answer = _run(*arguments, "--format", "json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.output)


def test_the_need_has_six_rows_for_each_region_and_for_limburg() -> None:
    lines = _json("need", "--scenario", "covid-base", "--year", "2030")

    rows = ["short", "mid", "long", "long_rent", "long_own", "total"]
    regions = ["noord", "midden", "zuid", "limburg"]
    assert [(line["region"], line["row"]) for line in lines] == [(region, row) for region in regions for row in rows]
    found = {(line["region"], line["row"]): line["need"] for line in lines}
    assert found["noord", "total"] == 12_600
    assert abs(found["zuid", "long_own"] - 600) <= 100
    assert all(line["need"] == line["backlog"] + line["growth"] for line in lines)


def test_json_and_csv_say_the_same() -> None:
    lines = _json("need", "--scenario", "covid-strong")
    sheet = _run("need", "--scenario", "covid-strong", "--format", "csv").stdout_bytes.decode("utf-8-sig")

    assert [
        {key: value if key in ("region", "row") else int(value) for key, value in line.items()}
        for line in csv.DictReader(io.StringIO(sheet), delimiter=";")
    ] == lines


@pytest.mark.parametrize(("language", "word"), [("nl", "Achterstand"), ("en", "Backlog")])
def test_the_text_keeps_backlog_and_growth_apart_and_names_the_source(language: str, word: str) -> None:
    said = _run("need", "--scenario", "covid-base", "--language", language).output

    assert word in said
    assert "2020" in said
    assert "12600" in said


@pytest.mark.parametrize("command", ["need", "forecast"])
def test_an_unknown_scenario_is_an_error_with_a_code_that_names_those_that_there_are(command: str) -> None:
    answer = _run(command, "--scenario", "covid", "--format", "json")

    assert answer.exit_code == 2
    error = json.loads(answer.output)["error"]
    assert error["code"] == "scenario_unknown"
    assert "covid-base, covid-strong" in error["message"]


@pytest.mark.parametrize("year", ["2017", "2031"])
def test_a_year_that_the_scenario_does_not_reach_is_an_error_that_names_its_years(year: str) -> None:
    answer = _run("need", "--scenario", "covid-base", "--year", year, "--language", "nl")

    assert answer.exit_code == 2
    assert "van 2018 tot en met 2030" in " ".join(answer.output.split())


def test_a_scenario_of_ones_own_is_counted_too(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(OWN, encoding="utf-8")

    assert len(_json("need", "--scenario", str(file), "--year", "2028")) == 24
    assert len(_json("forecast", "--scenario", str(file), "--draws", "40")) == 4 * (4 * 12 + 1)


def test_a_file_that_is_no_scenario_says_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("title: no", encoding="utf-8")

    answer = _run("need", "--scenario", str(file), "--format", "json")

    assert json.loads(answer.output)["error"]["code"] == "scenario_file_wrong"


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    asked = ("forecast", "--scenario", "covid-base", "--draws", "100", "--format", "json", "--seed")

    assert _run(*asked, "1").output == _run(*asked, "1").output
    assert _run(*asked, "1").output != _run(*asked, "2").output


def test_the_fan_has_every_month_of_each_region_and_bands_that_lie_in_each_other() -> None:
    lines = _json("forecast", "--scenario", "covid-base", "--draws", "200")

    assert len(lines) == 4 * 145
    assert (lines[0]["year"], lines[0]["month"]) == (2018, 1)
    assert (lines[-1]["year"], lines[-1]["month"], lines[-1]["region"]) == (2030, 1, "limburg")
    for line in lines:
        edges = [line[key] for key in ("low_95", "low_80", "low_50", "median", "high_50", "high_80", "high_95")]
        assert edges == sorted(edges)


def test_too_few_draws_for_a_band_are_refused() -> None:
    assert _run("forecast", "--scenario", "covid-base", "--draws", "39").exit_code == 2
