"""People who sleep somewhere long enough, for the tests of the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from thoes.accounts.models import Membership, Role, User
from thoes.accounts.public import actor_of
from thoes.places.models import Organisation, OrganisationKind
from thoes.register.public import Declared, DeclaredWorker, check_in
from thoes.registration.models import Assessment


@pytest.fixture
def arrive(alice):
    """arrive(site, name, nights_ago=150) -> the assessment of somebody who came so many nights ago."""

    def arrive(site, name, *, nights_ago, expected_in=None, nationality=""):
        today = timezone.localdate()
        declared = Declared(
            site_id=site.pk,
            arrival=today - timedelta(days=nights_ago),
            worker=DeclaredWorker(family_name=name, nationality=nationality),
            expected_departure=today + timedelta(days=expected_in) if expected_in else None,
        )
        _, (result,) = check_in(actor=alice, arrivals=[declared], at=timezone.now(), nonce=None)
        return Assessment.objects.filter(person__workers__stays__stay_id=result.stay_id).get()

    return arrive


def _clerk(name, desk):
    user = User.objects.create_user(name, first_name=name.title(), last_name="Balie", password="test-only-password")
    return actor_of(
        Membership.objects.create(
            user=user,
            organisation_id=desk.pk,
            organisation_kind=desk.kind,
            organisation_name=desk.name,
            municipality_code=desk.municipality_id,
            role=Role.REGISTRATION_CLERK,
        )
    )


@pytest.fixture
def bea(bob):
    """A colleague of Bob at the desk of Venlo."""
    return _clerk("bea", Organisation.objects.get(pk=bob.organisation_id))


@pytest.fixture
def wim(weert):
    """Clerk of Weert: may see nothing of Venlo's."""
    desk = Organisation.objects.create(name="Gemeente Weert", kind=OrganisationKind.MUNICIPALITY, municipality=weert)
    return _clerk("wim", desk)
