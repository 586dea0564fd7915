"""What is believed about beds and workers, and what a declared stay means beside it.

The book decides for one check-in and for a list of 100,000 lines alike, without asking the database per line. The
database's own constraints have the last word: what slips in between is refused there. The book knows no clock.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from uuid import UUID, uuid4

from thoes.kernel.refusals import Refusal

_ROOM_WORDS = frozenset({"kamer", "room", "pokoj", "pokój", "zimmer", "bed", "k", "nr"})
FAR_AHEAD = timedelta(days=366)
EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class BedFacts:
    """A bed with the names by which people call it. `unit_key` and `bed_key` are normalised."""

    bed_id: UUID
    site_id: UUID
    unit_key: str
    bed_key: str
    label: str
    out_of_use_from: date | None = None


@dataclass(frozen=True, slots=True)
class BookedStay:
    """A stay as it is believed now."""

    stay_id: UUID
    worker: UUID
    bed_id: UUID
    site_id: UUID
    arrival: date
    departure: date | None
    expected_departure: date | None = None
    employer_id: UUID | None = None

    @property
    def until(self) -> date:
        return self.departure or date.max


@dataclass(frozen=True, slots=True)
class DeclaredStay:
    """A stay as someone declares it. Without a bed the first free one is taken; `unit` and `bed` are names."""

    worker: UUID
    site_id: UUID
    arrival: date
    departure: date | None = None
    expected_departure: date | None = None
    bed_id: UUID | None = None
    unit: str = ""
    bed: str = ""
    employer_id: UUID | None = None


class Outcome(StrEnum):
    """What a declared stay comes to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Entry:
    """The stay as it will be believed, and, for a changed one, nothing else: the old version is found by its id."""

    outcome: Outcome
    stay: BookedStay


