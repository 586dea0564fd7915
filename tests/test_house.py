"""The house stands as designed: relations point down, refusals have sentences, migrations say what models say."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import get_resolver

from thoes.contacts.file_kinds import ContactList
from thoes.foundation.refusal_texts import known_codes
from thoes.imports.file_kinds import LabelExtract, SiteList, StayList
from thoes.matching.file_kinds import BrpExtract

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "thoes"
PROJECT = PACKAGE.parent.parent
CONTRACTS = {
    contract["type"]: contract
    for contract in tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
}
LAYERS = CONTRACTS["layers"]["layers"]
HEIGHT = {module.strip(): -place for place, line in enumerate(LAYERS) for module in line.split("|")}


def _module_of(model: type) -> str:
    return model.__module__.split(".")[1]


def test_no_relation_points_up() -> None:
    models = [model for model in apps.get_models() if model.__module__.startswith("thoes.")]
    upward = [
        f"{model.__name__}.{field.name}"
        for model in models
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.related_model is not None
        and field.related_model.__module__.startswith("thoes.")
        and HEIGHT[_module_of(field.related_model)] > HEIGHT[_module_of(model)]
    ]

    assert models
    assert upward == []


def test_every_module_has_its_place_and_no_other_way_in_than_its_door() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    doors = CONTRACTS["protected"]
    open_to_all = {
        module
        for module in folders
        for expression in doors["ignore_imports"]
        if expression == f"thoes.** -> thoes.{module}.**"
    }

    assert set(HEIGHT) == folders
    assert (doors["protected_modules"], doors["allowed_importers"]) == (["thoes.*"], [])
    assert open_to_all == {"kernel", "rules", "foundation", "ui"}


def test_every_domain_is_pure() -> None:
    pure = CONTRACTS["forbidden"]["source_modules"]
    domains = [path for path in PACKAGE.rglob("domain*") if path.stem == "domain"]

    assert len(domains) > 5
    assert "thoes.**.domain" in pure


def _names_brought(door: Path) -> set[str]:
    """What a door brings in from its module for others."""
    tree = ast.parse(door.read_text(encoding="utf-8"))
    return {name.asname or name.name for each in tree.body if isinstance(each, ast.ImportFrom) for name in each.names}


def _names_asked_of_doors() -> dict[str, set[str]]:
    """By module, what files of other modules import from its door."""
    asked: dict[str, set[str]] = {}
    for path in [*PACKAGE.rglob("*.py"), *(PROJECT / "tests").rglob("*.py"), *(PROJECT / "bench").rglob("*.py")]:
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(each, ast.ImportFrom) and (each.module or "").endswith(".public"):
                asked.setdefault(each.module.split(".")[1], set()).update(name.name for name in each.names)
    return asked


def test_a_door_brings_nothing_that_nobody_asks_for() -> None:
    asked = _names_asked_of_doors()
    doors = {path.parent.name: _names_brought(path) for path in PACKAGE.glob("*/public.py")}

    assert len(doors) > 10
    assert {module: idle for module, names in doors.items() if (idle := names - asked.get(module, set()))} == {}


# In a template, a redirect, the menu or a part of a page: every name of a page is written like this.
_NAMES_OF_PAGES = re.compile(r"""["']([a-z_]+):[a-z{]""")


_MODULES_OF_KINDS = {kind.name: kind.__module__ for kind in (StayList, SiteList, LabelExtract, BrpExtract, ContactList)}


def _modules_of_addresses() -> dict[str, str]:
    """Which module answers the addresses that begin with a name: not every name is that of its module."""
    return {
        namespace: name.split(".")[1]
        for namespace, (_prefix, resolver) in get_resolver().namespace_dict.items()
        # The addresses of a kind of file are a list, made by `intake` for the module above.
        for name in [getattr(resolver.urlconf_name, "__name__", _MODULES_OF_KINDS.get(namespace, ""))]
        if name.startswith("thoes.")
    }


def test_no_page_names_a_page_of_a_module_above_its_own() -> None:
    answers = _modules_of_addresses()
    pages = [
        path
        for path in PACKAGE.rglob("*")
        if path.suffix in (".html", ".txt", ".py") and "tests" not in path.relative_to(PACKAGE).parts
    ]
    upward = []
    for path in pages:
        own = path.relative_to(PACKAGE).parts[0]
        named = {answers.get(name, own) for name in _NAMES_OF_PAGES.findall(path.read_text(encoding="utf-8"))}
        upward += [f"{path.relative_to(PACKAGE)}: {name}" for name in named - {own} if HEIGHT[name] >= HEIGHT[own]]

    assert {"register", "housing", "ui"} <= set(answers.values())
    assert upward == []


def _codes_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Refusal"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_refusal_has_a_sentence_that_says_what_to_do() -> None:
    sources = [path for path in PACKAGE.rglob("*.py") if "tests" not in path.relative_to(PACKAGE).parts]
    used = set().union(*map(_codes_in, sources))

    assert used
    assert sorted(used - known_codes()) == []


CLOCKS = {"now", "today", "utcnow", "localdate", "localtime"}


def _calls(node: ast.AST) -> set[str]:
    return {
        getattr(call.func, "attr", getattr(call.func, "id", ""))
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
    }


def _calls_on_import(node: ast.AST) -> set[str]:
    """What is called when a file is read: decorators and defaults too, what stands in a function or a lambda not."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return _calls_on_import(node.args).union(*map(_calls, node.decorator_list))
    if isinstance(node, ast.Lambda):
        return _calls_on_import(node.args)
    if isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'":
        return set()
    below = set().union(*map(_calls_on_import, ast.iter_child_nodes(node)))
    return below | {getattr(node.func, "attr", getattr(node.func, "id", ""))} if isinstance(node, ast.Call) else below


def _clocks_read_on_import(source: str) -> set[str]:
    tree = ast.parse(source)
    clocks = set(CLOCKS)
    # A function of the file that reads a clock is a clock itself; so is one that calls that.
    functions = {each.name: _calls(each) for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}
    while more := {name for name, called in functions.items() if called & clocks} - clocks:
        clocks |= more
    return _calls_on_import(tree) & clocks


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("TODAY = timezone.localdate()", {"localdate"}),
        ("def come(day=date.today()): ...", {"today"}),
        ("@pytest.mark.parametrize('day', [datetime.now()])\ndef test_it(day): ...", {"now"}),
        ("def ago(days): return now() - days\nclass A:\n    BEGAN = ago(3)", {"ago"}),
        ("def today(): return localdate()\nclock = lambda: now()", set()),
        ("if __name__ == '__main__':\n    print(now())", set()),
    ],
)
def test_a_clock_is_found_in_whatever_runs_on_import(source, read) -> None:
    assert _clocks_read_on_import(source) == read


def test_no_file_reads_the_clock_on_import_so_that_midnight_may_come_between() -> None:
    files = [PROJECT / "conftest.py", *(PROJECT / "tests").rglob("*.py"), *PACKAGE.rglob("*.py")]
    read = {str(path.relative_to(PROJECT)): _clocks_read_on_import(path.read_text(encoding="utf-8")) for path in files}

    assert len(read) > 500
    assert {path: clocks for path, clocks in read.items() if clocks} == {}


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_sources_name_no_machine_and_no_registry() -> None:
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")

    assert "://" not in lock
    assert "--hash=sha256:" in lock
