"""The files around the code: for who finds it, wants to join, or must run it."""

import json
import re
import tomllib
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


def test_what_the_code_imports_is_declared():
    """A package that comes along with another one may go with it."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[\[<>=]", name)[0] for name in declared}

    assert {"platformdirs", "pyjwt", "django-pgtrigger"} <= names
    assert "django-htmx" not in names


def _read_from_the_environment() -> set[str]:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "src").rglob("*.py")
        if "tests" not in path.relative_to(ROOT).parts
    )
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
