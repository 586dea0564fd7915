"""The files around the code: for who finds it, wants to join, or must run it."""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import jsonschema
import pytest
import yaml
from django.conf import settings

from thoes.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
ADRS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob(".github/**/*.md")])
_STATUS = re.compile(r"\*\*Status\*\* (Accepted|Superseded by ADR \d+), \d{4}-\d{2}-\d{2}\.")


def _publiccode() -> dict[str, object]:
    read: dict[str, object] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    return read


def _complaints(document: object) -> list[str]:
    schema = json.loads((ROOT / "tests" / "publiccode.schema.json").read_text(encoding="utf-8"))
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(document)]


def test_who_gathers_public_code_can_read_what_this_is():
    assert _complaints(_publiccode()) == []


@pytest.mark.parametrize(
    "wrong", [{"license": "MIT"}, {"developmentStatus": "finished"}, {"developmentStatus": "stable"}, {"platforms": []}]
)
def test_a_description_that_no_catalogue_takes_is_seen(wrong):
    assert _complaints({**_publiccode(), **wrong})


def test_the_description_names_the_languages_that_the_site_has():
    assert set(_publiccode()["localisation"]["availableLanguages"]) == {code for code, _name in settings.LANGUAGES}  # type: ignore[index]


@pytest.mark.parametrize(
    "name",
    [
        "README.md", "LICENSE", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md", "GOVERNANCE.md", "CHANGELOG.md",
        "GLOSSARY.md", "docs/architecture.md", "docs/operations.md", ".editorconfig", ".pre-commit-config.yaml",
        ".github/pull_request_template.md",
    ],
)  # fmt: skip
def test_what_a_newcomer_looks_for_is_there(name):
    assert (ROOT / name).stat().st_size > 200


@pytest.mark.parametrize("adr", ADRS, ids=lambda adr: adr.name[:4])
def test_a_decision_says_what_became_of_it_and_when(adr):
    title, blank, status = adr.read_text(encoding="utf-8").splitlines()[:3]

    assert title.startswith(f"# {int(adr.name[:4])}. ")
    assert blank == ""
    assert _STATUS.match(status)


def test_no_two_decisions_have_one_number():
    numbers = [adr.name[:4] for adr in ADRS]

    assert numbers == [f"{number:04}" for number in range(1, len(ADRS) + 1)]


