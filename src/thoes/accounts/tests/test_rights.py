"""Permissions: one table, in words, asked by name and never by role."""

import ast
import re
from pathlib import Path

import pytest
from django.utils.functional import Promise
from django.utils.translation import override

from thoes.accounts.models import Role
from thoes.accounts.permissions import PERMISSIONS, ROLES_OF_KIND, Permission, roles_with

PACKAGE = Path(__file__).resolve().parents[2]
# Here roles are given and kept; nowhere else is asked which one somebody has.
MAY_NAME_ROLES = {"accounts/permissions.py", "accounts/services/members.py", "accounts/models.py"}


def _compares_a_role(node: ast.Compare) -> bool:
    sides = [node.left, *node.comparators]
    return any(
        (isinstance(part, ast.Attribute) and part.attr == "role")
        or (isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id == "Role")
        for side in sides
        for part in ast.walk(side)
    )


def test_no_code_compares_roles() -> None:
    sources = [p for p in PACKAGE.rglob("*.py") if "tests" not in p.parts and "migrations" not in p.parts]
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sources
        if str(path.relative_to(PACKAGE)) not in MAY_NAME_ROLES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare) and _compares_a_role(node)
    ]

    assert len(sources) > 100
    assert found == []


def test_no_page_compares_roles() -> None:
    pages = list(PACKAGE.rglob("*.html"))
    found = [str(p.relative_to(PACKAGE)) for p in pages if re.search(r"{%\s*if[^%]*\brole\s*(==|!=|in)", p.read_text())]

    assert len(pages) > 30
    assert found == []


def test_the_test_finds_a_comparison_of_roles() -> None:
    tree = ast.parse("if actor.role == 'supervisor': pass\nif x in (Role.SUPERVISOR,): pass\nif a == b: pass")

    assert [_compares_a_role(n) for n in ast.walk(tree) if isinstance(n, ast.Compare)] == [True, True, False]


@pytest.mark.parametrize("permission", list(Permission))
def test_every_permission_has_words_in_dutch_and_english(permission) -> None:
    label = Permission._member_map_[permission.name]._label_

    assert isinstance(label, Promise), f"give {permission.name} words: NAME = 'name', _('words')"
    with override("nl"):
        dutch = str(permission.label)
    with override("en"):
        assert dutch != str(permission.label)


def test_every_role_has_rights_and_a_kind_of_organisation() -> None:
    assert set(PERMISSIONS) == set(Role)
    assert {role for roles in ROLES_OF_KIND.values() for role in roles} == set(Role)


def test_every_kind_of_organisation_can_have_an_administrator() -> None:
    for kind, roles in ROLES_OF_KIND.items():
        assert set(roles) & set(roles_with(Permission.MANAGE_MEMBERS)), kind


def test_every_permission_is_held_by_somebody() -> None:
    assert frozenset().union(*PERMISSIONS.values()) == set(Permission)


@pytest.mark.django_db
def test_the_page_says_what_every_role_may_do_and_what_i_may(alice, enter) -> None:
    page = enter("alice").get("/account/rights/")

    assert page.context["own"] == [p.label for p in Permission if p in PERMISSIONS[Role.SITE_MANAGER]]
    shown = {
        (row["words"], str(role)): held
        for table in page.context["tables"]
        for row in table["rows"]
        for role, held in row["cells"]
    }
    wanted = {
        (p.label, str(role.label)): p in PERMISSIONS[role]
        for roles in ROLES_OF_KIND.values()
        for role in roles
        for p in Permission
        if any(p in PERMISSIONS[other] for other in roles)
    }
    assert shown == wanted
