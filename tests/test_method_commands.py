"""`thoes retention` and `thoes estimate`: the methods of the monitor over a file of anybody's own."""

import json
import re
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from thoes.cli.estimate import WORDS as ESTIMATE_WORDS
from thoes.cli.main import thoes
from thoes.cli.retention import WORDS as RETENTION_WORDS

DURATIONS = "entry,exit,event\n0,5,1\n0,6,0\n2,7,1\n3,4,1\n0,3,1\n4,9,1\n"
STAYS = (
    "persoon;aankomst;vertrek\n"
    "Nepski;2026-01-01;2026-02-01\n"
    "Nepski;2026-02-20;\n"
    "Voorbeeld;2026-01-10;2026-03-01\n"
    "Test;2025-10-01;2026-04-01\n"
)
POLES = "GBA,HKS,count\n1,0,39488\n0,1,1445\n1,1,374\n"
POLICE = "captures,count\n1,1645\n2,183\n3,37\n4,13\n5,1\n6,1\n"


@pytest.fixture
def file(tmp_path: Path):
    """file("text") -> the path of a csv with it."""

    def write(text: str) -> str:
        path = tmp_path / "list.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(thoes, list(arguments))


def _json(*arguments: str):
    answer = _run(*arguments, "--format", "json")
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def _refused(*arguments: str) -> dict[str, str]:
    answer = _run(*arguments, "--format", "json", "--language", "en")
    assert answer.exit_code == 2, answer.output
    return json.loads(answer.stdout)["error"]


def test_durations_give_one_object_for_each_time_at_which_somebody_left(file) -> None:
    rows = _json("retention", file(DURATIONS))

    assert [set(row) for row in rows] == [{"t", "at_risk", "events", "survival", "low", "high"}] * 5
    assert [row["t"] for row in rows] == [3, 4, 5, 7, 9]
    assert [row["at_risk"] for row in rows] == [4, 4, 4, 2, 1]
    assert [row["survival"] for row in rows] == [3 / 4, 9 / 16, 27 / 64, 27 / 128, 0]
    assert all(isinstance(value, int | float) for row in rows for value in row.values())


def test_durations_without_an_entry_were_watched_from_the_start(file) -> None:
    rows = _json("retention", file("exit,event\n2,1\n4.5,yes\n6,nee\n"))

    assert [(row["t"], row["at_risk"]) for row in rows] == [(2, 3), (4.5, 2)]


@pytest.mark.parametrize(
    ("gap", "left"),
    [("0", [(31, 1), (50, 1), (182, 1)]), ("18", [(31, 1), (50, 1), (182, 1)]), ("19", [(50, 1), (182, 1)])],
)
def test_nights_away_end_a_stay_or_not_as_asked(file, gap: str, left: list[tuple[int, int]]) -> None:
    rows = _json("retention", file(STAYS), "--on", "2026-06-01", "--gap", gap)

    assert [(row["t"], row["events"]) for row in rows] == left


def test_who_was_there_before_the_register_enters_late(file) -> None:
    rows = _json("retention", file(STAYS), "--on", "2026-06-01", "--gap", "30", "--from", "2026-01-01")

    # On day 50 only Nepski and Voorbeeld were followed: Test was seen from day 92 on.
    assert [(row["t"], row["at_risk"]) for row in rows] == [(50, 2), (182, 1)]


@pytest.mark.parametrize(("language", "word"), [("nl", "De helft is weg"), ("en", "Half have left")])
def test_the_text_gives_shares_with_intervals_and_says_what_it_looked_at(file, language: str, word: str) -> None:
    said = _run("retention", file(STAYS), "--on", "2026-06-01", "--gap", "30", "--language", language).output

    assert word in said
    assert "2026-06-01" in said


def test_a_line_that_cannot_be_read_is_named_and_the_others_count(file) -> None:
    answer = _run("retention", file(STAYS + "Fout;gisteren;\n"), "--on", "2026-06-01", "--format", "json")

    assert len(json.loads(answer.stdout)) == 3
    assert "6 (arrival)" in answer.stderr


