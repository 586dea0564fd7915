"""The province says in which sector organisations are and what kind of housing provider; nobody else does."""

import pytest
from django.test import Client
from django.urls import reverse

from thoes.accounts.models import Membership, User
from thoes.accounts.public import PROVINCE_ADMINISTRATOR, actor_of
from thoes.places.models import Organisation, OrganisationKind
from thoes.privacy.models import AuditRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(logged_in) -> Client:
    """The administrator of the province."""
    province = Organisation.objects.create(name="Provincie Limburg", kind=OrganisationKind.PROVINCE)
    user = User.objects.create_user("petra", email="petra@example.nl", password="test-only-password")
    membership = Membership.objects.create(
        user=user, organisation_id=province.pk, organisation_kind=province.kind, organisation_name=province.name,
        municipality_code="", role=PROVINCE_ADMINISTRATOR,
    )  # fmt: skip
    client = logged_in(actor_of(membership))
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def employer(db) -> Organisation:
    return Organisation.objects.create(name="Kas Voorbeeld", kind=OrganisationKind.EMPLOYER, sector="A")


def described(page: Client, *organisations: Organisation, **said: str) -> str:
    """What the page says after it was sent."""
    answer = page.post(
        reverse("places:describe-organisations"),
        {"organisation": [each.pk for each in organisations], **said},
        follow=True,
    )
    return str(answer.content.decode())


def test_several_are_described_at_once_and_the_press_stands_in_the_log(page, provider, other_provider) -> None:
    said = described(page, provider, other_provider, provider_kind="agency")

    kinds = Organisation.objects.filter(kind="housing_provider").values_list("provider_kind", flat=True)
    assert list(kinds) == ["agency", "agency"]
    assert "Saved for 2 organisations" in said
    assert AuditRecord.objects.filter(event="places:describe-organisations").count() == 1


def test_what_is_left_stays_as_it_is_and_not_known_can_be_said(page, employer) -> None:
    described(page, employer, sector="N")
    employer.refresh_from_db()
    now = employer.sector

    described(page, employer, sector="-")
    employer.refresh_from_db()

    assert (now, employer.sector) == ("N", "")


def test_a_kind_of_provider_for_an_employer_refuses_all_that_was_ticked(page, employer, provider) -> None:
    said = described(page, provider, employer, provider_kind="agency")

    provider.refresh_from_db()
    assert "no housing provider" in said
    assert provider.provider_kind == ""


@pytest.mark.parametrize(
    ("sent", "reason"),
    [({"sector": "N"}, "Nothing is ticked"), ({"sector": "ZZ"}, "not in the list"), ({}, "Nothing is ticked")],
)
def test_what_cannot_be_saved_is_told_with_a_way_out(page, sent, reason) -> None:
    assert reason in described(page, **sent)


def test_a_municipality_is_not_described(page, desk) -> None:
    assert "not there any more" in described(page, desk, sector="O")


def test_the_list_finds_by_name_and_by_what_is_not_known(page, employer, provider, desk) -> None:
    lacking = page.get(reverse("places:organisations"), {"lacks": "sector"}).content.decode()
    found = page.get(reverse("places:organisations"), {"q": "kas"}).content.decode()

    assert (provider.name in lacking, employer.name in lacking, desk.name in lacking) == (True, False, False)
    assert (provider.name in found, employer.name in found) == (False, True)


def test_who_does_not_administer_the_province_meets_no_page(alice, vera, logged_in, provider) -> None:
    for actor in (alice, vera):
        client = logged_in(actor)
        assert client.get(reverse("places:organisations")).status_code == 403
        assert client.post(reverse("places:describe-organisations"), {"organisation": provider.pk}).status_code == 403
