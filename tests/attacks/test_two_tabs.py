"""One person, two organisations, two tabs: what a tab showed for one is never written for the other."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from thoes.accounts.models import Membership
from thoes.places.models import Organisation, OrganisationKind
from thoes.register.public import REGISTRATION_CLERK
from thoes.registration.models import DeskDetails

pytestmark = pytest.mark.django_db


def _token(page: bytes) -> str:
    found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found is not None
    return found[1].decode()


@pytest.fixture
def second_desk(bob, weert) -> Membership:
    """Bob works for Weert as well."""
    other = Organisation.objects.create(name="Weert", kind=OrganisationKind.MUNICIPALITY, municipality=weert)
    return Membership.objects.create(
        user_id=bob.user_id, organisation_id=other.pk, organisation_kind=other.kind, organisation_name=other.name,
        municipality_code="GM0988", role=REGISTRATION_CLERK,
    )  # fmt: skip


def test_a_form_of_before_the_switch_is_not_written_for_the_other_organisation(bob, second_desk, logged_in) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = logged_in(bob).cookies
    choose, form = reverse("accounts:choose-organisation"), reverse("registration:desk-details")
    venlo = Membership.objects.exclude(pk=second_desk.pk).get(user_id=bob.user_id)
    client.post(choose, {"membership": venlo.pk, "csrfmiddlewaretoken": _token(client.get(choose).content)})
    old_tab = _token(client.get(form).content)
    client.post(choose, {"membership": second_desk.pk, "csrfmiddlewaretoken": _token(client.get(choose).content)})
    sent = {"address": "Hanzeplaats 1, Venlo", "phone": "14 077"}

    answer = client.post(form, {**sent, "csrfmiddlewaretoken": old_tab})

    assert answer.status_code == 403
    assert not DeskDetails.objects.exists()
    new_tab = _token(client.get(form).content)
    assert client.post(form, {**sent, "csrfmiddlewaretoken": new_tab}).status_code == 302
    assert DeskDetails.objects.get().municipality_id == "GM0988"