@pytest.mark.parametrize(
    ("line", "field"), [("0,,1", "exit"), ("0,x,1", "exit"), ("0,3,", "event"), ("0,3,2", "event"), ("5,3,1", "exit")]
)
def test_absent_unreadable_and_zero_are_three_things(file, line: str, field: str) -> None:
    answer = _run("retention", file(DURATIONS + line + "\n"), "--format", "json")

    assert len(json.loads(answer.stdout)) == 5
    assert f"8 ({field})" in answer.stderr
    assert [row["t"] for row in _json("retention", file(DURATIONS + "0,0,1\n"))] == [0, 3, 4, 5, 7, 9]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "file_empty"),
        ("entry,exit,event\n", "no_stays_in_file"),
        ("entry,exit,event\n1,x,1\n", "no_line_could_be_read"),
        ("naam,kleur\nNepski,rood\n", "no_person_and_arrival"),
        ("exit,exit,event\n1,2,1\n", "columns_named_alike"),
        ("exit,event,\n1,1,x\n", "column_without_name"),
    ],
)
def test_a_file_that_tells_no_stays_is_refused_with_a_code_and_a_way_out(file, text: str, code: str) -> None:
    error = _refused("retention", file(text))

    assert error["code"] == code
    assert error["message"].endswith(".")
    assert code not in error["message"]


def test_a_list_of_stays_may_have_columns_that_are_named_alike(file) -> None:
    text = "persoon;aankomst;vertrek;memo;memo\nNepski;2026-01-01;2026-02-01;;\n"

    assert [row["t"] for row in _json("retention", file(text), "--on", "2026-06-01")] == [31]


def test_columns_that_are_not_used_are_named(file) -> None:
    answer = _run("retention", file("exit,event,group\n2,1,x\n"), "--format", "json", "--language", "en")

    assert "not used here: group" in " ".join(answer.stderr.split())


def test_a_register_cannot_start_after_the_day_of_looking(file) -> None:
    error = _refused("retention", file(STAYS), "--on", "2026-01-01", "--from", "2026-02-01")

    assert error["code"] == "register_starts_after_look"


def test_where_nobody_left_there_is_no_curve_and_that_is_said(file) -> None:
    answer = _run("retention", file("entry,exit,event\n0,5,0\n"), "--format", "json", "--language", "en")

    assert json.loads(answer.stdout) == []
    assert "Nobody in this file left" in answer.stderr


def test_a_curve_that_says_nothing_of_part_of_its_time_says_so(file) -> None:
    answer = _run("retention", file("entry,exit,event\n0,2,1\n5,9,1\n"), "--language", "en")

    assert "At time 2 everybody who was followed had left" in " ".join(answer.stderr.split())


def test_two_lists_give_the_range_that_their_dependence_leaves(file) -> None:
    found = _json("estimate", file(POLES))

    two = found["dual_system"]
    assert found["observed"] == 41_307
    assert two["lincoln_petersen"]["estimate"] == pytest.approx(193_874.3, abs=0.1)
    assert two["independent"] == pytest.approx([177_518, 212_497], abs=1)
    assert two["odds_ratio"]["estimate"] == pytest.approx([117_590.6, 346_441.5], abs=0.1)
    assert two["odds_ratio"]["interval"] == pytest.approx([109_557, 383_318], rel=0.002)


def test_another_range_of_odds_ratios_can_be_asked(file) -> None:
    found = _json("estimate", file(POLES), "--odds-ratio", "1", "1")["dual_system"]

    assert found["odds_ratio"]["interval"] == pytest.approx(found["independent"])


def test_doubt_about_the_links_widens_the_interval(file) -> None:
    found = _json("estimate", file(POLES), "--missed-links", "0.02", "--false-links", "0.01")

    low, high = found["dual_system"]["odds_ratio"]["interval"]
    assert found["link_faults"]["interval"][0] < low
    assert found["link_faults"]["interval"][1] > high


def test_three_lists_give_all_models_with_intervals_and_which_is_chosen(file) -> None:
    text = "P;Q;E;aantal\n1;1;1;28\n1;1;0;21\n1;0;1;17\n0;1;1;18\n1;0;0;69\n0;1;0;55\n0;0;1;63\n"

    found = _json("estimate", file(text))

    assert found["lists"] == ["P", "Q", "E"]
    assert len(found["models"]) == 8
    assert found["chosen"] == found["models"][0]
    by_terms = {tuple(model["terms"][3:]): model for model in found["models"]}
    assert by_terms["P:Q", "P:E", "Q:E"]["estimate"] == pytest.approx(271 + 28 * 69 * 55 * 63 / (21 * 17 * 18))
    for model in found["models"]:
        assert model["profile"][0] <= model["estimate"] <= model["profile"][1]
        assert model["bootstrap"][0] < model["bootstrap"][1]


def test_the_same_seed_gives_the_same_bootstrap_and_another_another(file) -> None:
    path = file(POLES)
    once, again, other = (_json("estimate", path, "--seed", seed)["chosen"]["bootstrap"] for seed in "112")

    assert once == again != other


def test_a_line_a_person_counts_as_one_and_lines_alike_add_up(file) -> None:
    people = "a,b\n" + "1,1\n" * 20 + "1,0\n" * 30 + "0,1\n" * 40
    counted = "a,b,count\n1,1,15\n1,1,5\n1,0,30\n0,1,40\n0,0,\n"

    assert _json("estimate", file(people))["models"] == _json("estimate", file(counted))["models"]


