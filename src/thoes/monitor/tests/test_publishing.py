"""What is published is what a slow count says, and nothing else is kept."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from thoes.housing.models import Bed, Site
from thoes.monitor import publishing
from thoes.monitor.areas import LIMBURG
from thoes.monitor.jobs import publish_at_night
from thoes.monitor.models import Publication, PublishedCount, Why
from thoes.monitor.publishing import MONTHS_BACK, publish
from thoes.monitor.splits import nationality_group
from thoes.monitor.tests.some_limburg import AT, EXACT, NIGHT, TOWNS, fill
from thoes.occupancy import people_in_night
from thoes.occupancy.public import counted_limburg
from thoes.register.models import Round, Stay
from thoes.register.public import believed
from thoes.registration.models import BrpRegistration

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MARCH = date(2026, 3, 31)


@pytest.fixture
def exact(monkeypatch) -> None:
    """Nothing is rounded, so that what is published can be held against the count."""
    for module in (publishing, people_in_night):
        monkeypatch.setattr(module, "rounding_on", lambda day: EXACT)


def areas_of(town: str) -> tuple[str, str, str]:
    return town, TOWNS[town][1], LIMBURG


def slow_night(night: date) -> Counter[tuple[str, str, str]]:
    """Who sleeps where by split and value, one by one; and all together under "" and ""."""
    found: Counter[tuple[str, str, str]] = Counter()
    registered = set(
        BrpRegistration.objects.filter(registered_on__lte=night, ended_on=None).values_list("person_id", flat=True)
    )
    for stay in believed(Stay.objects.select_related("worker", "site")):
        if not slept(stay, night):
            continue
        since = began(stay)
        kind = "mid" if since <= night - relativedelta(years=1) else "short"
        values = {
            "": "",
            "nationality": nationality_group(stay.worker.nationality),
            "housing": stay.site.kind or "unknown",
            "registration": "registered" if stay.worker.person_id in registered else "unknown",
            "stay": kind,
        }
        for area in areas_of(stay.municipality_id):
            found.update((area, split, value) for split, value in values.items())
    return found


def slept(stay: Stay, night: date) -> bool:
    return stay.arrival <= night and (stay.departure is None or stay.departure > night)


def began(stay: Stay) -> date:
    """Since when this worker is here, over gaps of at most thirty nights."""
    first = stay.arrival
    for earlier in Stay.objects.filter(worker=stay.worker, arrival__lt=stay.arrival).order_by("-arrival"):
        if earlier.departure is None or (first - earlier.departure).days <= 30:
            first = earlier.arrival
    return first


def slow_month(last: date) -> dict[str, Counter[tuple[str, str]]]:
    """Who came and went by area and nationality, one by one, over every day of the month."""
    stays = list(believed(Stay.objects.select_related("worker")))
    found: dict[str, Counter[tuple[str, str]]] = {"came": Counter(), "went": Counter()}
    for day in days_of(last):
        for area in {area for town in TOWNS for area in areas_of(town)}:
            here = [stay for stay in stays if area in areas_of(stay.municipality_id)]
            came = Counter(stay.worker for stay in here if stay.arrival == day)
            went = Counter(stay.worker for stay in here if stay.departure == day)
            for name, some, others in (("came", came, went), ("went", went, came)):
                for worker, times in (some - others).items():
                    found[name][area, ""] += times
                    found[name][area, nationality_group(worker.nationality)] += times
    return found


def days_of(last: date) -> Iterator[date]:
    return (last.replace(day=1) + timedelta(days=at) for at in range(last.day))


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
        of_all = {(area, value): n for (area, split, value), n in found.items() if split in ("", "nationality")}
        assert of_all == dict(slow[indicator])


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
