"""Who keeps the guide, and the made-up articles."""

from collections.abc import Callable

import pytest
from django.test import Client

from thoes.accounts.public import Actor, Membership, User, actor_of
from thoes.foundation.modules import Role
from thoes.guide.permissions import REVIEWERS, STEUNPUNT
from thoes.guide.tests.conftest import samples as samples
from thoes.places.models import Organisation, OrganisationKind


@pytest.fixture
def make_member(db) -> Callable[..., Actor]:
    """make_member("anna", role, organisation) -> who acts for it in this role; without one for the province."""

    def make(name: str, role: Role, organisation: Organisation | None = None) -> Actor:
        if organisation is None:
            organisation, _ = Organisation.objects.get_or_create(
                name="Provincie Limburg", kind=OrganisationKind.PROVINCE
            )
        user = User.objects.create_user(name, email=f"{name}@example.nl", password="test-only-password")
        return actor_of(
            Membership.objects.create(
                user=user, organisation_id=organisation.pk, organisation_kind=organisation.kind,
                organisation_name=organisation.name, municipality_code=organisation.municipality_id or "", role=role,
            )
        )  # fmt: skip

    return make


@pytest.fixture
def hanna(make_member) -> Actor:
    """Of the support point: keeps the Dutch text."""
    return make_member("hanna", STEUNPUNT)


@pytest.fixture
def piotr(make_member) -> Actor:
    """Reads the Polish translations."""
    return make_member("piotr", REVIEWERS["pl"])


@pytest.fixture
def piotr_at_work(piotr, logged_in) -> Client:
    return logged_in(piotr)


@pytest.fixture
def hanna_at_work(hanna, logged_in) -> Client:
    return logged_in(hanna)
