"""Which bed each of a group gets."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from thoes.register.domain.group_beds import RoomWithBeds, Wish, give_beds


def _rooms(*sizes: int) -> list[RoomWithBeds]:
    return [
        RoomWithBeds(UUID(int=room), tuple(UUID(int=room * 100 + bed) for bed in range(1, size + 1)))
        for room, size in enumerate(sizes, start=1)
    ]


def _beds(*numbers: int) -> tuple[UUID, ...]:
    return tuple(UUID(int=number) for number in numbers)


TOGETHER = Wish(with_one_before=True)


def test_who_is_alone_gets_the_next_bed_in_walking_order() -> None:
    assert give_beds([Wish(), Wish(), Wish()], _rooms(2, 2)).beds == _beds(101, 102, 201)


def test_a_couple_gets_one_room_and_who_is_alone_the_bed_that_is_left() -> None:
    given = give_beds([Wish(), Wish(), TOGETHER], _rooms(2, 1))

    assert given.beds == _beds(201, 101, 102)
    assert not given.apart


def test_a_couple_does_not_break_up_a_larger_room_when_a_smaller_one_fits() -> None:
    assert give_beds([Wish(), TOGETHER], _rooms(4, 2)).beds == _beds(201, 202)


def test_a_family_goes_where_one_of_it_chose_a_bed() -> None:
    chosen = Wish(bed=UUID(int=201))

    assert give_beds([chosen, TOGETHER], _rooms(2, 3)).beds == _beds(201, 202)


def test_a_family_without_a_room_that_is_large_enough_is_said_to_be_apart() -> None:
    given = give_beds([Wish(), TOGETHER, TOGETHER], _rooms(2, 2))

    assert given.beds == _beds(101, 102, 201)
    assert given.apart == {0, 1, 2}


def test_beds_of_the_room_that_was_chosen_for_all_are_given_and_no_others() -> None:
    given = give_beds([Wish(), Wish(), Wish()], _rooms(2, 2), only_in=UUID(int=2))

    assert given.beds == (*_beds(201, 202), None)


def test_a_bed_that_somebody_chose_is_given_to_nobody_else() -> None:
    assert give_beds([Wish(), Wish(bed=UUID(int=101))], _rooms(2)).beds == _beds(102, 101)


@given(
    st.lists(st.integers(0, 4), max_size=5),
    st.lists(st.booleans(), max_size=12),
)
def test_nobody_goes_without_while_a_bed_is_free_and_no_bed_is_given_twice(sizes, ticks) -> None:
    given = give_beds([Wish(with_one_before=tick) for tick in ticks], _rooms(*sizes)).beds

    had = [bed for bed in given if bed is not None]
    assert len(had) == len(set(had)) == min(len(ticks), sum(sizes))
