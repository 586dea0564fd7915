"""The board of a site: room by room, bed by bed, who sleeps there in a night, as believed now or at an earlier moment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

from thoes.accounts.public import Actor
from thoes.housing.public import Bed, Site, Unit
from thoes.register.models import Stay
from thoes.register.queries import as_known_at, believed, sites_of, stays_of


class BedState(StrEnum):
    """What a bed is to the person who walks past it in the evening."""

    PRESENT = "present"
    ARRIVING = "arriving"
    LEAVING = "leaving"
    OVERDUE = "overdue"
    FREE = "free"
    OUT_OF_USE = "out_of_use"


@dataclass(frozen=True, slots=True)
class BedRow:
    """One bed in one night. `left` is who leaves it on that day; `booked_from` when somebody comes later."""

    bed: Bed
    state: BedState
    stay: Stay | None
    left: Stay | None
    booked_from: date | None

    def shows(self, show: str) -> bool:
        """Whether this row belongs to a filter: all, free, overdue, arriving or leaving."""
        if show == BedState.LEAVING and self.left is not None:
            return True
        return show in ("", "all", self.state)


@dataclass(frozen=True, slots=True)
class Room:
    """A room with its beds in order."""

    unit: Unit
    rows: tuple[BedRow, ...]

    @property
    def taken(self) -> int:
        return sum(row.stay is not None for row in self.rows)

    @property
    def usable(self) -> int:
        return sum(row.state is not BedState.OUT_OF_USE for row in self.rows)


@dataclass(frozen=True, slots=True)
class Board:
    """A site in a night."""

    site: Site
    night: date
    rooms: tuple[Room, ...]

    def rows(self) -> Iterator[BedRow]:
        for room in self.rooms:
            yield from room.rows

    def count(self, show: str) -> int:
        return sum(row.shows(show) for row in self.rows())

    @property
    def present(self) -> int:
        return sum(row.stay is not None for row in self.rows())

    def stays(self) -> list[Stay]:
        """The stays that the rows show, for the list and for the access log."""
        return [stay for row in self.rows() for stay in (row.left, row.stay) if stay is not None]

    def narrowed(self, show: str) -> "Board":
        """Only the rows of a filter, and the rooms that have any."""
        rooms = (Room(room.unit, tuple(row for row in room.rows if row.shows(show))) for room in self.rooms)
        return replace(self, rooms=tuple(room for room in rooms if room.rows))


def site_board(*, actor: Actor, site_id: UUID, night: date, known_at: datetime | None = None) -> Board:
    """The board of one site; raises `Site.DoesNotExist` outside the actor's territory. Four queries, whatever the size.

    `known_at` asks what was believed at that moment; without it, what is believed now.
    """
    site = sites_of(actor).get(pk=site_id)
    stays = stays_of(actor).filter(site=site).filter(Q(departure=None) | Q(departure__gte=night))
    stays = believed(stays) if known_at is None else as_known_at(stays, known_at)
    of_bed: dict[UUID, list[Stay]] = {}
    for stay in stays.order_by("arrival"):
        of_bed.setdefault(stay.bed_id, []).append(stay)
    beds_of_unit: dict[UUID, list[Bed]] = {}
    for bed in Bed.objects.filter(unit__site=site).order_by("position", "name"):
        beds_of_unit.setdefault(bed.unit_id, []).append(bed)
    rooms = []
    for unit in Unit.objects.filter(site=site).order_by("position", "name"):
        rows = [_row(bed, of_bed.get(bed.pk, []), night) for bed in beds_of_unit.get(unit.pk, [])]
        rooms.append(Room(unit, tuple(row for row in rows if _still_of_interest(row))))
    return Board(site, night, tuple(room for room in rooms if room.rows))


def _row(bed: Bed, stays: list[Stay], night: date) -> BedRow:
    stay = next((s for s in stays if s.arrival <= night and (s.departure is None or s.departure > night)), None)
    left = next((s for s in stays if s.departure == night), None)
    later = next((s.arrival for s in stays if s.arrival > night), None)
    return BedRow(bed, _state(bed, stay, night), stay, left, later)


def _state(bed: Bed, stay: Stay | None, night: date) -> BedState:
    if stay is None:
        return BedState.FREE if bed.is_in_use(night) else BedState.OUT_OF_USE
    expected = stay.expected_departure if stay.departure is None else None
    if expected is not None and expected < night:
        return BedState.OVERDUE
    if stay.arrival == night:
        return BedState.ARRIVING
    return BedState.LEAVING if expected == night else BedState.PRESENT


def _still_of_interest(row: BedRow) -> bool:
    """A bed that is gone is left out once nobody is in it."""
    return row.state is not BedState.OUT_OF_USE or row.left is not None
