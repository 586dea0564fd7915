"""Name rooms and beds: "12 rooms of 2 beds" becomes Kamer 1 to Kamer 12 with beds A and B. Knows no database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from string import ascii_uppercase

from thoes.kernel.refusals import Refusal

MOST_BEDS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class RoomBlock:
    """A row of rooms that are alike: `prefix` and a number make the name, every room has `beds` beds."""

    rooms: int
    beds: int
    prefix: str = ""
    first_number: int = 1


@dataclass(frozen=True, slots=True)
class PlannedRoom:
    """A room that does not exist yet, with the names of its beds in order."""

    name: str
    beds: tuple[str, ...]


def plan_rooms(blocks: Iterable[RoomBlock], *, taken: Collection[str]) -> list[PlannedRoom]:
    """The rooms that the blocks describe; raises `Refusal` on a name that is used twice or on far too many beds."""
    chosen = list(blocks)
    if sum(block.rooms * block.beds for block in chosen) > MOST_BEDS_AT_ONCE:
        raise Refusal("too_many_beds_at_once", most=MOST_BEDS_AT_ONCE)
    planned: list[PlannedRoom] = []
    names = {name.casefold() for name in taken}
    for block in chosen:
        for number in range(block.first_number, block.first_number + block.rooms):
            name = f"{block.prefix.strip()} {number}".strip()
            if name.casefold() in names:
                raise Refusal("room_name_taken", room=name)
            names.add(name.casefold())
            planned.append(PlannedRoom(name, tuple(bed_name(place) for place in range(block.beds))))
    return planned


def rows_of_rooms(*, rooms: int, beds: int, prefix: str) -> list[RoomBlock]:
    """Spread beds over rooms as evenly as can be: 5 beds in 2 rooms are one room of 3 and one of 2."""
    each, over = divmod(beds, rooms)
    blocks = [RoomBlock(over, each + 1, prefix, 1), RoomBlock(rooms - over, each, prefix, over + 1)]
    return [block for block in blocks if block.rooms]


def bed_name(place: int) -> str:
    """A, B, ... Z for the first twenty-six places (counted from 0), then 27, 28 and on."""
    return ascii_uppercase[place] if place < len(ascii_uppercase) else str(place + 1)


def next_bed_name(taken: Collection[str]) -> str:
    """The first bed name of a room that is not taken yet."""
    used = {name.casefold() for name in taken}
    return next(bed_name(place) for place in range(len(used) + 1) if bed_name(place).casefold() not in used)
