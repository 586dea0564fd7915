"""Days that can hardly be meant are asked about once, and the message after an action says whom and what."""

import uuid
from datetime import datetime, time, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from thoes.housing.models import Bed
from thoes.kernel.nights import current_night
from thoes.register.models import Stay, Worker
from thoes.register.services import Declared, check_in
from thoes.register.services.workers import DeclaredWorker

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def night():
    return current_night(timezone.localtime())


@pytest.fixture
def client_of_alice(alice, logged_in):
    return logged_in(alice)


@pytest.fixture
def stay(alice, site, night) -> Stay:
    line = Declared(
        site_id=site.pk, arrival=night - 5 * DAY, worker=DeclaredWorker(family_name="Kowalski", given_name="Jan")
    )
    check_in(actor=alice, arrivals=[line], at=timezone.now(), nonce=None)
    return Stay.objects.get()


def arrival(site, night, **other):
    bed = Bed.objects.filter(unit__site=site).order_by("unit__position", "position").first()
    return {
        "family_name": "Kowalski", "given_name": "Jan", "document_kind": "passport", "arrival": night.isoformat(),
        "bed": bed.pk, "nonce": uuid.uuid4(), **other,
    }  # fmt: skip


@pytest.mark.parametrize(("days", "asked"), [(14, False), (15, True), (200, True)])
def test_a_check_out_more_than_two_weeks_ahead_is_asked_about(client_of_alice, site, stay, night, days, asked) -> None:
    form = {"stay": stay.stay_id, "departure": (night + days * DAY).isoformat(), "nonce": uuid.uuid4()}

    answer = client_of_alice.post(reverse("register:check-out", args=[site.pk]), form)

    assert (Stay.objects.get(known_until=None).departure is None) == asked
    assert (f"over {days} dagen" in answer.content.decode()) == asked


def test_it_is_done_after_the_tick_and_asked_again_of_another_day(client_of_alice, site, stay, night) -> None:
    url, meant = reverse("register:check-out", args=[site.pk]), night + 20 * DAY
    form = {"stay": stay.stay_id, "departure": meant.isoformat(), "nonce": uuid.uuid4()}
    tick = f"sure-departure-{meant.isoformat()}"

    shown = client_of_alice.post(url, form).content.decode()
    other = client_of_alice.post(url, {**form, "departure": (meant + DAY).isoformat(), tick: "on"})
    client_of_alice.post(url, {**form, tick: "on"})

    assert f'name="{tick}"' in shown
    assert other.status_code == 200
    assert Stay.objects.get(known_until=None).departure == meant


def test_an_arrival_more_than_a_year_back_is_asked_about(client_of_alice, site, night) -> None:
    url, long_ago = reverse("register:check-in", args=[site.pk]), night - 400 * DAY
    form = arrival(site, long_ago)

    asked = client_of_alice.post(url, form)
    none_yet = Stay.objects.exists()
    client_of_alice.post(url, {**form, f"sure-arrival-{long_ago.isoformat()}": "on"})

    assert "meer dan een jaar geleden" in asked.content.decode()
    assert not none_yet
    assert Stay.objects.get().arrival == long_ago


@pytest.mark.parametrize(("days", "asked"), [(27, False), (28, True), (365, True)])
def test_an_arrival_four_weeks_ahead_is_asked_about(client_of_alice, site, night, days, asked) -> None:
    ahead = night + days * DAY

    answer = client_of_alice.post(reverse("register:check-in", args=[site.pk]), arrival(site, ahead))

    assert Stay.objects.exists() != asked
    assert (f"over {days} dagen" in answer.content.decode()) == asked


def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_asked(client_of_alice, site, night) -> None:
    url, before = reverse("register:check-in", args=[site.pk]), (night - 2 * DAY).isoformat()

    of_1926 = client_of_alice.post(url, arrival(site, night.replace(year=1926, day=1)))
    left_before = client_of_alice.post(url, arrival(site, night, expected_departure=before))

    assert "Controleer het jaar" in of_1926.context["form"].errors["arrival"][0]
    assert "moet na de aankomst" in left_before.context["form"].errors["expected_departure"][0]
    assert not of_1926.context["form"].days_asked
    assert not Stay.objects.exists()


def test_who_would_stay_for_years_is_asked_about(client_of_alice, site, stay, night) -> None:
    url, years = reverse("register:check-in", args=[site.pk]), (night + 900 * DAY).isoformat()
    many = reverse("register:expect-departure", args=[site.pk])

    asked = client_of_alice.post(url, arrival(site, night, family_name="Testowska", expected_departure=years))
    asked_of_many = client_of_alice.post(
        many, {"stay": stay.stay_id, "seen": stay.pk, "expected_departure": years, "nonce": uuid.uuid4()}
    )

    assert "over 900 dagen" in asked.content.decode()
    assert "over 900 dagen" in asked_of_many.content.decode()
    assert Stay.objects.get().expected_departure is None


def test_a_move_far_ahead_is_asked_about(client_of_alice, site, stay, night) -> None:
    bed = Bed.objects.filter(unit__site=site).order_by("unit__position", "position").last()
    move = {f"bed-{stay.stay_id}": bed.pk, "stay": stay.stay_id, "nonce": uuid.uuid4()}

    asked = client_of_alice.post(
        reverse("register:move", args=[site.pk]), {**move, "on": (night + 31 * DAY).isoformat()}
    )

    assert "over 31 dagen" in asked.content.decode()
    assert Stay.objects.get().bed == stay.bed


