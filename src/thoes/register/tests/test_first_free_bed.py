"""The first day on which a full site has a bed again: as if each day were tried, in as many queries as for one."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from thoes.housing.public import Bed, BedBlock
from thoes.kernel.nights import current_night
from thoes.register.models import Stay
from thoes.register.queries import believed, first_day_with_a_free_bed, free_beds
from thoes.register.services import Declared, check_in
from thoes.register.services.workers import DeclaredWorker

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def beds(site) -> list[Bed]:
    return list(Bed.objects.filter(unit__site=site).order_by("unit__position", "position"))


@pytest.fixture
def night() -> date:
    return current_night(timezone.localtime())


@pytest.fixture
def sleep(alice, site, night):
    """sleep(bed, 30, 20) -> somebody in the bed from thirty days ago until twenty days ago; without an end, still."""

    def record(bed: Bed, since: int, until: int | None = None) -> None:
        line = Declared(
            site_id=site.pk,
            bed_id=bed.pk,
            arrival=night - since * DAY,
            departure=None if until is None else night - until * DAY,
            worker=DeclaredWorker(family_name="Testowska", given_name="Anna"),
            somebody_else=True,
        )
        _change, (result,) = check_in(actor=alice, arrivals=[line], at=timezone.now(), nonce=None)
        assert result.refusal is None, result.refusal

    return record


def _each_day_tried(alice, site, after: date) -> date | None:
    days = believed(Stay.objects.filter(site=site, departure__gt=after)).order_by("departure")
    for day in days.values_list("departure", flat=True).distinct():
        if free_beds(actor=alice, site_id=site.pk, arrival=day):
            return day
    return None


def test_it_is_the_day_that_is_found_by_trying_each(alice, site, beds, night, sleep) -> None:
    after = night - 40 * DAY
    for at, bed in enumerate(beds):
        sleep(bed, 40, 30 + at)
    for at, bed in enumerate(beds[:-1]):
        sleep(bed, 20, 10 + at)
    found = first_day_with_a_free_bed(actor=alice, site_id=site.pk, after=after)
    assert found == _each_day_tried(alice, site, after) == night - (30 + len(beds) - 1) * DAY

    # Its bed goes out of use before that, and another is blocked a while longer than somebody sleeps there.
    Bed.objects.filter(pk=beds[-1].pk).update(out_of_use_from=after)
    BedBlock.objects.create(
        bed=beds[-2], site=site, reason="repair", from_date=after, until=night - 11 * DAY, recorded_at=timezone.now()
    )
    found = first_day_with_a_free_bed(actor=alice, site_id=site.pk, after=after)
    assert found == _each_day_tried(alice, site, after)


def test_while_nobody_leaves_there_is_none(alice, site, beds, night, sleep) -> None:
    for bed in beds:
        sleep(bed, 5)

    assert first_day_with_a_free_bed(actor=alice, site_id=site.pk, after=night - 5 * DAY) is None


def test_it_takes_as_many_queries_however_many_left_before_a_bed_is_free_for_good(
    alice, site, beds, night, sleep
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            first_day_with_a_free_bed(actor=alice, site_id=site.pk, after=night - 60 * DAY)
        return len(queries)

    for bed in beds:
        sleep(bed, 60, 50)
        sleep(bed, 5)
    few = asked()
    for since in range(48, 8, -4):
        sleep(beds[0], since, since - 2)

    assert asked() == few <= 3
