"""The houser's pages: what they show, to whom, and that a slip can be taken back."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.housing.models import Bed
from thoes.privacy.models import ProcessingRecord
from thoes.register.models import Change, Stay

pytestmark = pytest.mark.django_db


def fields(site, **other):
    bed = Bed.objects.filter(unit__site=site, stay=None).order_by("unit__position", "position").first()
    return {
        "family_name": "Testowska",
        "given_name": "Anna",
        "residence": "Opole",
        "document_kind": "passport",
        "arrival": timezone.localdate().isoformat(),
        "bed": str(bed.pk),
        "nonce": str(uuid.uuid4()),
        **other,
    }


@pytest.fixture
def client_of_alice(alice, logged_in) -> Client:
    return logged_in(alice)


def test_a_worker_is_checked_in_and_stands_on_the_board(client_of_alice, site) -> None:
    answer = client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site), follow=True)

    assert "Testowska, Anna" in answer.content.decode()
    assert Stay.objects.get().expected_departure is None


def test_a_check_in_that_is_refused_keeps_what_was_typed(client_of_alice, site) -> None:
    answer = client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site, residence="BSN 111222333"))

    assert answer.status_code == 200
    assert "Testowska" in answer.content.decode()
    assert not Stay.objects.exists()


def test_a_bus_goes_in_and_who_cannot_comes_back_with_the_reason(client_of_alice, site) -> None:
    names = "Testowska, Anna; Opole\nPróbny, Jan\nExemplescu, Ion\nVoorbeeldov, Petar\nTestas, Ona"
    data = {
        "names": names,
        "arrival": timezone.localdate().isoformat(),
        "document_kind": "passport",
        "nonce": str(uuid.uuid4()),
    }

    answer = client_of_alice.post(reverse("register:check-in-group", args=[site.pk]), data)

    assert Stay.objects.count() == 4
    assert "Testas, Ona" in answer.content.decode()


def test_an_action_is_undone_with_one_button(client_of_alice, site) -> None:
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site))

    client_of_alice.post(reverse("register:undo", args=[Change.objects.get().pk]))

    assert Stay.objects.filter(known_until=None, voided=False).count() == 0


def test_checking_out_from_the_board_ends_the_stay(client_of_alice, site) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site, arrival=yesterday.isoformat()))
    stay = Stay.objects.get()

    client_of_alice.post(
        reverse("register:check-out", args=[site.pk]),
        {"stay": str(stay.stay_id), "departure": timezone.localdate().isoformat(), "nonce": str(uuid.uuid4())},
    )

    assert Stay.objects.get(known_until=None).departure == timezone.localdate()


def test_tonights_list_is_kept_for_when_there_is_no_network(client_of_alice, site) -> None:
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site))

    page = client_of_alice.get(reverse("register:tonight", args=[site.pk]))
    paper = client_of_alice.get(reverse("register:tonight-pdf", args=[site.pk]))

    assert page["X-Keep-Offline"] == "1"
    assert paper.content.startswith(b"%PDF")


def test_every_look_at_a_person_is_logged_with_its_purpose(client_of_alice, site) -> None:
    # Arrived yesterday: before noon tonight's list is still that of the past night.
    yesterday = timezone.localdate() - timedelta(days=1)
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site, arrival=yesterday.isoformat()))

    client_of_alice.get(reverse("register:tonight", args=[site.pk]))

    record = ProcessingRecord.objects.filter(activity="register.tonight").get()
    assert record.purpose == "keep_night_register"
    assert record.person_id == Stay.objects.get().worker.person_id


def test_a_worker_is_found_in_any_spelling(client_of_alice, site) -> None:
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site, family_name="Żółtowska-Próbna"))

    answer = client_of_alice.get(reverse("register:search"), {"q": "anna zoltowska"})

    assert "Żółtowska-Próbna" in answer.content.decode()


SITE_PAGES = ["board", "tonight", "tonight-pdf", "check-in", "check-in-group", "check-out", "move"]


@pytest.mark.parametrize("name", SITE_PAGES)
def test_charlie_gets_no_page_of_alices_site(name, charlie, logged_in, site) -> None:
    assert logged_in(charlie).get(reverse(f"register:{name}", args=[site.pk])).status_code == 404


@pytest.mark.parametrize("name", SITE_PAGES)
def test_a_visitor_is_sent_to_the_log_in_page(name, site) -> None:
    answer = Client().get(reverse(f"register:{name}", args=[site.pk]))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("accounts:login"))


@pytest.mark.parametrize("name", ["today", "search", "changes"])
def test_a_clerk_of_a_municipality_has_no_houser_pages(name, bob, logged_in) -> None:
    assert logged_in(bob).get(reverse(f"register:{name}")).status_code == 403


def test_charlie_cannot_open_or_void_alices_stay(client_of_alice, charlie, logged_in, site) -> None:
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), fields(site))
    stay = Stay.objects.get()

    opened = logged_in(charlie).get(reverse("register:stay", args=[stay.stay_id]))
    voided = logged_in(charlie).post(reverse("register:void", args=[stay.stay_id]), {"nonce": str(uuid.uuid4())})

    assert (opened.status_code, voided.status_code) == (404, 404)


def test_the_board_asks_as_often_for_many_as_for_few(
    client_of_alice, houser, venlo, make_site, django_assert_max_num_queries
) -> None:
    large = make_site(houser, venlo, rooms=10, beds=4)
    names = "\n".join(f"Testowska{chr(97 + n)}, Anna" for n in range(26))
    data = {"names": names, "arrival": timezone.localdate().isoformat(), "document_kind": "passport"}
    client_of_alice.post(reverse("register:check-in-group", args=[large.pk]), {**data, "nonce": str(uuid.uuid4())})

    with django_assert_max_num_queries(20):
        client_of_alice.get(reverse("register:board", args=[large.pk]))

    assert Stay.objects.count() == 26


@pytest.mark.django_db
def test_pages_of_people_are_not_kept_by_the_browser(alice, logged_in) -> None:
    assert logged_in(alice).get(reverse("register:today"))["Cache-Control"] == "no-store"
