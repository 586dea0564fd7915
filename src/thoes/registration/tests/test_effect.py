"""The effect: who is obliged, who is registered, how long it took, and that the numbers are the own municipality's."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.kernel.months import ends_of_months
from thoes.registration.domain.effect import Effect, Obliged, effect_of
from thoes.registration.models import BrpRegistration, EffectCount
from thoes.registration.services import count_effect

ON = date(2026, 11, 24)


def test_the_share_and_the_days_are_over_the_obliged() -> None:
    people = [
        Obliged(date(2026, 3, 1), date(2026, 3, 11)), Obliged(date(2026, 3, 1), date(2026, 4, 10)),
        Obliged(date(2026, 3, 1), None), Obliged(date(2026, 3, 1), date(2026, 2, 1)),
    ]  # fmt: skip

    assert effect_of(people, on=ON) == Effect(obliged=4, registered=3, took_days_of=3, median_days=10)


@pytest.mark.parametrize(("registered_on", "counted"), [(date(2025, 11, 24), 0), (date(2025, 11, 25), 1), (ON, 1)])
def test_the_days_are_of_who_registered_in_the_year_before(registered_on, counted) -> None:
    assert effect_of([Obliged(date(2025, 1, 1), registered_on)], on=ON).took_days_of == counted


def test_nobody_obliged_gives_no_share() -> None:
    assert effect_of([], on=ON) == Effect(0, 0, 0, None)
    assert EffectCount(obliged=0, registered=0).share is None


def test_months_end_on_their_last_day() -> None:
    assert ends_of_months(date(2026, 3, 31), count=3) == [date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28)]


@pytest.fixture
def counted(arrive, provider, venlo, make_site):
    """Two obliged people in Venlo, one of them registered ten days after the duty began; one who is not obliged."""
    site = make_site(provider, venlo)
    today = timezone.localdate()
    found = arrive(site, "Testowska", nights_ago=150)
    arrive(site, "Proefnik", nights_ago=140)
    arrive(site, "Kortverblijf", nights_ago=10)
    BrpRegistration.objects.create(
        person_id=found.person_id,
        municipality=venlo,
        registered_on=today - timedelta(days=150 - 122 - 10),
        recorded_at=timezone.now(),
    )
    count_effect(on=today)
    return today


@pytest.mark.django_db
def test_a_day_is_counted_for_all_and_per_provider(counted, provider) -> None:
    rows = EffectCount.objects.filter(on=counted).order_by("provider")

    assert [(row.provider_id, row.obliged, row.registered, row.median_days) for row in rows] == [
        (provider.pk, 2, 1, 10),
        (None, 2, 1, 10),
    ]


@pytest.mark.django_db
def test_counting_again_changes_nothing_but_the_day_itself(counted) -> None:
    before = EffectCount.objects.count()

    assert count_effect(on=counted) <= 13
    assert EffectCount.objects.count() == before


@pytest.mark.django_db
def test_the_page_shows_the_own_municipality_only(
    counted, bob, wim, alice, logged_in, django_assert_max_num_queries
) -> None:
    address, client = reverse("registration:effect"), logged_in(bob)

    with django_assert_max_num_queries(14):
        page = client.get(address).content.decode()

    assert "50%" in page
    assert "50%" not in logged_in(wim).get(address).content.decode()
    assert logged_in(alice).get(address).status_code == 403
    assert Client().get(address).status_code == 302


@pytest.mark.django_db
def test_the_figure_can_be_had_as_numbers_and_as_a_picture(counted, bob, logged_in) -> None:
    address, client = reverse("registration:effect"), logged_in(bob)

    numbers = client.get(address, {"file": "share-registered.csv"})
    picture = client.get(address, {"file": "share-registered.svg"})

    assert numbers.content.decode("utf-8-sig").splitlines()[1].endswith(";2;1;50%;10")
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"50% is ingeschreven" in picture.content
    assert client.get(address, {"file": "share-registered.exe"})["Content-Type"].startswith("text/html")
