"""Beds that are not offered for a while, and the note of a room: ended, never deleted, and nobody else's to see."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from thoes.housing.models import Bed, BedBlock, BlockReason, RoomNote, Unit
from thoes.housing.services.room_states import block_beds, lift_blocks, note_of_room
from thoes.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def unit(site) -> Unit:
    found = Unit.objects.filter(site=site).first()
    assert found is not None
    return found


@pytest.fixture
def block(alice, unit, today):
    def record(**facts) -> list[BedBlock]:
        beds = [bed.pk for bed in unit.beds.all()]
        given = {"reason": BlockReason.REPAIR, "from_date": today, "until": None, "nonce": uuid.uuid4(), **facts}
        block_beds(actor=alice, bed_ids=beds, at=timezone.now(), **given)
        return list(BedBlock.objects.all())

    return record


def test_the_same_form_twice_blocks_once(block) -> None:
    nonce = uuid.uuid4()

    block(nonce=nonce)

    assert len(block(nonce=nonce)) == 2


def test_a_block_that_was_lifted_stays_on_record(alice, block) -> None:
    rows = block()

    ended = lift_blocks(actor=alice, block_ids=[row.pk for row in rows], at=timezone.now())

    assert ended == 2
    assert BedBlock.objects.filter(lifted_at__isnull=False, lifted_by=alice.user_id).count() == 2
    assert lift_blocks(actor=alice, block_ids=[row.pk for row in rows], at=timezone.now()) == 0


def test_a_block_that_ends_before_it_begins_is_refused_by_the_service_and_by_the_database(block, today, unit) -> None:
    with pytest.raises(Refusal, match="block_backwards"):
        block(until=today)
    with pytest.raises(IntegrityError), transaction.atomic():
        BedBlock.objects.create(
            bed=unit.beds.first(),
            site=unit.site,
            reason="repair",
            from_date=today,
            until=today,
            recorded_at=timezone.now(),
        )


def test_charlie_can_neither_block_nor_lift_nor_note_anything_of_alice(charlie, block, unit, today) -> None:
    (row, _) = block()
    beds = [bed.pk for bed in Bed.objects.filter(unit=unit)]

    with pytest.raises(Refusal, match="site_not_yours"):
        block_beds(
            actor=charlie, bed_ids=beds, reason=BlockReason.OTHER, from_date=today, until=None, at=timezone.now(),
            nonce=uuid.uuid4(),
        )  # fmt: skip
    with pytest.raises(Refusal, match="site_not_yours"):
        note_of_room(actor=charlie, unit_id=unit.pk, text="van een ander", at=timezone.now())

    assert lift_blocks(actor=charlie, block_ids=[row.pk], at=timezone.now()) == 0


def test_a_note_replaces_the_earlier_one_which_stays_on_record(alice, unit) -> None:
    for text in ("Het slot klemt", "Het slot  is gemaakt", ""):
        note_of_room(actor=alice, unit_id=unit.pk, text=text, at=timezone.now())

    assert [note.text for note in RoomNote.objects.order_by("written_at")] == ["Het slot klemt", "Het slot is gemaakt"]
    assert not RoomNote.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize(("text", "code"), [("BSN 111222333", "number_may_be_bsn"), ("x" * 201, "note_too_long")])
def test_a_note_with_a_bsn_or_one_that_is_too_long_is_refused(alice, unit, text, code) -> None:
    with pytest.raises(Refusal, match=code):
        note_of_room(actor=alice, unit_id=unit.pk, text=text, at=timezone.now())


def test_beds_are_blocked_and_offered_again_on_the_page_of_the_room(alice, logged_in, unit, today) -> None:
    client, beds = logged_in(alice), list(unit.beds.all())
    form = {"beds": [beds[0].pk], "reason": "cleaning", "from_date": today.isoformat(), "nonce": uuid.uuid4()}

    client.post(reverse("housing:block-beds", args=[unit.pk]), form)
    page = client.get(reverse("housing:room-state", args=[unit.pk])).content.decode()
    client.post(reverse("housing:lift-block", args=[unit.pk]), {"block": BedBlock.objects.get().pk})

    assert "Het is schoon" in page
    assert "Schrijf geen namen van mensen op" in page
    assert BedBlock.objects.get().lifted_at is not None


def test_the_page_of_a_room_says_what_is_wrong_with_a_note(alice, logged_in, unit) -> None:
    answer = logged_in(alice).post(reverse("housing:room-note", args=[unit.pk]), {"text": "van 111222333"})

    assert answer.status_code == 200
    assert answer.context["note_form"].errors
    assert not RoomNote.objects.exists()


def test_charlie_gets_no_page_of_a_room_of_alice(charlie, logged_in, unit) -> None:
    assert logged_in(charlie).get(reverse("housing:room-state", args=[unit.pk])).status_code == 404
