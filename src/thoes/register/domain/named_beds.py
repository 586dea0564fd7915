"""The beds of a site by the names that people give them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thoes.kernel.refusals import Refusal
from thoes.register.domain.place_names import bare, plain, says_bed, together

_NAMES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class BedFacts:
    """A bed with the names that it and its room have on the board."""

    bed_id: UUID
    site_id: UUID
    unit: str
    bed: str
    out_of_use_from: date | None = None
    # Nights in which it is not offered, up to, not including, the second day: not chosen unless somebody names it.
    blocked: tuple[tuple[date, date | None], ...] = ()

    def is_offered(self, arrival: date, until: date) -> bool:
        """Whether no block touches these nights."""
        return not any(first < until and (last is None or last > arrival) for first, last in self.blocked)

    @property
    def label(self) -> str:
        """What people call the bed."""
        return f"{self.unit} – {self.bed}"


class PlaceNames:
    """Finds the beds that a text means: by the exact name of a room first, then by that of a room or a bed in it."""

    def __init__(self) -> None:
        self._rooms: dict[tuple[UUID, str], list[BedFacts]] = {}
        self._bare_rooms: dict[tuple[UUID, str], list[BedFacts]] = {}
        self._together: dict[tuple[UUID, str], list[BedFacts]] = {}
        self._beds: dict[tuple[UUID, str], list[BedFacts]] = {}
        # A long list names each bed again and again.
        self._found: dict[tuple[UUID, str, str], Sequence[BedFacts]] = {}

    def add(self, bed: BedFacts) -> None:
        """Know a bed by all its names."""
        self._found.clear()
        self._rooms.setdefault((bed.site_id, plain(bed.unit)), []).append(bed)
        self._bare_rooms.setdefault((bed.site_id, bare(bed.unit)), []).append(bed)
        self._beds.setdefault((bed.site_id, bare(bed.bed)), []).append(bed)
        for name in together(bed.unit, bed.bed):
            self._together.setdefault((bed.site_id, name), []).append(bed)

    def find(self, site_id: UUID, unit: str, bed: str) -> Sequence[BedFacts]:
        """The beds that are meant, none when the names are not known; refuses a name that several rooms share."""
        said = site_id, unit, bed
        if said not in self._found:
            self._found[said] = self._meant(site_id, unit, bed)
        return self._found[said]

    def _meant(self, site_id: UUID, unit: str, bed: str) -> Sequence[BedFacts]:
        key, wanted = bare(unit), bare(bed)
        if not unit:
            return self._one_room(self._together.get((site_id, wanted)) or self._beds.get((site_id, wanted), []))
        bare_rooms = [] if says_bed(unit) else self._bare_rooms.get((site_id, key))
        rooms = self._rooms.get((site_id, plain(unit))) or bare_rooms
        beds = self._one_room(rooms or self._together.get((site_id, key), []))
        return [b for b in beds if wanted == bare(b.bed) or wanted in together(b.unit, b.bed)] if bed else beds

    @staticmethod
    def _one_room(beds: Sequence[BedFacts]) -> Sequence[BedFacts]:
        rooms = dict.fromkeys(bed.unit for bed in beds)
        if len(rooms) > 1:
            raise Refusal("room_ambiguous", field="bed", rooms=some_of(list(rooms)))
        return beds


def some_of(names: Sequence[str]) -> str:
    """The names as people write them one after the other, and "…" where there are many."""
    return ", ".join([*names[:_NAMES_SHOWN], *(["…"] if len(names) > _NAMES_SHOWN else [])])
