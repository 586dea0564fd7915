"""`thoes link-lists` links lists of people, says how good that is, and keeps counts alone."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from thoes.cli.estimate import estimate
from thoes.cli.link_lists import link_lists_command
from thoes.monitor.tests.people_in_lists import ListedTruth, people_in_lists

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def truth() -> ListedTruth:
    return people_in_lists(seed=1, people=3000)


@pytest.fixture
def files(truth, tmp_path) -> list[Path]:
    """The two lists as somebody would have them: one from a housing provider, one from a register."""
    paths = [tmp_path / "nachtregister.csv", tmp_path / "loonlijst.csv"]
    for path, people in zip(paths, truth.lists.values(), strict=True):
        lines = ["achternaam;voornaam;geboortedatum;nationaliteit"]
        lines += [
            f"{p.family_name};{p.given_name};{p.birth_date.strftime('%d-%m-%Y') if p.birth_date else ''};{p.nationality}"
            for p in people
        ]
        path.write_text("\n".join(lines), encoding="utf-8")
    return paths


def test_the_command_keeps_counts_and_no_name_and_its_file_is_read_by_estimate(truth, files, tmp_path) -> None:
    out = tmp_path / "patronen.csv"

    answer = CliRunner().invoke(link_lists_command, [*map(str, files), "--format", "json", "--out", str(out)])

    assert answer.exit_code == 0, answer.output
    said = json.loads(answer.stdout)
    assert said["lists"] == ["nachtregister", "loonlijst"]
    assert said["interval"][0] < truth.people < said["interval"][1]
    kept = out.read_text(encoding="utf-8")
    names = {person.family_name for people in truth.lists.values() for person in people}
    assert [name for name in names if name in kept + answer.output] == []
    again = json.loads(CliRunner().invoke(estimate, [str(out), "--format", "json"]).stdout)
    assert again["observed"] == sum(each["count"] for each in said["histories"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["loonlijst.csv", "nachtregister.csv", "patronen.csv"]


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Namen zijn nergens bewaard"), ("en", "Names were kept nowhere")]
)
def test_the_command_says_how_good_the_links_are_in_the_language_that_was_asked(files, language, words) -> None:
    answer = CliRunner().invoke(link_lists_command, [*map(str, files), "--language", language])

    assert answer.exit_code == 0, answer.output
    assert words in " ".join(answer.stdout.split())
    assert answer.stdout.count("%") == 2


def test_a_file_without_names_is_refused_with_a_way_out(files, tmp_path) -> None:
    numbers = tmp_path / "getallen.csv"
    numbers.write_text("jaar;aantal\n2020;4\n2021;5\n", encoding="utf-8")

    answer = CliRunner().invoke(link_lists_command, [str(files[0]), str(numbers), "--language", "en"])

    assert answer.exit_code == 2
    assert "has no column with names" in " ".join(answer.output.split())
