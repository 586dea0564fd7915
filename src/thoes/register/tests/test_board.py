"""The board of a site: what can be chosen, who is still to come, and what is found."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from thoes.housing.models import Bed, BedBlock, BlockReason, Unit
from thoes.housing.services.room_states import block_beds, lift_blocks, note_of_room
from thoes.kernel.nights import current_night
from thoes.register.models import Stay
from thoes.register.queries import free_beds, site_counts, site_day
from thoes.register.services import Declared, check_in
from thoes.register.services.workers import DeclaredWorker
from thoes.register.site_board import BedState, site_board

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def night():
    return current_night(timezone.localtime())


@pytest.fixture
def come(alice, site):
    """come("Testowska", arrival=..., at=...) -> the stay, in the first free bed."""

    def record(name: str, *, given: str = "Anna", **facts) -> Stay:
        at = facts.pop("at", timezone.now())
        worker = DeclaredWorker(family_name=name, given_name=given)
        line = Declared(site_id=site.pk, worker=worker, **facts)
        change, (result,) = check_in(actor=alice, arrivals=[line], at=at, nonce=None)
        assert result.refusal is None, result.refusal
        return change.opened.get()

    return record


def states(alice, site, night) -> list[BedState]:
    return [row.state for row in site_board(actor=alice, site_id=site.pk, night=night).rows()]


def test_a_bed_that_is_booked_for_later_is_not_counted_as_free(alice, site, come, night) -> None:
    come("Testowska", arrival=night + 10 * DAY)

    board = site_board(actor=alice, site_id=site.pk, night=night)
    (count,) = site_counts(actor=alice, day=night)

    assert states(alice, site, night).count(BedState.BOOKED) == 1
    assert board.count("free") == count.free == site_day(actor=alice, site_id=site.pk, day=night).free == 3
    assert count.booked == 1


def test_who_came_in_today_is_present_and_who_was_written_down_before_is_expected(alice, site, come, night) -> None:
    come("Testowska", arrival=night)
    come("Nepska", arrival=night, at=timezone.now() - 2 * DAY)

    assert states(alice, site, night)[:2] == [BedState.PRESENT, BedState.EXPECTED]
    assert site_board(actor=alice, site_id=site.pk, night=night).count("arriving") == 2


def test_who_comes_tomorrow_is_expected_on_the_board_of_tomorrow(alice, site, come) -> None:
    # Until six in the morning the night is still that of yesterday, and the day after it is today.
    tomorrow = timezone.localdate() + DAY
    come("Testowska", arrival=tomorrow)

    assert states(alice, site, tomorrow)[0] is BedState.EXPECTED


@pytest.mark.parametrize("text", ["żółta", "ZOLTA", "anna k1", "k1 a"])
def test_a_bed_is_found_by_name_room_and_bed_without_accents(alice, site, come, logged_in, night, text) -> None:
    come("Żółta", arrival=night)
    come("Nepska", given="Ewa", arrival=night)

    page = logged_in(alice).get(reverse("register:board", args=[site.pk]), {"q": text})

    assert [row.stay.worker.family_name for row in page.context["board"].rows()] == ["Żółta"]


def test_nothing_found_leads_back_to_all_beds(alice, site, logged_in) -> None:
    page = logged_in(alice).get(reverse("register:board", args=[site.pk]), {"q": "niemand"})

    assert "Alle bedden tonen" in page.content.decode()


def test_a_bed_out_of_use_is_not_shown_as_free(alice, site, night) -> None:
    Bed.objects.filter(unit__site=site).update(out_of_use_from=night)

    assert site_board(actor=alice, site_id=site.pk, night=night).rooms == ()


@pytest.fixture
def blocked(alice, site, night):
    """The first bed, not offered for three nights."""
    bed = Bed.objects.filter(unit__site=site).order_by("unit__position", "position").first()
    block_beds(
        actor=alice, bed_ids=[bed.pk], reason=BlockReason.REPAIR, from_date=night, until=night + 3 * DAY,
        at=timezone.now(), nonce=uuid.uuid4(),
    )  # fmt: skip
    return bed


def test_a_bed_that_is_not_offered_is_free_nowhere_and_says_why(alice, site, night, blocked, logged_in) -> None:
    page = logged_in(alice).get(reverse("register:board", args=[site.pk])).content.decode()
    (count,) = site_counts(actor=alice, day=night)

    assert states(alice, site, night)[0] is BedState.BLOCKED
    assert count.free == site_day(actor=alice, site_id=site.pk, day=night).free == 3
    assert blocked not in free_beds(actor=alice, site_id=site.pk, arrival=night)
    assert "Reparatie" in page


def test_it_is_offered_again_from_the_day_on_which_the_block_ends(alice, site, night, blocked) -> None:
    until = night + 3 * DAY

    assert blocked in free_beds(actor=alice, site_id=site.pk, arrival=until)
    assert blocked not in free_beds(actor=alice, site_id=site.pk, arrival=until - DAY, until=until)
    assert blocked in free_beds(actor=alice, site_id=site.pk, arrival=night - DAY, until=night)


def test_a_bus_is_given_no_bed_that_is_not_offered_but_who_names_it_gets_it(come, night, blocked) -> None:
    assert come("Testowska", arrival=night).bed != blocked
    assert come("Nepska", arrival=night, bed_id=blocked.pk).bed == blocked


def test_a_bed_that_must_be_cleaned_after_a_departure_is_not_offered_until_it_is_clean(
    alice, site, come, night, logged_in
) -> None:
    stay, client = come("Testowska", arrival=night - 3 * DAY), logged_in(alice)
    form = {"stay": stay.stay_id, "departure": night.isoformat(), "nonce": uuid.uuid4(), "to_clean": "1"}

    client.post(reverse("register:check-out", args=[site.pk]), form)
    to_clean = states(alice, site, night)[0]
    lift_blocks(actor=alice, block_ids=[BedBlock.objects.get().pk], at=timezone.now())

    assert to_clean is BedState.BLOCKED
    assert states(alice, site, night)[0] is BedState.FREE


def test_the_note_of_a_room_stands_on_the_board(alice, site, logged_in) -> None:
    room = Unit.objects.filter(site=site).first()
    note_of_room(actor=alice, unit_id=room.pk, text="Het slot klemt", at=timezone.now())

    assert "Het slot klemt" in logged_in(alice).get(reverse("register:board", args=[site.pk])).content.decode()
