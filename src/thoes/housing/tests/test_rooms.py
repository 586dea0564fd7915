"""Naming rooms and beds."""

import pytest

from thoes.housing.domain.rooms import PlannedRoom, RoomBlock, bed_name, next_bed_name, plan_rooms
from thoes.kernel.refusals import Refusal


def test_twelve_rooms_of_two_beds_are_named_in_a_row() -> None:
    planned = plan_rooms([RoomBlock(rooms=12, beds=2, prefix="Kamer")], taken=[])

    assert len(planned) == 12
    assert planned[0] == PlannedRoom("Kamer 1", ("A", "B"))
    assert planned[-1].name == "Kamer 12"


def test_blocks_may_not_give_one_name_twice() -> None:
    block = RoomBlock(rooms=2, beds=1, prefix="Kamer")

    with pytest.raises(Refusal) as refused:
        plan_rooms([block, block], taken=[])

    assert refused.value.code == "room_name_taken"


def test_a_name_that_differs_only_in_capitals_is_taken() -> None:
    with pytest.raises(Refusal):
        plan_rooms([RoomBlock(rooms=1, beds=1, prefix="KAMER")], taken=["Kamer 1"])


@pytest.mark.parametrize(("beds", "is_refused"), [(3, False), (4, False), (5, True)])
def test_two_thousand_beds_is_the_most_at_once(beds, is_refused) -> None:
    block = RoomBlock(rooms=500, beds=beds)

    if is_refused:
        with pytest.raises(Refusal):
            plan_rooms([block], taken=[])
    else:
        assert len(plan_rooms([block], taken=[])) == 500


def test_beds_after_z_are_numbered() -> None:
    assert [bed_name(25), bed_name(26)] == ["Z", "27"]


def test_the_next_bed_fills_a_gap() -> None:
    assert next_bed_name(["A", "c"]) == "B"
