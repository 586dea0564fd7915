"""People who sleep somewhere long enough, for the tests of the desk."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from thoes.accounts.models import Membership, User
from thoes.accounts.public import actor_of
from thoes.places.models import Organisation, OrganisationKind
from thoes.register.public import REGISTRATION_CLERK, Declared, DeclaredWorker, check_in
from thoes.registration.models import Assessment, FollowUp
from thoes.registration.services import Step, take_step


def now_of(person):
    return FollowUp.objects.filter(person=person, superseded_at=None).first()


@pytest.fixture
def step():
    """step(actor, assessment, to) takes a step as somebody who just opened the page; gives the batch."""

    def step(actor, found, to, **more):
        now = now_of(found.person_id)
        batch = uuid4()
        take_step(
            actor=actor,
            person_id=found.person_id,
            seen=now.pk if now else None,
            step=Step(to=to, **more),
            at=timezone.now(),
            batch=batch,
        )
        return batch

    return step


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
            role=REGISTRATION_CLERK,
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
