"""The timeline of a site: who sleeps where on which nights, for whom it may be seen, and how it leads to a move."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from thoes.housing.models import Bed, QualityLabel, Site, Unit
from thoes.housing.public import BlockReason, block_beds
from thoes.kernel.nights import current_night
from thoes.privacy.models import ProcessingRecord
from thoes.register.models import Stay
from thoes.register.services import Declared, check_in
from thoes.register.services.workers import DeclaredWorker

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
def page(alice, logged_in, site):
    """page(span="week") -> the answer of the timeline."""

    def get(**query):
        return logged_in(alice).get(reverse("register:timeline", args=[site.pk]), query)

    return get


def cells(answer, bed: Bed) -> list[tuple[str, int]]:
    """The kinds and nights of a bed in the table."""
    beds = {at.pk: found for room in answer.context["rooms"] for at, found in room["beds"]}
    return [(cell.kind.split()[0], cell.nights) for cell in beds[bed.pk]]


def test_a_bed_shows_who_sleeps_there_and_who_comes(page, come, night) -> None:
    stay = come("Testowska", arrival=night - 9 * DAY, departure=night + 2 * DAY)
    come("Nepska", arrival=night + 3 * DAY, bed_id=stay.bed_id)

    answer = page(span="week")

    assert cells(answer, stay.bed) == [("staying", 3), ("free", 1), ("expected", 3)]
    assert "Testowska, Anna" in answer.content.decode()
    assert "slaapt hier" in answer.content.decode()


def test_a_bed_that_goes_out_of_use_is_shown_so(page, site, night) -> None:
    bed = Bed.objects.filter(unit__site=site).first()
    Bed.objects.filter(pk=bed.pk).update(out_of_use_from=night + DAY)

    assert cells(page(span="week"), bed) == [("free", 2), ("out_of_use", 5)]


def test_a_room_with_more_people_than_a_norm_allows_says_so(page, come, site, night) -> None:
    Site.objects.filter(pk=site.pk).update(kind="dwelling", first_applied_on="2020-01-01")
    QualityLabel.objects.create(
        site=site, scheme="snf", certificate="T-1", valid_from=night - 300 * DAY, source="provider",
        source_day=night, recorded_at=timezone.now(),
    )  # fmt: skip
    Unit.objects.filter(site=site).update(bedroom_area="3.0")
    first, second = Bed.objects.filter(unit__name="K1", unit__site=site)
    come("Testowska", arrival=night - DAY, bed_id=first.pk)
    come("Nepska", arrival=night, departure=night + 2 * DAY, bed_id=second.pk)

    room = page(span="week").context["rooms"][0]

    above = [(cell.kind, cell.nights, cell.text) for cell in room["too_many"]]
    assert ("too-many", 2, "2") in above


def test_the_tab_leads_to_a_week_on_a_phone_and_to_a_month_on_a_desk(alice, logged_in, site) -> None:
    board, client = reverse("register:board", args=[site.pk]), logged_in(alice)

    found = re.findall(r'<li class="thoes-tabs__(narrow|wide)"><a href="([^"]+)"', client.get(board).content.decode())

    assert {where: len(client.get(url).context["timeline"].days) for where, url in found} == {"narrow": 7, "wide": 31}


def test_the_tab_of_the_timeline_is_marked_whatever_is_chosen_there(page) -> None:
    for span in ("week", "month"):
        shown = page(span=span).content.decode()

        assert (
            len(re.findall(r'<li class="thoes-tabs__(?:narrow|wide)"><a href="[^"]+" aria-current="page"', shown)) == 2
        )


def test_earlier_and_later_go_a_week_back_and_forth(page, night) -> None:
    answer = page(span="week", **{"from": night.isoformat()})

    assert answer.context["earlier"] == f"?from={night - 7 * DAY}&span=week"
    assert answer.context["later"] == f"?from={night + 7 * DAY}&span=week"
    assert (
        page(span="week", **{"from": "1-1-0001"}).status_code == page(span="week", **{"from": "x"}).status_code == 200
    )


def test_everybody_on_the_timeline_is_logged_as_looked_at(page, come, night) -> None:
    come("Testowska", arrival=night)

    page(span="week")

    assert ProcessingRecord.objects.filter(activity="register.timeline").count() == 1


def test_charlie_sees_no_timeline_of_alice(charlie, logged_in, site) -> None:
    assert logged_in(charlie).get(reverse("register:timeline", args=[site.pk])).status_code == 404


def test_a_bed_that_was_pointed_at_is_filled_in_on_the_page_that_asks(alice, logged_in, site, come, night) -> None:
    stay = come("Testowska", arrival=night)
    wanted = Bed.objects.filter(unit__site=site).order_by("unit__position", "position").last()

    asked = logged_in(alice).get(reverse("register:move", args=[site.pk]), {"stay": stay.stay_id, "bed": wanted.pk})

    assert asked.context["rows"] == [(stay, wanted.pk)]
    assert not asked.context["other_bed"]


def test_a_bed_that_is_taken_is_not_filled_in_and_that_is_said(alice, logged_in, site, come, night) -> None:
    stay, other = come("Testowska", arrival=night), come("Nepska", arrival=night)

    asked = logged_in(alice).get(reverse("register:move", args=[site.pk]), {"stay": stay.stay_id, "bed": other.bed_id})

    assert asked.context["rows"][0][1] != other.bed_id
    assert "Er is een ander vrij bed ingevuld" in asked.content.decode()


def test_a_move_into_a_bed_of_somebody_else_is_refused_by_the_register(
    alice, logged_in, site, come, night, nonce
) -> None:
    stay, other = come("Testowska", arrival=night - DAY), come("Nepska", arrival=night)
    form = {"stay": stay.stay_id, f"bed-{stay.stay_id}": other.bed_id, "on": night.isoformat(), "nonce": nonce()}

    answer = logged_in(alice).post(reverse("register:move", args=[site.pk]), form)

    assert "Iemand anders heeft dit bed in een van deze nachten" in answer.content.decode()
    assert Stay.objects.get(known_until=None, worker=stay.worker).bed_id == stay.bed_id


def test_who_comes_later_may_get_a_bed_that_is_free_only_then(alice, logged_in, site, come, night) -> None:
    for name in ("Testowska", "Nepska", "Proefnik"):
        come(name, arrival=night - DAY, departure=night + 3 * DAY)
    later = come("Pozniejsza", arrival=night + 5 * DAY)

    asked = logged_in(alice).get(reverse("register:move", args=[site.pk]), {"stay": later.stay_id})

    assert len(asked.context["beds"]) == 4


def test_84_beds_over_a_month_are_few_questions_and_light(
    alice, logged_in, provider, venlo, make_site, django_assert_max_num_queries, night
) -> None:
    site = make_site(provider, venlo, rooms=42, beds=2)
    lines = [
        Declared(site_id=site.pk, arrival=night, worker=DeclaredWorker(family_name=f"Testowska {n}")) for n in range(60)
    ]
    check_in(actor=alice, arrivals=lines, at=timezone.now(), nonce=None)
    client, pages = logged_in(alice), ("register:timeline", "register:board")

    for page in pages:
        url = reverse(page, args=[site.pk])
        client.get(url)
        with django_assert_max_num_queries(26):
            answer = client.get(url)

        # How long it takes is measured by the bench.
        assert len(answer.content) < 150_000, page


def test_a_bed_that_is_not_offered_says_why_on_the_timeline(alice, page, site, night, nonce) -> None:
    bed = Bed.objects.filter(unit__site=site).first()
    block_beds(
        actor=alice, bed_ids=[bed.pk], reason=BlockReason.REPAIR, from_date=night, until=night + 2 * DAY,
        at=timezone.now(), nonce=nonce(),
    )  # fmt: skip

    answer = page(span="week")

    assert cells(answer, bed) == [("free", 1), ("out_of_use", 2), ("free", 4)]
    assert "Reparatie" in answer.content.decode()
