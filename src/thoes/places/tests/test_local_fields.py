"""What a municipality asks beside the five fields: only with a ground, only for itself, and every decision stays."""

import pytest
from conftest import NOON
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from thoes.accounts.models import Membership, User
from thoes.accounts.public import ADMINISTRATOR, Actor, actor_of
from thoes.kernel.refusals import Refusal
from thoes.places.models import LocalFieldsDecision
from thoes.places.services import decide_local_fields

PAGE = "places:local-fields"


@pytest.fixture
def administrator(desk) -> Actor:
    """Administrator of Venlo."""
    membership = Membership.objects.create(
        user=User.objects.create_user("ada", email="ada@example.nl", password="test-only-password"),
        organisation_id=desk.pk,
        organisation_kind=desk.kind,
        organisation_name=desk.name,
        municipality_code=desk.municipality_id,
        role=ADMINISTRATOR,
    )
    return actor_of(membership)


@pytest.mark.django_db
def test_a_field_without_a_ground_is_refused_and_nothing_changes(administrator, venlo, logged_in) -> None:
    with pytest.raises(Refusal) as refused:
        decide_local_fields(actor=administrator, fields=["nationality"], ground="  ", at=NOON)
    assert refused.value.code == "local_ground_missing"

    page = logged_in(administrator).post(reverse(PAGE), {"fields_asked": ["nationality"], "ground": " "})

    assert page.status_code == 200
    assert page.context["form"].errors["ground"]
    venlo.refresh_from_db()
    assert "date_of_birth" in venlo.local_fields


@pytest.mark.django_db
def test_a_decision_holds_at_once_and_stays_readable(administrator, venlo, weert, logged_in) -> None:
    client = logged_in(administrator)

    page = client.post(
        reverse(PAGE), {"fields_asked": ["employer", "date_of_birth"], "ground": "Proefverordening art. 1"}, follow=True
    )

    venlo.refresh_from_db()
    weert.refresh_from_db()
    assert (venlo.local_fields, venlo.local_ground) == (["date_of_birth", "employer"], "Proefverordening art. 1")
    assert weert.local_fields == []
    assert b"Proefverordening art. 1" in page.content
    assert LocalFieldsDecision.objects.get().decided_by == administrator.user_id


@pytest.mark.django_db
def test_the_same_decision_twice_is_one(administrator, venlo) -> None:
    first = decide_local_fields(actor=administrator, fields=[], ground="", at=NOON)
    second = decide_local_fields(actor=administrator, fields=[], ground="", at=NOON)

    assert (first, second) == (True, False)
    assert LocalFieldsDecision.objects.count() == 1


@pytest.mark.django_db
def test_a_decision_cannot_be_changed(administrator, venlo) -> None:
    decide_local_fields(actor=administrator, fields=[], ground="", at=NOON)

    with pytest.raises(DatabaseError), transaction.atomic():
        LocalFieldsDecision.objects.update(ground="Anders")


@pytest.mark.django_db
def test_only_the_administrator_of_a_municipality_has_this_page(alice, bob, sofie, charlie, logged_in) -> None:
    for actor in (alice, bob, sofie, charlie):
        assert logged_in(actor).get(reverse(PAGE)).status_code == 403
    assert Client().get(reverse(PAGE)).status_code == 302


@pytest.mark.django_db
def test_the_page_asks_a_fixed_number_of_queries(
    administrator, venlo, logged_in, django_assert_max_num_queries
) -> None:
    for number in range(5):
        decide_local_fields(actor=administrator, fields=["employer"], ground=f"Grond {number}", at=NOON)
    client = logged_in(administrator)

    with django_assert_max_num_queries(12):
        client.get(reverse(PAGE))
