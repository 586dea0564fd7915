"""`thoes estimate`, `thoes retention` and `thoes forecast` over tables as others write them.

Each is read as it was meant, or refused with a way out.
"""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from lifelines import KaplanMeierFitter
from lifelines.datasets import load_larynx, load_multicenter_aids_cohort_study, load_rossi, load_waltons

from thoes.cli.main import thoes

# Hepatitis A in Taiwan, as the package CARE1 describes it.
ROWS = ("1,1,1,28", "1,1,0,21", "1,0,1,17", "0,1,1,18", "1,0,0,69", "0,1,0,55", "0,0,1,63")
POLICE = {1: 1645, 2: 183, 3: 37, 4: 13, 5: 1, 6: 1}


@pytest.fixture
def file(tmp_path: Path):
    """file("text") -> the path of a csv with it."""

    def write(text: str, encoding: str = "utf-8") -> str:
        path = tmp_path / "list.csv"
        path.write_bytes(text.encode(encoding))
        return str(path)

    return write


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(thoes, [*arguments, "--format", "json", "--language", "en"])


def _json(*arguments: str):
    answer = _run(*arguments)
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def _refused(*arguments: str) -> dict[str, str]:
    answer = _run(*arguments)
    assert answer.exit_code == 2, answer.output
    return json.loads(answer.stdout)["error"]


def _table(*rows: str, head: str = "P,Q,E,count") -> str:
    return "\n".join((head, *rows)) + "\n"


def _estimates(path: str) -> list[tuple[list[str], float]]:
    return [(model["terms"], round(model["estimate"], 6)) for model in _json("estimate", path)["models"]]


@pytest.mark.parametrize(
    "text",
    [
        _table(*ROWS, head="P,Q,E,Aantal personen"),
        _table(*ROWS, head="P,Q,E,Frequentie"),
        _table(*ROWS[::-1]),
        _table("1,1,1,20", "1,1,1,8", *ROWS[1:]),
        _table(*ROWS, "0,0,0,0"),
        _table(*ROWS, "0,0,0,NA"),
        _table(*ROWS, "0,0,0,-"),
        # As R and pandas write a table: a column without a name numbers the lines.
        _table(*(f"{at},{row}" for at, row in enumerate(ROWS, 1)), head=",P,Q,E,count"),
        "\ufeff" + _table(*ROWS).replace(",", ";").replace("\n", "\r\n"),
        _table("count,P,Q,E", *(",".join([row.split(",")[3], *row.split(",")[:3]]) for row in ROWS), head="Tabel 3"),
    ],
    ids=["aantal", "frequentie", "order", "twice", "zero", "NA", "dash", "numbered", "semicolons", "count-first"],
)
def test_the_same_table_in_another_dress_gives_the_same_estimates(file, text: str) -> None:
    assert _estimates(file(text)) == _estimates(file(_table(*ROWS)))


def test_a_line_of_people_in_no_list_is_not_used_and_that_is_said(file) -> None:
    answer = _run("estimate", file(_table(*ROWS, "0,0,0,NA")))

    assert "Nobody can count those, so it was not used" in " ".join(answer.stderr.split())


@pytest.mark.parametrize(
    ("rows", "code", "said"),
    [
        # "39.000" was read as thirty-nine.
        (("1,1,1,39.000", *ROWS[1:]), "line_unreadable", "“39.000” can be two numbers"),
        (("1,1,1,1.250", *ROWS[1:]), "line_unreadable", "“1.250” can be two numbers"),
        (("1,1,1,NA", *ROWS[1:]), "line_unreadable", "Line 2, column “count”, cannot be read: This is not a number"),
        (("1,1,1,3.5", *ROWS[1:]), "line_unreadable", "must be whole"),
        (("1,1,1,-3", *ROWS[1:]), "line_unreadable", "not below zero"),
        (("1,1,yes?,28", *ROWS[1:]), "line_unreadable", "column “E”"),
        ((*ROWS, "0,0,0,5"), "unseen_in_table", "take that line out"),
    ],
)
def test_a_cell_that_can_be_read_in_two_ways_stops_everything_and_the_sentence_says_why(file, rows, code, said) -> None:
    error = _refused("estimate", file(_table(*rows)))

    assert error["code"] == code
    assert said in error["message"]
    assert "_" not in error["message"]


