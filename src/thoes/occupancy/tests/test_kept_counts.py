"""What is kept of many sites is what would be counted, says when it was counted, and spares the page the counting."""

from datetime import date

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
from thoes.occupancy.kept_counts import norms_of_tonight, places_tonight
from thoes.occupancy.norms import norms_tonight
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