def test_somebody_of_a_hundred_years_is_asked_about(client_of_alice, site, night) -> None:
    born = night.replace(year=night.year - 100, day=1)

    asked = client_of_alice.post(
        reverse("register:check-in", args=[site.pk]), arrival(site, night, date_of_birth=born.isoformat())
    )

    assert "is 100 jaar oud. Is dit een werknemer?" in asked.content.decode()
    assert not Stay.objects.exists()


def test_the_tick_goes_when_another_day_is_filled_in(client_of_alice, site, night) -> None:
    first, second = night + 40 * DAY, night + 50 * DAY
    sent = arrival(site, second) | {f"sure-arrival-{first.isoformat()}": "on"}

    asked = client_of_alice.post(reverse("register:check-in", args=[site.pk]), sent)

    assert [bound.name for bound in asked.context["form"].days_asked] == [f"sure-arrival-{second.isoformat()}"]


def test_a_birth_date_that_makes_a_child_of_a_worker_is_asked_about(client_of_alice, site, night) -> None:
    born = night - 6 * 365 * DAY
    url, form = reverse("register:check-in", args=[site.pk]), arrival(site, night, date_of_birth=born.isoformat())

    asked = client_of_alice.post(url, form)
    client_of_alice.post(url, {**form, f"sure-date_of_birth-{born.isoformat()}": "on"})

    assert "Is dit een werknemer?" in asked.content.decode()
    assert Worker.objects.get().date_of_birth == born


def test_a_correction_is_asked_about_only_where_it_changes_the_day(client_of_alice, stay, night) -> None:
    url, long_ago = reverse("register:stay", args=[stay.stay_id]), night - 500 * DAY
    sent = {"bed": stay.bed_id, "seen": stay.pk}

    asked = client_of_alice.post(url, {**sent, "arrival": long_ago.isoformat(), "nonce": uuid.uuid4()})

    assert "meer dan een jaar geleden" in asked.content.decode()
    assert Stay.objects.get(known_until=None).arrival == stay.arrival


def test_a_birth_date_on_the_page_of_a_worker_is_asked_about(client_of_alice, stay, night) -> None:
    form = {"family_name": "Kowalski", "given_name": "Jan", "date_of_birth": (night - 900 * DAY).isoformat()}

    asked = client_of_alice.post(reverse("register:worker", args=[stay.worker_id]), form)

    assert "Is dit een werknemer?" in asked.content.decode()
    assert Worker.objects.get().date_of_birth is None


def test_after_a_check_in_the_message_says_who_sleeps_where(client_of_alice, site, night) -> None:
    done = client_of_alice.post(reverse("register:check-in", args=[site.pk]), arrival(site, night), follow=True)

    assert "Jan Kowalski slaapt nu in K1, bed A." in done.content.decode()


def test_after_a_move_and_a_check_out_the_message_says_whom_and_what(client_of_alice, site, stay, night) -> None:
    bed = Bed.objects.filter(unit__site=site).order_by("unit__position", "position").last()
    move = {f"bed-{stay.stay_id}": bed.pk, "on": night.isoformat(), "stay": stay.stay_id, "nonce": uuid.uuid4()}
    moved = client_of_alice.post(reverse("register:move", args=[site.pk]), move, follow=True).content.decode()
    there = Stay.objects.get(known_until=None, departure=None)
    leave = {"stay": there.stay_id, "departure": (night + DAY).isoformat(), "nonce": uuid.uuid4()}

    left = client_of_alice.post(reverse("register:check-out", args=[site.pk]), leave, follow=True).content.decode()

    assert "Jan Kowalski slaapt nu in K2, bed B." in moved
    assert "Jan Kowalski vertrekt op" in left
    assert "uit K2, bed B." in left


def test_no_name_is_kept_in_a_session_for_a_message(client_of_alice, site, night) -> None:
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), arrival(site, night))

    kept = [str(session.get_decoded()) for session in Session.objects.all()]

    assert any("undo:" in text for text in kept)
    assert not any("Kowalski" in text for text in kept)


def test_after_midnight_check_in_and_check_out_name_the_same_night(alice, logged_in, site, monkeypatch) -> None:
    today = timezone.localdate()
    one_o_clock = timezone.make_aware(datetime.combine(today, time(1)))
    monkeypatch.setattr(timezone, "now", lambda: one_o_clock)
    line = Declared(site_id=site.pk, arrival=today - 9 * DAY, worker=DeclaredWorker(family_name="Kowalski"))
    check_in(actor=alice, arrivals=[line], at=one_o_clock, nonce=None)
    client = logged_in(alice)

    came = client.get(reverse("register:check-in", args=[site.pk]))
    left = client.get(reverse("register:check-out", args=[site.pk]), {"stay": Stay.objects.get().stay_id})

    assert came.context["form"]["arrival"].value() == left.context["form"]["departure"].value() == today - DAY
    assert "Het is nog de nacht van" in left.content.decode()