def test_every_decision_stands_in_the_list_of_decisions():
    index = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")

    assert [adr.name for adr in ADRS if f"({adr.name})" not in index] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_points_to_what_is_there(page):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_path_that_a_page_names_is_there(page):
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:docs|src|tests|bench|frontend)/[\w./-]*[\w/])`", text)

    # An ADR is named by its number alone.
    assert [path for path in named if not (ROOT / path).exists() and not list(ROOT.glob(f"{path}-*"))] == []


def test_the_changelog_keeps_to_the_usual_form():
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()

    headings = [line for line in lines if line.startswith("## ")]
    kinds = {line for line in lines if line.startswith("### ")}

    assert headings[0] == "## [Unreleased]"
    assert kinds <= {f"### {kind}" for kind in ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")}


def _declared() -> tuple[set[str], set[str]]:
    """The packages that running needs, and those that are for who develops."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    running, developing = project["dependencies"], project["optional-dependencies"]["dev"]
    return {_name(one) for one in running}, {_name(one) for one in developing}


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=]", requirement)[0]


@cache
def _imported(source: str) -> set[str]:
    """The first part of every name that a source imports, without Python's own and ours."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names.add(node.module.partition(".")[0])
    return names - sys.stdlib_module_names - {"thoes", "tests", "bench", "conftest"}


def _texts(paths: Iterable[Path]) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in paths]


def _run() -> list[str]:
    """The sources that run in an installation."""
    return _texts(path for path in (ROOT / "src").rglob("*.py") if "tests" not in path.relative_to(ROOT).parts)


@cache
def _packages() -> dict[str, set[str]]:
    """The packages in which each name that can be imported comes, as `pyproject.toml` spells them."""
    return {
        name: {one.lower().replace("_", "-") for one in packages} for name, packages in packages_distributions().items()
    }


def _lacking(sources: Iterable[str], declared: set[str]) -> set[str]:
    """What is imported and stands in no declared package."""
    names = {name for source in sources for name in _imported(source)}
    return {name for name in names if not declared & _packages().get(name, set())}


def test_what_the_code_imports_is_declared_for_who_runs_it_or_for_who_develops():
    """A package that comes along with another one may go with it."""
    running, developing = _declared()
    beside = [path for folder in ("src", "tests", "bench") for path in (ROOT / folder).rglob("*.py")]

    assert len(_run()) > 500
    assert _lacking(_run(), running) == set()
    assert _lacking(_texts([*beside, ROOT / "conftest.py"]), running | developing) == set()


def test_a_package_that_only_came_along_is_seen():
    running, developing = _declared()

    assert _lacking(
        ["import asgiref.sync", "from django.db import models", "from . import x", "import os"], running
    ) == {"asgiref"}
    assert _lacking(["import pytest"], running) == {"pytest"}
    assert _lacking(["import pytest"], running | developing) == set()


def test_what_is_declared_for_who_runs_it_is_used():
    running, _developing = _declared()
    named = (ROOT / "src" / "thoes" / "config" / "settings.py").read_text(encoding="utf-8")
    used = {name for source in _run() for name in _imported(source)} | set(re.findall(r'"(\w+)[."]', named))
    packages = {package for name in used for package in _packages().get(name, ())}

    assert running - packages == set()


def _read_from_the_environment() -> set[str]:
    code = "\n".join(_run())
    return set(re.findall(r"environ(?:ment)?(?:\.get\(|\[)\"(THOES_[A-Z_]+|DATABASE_[A-Z_]+)\"", code))


def test_every_setting_is_explained():
    text = "\n".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").glob("*.md"))
    explained = set(re.findall(r"`(?:THOES|DATABASE)[A-Z_*`, ]+", text))
    said = {name for group in explained for name in re.findall(r"_?[A-Z][A-Z_]+\*?", group)}
    families = tuple(name.removesuffix("*") for name in said if name.endswith("*"))

    missing = [name for name in _read_from_the_environment() if name not in said and not name.startswith(families)]

    assert "THOES_HOME" in _read_from_the_environment()
    assert missing == []


def test_what_systemd_starts_is_a_command_of_thoes():
    units = (ROOT / "docs" / "operations").glob("*.service")
    started = {
        name: unit.name
        for unit in units
        for name in re.findall(r"bin/thoes ([a-z-]+)", unit.read_text(encoding="utf-8"))
    }

    assert set(started) == {"serve", "worker", "backup"}
    assert set(started) <= set(COMMANDS)


def test_the_picture_of_the_house_shows_the_layers_that_are_kept():
    layers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][
        0
    ]["layers"]
    picture = (ROOT / "docs" / "images" / "architecture.svg").read_text(encoding="utf-8")

    drawn = re.findall(r'y="(\d+)"><tspan class="name">(\w+)<', picture)
    floors = [sorted(name for at, name in drawn if at == height) for height in dict.fromkeys(at for at, _name in drawn)]

    assert floors == [sorted(layer.replace(" ", "").split("|")) for layer in layers]


def test_every_module_is_explained():
    explained = set(
        re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"), re.MULTILINE)
    )

    assert explained == {folder.parent.name for folder in (ROOT / "src" / "thoes").glob("*/__init__.py")}


def _named_in_the_glossary() -> tuple[list[str], list[str]]:
    """The names in the first column: of the folders, and of the words."""
    folders, words = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").split("## Words")
    first = re.compile(r"^\| ([^|]+?) \| ", re.M)
    return first.findall(folders)[1:], first.findall(words)[1:]


def test_the_glossary_names_every_folder_and_no_other():
    folders, _words = _named_in_the_glossary()

    assert folders == sorted(path.parent.name for path in (ROOT / "src" / "thoes").glob("*/__init__.py"))


def test_the_glossary_explains_no_word_twice():
    _folders, words = _named_in_the_glossary()

    assert words
    assert sorted(words) == sorted(set(words))
