"""Every page that writes down a look has a name, so that no code stands on the page of the privacy officer."""

import ast
import re
from pathlib import Path

from tests import courses

import thoes
from thoes.accountability.page_names import page_name
from thoes.foundation.modules import modules

PACKAGE = Path(thoes.__file__).parent
LOGGERS = {"log_access", "log_workers", "_log", "_write_down", "record_access"}
# Where a module writes down under a name that is not its own.
PREFIXES = {"duplicates/web.py": "duplicates", "night_register.py": "night_register"}
KINDS = ("csv", "ods", "pdf", "xlsx")


def _codes() -> set[str]:
    found: set[str] = set()
    # The sample module names its page as the others do.
    for path in [*PACKAGE.rglob("*.py"), *Path(courses.__file__).parent.glob("*.py")]:
        inside = path.relative_to(PACKAGE).parts if path.is_relative_to(PACKAGE) else ("courses",)
        module = inside[0]
        if module == "cli" or "tests" in inside:
            continue
        prefix = next((name for end, name in PREFIXES.items() if path.as_posix().endswith(end)), module)
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or _name(call.func) not in LOGGERS:
                continue
            for text in _texts([*call.args, *(k.value for k in call.keywords if k.arg == "activity")]):
                found |= {code if "." in code else f"{prefix}.{code}" for code in _kinds_of(text)}
    return found


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _texts(nodes: list[ast.expr]) -> list[str]:
    texts = []
    for node in nodes:
        if isinstance(node, ast.IfExp):
            texts += _texts([node.body, node.orelse])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.append(node.value)
        elif isinstance(node, ast.JoinedStr):
            texts.append("".join(p.value if isinstance(p, ast.Constant) else "*" for p in node.values))  # type: ignore[misc]
    return [text for text in texts if re.fullmatch(r"[a-z_.]+\*?", text) and not text.endswith(".*")]


def _kinds_of(text: str) -> list[str]:
    return [text.removesuffix("*") + kind for kind in KINDS] if text.endswith("*") else [text]


def test_every_page_that_writes_down_a_look_has_a_name_and_no_name_is_left_over() -> None:
    named = [page for module in modules() for page in module.pages]

    assert sorted(_codes()) == sorted(named)


def test_what_an_older_version_wrote_is_shown_as_it_was_written() -> None:
    assert page_name("register.of_before") == "register.of_before"
