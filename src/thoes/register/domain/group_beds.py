"""Give a group its beds: who belongs together in one room where there is one, the others in walking order."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RoomWithBeds:
    """A room and its free beds, both in walking order."""

    room: UUID
    beds: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """One person of the group: the bed that was chosen, if any, and whether it sleeps in the room of the one before."""

    bed: UUID | None = None
    with_one_before: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """The beds, in the order of the wishes, None where none is left; and the places of those who could not stay together."""

    beds: tuple[UUID | None, ...]
    apart: frozenset[int]


def give_beds(wishes: Sequence[Wish], rooms: Sequence[RoomWithBeds], *, only_in: UUID | None = None) -> Given:
    """A bed for everybody. A chosen bed stays chosen, free or not; parties go before who is alone.

    A party goes where one of it has a chosen bed; else to the room in which the fewest beds are left over, so that large
    rooms stay for large parties. `only_in` is the room that was chosen for all.
    """
    chosen = {wish.bed for wish in wishes if wish.bed}
    left = {
        each.room: [bed for bed in each.beds if bed not in chosen]
        for each in rooms
        if only_in is None or each.room == only_in
    }
    room_of = {bed: each.room for each in rooms for bed in each.beds}
    given: list[UUID | None] = [wish.bed for wish in wishes]
    apart: set[int] = set()
    parties = _parties(wishes)
    for party in sorted(parties, key=len, reverse=True):
        waiting = [at for at in party if given[at] is None]
        rooms_chosen = {room_of.get(bed) for at in party if (bed := given[at]) is not None}
        room = _room_for(len(waiting), left, preferred=rooms_chosen) if len(party) > 1 else None
        for at in waiting:
            given[at] = _take(left, room)
        if len(party) > 1 and len({room_of.get(bed) if bed else None for at in party for bed in [given[at]]}) > 1:
            apart.update(party)
    return Given(tuple(given), frozenset(apart))


def _parties(wishes: Sequence[Wish]) -> list[list[int]]:
    parties: list[list[int]] = []
    for at, wish in enumerate(wishes):
        if wish.with_one_before and parties:
            parties[-1].append(at)
        else:
            parties.append([at])
    return parties


def _room_for(number: int, left: dict[UUID, list[UUID]], *, preferred: set[UUID | None]) -> UUID | None:
    fitting = [room for room, beds in left.items() if len(beds) >= number]
    return min(fitting, key=lambda room: (room not in preferred, len(left[room])), default=None)


def _take(left: dict[UUID, list[UUID]], room: UUID | None) -> UUID | None:
    places = [room] if room is not None else list(left)
    return next((left[place].pop(0) for place in places if left[place]), None)
