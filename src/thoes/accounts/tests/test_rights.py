"""Permissions: one table, in words, asked by name and never by role."""

import ast
import re
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import override

from thoes.accounts.models import Membership
from thoes.accounts.permissions import MANAGE_MEMBERS, all_permissions, all_roles, may, permissions_of, roles_for
from thoes.foundation.modules import modules
from thoes.housing.public import SITE_MANAGER
from thoes.places.public import OrganisationKind

PACKAGE = Path(__file__).resolve().parents[2]
# Here roles are given and kept; nowhere else is asked which one somebody has.
MAY_NAME_ROLES = {"accounts/permissions.py", "accounts/services/members.py", "accounts/models.py"}
NAMES = {role.upper() for role in all_roles()}


def _compares_a_role(node: ast.Compare) -> bool:
    sides = [node.left, *node.comparators]
    return any(
        (isinstance(part, ast.Attribute) and part.attr == "role") or (isinstance(part, ast.Name) and part.id in NAMES)
        for side in sides
        for part in ast.walk(side)
    )


def test_no_code_compares_roles() -> None:
    sources = [p for p in PACKAGE.rglob("*.py") if not {"tests", "migrations"} & {*p.relative_to(PACKAGE).parts}]
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
    tree = ast.parse("if actor.role == 'supervisor': pass\nif x in (SUPERVISOR,): pass\nif a == b: pass")

    assert [_compares_a_role(n) for n in ast.walk(tree) if isinstance(n, ast.Compare)] == [True, True, False]


@pytest.mark.parametrize("value", [*all_permissions(), *all_roles()])
def test_every_permission_and_role_has_words_in_dutch_and_english(value) -> None:
    assert isinstance(value.label, Promise), f"give {value} words: _('words')"
    with override("nl"):
        dutch = str(value.label)
    with override("en"):
        assert dutch != str(value.label)


def test_every_role_has_rights_and_a_kind_of_organisation() -> None:
    kinds = OrganisationKind.values

    assert [role for role in all_roles() if not permissions_of(role)] == []
    assert {role for kind in kinds for role in roles_for(kind)} == set(all_roles())


def test_every_kind_of_organisation_can_have_an_administrator() -> None:
    for kind in OrganisationKind.values:
        assert set(roles_for(kind)) & set(MANAGE_MEMBERS.roles), kind


def test_every_permission_is_held_by_somebody_whose_role_a_module_brings() -> None:
    assert [p for p in all_permissions() if not p.roles or set(p.roles) - set(all_roles())] == []


def test_no_two_modules_bring_the_same_code() -> None:
    for what in ("roles", "permissions", "purposes", "subjects"):
        codes = [code for module in modules() for code in getattr(module, what)]
        assert len(codes) == len(set(codes)), what


@pytest.mark.django_db
def test_the_database_refuses_a_role_that_no_module_brings(alice) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(user_id=alice.user_id).update(role="made_up")


@pytest.mark.django_db
def test_the_page_says_what_every_role_may_do_and_what_i_may(alice, enter) -> None:
    page = enter("alice").get("/account/rights/")

    assert page.context["own"] == [p.label for p in all_permissions() if may(SITE_MANAGER, p)]
    shown = {
        (row["words"], str(role)): held
        for table in page.context["tables"]
        for row in table["rows"]
        for role, held in row["cells"]
    }
    wanted = {
        (p.label, str(role.label)): may(role, p)
        for roles in map(roles_for, OrganisationKind.values)
        for role in roles
        for p in all_permissions()
        if any(may(other, p) for other in roles)
    }
    assert shown == wanted