class Book:
    """Beds and stays of one houser, kept in step with what was planned so far."""

    def __init__(self, *, beds: Iterable[BedFacts], stays: Iterable[BookedStay], today: date) -> None:
        self._today = today
        self._beds = {bed.bed_id: bed for bed in beds}
        self._beds_of_site: dict[UUID, list[BedFacts]] = {}
        self._beds_called: dict[tuple[UUID, str], list[BedFacts]] = {}
        for bed in self._beds.values():
            self._beds_of_site.setdefault(bed.site_id, []).append(bed)
            for key in {bed.unit_key, bed.bed_key, bed.unit_key + bed.bed_key}:
                self._beds_called.setdefault((bed.site_id, key), []).append(bed)
        self._in_bed: dict[UUID, list[tuple[date, date, UUID]]] = {}
        self._of_worker: dict[UUID, list[BookedStay]] = {}
        for stay in stays:
            self._add(stay)

    def enter(self, declared: DeclaredStay) -> Entry:
        """Decide on a declared stay and remember it; raises `Refusal` and remembers nothing when it cannot be."""
        check_dates(declared.arrival, declared.departure, declared.expected_departure, today=self._today)
        known = self._known_as(declared)
        if known is not None:
            return self._renew(known, declared)
        clash = self._stay_of_worker_during(declared.worker, declared.arrival, declared.departure)
        if clash is not None:
            raise self._worker_elsewhere(clash, field="arrival")
        stay = BookedStay(
            stay_id=uuid4(),
            worker=declared.worker,
            bed_id=self._bed_for(declared).bed_id,
            site_id=declared.site_id,
            arrival=declared.arrival,
            departure=declared.departure,
            expected_departure=declared.expected_departure,
            employer_id=declared.employer_id,
        )
        self._add(stay)
        return Entry(Outcome.NEW, stay)

    def _known_as(self, declared: DeclaredStay) -> BookedStay | None:
        """The stay that is meant: the same worker came to the same site on that day, moves since included."""
        stays = sorted(self._of_worker.get(declared.worker, ()), key=lambda stay: stay.arrival)
        last = None
        for stay in stays:
            begins = stay.arrival == declared.arrival and stay.site_id == declared.site_id
            goes_on = last is not None and stay.arrival == last.departure and stay.site_id == last.site_id
            if begins or goes_on:
                last = stay
        return last

    def _renew(self, known: BookedStay, declared: DeclaredStay) -> Entry:
        """What a line adds to a stay we know; what it leaves out stays as it was."""
        if not self._names_bed(declared, self._beds[known.bed_id]):
            raise Refusal("other_bed_known", field="bed", bed=self.label_of(known.bed_id), from_date=known.arrival)
        renewed = replace(
            known,
            departure=declared.departure or known.departure,
            expected_departure=declared.expected_departure or known.expected_departure,
            employer_id=declared.employer_id or known.employer_id,
        )
        if renewed == known:
            return Entry(Outcome.UNCHANGED, known)
        check_dates(renewed.arrival, renewed.departure, renewed.expected_departure, today=self._today)
        self._remove(known)
        try:
            self._refuse_taken(renewed)
        except Refusal:
            self._add(known)
            raise
        self._add(renewed)
        return Entry(Outcome.CHANGED, renewed)

    def _refuse_taken(self, stay: BookedStay) -> None:
        taken = self._stay_in_bed_during(stay.bed_id, stay.arrival, stay.until)
        if taken is not None:
            raise _bed_taken(self.label_of(stay.bed_id), *taken[:2])
        clash = self._stay_of_worker_during(stay.worker, stay.arrival, stay.departure)
        if clash is not None:
            raise self._worker_elsewhere(clash, field="departure")

    def _bed_for(self, declared: DeclaredStay) -> BedFacts:
        candidates = [bed for bed in self._perhaps_meant(declared) if self._names_bed(declared, bed)]
        if not candidates:
            raise Refusal("bed_unknown", field="bed", bed=" ".join(filter(None, [declared.unit, declared.bed])) or "?")
        until = declared.departure or date.max
        taken = None
        for bed in candidates:
            if bed.out_of_use_from is not None and until > bed.out_of_use_from:
                continue
            taken = self._stay_in_bed_during(bed.bed_id, declared.arrival, until)
            if taken is None:
                return bed
        if taken is not None and len(candidates) == 1 and (declared.bed_id or declared.bed or declared.unit):
            raise _bed_taken(candidates[0].label, *taken[:2])
        raise Refusal("no_free_bed", field="bed", beds=len(candidates))

    def _perhaps_meant(self, declared: DeclaredStay) -> Sequence[BedFacts]:
        """The beds among which the named one must be: few, also in a list of 100,000 lines for 25,000 beds."""
        if declared.bed_id is not None:
            named = self._beds.get(declared.bed_id)
            return [named] if named is not None and named.site_id == declared.site_id else []
        key = place_key(declared.unit) or place_key(declared.bed)
        if not key:
            return self._beds_of_site.get(declared.site_id, ())
        return self._beds_called.get((declared.site_id, key), ())

    @staticmethod
    def _names_bed(declared: DeclaredStay, bed: BedFacts) -> bool:
        if declared.bed_id is not None:
            return declared.bed_id == bed.bed_id
        unit, name = place_key(declared.unit), place_key(declared.bed)
        return (not unit or unit == bed.unit_key) and (not name or name in (bed.bed_key, bed.unit_key + bed.bed_key))

    def _stay_in_bed_during(self, bed_id: UUID, arrival: date, until: date) -> tuple[date, date, UUID] | None:
        # Stays in a bed never overlap, so only the last one that begins before `until` can be in the way.
        taken = self._in_bed.get(bed_id)
        if not taken:
            return None
        place = bisect_left(taken, (until, date.min, UUID(int=0)))
        before = taken[place - 1] if place else None
        return before if before is not None and before[1] > arrival else None

    def _stay_of_worker_during(self, worker: UUID, arrival: date, departure: date | None) -> BookedStay | None:
        until = departure or date.max
        return next(
            (stay for stay in self._of_worker.get(worker, ()) if stay.arrival < until and stay.until > arrival), None
        )

    def _worker_elsewhere(self, clash: BookedStay, *, field: str) -> Refusal:
        if clash.bed_id not in self._beds:
            return Refusal("worker_at_another_site", field=field, from_date=clash.arrival)
        bed = self.label_of(clash.bed_id)
        if clash.departure is None:
            return Refusal("worker_already_here_open", field=field, bed=bed, from_date=clash.arrival)
        return Refusal("worker_already_here", field=field, bed=bed, from_date=clash.arrival, until=clash.departure)

    def _add(self, stay: BookedStay) -> None:
        insort(self._in_bed.setdefault(stay.bed_id, []), (stay.arrival, stay.until, stay.stay_id))
        self._of_worker.setdefault(stay.worker, []).append(stay)

    def _remove(self, stay: BookedStay) -> None:
        self._in_bed[stay.bed_id].remove((stay.arrival, stay.until, stay.stay_id))
        self._of_worker[stay.worker].remove(stay)

    def label_of(self, bed_id: UUID) -> str:
        """What people call the bed: its room and its name."""
        bed = self._beds.get(bed_id)
        return bed.label if bed else "?"


def check_dates(arrival: date, departure: date | None, expected_departure: date | None, *, today: date) -> None:
    """Refuse dates that cannot be, before the database does: with the field and what is wrong with it."""
    for field, day in (("arrival", arrival), ("departure", departure), ("expected_departure", expected_departure)):
        if day is not None and not EARLIEST <= day <= today + 5 * FAR_AHEAD:
            raise Refusal("date_far_away", field=field, date=day)
    if arrival > today + FAR_AHEAD:
        raise Refusal("arrival_too_far_ahead", field="arrival", date=arrival)
    if departure is not None and departure <= arrival:
        raise Refusal("departure_before_arrival", field="departure", arrival=arrival, departure=departure)
    if expected_departure is not None and expected_departure <= arrival:
        raise Refusal("expected_before_arrival", field="expected_departure", arrival=arrival)


@lru_cache(maxsize=50_000)
def place_key(name: str) -> str:
    """A room's or bed's name as people mix it up: "Kamer 012 ", "K12" and "12" are one."""
    words = re.findall(r"[^\W\d_]+|\d+", name.casefold())
    kept = [word for word in words if word not in _ROOM_WORDS]
    return "".join(word.lstrip("0") or "0" if word.isdigit() else word for word in (kept or words))


def _bed_taken(bed: str, arrival: date, until: date) -> Refusal:
    if until == date.max:
        return Refusal("bed_taken_open", field="bed", bed=bed, from_date=arrival)
    return Refusal("bed_taken", field="bed", bed=bed, from_date=arrival, until=until)
