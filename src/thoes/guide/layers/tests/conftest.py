"""Editors of two municipalities and of an employer."""

import pytest

from thoes.accounts.public import Actor
from thoes.guide.keeping.tests.conftest import make_member as make_member
from thoes.guide.permissions import LOCAL_EDITOR
from thoes.guide.tests.conftest import samples as samples
from thoes.places.models import Organisation, OrganisationKind


@pytest.fixture
def vanessa(make_member, desk) -> Actor:
    """Editor of Venlo."""
    return make_member("vanessa", LOCAL_EDITOR, desk)


@pytest.fixture
def wendy(make_member, weert) -> Actor:
    """Editor of Weert."""
    desk = Organisation.objects.create(name="Gemeente Weert", kind=OrganisationKind.MUNICIPALITY, municipality=weert)
    return make_member("wendy", LOCAL_EDITOR, desk)


@pytest.fixture
def erik(make_member) -> Actor:
    """Editor of an employer."""
    employer = Organisation.objects.create(name="Uitzender Voorbeeld", kind=OrganisationKind.EMPLOYER)
    return make_member("erik", LOCAL_EDITOR, employer)
