"""The page of terms: nothing is filled in beforehand, what would go is shown first, and only the own terms are there."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.accounts.models import Membership
from thoes.accounts.public import PROVIDER_ADMINISTRATOR, actor_of
from thoes.privacy.models import RetentionTerm
from thoes.privacy.retention.shredding import shred
from thoes.privacy.retention.terms import cut_off
from thoes.register.models import Worker
from thoes.register.public import Declared, DeclaredWorker, check_in

pytestmark = pytest.mark.django_db
TERMS, KEEP = "retention:terms", "keep_night_register"
FORM = {"number": "6", "unit": "months", "ground": "Proefbesluit"}


@pytest.fixture
def hanna(alice):
    """Administrator of Alice's housing provider."""
    membership = Membership.objects.get(user_id=alice.user_id)
    membership.role = PROVIDER_ADMINISTRATOR
    membership.save()
    return actor_of(membership)


@pytest.fixture
def gone(hanna, site):
    """Somebody who left a year ago."""
    today = timezone.localdate()
    line = Declared(
        site_id=site.pk,
        arrival=today - timedelta(days=400),
        departure=today - timedelta(days=365),
        worker=DeclaredWorker(family_name="Vertrokken"),
    )
    check_in(actor=hanna, arrivals=[line], at=timezone.now(), nonce=None)


def _who(actor):
    return actor.organisation_id, actor.user_id


def _page(client):
    return client.get(reverse(TERMS))


def test_a_purpose_without_a_term_is_a_task_and_no_term_is_proposed(hanna, logged_in) -> None:
    client = logged_in(hanna)

    page = _page(client)
    form = client.get(reverse("retention:term", args=[KEEP])).context["form"]

    assert page.context["missing"] == len(page.context["rows"]) > 0
    assert [form[name].value() for name in FORM] == [None, None, None]


def test_what_would_go_is_shown_before_the_term_is_kept(hanna, gone, logged_in) -> None:
    client, url = logged_in(hanna), reverse("retention:term", args=[KEEP])

    asked = client.post(url, FORM)
    assert (asked.context["count"], RetentionTerm.objects.count()) == (1, 0)
    # Another term than the one that was shown is shown first as well.
    client.post(url, FORM | {"number": "1", "confirmed": "6 months"})
    assert RetentionTerm.objects.count() == 0
    client.post(url, FORM | {"confirmed": "6 months"})

    term = RetentionTerm.objects.get()
    assert (term.number, term.unit, term.organisation_id, term.set_by) == (6, "months", *_who(hanna))
    assert b"Proefbesluit" in _page(client).content


def test_the_proof_of_a_year_is_a_pdf_of_the_own_organisation(hanna, gone, charlie, logged_in) -> None:
    client, url = logged_in(hanna), reverse("retention:term", args=[KEEP])
    client.post(url, FORM | {"confirmed": "6 months"})
    shred(on=timezone.localdate(), at=timezone.now())

    page = _page(client)
    pdf = client.get(reverse("retention:proof", args=[page.context["years"][0]]))

    assert Worker.objects.get().family_name == ""
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    membership = Membership.objects.get(user_id=charlie.user_id)
    membership.role = PROVIDER_ADMINISTRATOR
    membership.save()
    other = _page(logged_in(charlie))
    assert (other.context["years"], other.context["decisions"]) == ([], [])


def test_a_year_without_sense_and_a_purpose_of_others_are_not_there(hanna, logged_in) -> None:
    client = logged_in(hanna)

    assert client.get(reverse("retention:proof", args=[1999])).status_code == 404
    assert client.get(reverse("retention:term", args=["brp_registration"])).status_code == 404
    assert client.get(reverse("retention:term", args=["nonsense"])).status_code == 404


def test_who_may_not_set_terms_has_no_such_page(alice, bob, sofie, paula, logged_in) -> None:
    for actor in (alice, bob, sofie, paula):
        assert _page(logged_in(actor)).status_code == 403
    assert _page(Client()).status_code == 302


def test_the_page_asks_a_fixed_number_of_queries(hanna, logged_in, django_assert_max_num_queries) -> None:
    client, url = logged_in(hanna), reverse("retention:term", args=[KEEP])
    for number in range(2, 7):
        client.post(url, FORM | {"number": str(number), "confirmed": f"{number} months"})

    with django_assert_max_num_queries(15):
        _page(client)


@pytest.mark.parametrize(
    ("on", "number", "unit", "expected"),
    [
        ("2026-03-31", 1, "months", "2026-02-28"),
        ("2026-05-14", 2, "weeks", "2026-04-30"),
        ("2028-02-29", 1, "years", "2027-02-28"),
        ("2026-01-15", 3, "months", "2025-10-15"),
        ("2026-05-14", 10, "days", "2026-05-04"),
    ],
)
def test_a_term_is_counted_back_by_the_calendar(on, number, unit, expected) -> None:
    day = timezone.datetime.fromisoformat(on).date()

    assert cut_off(day, number=number, unit=unit).isoformat() == expected
