"""The coming week of a site: who comes, who leaves and who only gets another bed, on which day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from thoes.housing.models import Bed
from thoes.kernel.nights import current_night
from thoes.privacy.models import ProcessingRecord
from thoes.register.models import Stay
from thoes.register.services import Declared, check_in, move_workers
from thoes.register.services.workers import DeclaredWorker
from thoes.register.week_ahead import week_ahead

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def night():
    return current_night(timezone.localtime())


@pytest.fixture
def come(alice, site):
    def record(name: str, **facts) -> Stay:
        line = Declared(site_id=site.pk, worker=DeclaredWorker(family_name=name, given_name="Anna"), **facts)
        change, (result,) = check_in(actor=alice, arrivals=[line], at=timezone.now(), nonce=None)
        assert result.refusal is None, result.refusal
        return change.opened.get()

    return record


@pytest.fixture
def days(alice, site, night):
    """days() -> per day the family names of who comes, who leaves and who moves."""

    def read():
        ahead = week_ahead(actor=alice, site_id=site.pk, first=night)
        return [tuple([s.worker.family_name for s in who] for who in (d.arriving, d.leaving, d.moving)) for d in ahead]

    return read


def test_who_comes_and_who_leaves_stands_on_the_day(come, days, night) -> None:
    come("Testowska", arrival=night + 2 * DAY)
    come("Nepska", arrival=night - 9 * DAY, departure=night + 2 * DAY)
    come("Voorbeeld", arrival=night - 9 * DAY, expected_departure=night + 6 * DAY)

    found = days()

    assert found[2] == (["Testowska"], ["Nepska"], [])
    assert found[6] == ([], ["Voorbeeld"], [])
    assert len(found) == 7


def test_what_lies_before_or_after_the_week_is_left_out(come, days, night) -> None:
    come("Testowska", arrival=night + 7 * DAY)
    come("Nepska", arrival=night - 9 * DAY, departure=night - DAY)

    assert all(day == ([], [], []) for day in days())


def test_who_gets_another_bed_moves_and_neither_comes_nor_leaves(alice, come, days, site, night) -> None:
    stay = come("Testowska", arrival=night - 9 * DAY)
    bed = Bed.objects.filter(unit__site=site).last()
    move_workers(actor=alice, moves=[(stay.stay_id, bed.pk)], on=night + DAY, at=timezone.now(), nonce=None)

    assert days()[1] == ([], [], ["Testowska"])


def test_the_page_names_them_logs_the_look_and_is_not_for_charlie(alice, charlie, logged_in, come, site, night) -> None:
    come("Testowska", arrival=night + DAY)
    url = reverse("register:coming-week", args=[site.pk])

    page = logged_in(alice).get(url).content.decode()

    assert "Testowska, Anna" in page
    assert 'aria-current="page">Komende week' in page
    assert ProcessingRecord.objects.filter(activity="register.coming_week").count() == 1
    assert logged_in(charlie).get(url).status_code == 404


def test_an_empty_week_says_so(alice, logged_in, site) -> None:
    assert (
        "naar verwachting niemand"
        in logged_in(alice).get(reverse("register:coming-week", args=[site.pk])).content.decode()
    )