def test_lists_of_pseudonyms_are_linked(file) -> None:
    first = [f"first,{number}\n" for number in range(50)]
    second = [f"second,{number}\n" for number in range(30, 90)]

    found = _json("estimate", file("list,pseudonym\n" + "".join(first + second)))

    assert found["lists"] == ["first", "second"]
    assert found["observed"] == 90
    assert found["dual_system"]["lincoln_petersen"]["estimate"] == pytest.approx(50 * 60 / 20)


def test_numbers_are_written_as_the_language_writes_them(file) -> None:
    assert "193.874" in _run("estimate", file(POLES), "--language", "nl").output
    assert "193,874" in _run("estimate", file(POLES), "--language", "en").output
    assert "56,2%" in _run("retention", file(DURATIONS), "--language", "nl").output


def test_an_estimate_that_does_not_exist_is_said_and_is_no_giant_number(file) -> None:
    path = file("a,b,count\n1,0,30\n0,1,40\n")

    assert _json("estimate", path)["chosen"] is None
    assert "overlap too little" in _run("estimate", path, "--language", "en").output


def test_one_list_gives_three_answers_with_intervals(file) -> None:
    found = _json("estimate", file(POLICE))

    estimates = {each["method"]: each["estimate"] for each in found["estimates"]}
    assert found["observed"] == 1880
    assert estimates == {
        "zero_truncated_poisson": pytest.approx(7079.9, abs=0.05),
        "zelterman": pytest.approx(9424.6, abs=0.05),
        "chao": pytest.approx(9273.5, abs=0.05),
    }


def test_covariates_of_one_list_are_numbers_or_words(file) -> None:
    text = (
        "captures,count,age,city\n1,300,20,Venlo\n2,90,20,Venlo\n3,20,20,Venlo\n"
        "1,500,40,Weert\n2,50,40,Weert\n1,90,40,Venlo\n2,20,40,Venlo\n"
    )

    found = _json("estimate", file(text))

    told = next(each for each in found["estimates"] if each["method"] == "zero_truncated_poisson_with_covariates")
    assert list(told["coefficients"]) == ["intercept", "age", "city=Weert"]
    assert told["interval"][0] < told["estimate"] < told["interval"][1]


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("a,b,count\n1,1,20\n1,0,\n", "line_unreadable", "Line 3"),
        ("a,b,count\n1,1,20\n1,x,5\n", "line_unreadable", "Line 3"),
        ("a,b,count\n1,1,20\n1,0,5.5\n", "line_unreadable", "Line 3"),
        ("a,b,count\n1,1,20\n0,0,5\n", "unseen_in_table", "no list"),
        ("a,count\n1,20\n", "too_few_lists", "one list"),
        ("a,b,count\n1,1,0\n", "nobody_seen", "zero"),
        ("captures,count\n0,4\n1,20\n", "unseen_in_table", "no list"),
        ("a,b,count\n1,1,20,7\n", "column_without_name", "Column D"),
    ],
)
def test_a_table_of_which_a_line_is_missing_is_refused_as_a_whole(file, text: str, code: str, said: str) -> None:
    error = _refused("estimate", file(text))

    assert error["code"] == code
    assert said in error["message"]


@pytest.mark.parametrize("words", [ESTIMATE_WORDS, RETENTION_WORDS])
def test_both_languages_say_the_same_things(words: dict[str, dict[str, str]]) -> None:
    def placeholders(language: str) -> dict[str, set[str]]:
        return {key: set(re.findall(r"{(\w+)", text)) for key, text in words[language].items()}

    assert placeholders("nl") == placeholders("en")


def test_a_model_that_does_not_fit_is_said(file) -> None:
    # A published table (Bruno et al. 1994) with ten times as many in all four lists: pairs alone do not explain that.
    counts = (580, 157, 18, 104, 46, 650, 12, 709, 14, 20, 7, 74, 8, 182, 10)
    rows = [cell for cell in product("10", repeat=4) if "1" in cell]
    text = "a,b,c,d,count\n" + "".join(f"{','.join(row)},{n}\n" for row, n in zip(rows, counts, strict=True))

    said = " ".join(_run("estimate", file(text), "--language", "en").output.split())

    assert "does not fit the table" in said


def test_an_impossible_range_or_share_is_refused(file) -> None:
    path = file(POLES)

    assert _refused("estimate", path, "--odds-ratio", "2", "0.5")["code"] == "odds_ratio_impossible"
    assert _refused("estimate", path, "--missed-links", "1")["code"] == "link_share_impossible"
