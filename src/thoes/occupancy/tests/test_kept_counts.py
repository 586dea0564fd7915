"""What is kept of many sites is what would be counted, says when it was counted, and spares the page the counting."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from thoes.housing.models import Permit, Site
from thoes.housing.public import HOUSING_PERMITS
from thoes.kernel.nights import current_night
from thoes.occupancy import kept_counts
from thoes.occupancy.jobs import keep_counts_of_many_sites
from thoes.occupancy.kept_counts import norms_of_tonight, places_tonight, sites_as_kept, towns_of_province
from thoes.occupancy.kept_nights import counted_now, kept_night
from thoes.occupancy.norms import norms_tonight, sites_tonight, towns_tonight
from thoes.occupancy.people_in_night import counted_towns, places_for
from thoes.privacy.public import as_tenant
from thoes.register.public import Declared, DeclaredWorker, check_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept(db) -> None:
    cache.clear()


@pytest.fixture
def large(monkeypatch) -> None:
    """Whatever there is, is too much to count while somebody waits."""
    monkeypatch.setattr(kept_counts, "MOST_AT_ONCE", 0)
    monkeypatch.setattr(kept_counts, "MOST_IN_LIMBURG", 0)


@pytest.fixture
def arrive(alice):
    def arrive(site: Site, *names: str) -> None:
        lines = [
            Declared(site_id=site.pk, arrival=tonight(), worker=DeclaredWorker(family_name=name)) for name in names
        ]
        _, results = check_in(actor=alice, arrivals=lines, at=timezone.now(), nonce=None)
        assert [result.refusal for result in results] == [None] * len(names)

    return arrive


@pytest.fixture
def too_full(site, arrive) -> Site:
    """A permit for one, and two people."""
    Permit.objects.create(
        site=site, kind="letting", number="Z-1", holder="Voorbeeld", capacity=1, valid_from=date(2020, 1, 1),
        recorded_at=timezone.now(),
    )  # fmt: skip
    arrive(site, "Testowska", "Proefska")
    return site


def tonight() -> date:
    return current_night(timezone.localtime())


def _norms(actor):
    with as_tenant(actor, HOUSING_PERMITS):
        return norms_of_tonight(actor=actor, on=tonight())


def _places(actor):
    with as_tenant(actor, HOUSING_PERMITS):
        return places_tonight(tonight(), seen_as=actor)


def test_what_the_job_keeps_is_what_is_counted_one_by_one(
    large, too_full, vera, paula, wim, weert, make_site, provider
) -> None:
    make_site(provider, weert)
    keep_counts_of_many_sites(0)

    for actor in (vera, wim):
        with as_tenant(actor, HOUSING_PERMITS):
            assert _norms(actor).answer == norms_tonight(actor=actor, on=tonight())
    for actor in (vera, wim, paula):
        assert _places(actor).answer == places_for(actor, counted_towns(tonight()))
    assert _norms(vera).answer.over == 1
    assert _norms(wim).answer.over == 0


def test_what_is_kept_of_each_site_is_what_a_page_would_count_in_its_order(
    large, too_full, vera, weert, wim, provider, make_site, arrive
) -> None:
    other, _abroad = make_site(provider, too_full.municipality), make_site(provider, weert)
    arrive(other, "Nepska")
    with as_tenant(vera, HOUSING_PERMITS):
        one_by_one = list(map(kept_night, sites_tonight(actor=vera, on=tonight())))
    keep_counts_of_many_sites(0)

    with as_tenant(vera, HOUSING_PERMITS):
        kept = sites_as_kept(actor=vera, on=tonight())
        now = counted_now(kept.answer, actor=vera, on=tonight())
    assert list(kept.answer) == one_by_one == list(map(kept_night, now))
    assert [row.site.pk for row in one_by_one] == [too_full.pk, other.pk]
    assert one_by_one[0].nights_over == 1
    with as_tenant(wim, HOUSING_PERMITS):
        assert counted_now(kept.answer, actor=wim, on=tonight()) == []


def test_the_nights_of_the_year_that_are_kept_are_those_of_each_night(large, site, vera, alice) -> None:
    """Somebody slept there for forty nights beside whom one was allowed; the permit began after ten of them."""
    arrived = tonight() - timedelta(days=40)
    lines = [
        Declared(site_id=site.pk, arrival=arrived, worker=DeclaredWorker(family_name=name))
        for name in ("Testowska", "Proefska")
    ]
    check_in(actor=alice, arrivals=lines, at=timezone.now(), nonce=None)
    Permit.objects.create(
        site=site, kind="letting", number="Z-1", holder="Voorbeeld", capacity=1,
        valid_from=arrived + timedelta(days=10), recorded_at=timezone.now(),
    )  # fmt: skip
    with as_tenant(vera, HOUSING_PERMITS):
        (counted,) = sites_tonight(actor=vera, on=tonight())
    keep_counts_of_many_sites(0)
    keep_counts_of_many_sites(0)

    with as_tenant(vera, HOUSING_PERMITS):
        (kept,) = sites_as_kept(actor=vera, on=tonight()).answer
    assert kept.nights_over == counted.nights_over == 31
    assert kept.nights_unknown == counted.nights_unknown
    assert kept.nights_unknown > 0


def test_the_municipalities_that_are_kept_for_the_province_are_those_it_would_count(
    large, too_full, paula, vera, weert, provider, make_site
) -> None:
    make_site(provider, weert)
    keep_counts_of_many_sites(0)

    with as_tenant(paula, HOUSING_PERMITS):
        kept = towns_of_province(actor=paula, on=tonight(), now=timezone.now())
        assert kept.answer == towns_tonight(actor=paula, on=tonight())
    with as_tenant(vera, HOUSING_PERMITS):
        assert towns_of_province(actor=vera, on=tonight(), now=timezone.now()).answer == []
    assert kept.year_at is not None
    assert [town.over for town in kept.answer] == [1, 0]


def test_the_sites_of_a_large_municipality_are_shown_as_they_are_now_and_ordered_as_they_were_counted(
    large, too_full, vera, logged_in, arrive
) -> None:
    keep_counts_of_many_sites(0)
    arrive(too_full, "Nepska")
    client = logged_in(vera)
    client.cookies["django_language"] = "nl"

    page = client.get(reverse("occupancy:norms"))

    with as_tenant(vera, HOUSING_PERMITS):
        kept = sites_as_kept(actor=vera, on=tonight())
    assert [row.people for row in page.context["listing"].shown] == [3]
    assert [row.people for row in kept.answer] == [2]
    at, year_at = (f"{timezone.localtime(moment):%H:%M} uur" for moment in (kept.at, kept.year_at))
    assert f"zijn geteld om {at}, de eerdere nachten van het jaar om {year_at}." in page.content.decode()


def test_a_kept_count_is_not_counted_again_until_the_job_does(
    large, too_full, vera, arrive, venlo, provider, make_site
) -> None:
    keep_counts_of_many_sites(0)
    before = _norms(vera)
    Permit.objects.update(capacity=2)

    assert _norms(vera) == before
    keep_counts_of_many_sites(0)
    assert _norms(vera).answer.over == 0
    assert _norms(vera).at > before.at


def test_today_of_a_large_municipality_counts_nobody_and_says_when_it_was_counted(
    large, too_full, vera, logged_in
) -> None:
    keep_counts_of_many_sites(0)
    client = logged_in(vera)
    client.cookies["django_language"] = "nl"

    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("register:today")).content.decode()

    at = timezone.localtime(_norms(vera).at)
    assert f"locatie is vannacht te vol volgens een norm (geteld om {at:%H:%M} uur)" in page
    assert not [query["sql"] for query in asked if "register_stay" in query["sql"]]


def test_the_need_of_a_country_counts_nobody_and_says_when_it_was_counted(large, too_full, paula, logged_in) -> None:
    keep_counts_of_many_sites(0)
    client = logged_in(paula)
    client.cookies["django_language"] = "nl"

    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("pipeline:need")).content.decode()

    at = timezone.localtime(_places(paula).at)
    assert f"Ze zijn geteld om {at:%H:%M} uur." in page
    assert not [query["sql"] for query in asked if "register_stay" in query["sql"]]


def test_without_a_job_the_page_counts(large, too_full, vera) -> None:
    assert _norms(vera).answer.over == 1
    assert _norms(vera).at is None
    assert _places(vera).at is None


def test_where_sites_are_few_a_page_counts_to_the_minute(too_full, vera, logged_in) -> None:
    keep_counts_of_many_sites(0)
    assert _norms(vera).answer.over == 1
    Permit.objects.update(capacity=2)

    page = logged_in(vera).get(reverse("register:today")).content.decode()

    assert _norms(vera).answer.over == 0
    assert _norms(vera).at is None
    assert "geteld om" not in page
