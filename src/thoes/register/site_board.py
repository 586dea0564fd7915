"""The board of a site: room by room, bed by bed, who sleeps there in a night, as believed now or at an earlier moment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.housing.public import Bed, BedBlock, Site, Unit, blocks_by_bed, notes_by_room
from thoes.kernel.name_folding import beginnings, is_found, words_of
from thoes.register.models import Stay
from thoes.register.queries import as_known_at, believed, sites_of, stays_of


class BedState(StrEnum):
    """What a bed is to the person who walks past it in the evening. Only a FREE bed can be chosen for who comes now."""

    PRESENT = "present"
    EXPECTED = "expected"
    LEAVING = "leaving"
    OVERDUE = "overdue"
    FREE = "free"
    BOOKED = "booked"
    BLOCKED = "blocked"
    OUT_OF_USE = "out_of_use"


@dataclass(frozen=True, slots=True)
class BedRow:
    """One bed in one night. `left` is who leaves it on that day; `booked_from` when somebody comes later; `block` why the
    bed is not offered, now or later.
    """

    bed: Bed
    state: BedState
    stay: Stay | None
    left: Stay | None
    booked_from: date | None
    block: BedBlock | None = None

    def shows(self, show: str, night: date) -> bool:
        """Whether this row belongs to a filter in its night: all, free, overdue, arriving (came or comes) or leaving."""
        if show == "arriving":
            return self.stay is not None and self.stay.arrival == night
        if show == BedState.LEAVING and self.left is not None:
            return True
        return show in ("", "all", self.state)

    def people(self) -> list[Stay]:
        """Who left this bed on the day, and who sleeps in it."""
        return [stay for stay in (self.left, self.stay) if stay is not None]


@dataclass(frozen=True, slots=True)
class Room:
    """A room with its beds in order."""

    unit: Unit
    rows: tuple[BedRow, ...]
    note: str = ""

    def found_by(self, row: BedRow) -> str:
        """The words by which a row is found: its room, its bed and who is there, without accents."""
        names = [f"{stay.worker.given_name} {stay.worker.family_name}" for stay in row.people()]
        glued = [beginning for name in names for beginning in beginnings(name)]
        return " ".join([*words_of(f"{self.unit.name} {row.bed.name}"), *glued])

    @property
    def lines(self) -> list[tuple[BedRow, str]]:
        """The rows, each with the words by which it is found."""
        return [(row, self.found_by(row)) for row in self.rows]

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
        return sum(row.shows(show, self.night) for row in self.rows())

    @property
    def present(self) -> int:
        return sum(row.stay is not None for row in self.rows())

    def stays(self) -> list[Stay]:
        """The stays that the rows show, for the list and for the access log."""
        return [stay for row in self.rows() for stay in row.people()]

    def narrowed(self, show: str, text: str = "") -> "Board":
        """Only the rows of a filter in which a word begins with each word of the text, and the rooms that have any."""
        words = words_of(text)
        rooms = (
            replace(
                room,
                rows=tuple(
                    row
                    for row in room.rows
                    if row.shows(show, self.night) and is_found(room.found_by(row).split(), words)
                ),
            )
            for room in self.rooms
        )
        return replace(self, rooms=tuple(room for room in rooms if room.rows))


def site_board(*, actor: Actor, site_id: UUID, night: date, known_at: datetime | None = None) -> Board:
    """The board of one site; raises `Site.DoesNotExist` outside the actor's territory. Six queries, whatever the size.

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
    blocks, notes, rooms = blocks_by_bed([site], from_date=night), notes_by_room(site), []
    for unit in Unit.objects.filter(site=site).order_by("position", "name"):
        rows = [
            _row(bed, of_bed.get(bed.pk, []), blocks.get(bed.pk, []), night) for bed in beds_of_unit.get(unit.pk, [])
        ]
        rooms.append(Room(unit, tuple(row for row in rows if _still_of_interest(row)), notes.get(unit.pk, "")))
    return Board(site, night, tuple(room for room in rooms if room.rows))


def _row(bed: Bed, stays: list[Stay], blocks: list[BedBlock], night: date) -> BedRow:
    stay = next((s for s in stays if s.arrival <= night and (s.departure is None or s.departure > night)), None)
    left = next((s for s in stays if s.departure == night), None)
    later = next((s.arrival for s in stays if s.arrival > night), None)
    state = _state_of_stay(stay, night) if stay is not None else _state_of_nobody(bed, later, blocks, night)
    return BedRow(bed, state, stay, left, later, blocks[0] if blocks else None)


def _state_of_nobody(bed: Bed, later: date | None, blocks: list[BedBlock], night: date) -> BedState:
    if not bed.is_in_use(night):
        return BedState.OUT_OF_USE
    if blocks:
        return BedState.BLOCKED
    return BedState.FREE if later is None else BedState.BOOKED


def _state_of_stay(stay: Stay, night: date) -> BedState:
    expected = stay.expected_departure if stay.departure is None else None
    if expected is not None and expected < night:
        return BedState.OVERDUE
    if is_expected(stay, night):
        return BedState.EXPECTED
    return BedState.LEAVING if expected == night else BedState.PRESENT


def is_expected(stay: Stay, night: date) -> bool:
    """Whether somebody is still to come on the night of arrival: it was written down before that day, and not since."""
    return stay.arrival == night and localdate(stay.known_from) < night


def _still_of_interest(row: BedRow) -> bool:
    """A bed that is gone is left out once nobody is in it."""
    return row.state is not BedState.OUT_OF_USE or row.left is not None
