"""Every command where nothing was set up, and where no database answers: a sentence with a way out, never a traceback."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drills.conftest import Installation, a_folder, refuse
from thoes.cli.main import COMMANDS
from thoes.monitor.tests.people_in_lists import people_in_lists

pytestmark = pytest.mark.slow

SPREADSHEET = (
    "naam;aankomst;straat;huisnummer;postcode;plaats;gemeente\nNepski, Jan;1 mei 2026;Weg;1;5911 AB;Venlo;Venlo\n"
)
# How each command is asked. A new command without a line here fails.
ASKED: dict[str, list[str]] = {
    "demo": ["--no-serve", "--scale", "0.001"],
    "serve": ["--port", "8792"],
    "worker": [],
    "setup": [],
    "build": [],
    "user": [
        "dora", "--organisation", "X", "--kind", "housing_provider", "--role", "site_manager", "--password",
        "vier losse woorden",
    ],
    "second-step": ["dora"],
    "duty": ["{list}", "--on", "2026-11-23"],
    "import": ["{list}", "--site", "P1"],
    "import-sites": ["{list}", "--provider", "X"],
    "boundaries": ["{boundaries}", "--source", "Test"],
    "retention": ["{list}"],
    "estimate": ["{counts}"],
    "publish-figures": [],
    "figures": ["take-in", "{list}", "--source", "Test", "--version", "1", "--population", "x", "--is-not", "y"],
    "organisation": ["X"],
    "link-lists": ["{night}", "{payroll}"],
    "need": ["--scenario", "covid-base"],
    "forecast": ["--scenario", "covid-base", "--draws", "40"],
    "rulebook": [],
    "translations": [],
    "guide": [],
    "dpia": [],
    "shred": ["--dry-run"],
    "verify-log": [],
    "export-log": [],
    "backup": ["{new}"],
    "restore": ["{list}"],
    "rotate-keys": [],
    "clean-papers": [],
    "doctor": [],
}  # fmt: skip
# What the rules and the code say by themselves.
NEEDS_NO_DATABASE = {
    "build", "duty", "retention", "estimate", "link-lists", "need", "forecast", "rulebook", "dpia", "guide", "translations"
}  # fmt: skip
MAKES_ONE = {"demo", "setup"}
REFUSES_THE_FILE_FIRST = {"restore"}


@pytest.fixture(scope="module")
def nothing() -> Iterator[Installation]:
    with a_folder() as folder:
        yield Installation(folder)


@pytest.fixture
def asked(tmp_path: Path):
    """asked("duty") -> the command with everything it needs."""
    files = {"list": tmp_path / "list.csv", "boundaries": tmp_path / "b.json", "new": tmp_path / "new.tar.gz"}
    files["counts"] = tmp_path / "counts.csv"
    files["counts"].write_text("a,b,count\n1,1,20\n1,0,30\n0,1,40\n")
    files["list"].write_text(SPREADSHEET)
    for name, people in zip(("night", "payroll"), people_in_lists(seed=1, people=600).lists.values(), strict=True):
        files[name] = tmp_path / f"{name}.csv"
        lines = [f"{p.family_name};{p.given_name};{p.birth_date or ''};{p.nationality}" for p in people]
        files[name].write_text("\n".join(["achternaam;voornaam;geboortedatum;nationaliteit", *lines]))
    ring = [[6.0, 51.0], [6.1, 51.0], [6.1, 51.1], [6.0, 51.0]]
    files["boundaries"].write_text(
        '{"type": "FeatureCollection", "features": [{"properties": {"code": "GM0983"},'
        f' "geometry": {{"type": "Polygon", "coordinates": [{ring}]}}}}]}}'
    )
    return lambda command: [command, *(argument.format(**files) for argument in ASKED[command])]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_that_no_database_answers_and_where_it_is_set(command, nothing, asked) -> None:
    unreachable = "postgresql://x:geheim@127.0.0.1:1/x"
    away = Installation(nothing.home, {"DATABASE_URL": unreachable, "DATABASE_OWNER_URL": unreachable})

    answer = away.thoes(*asked(command))

    if command in NEEDS_NO_DATABASE:
        assert (answer.returncode, "Traceback" in answer.stderr) == (0, False), answer.stderr
    else:
        said = refuse(answer)
        assert command in REFUSES_THE_FILE_FIRST or ("does not answer" in said and "DATABASE_URL" in said)
        assert "geheim" not in said


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - MAKES_ONE))
def test_a_command_says_that_nothing_was_set_up_and_what_to_do(command, nothing, asked) -> None:
    answer = nothing.thoes(*asked(command))

    if command in NEEDS_NO_DATABASE:
        assert (answer.returncode, "Traceback" in answer.stderr) == (0, False), answer.stderr
    else:
        said = refuse(answer)
        assert command in REFUSES_THE_FILE_FIRST or "thoes setup" in said


@pytest.mark.parametrize(
    "addresses",
    [
        {"DATABASE_URL": "geheim"},
        {"DATABASE_URL": "sqlite:///geheim.db"},
        {"DATABASE_URL": "postgresql://x:geheim@host:notaport/x"},
        {"DATABASE_OWNER_URL": "postgresql://x:geheim@host/x"},
    ],
)
def test_an_address_that_is_none_is_refused_without_repeating_it(nothing, addresses) -> None:
    said = refuse(Installation(nothing.home, addresses).thoes("doctor"))

    assert "DATABASE_" in said
    assert "geheim" not in said


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert "file" in refuse(Installation(tmp_path / "file" / "home").thoes("doctor"))