def test_a_space_between_thousands_is_no_doubt(file) -> None:
    found = _json("estimate", file(_table("1,1,1,39 000", *ROWS[1:])))

    assert found["observed"] == 39_000 + 243


@pytest.mark.parametrize("name", ["y", "w", "sex"])
def test_a_column_that_is_no_list_is_named_with_what_it_may_be(file, name: str) -> None:
    error = _refused("estimate", file(_table(*ROWS, head=f"P,Q,E,{name}")))

    assert error["code"] == "column_is_no_list"
    assert f"“{name}”" in error["message"]


def test_groups_in_a_column_are_refused_and_not_taken_for_a_list(file) -> None:
    rows = [f"{row.rsplit(',', 1)[0]},{sex},{count}" for row in ROWS for sex, count in (("1", 20), ("2", 15))]

    assert _refused("estimate", file(_table(*rows, head="P,Q,E,sex,count")))["code"] == "column_is_no_list"


def test_a_range_of_odds_ratios_with_three_lists_is_said_not_to_be_used(file) -> None:
    answer = _run("estimate", file(_table(*ROWS)), "--odds-ratio", "0.5", "2")

    assert "is for two lists" in answer.stderr
    assert "dual_system" not in json.loads(answer.stdout)


def test_how_many_under_a_name_that_we_do_not_know_is_not_taken_for_what_sets_people_apart(file) -> None:
    # Each line was one person, and 1,880 people became six.
    text = "captures,f\n" + "".join(f"{times},{people}\n" for times, people in POLICE.items())

    error = _refused("estimate", file(text))

    assert (error["code"], "“f”" in error["message"]) == ("count_column_missing", True)


@pytest.mark.parametrize("name", ["people", "Aantal", "freq", "n"])
def test_how_many_goes_under_many_names(file, name: str) -> None:
    text = f"captures,{name}\n" + "".join(f"{times},{people}\n" for times, people in POLICE.items())

    assert _json("estimate", file(text))["observed"] == 1880


@pytest.mark.parametrize("more", ["4+", ">=4", "≥ 4", "4 of meer", "4 or more"])
def test_a_number_of_times_that_is_left_open_leaves_two_estimates_as_they_were(file, more: str) -> None:
    whole = "captures,count\n" + "".join(f"{times},{people}\n" for times, people in POLICE.items())

    exact = {each["method"]: each for each in _json("estimate", file(whole))["estimates"]}
    found = {
        each["method"]: each
        for each in _json("estimate", file(f"captures,count\n1,1645\n2,183\n3,37\n{more},15\n"))["estimates"]
    }

    for method in ("zelterman", "chao"):
        assert found[method]["estimate"] == pytest.approx(exact[method]["estimate"])
        assert found[method]["interval"] == pytest.approx(exact[method]["interval"])
    poisson = found["zero_truncated_poisson"]
    assert (poisson["estimate"], poisson["reason"]) == (None, "captures_left_open")


@pytest.mark.parametrize("lines", ["1,90\n2+,8\n", "1,90\n2,8\n3+,4\n5,1\n", "1,90\n2,8\n3+,4\n4+,1\n"])
def test_an_open_number_that_hides_who_was_named_twice_or_overlaps_is_refused(file, lines: str) -> None:
    assert _refused("estimate", file("captures,count\n" + lines))["code"] == "captures_open_unclear"


