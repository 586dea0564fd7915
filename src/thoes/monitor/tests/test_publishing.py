"""What is published is what a slow count says, and nothing else is kept."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from thoes.housing.models import Bed, Site
from thoes.monitor import publishing
from thoes.monitor.areas import LIMBURG
from thoes.monitor.jobs import publish_at_night
from thoes.monitor.models import Publication, PublishedCount, Why
from thoes.monitor.publishing import MONTHS_BACK, NIGHTS_KEPT, publish
from thoes.monitor.tests.slow_counting import days_of, slow_month, slow_moves, slow_night
from thoes.monitor.tests.some_limburg import AT, EXACT, NIGHT, TOWNS, fill
from thoes.occupancy import people_in_night
from thoes.occupancy.public import counted_limburg
from thoes.register.models import Round, Stay

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MARCH = date(2026, 3, 31)


@pytest.fixture
def exact(monkeypatch) -> None:
    """Nothing is rounded, so that what is published can be held against the count."""
    for module in (publishing, people_in_night):
        monkeypatch.setattr(module, "rounding_on", lambda day: EXACT)


def published(period: date, indicator: str) -> dict[tuple[str, str, str], int | None]:
    rows = PublishedCount.objects.filter(period=period, indicator=indicator)
    return {(row.area, row.split, row.value): row.shown for row in rows if row.shown != 0}


def test_a_night_in_numbers_is_the_night_one_by_one_in_every_area_and_split(exact) -> None:
    fill(seed=1)

    publish(night=NIGHT, at=AT, why=Why.ASKED, months=2)

    assert len(slow_night(NIGHT)) > 60
    for period in (NIGHT, MARCH):
        assert published(period, "people") == dict(slow_night(period))


def test_a_month_in_numbers_is_the_month_day_by_day(exact) -> None:
    fill(seed=2)

    publish(night=NIGHT, at=AT, why=Why.ASKED, months=2)

    slow = slow_month(MARCH)
    for indicator in ("came", "went"):
        found = published(MARCH, indicator)
        by_night = ("stay", "registration")
        assert {key: number for key, number in found.items() if key[1] not in by_night} == dict(slow[indicator])
        for split in by_night:
            whole = sum(number or 0 for key, number in found.items() if key[:2] == (LIMBURG, split))
            assert whole == found[LIMBURG, "", ""]


def test_a_day_in_numbers_is_the_day_one_by_one_and_is_forgotten_after_five_weeks(exact) -> None:
    fill(seed=2)
    day = next(day for day in days_of(MARCH) if len(slow_moves([day])["came"]) > 3)

    publish(night=day, at=AT, why=Why.ASKED, months=0)
    slow = slow_moves([day])
    for indicator in ("came", "went"):
        of_all = {key: number for key, number in slow[indicator].items() if not key[1]}
        assert published(day, f"{indicator}-day") == of_all

    publish(night=day + timedelta(days=NIGHTS_KEPT + 1), at=AT, why=Why.ASKED, months=0)
    assert not published(day, "came-day")


def test_the_night_is_the_one_that_every_other_page_shows() -> None:
    fill(seed=3)

    publish(night=NIGHT, at=AT, why=Why.ASKED, months=0)

    limburg = counted_limburg(NIGHT)
    shown = {row.area: row.shown for row in PublishedCount.objects.filter(indicator="people", split="", period=NIGHT)}
    assert shown == {
        **{code: place.shown.number for code, place in (*limburg.municipalities.items(), *limburg.regions.items())},
        LIMBURG: limburg.province.shown.number,
    }


def test_coverage_is_the_share_of_beds_whose_register_was_confirmed_within_thirty_days(exact) -> None:
    fill(seed=1)

    publish(night=NIGHT, at=AT, why=Why.ASKED, months=0)

    beds: Counter[str] = Counter()
    sure: Counter[str] = Counter()
    for site in Site.objects.all():
        number = Bed.objects.filter(unit__site=site).count()
        beds[site.municipality_id] += number
        if Round.objects.filter(site=site, night__gt=NIGHT - timedelta(days=30), night__lte=NIGHT).exists():
            sure[site.municipality_id] += number
    assert {town: published(NIGHT, "beds")[town, "", ""] for town in TOWNS} == dict(beds)
    found = published(NIGHT, "confirmed")
    assert {town: found.get((town, "", ""), 0) for town in TOWNS} == {town: sure[town] for town in TOWNS}
    assert 0 < sum(sure.values()) < sum(beds.values())


def test_a_month_stays_as_it_was_published_and_the_night_is_counted_anew(exact) -> None:
    fill(seed=4)
    first = publish(night=NIGHT, at=AT, why=Why.ASKED, months=2)
    before = published(MARCH, "people"), published(NIGHT, "people")

    Stay.objects.filter(arrival__lte=MARCH, departure=None).update(known_until=AT)
    second = publish(night=NIGHT, at=AT, why=Why.NIGHTLY, months=2)

    assert (first.months, second.months) == ([date(2026, 2, 28), MARCH], [])
    assert published(MARCH, "people") == before[0]
    assert published(NIGHT, "people") != before[1]


def test_what_was_not_told_of_a_night_is_not_told_when_it_is_counted_again() -> None:
    fill(seed=7)
    publish(night=NIGHT, at=AT, why=Why.ASKED, months=0)
    PublishedCount.objects.filter(period=NIGHT, split="nationality", area="limburg").update(shown=None)

    publish(night=NIGHT, at=AT, why=Why.NIGHTLY, months=0)

    again = PublishedCount.objects.filter(period=NIGHT, split="nationality", area="limburg")
    assert set(again.values_list("shown", flat=True)) == {None}
    assert PublishedCount.objects.filter(period=NIGHT, split="nationality", shown__gt=0).exists()


def test_a_night_that_ends_no_month_is_forgotten_and_the_months_stay(exact) -> None:
    fill(seed=5, people=40)
    publish(night=NIGHT, at=AT, why=Why.ASKED, months=1)

    publish(night=date(2026, 6, 2), at=AT, why=Why.NIGHTLY, months=1)

    periods = set(PublishedCount.objects.values_list("period", flat=True))
    assert periods == {MARCH, date(2026, 5, 31), date(2026, 6, 2)}
    assert Publication.objects.count() == 2


def test_the_job_counts_the_night_that_is_nearly_over(monkeypatch) -> None:
    fill(seed=6, people=30)
    monkeypatch.setattr(timezone, "now", lambda: AT)

    publish_at_night(timestamp=0)

    (publication,) = Publication.objects.all()
    assert (publication.night, publication.why, len(publication.months)) == (NIGHT, Why.NIGHTLY, MONTHS_BACK)