def _lifelines(exits, events, entries=None) -> dict[float, tuple[float, ...]]:
    fitted = KaplanMeierFitter().fit(exits, events, entry=entries)
    table, shares, band = fitted.event_table, fitted.survival_function_, fitted.confidence_interval_survival_function_
    # It counts who comes into sight at a time as at risk at that time, and takes them off again in the estimate.
    return {
        float(t): (
            int(table.at_risk[t] - (table.entrance[t] if t > 0 else 0)),
            int(table.observed[t]),
            float(shares.loc[t].iloc[0]),
            *map(float, band.loc[t]),
        )
        for t in table.index[table.observed > 0]
    }


def _datasets():
    waltons, larynx, rossi, aids = load_waltons(), load_larynx(), load_rossi(), load_multicenter_aids_cohort_study()
    late = np.random.default_rng(1).integers(0, rossi["week"])
    return {
        # All who were left died at 75: the curve ends at 0.
        "waltons": (waltons["T"], waltons["E"], None),
        "larynx": (larynx["time"], larynx["death"], None),
        "rossi": (rossi["week"], rossi["arrest"], None),
        "rossi entered late": (rossi["week"], rossi["arrest"], late),
        "aids entered late": (aids["T"], aids["D"], aids["W"]),
    }


@pytest.mark.parametrize("name", list(_datasets()))
def test_the_file_of_a_curve_is_what_lifelines_gives_for_its_own_data(file, name: str) -> None:
    exits, events, entries = _datasets()[name]
    table = exits.to_frame("exit").assign(event=events, **({} if entries is None else {"entry": entries}))

    rows = _json("retention", file(table.to_csv()))

    expected = _lifelines(exits, events, entries)
    assert [row["t"] for row in rows] == pytest.approx(list(expected))
    found = [[row[field] for field in ("at_risk", "events", "survival", "low", "high")] for row in rows]
    assert np.array(found) == pytest.approx(np.array(list(expected.values())), abs=1e-12)


def test_events_that_are_coded_as_two_and_one_are_refused_and_not_turned_round(file) -> None:
    # In R a status of 2 is a death; reading 1 as yes would make events of all who were lost.
    error = _refused("retention", file("exit,event\n5,2\n6,1\n8,2\n9,1\n"))

    assert error["code"] == "event_coded_otherwise"
    assert "1, 2" in error["message"]


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("entry,exit\n0,5\n1,6\n", "durations_without_event", "“event”"),
        ("entry,event\n0,1\n", "durations_without_event", "“exit”"),
        ("entry,exit,event\n2020-01-01,2020-03-01,1\n", "no_line_could_be_read", "a day of the calendar"),
        ("entry,exit,event\n1-1-2020,1-3-2020,1\n", "no_line_could_be_read", "“arrival”"),
    ],
)
def test_durations_that_miss_something_are_refused_with_what_it_is(file, text: str, code: str, said: str) -> None:
    error = _refused("retention", file(text))

    assert error["code"] == code
    assert said in error["message"]


@pytest.mark.parametrize("name", ["worker_id", "pseudonym", "person_id", "persoon"])
def test_a_list_of_stays_may_name_people_by_a_number(file, name: str) -> None:
    rows = _json(
        "retention", file(f"{name},arrival,departure\n1,2026-01-01,2026-02-01\n2,2026-01-10,\n"), "--on", "2026-06-01"
    )

    assert [(row["t"], row["at_risk"]) for row in rows] == [(31, 2)]


def test_entry_and_exit_of_somebody_with_days_are_a_list_of_stays(file) -> None:
    text = "person,entry,exit\nNepski,2026-01-01,2026-02-01\nVoorbeeld,2026-01-10,\n"

    assert [(row["t"], row["at_risk"]) for row in _json("retention", file(text), "--on", "2026-06-01")] == [(31, 2)]


def test_a_forecast_without_a_scenario_is_that_of_the_first() -> None:
    asked = ("forecast", "--draws", "40", "--seed", "1")

    assert _json(*asked) == _json(*asked, "--scenario", "covid-base")
