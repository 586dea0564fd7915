"""What is believed about beds and workers, and what a declared stay means beside it.

The book decides for one check-in and for a list of 100,000 lines alike, without asking the database per line. The
database's own constraints have the last word: what slips in between is refused there. The book knows no clock.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from thoes.kernel.refusals import Refusal
from thoes.register.domain.booked_stays import BookedStay, DeclaredStay, Entry, Move, Settled, StayOutcome, check_dates
from thoes.register.domain.named_beds import BedFacts, PlaceNames, some_of


class Book:
    """Beds and stays of one housing provider, kept in step with what was planned so far."""

    def __init__(self, *, beds: Iterable[BedFacts], stays: Iterable[BookedStay], today: date) -> None:
        self._today = today
        self._beds = {bed.bed_id: bed for bed in beds}
        self._beds_of_site: dict[UUID, list[BedFacts]] = {}
        self._named = PlaceNames()
        for bed in self._beds.values():
            self._beds_of_site.setdefault(bed.site_id, []).append(bed)
            self._named.add(bed)
        # Stays that a line taken in before was about, and those that another line of the same list is about.
        self._claimed: set[UUID] = set()
        self._spoken_for: set[UUID] = set()
        # Stays of which a person must say first what is right, and beds that lines of the list name.
        self._in_doubt: set[UUID] = set()
        self._wanted: dict[UUID, list[tuple[date, date]]] = {}
        # Moves into beds that were not free when their line was looked at, and those that were made at once after that.
        self._waiting: dict[DeclaredStay, Move] = {}
        self._made: dict[DeclaredStay, Entry] = {}
        self._in_bed: dict[UUID, list[tuple[date, date, UUID]]] = {}
        self._of_worker: dict[UUID, list[BookedStay]] = {}
        for stay in stays:
            self._add(stay)

    def enter(self, declared: DeclaredStay, *, beds_left: bool = False) -> Entry:
        """Decide on a declared stay and remember it; raises `Refusal` and keeps no stay when it cannot be.

        Who names no bed gets none that another line names; with `beds_left` also those that nobody came for.
        """
        if entry := self._made.pop(declared, None):
            return self._claimed_by(entry)
        self._waiting.pop(declared, None)
        check_dates(declared.arrival, declared.departure, declared.expected_departure, today=self._today)
        chain = self._chain(declared.worker, declared)
        if chain:
            entry = self._renew(self._meant_of(chain, declared), declared)
            self._claimed.update(stay.stay_id for stay in chain)
            return entry
        clash = self._stay_of_worker_during(declared.worker, declared.arrival, declared.departure)
        if clash is not None:
            if not self._may_be_in(clash, declared):
                moved = clash.site_id == declared.site_id and (declared.unit or declared.bed) and not clash.departure
                if not moved or declared.arrival < clash.arrival:
                    raise self._worker_elsewhere(clash, field="arrival")
                entry = self._settle_bed(clash, declared)
            else:
                entry = self._settle_arrival(clash, declared)
            self._claimed.add(clash.stay_id)
            return entry
        stay = BookedStay(
            stay_id=uuid4(),
            worker=declared.worker,
            bed_id=self._bed_for(declared, beds_left=beds_left).bed_id,
            site_id=declared.site_id,
            arrival=declared.arrival,
            departure=declared.departure,
            expected_departure=declared.expected_departure,
            employer_id=declared.employer_id,
        )
        self._add(stay)
        self._claimed.add(stay.stay_id)
        return Entry(StayOutcome.NEW, stay)

    def want(self, declared: DeclaredStay) -> None:
        """Note the bed that a line names, before any line is taken in."""
        named = self.named_beds(declared)
        if len(named) == 1:
            (bed,) = named
            self._wanted.setdefault(bed, []).append((declared.arrival, declared.departure or date.max))

    def named_beds(self, declared: DeclaredStay) -> frozenset[UUID]:
        """The beds that a line names, none when it names none. Raises `Refusal` as taking it in would."""
        if declared.bed_id is None and not declared.unit and not declared.bed:
            return frozenset()
        return frozenset(bed.bed_id for bed in self._beds_named(declared))

    def move_at_once(self) -> bool:
        """Let workers who are in each other's way change beds at once, as many as can; whether anybody went.

        `enter` gives each of their lines what became of it. Who cannot go keeps his bed, and so do those who need it.
        """
        # Of somebody who is to move twice the first move.
        first = {move.known.stay_id: declared for declared, move in reversed(self._waiting.items())}
        going = {
            declared: move for declared in first.values() if self._is_believed((move := self._waiting[declared]).known)
        }
        while going:
            made: dict[DeclaredStay, Entry] = {}
            for move in going.values():
                self._remove(move.known)
                self._add(move.ended)
            stuck = {declared for declared, move in going.items() if not self._goes(declared, move, made)}
            if not stuck:
                self._made |= made
                self._waiting.clear()
                return True
            for entry in made.values():
                assert entry.moved_to is not None
                self._remove(entry.moved_to)
            for move in going.values():
                self._remove(move.ended)
                self._add(move.known)
            going = {declared: move for declared, move in going.items() if declared not in stuck}
        self._waiting.clear()
        return False

    def _goes(self, declared: DeclaredStay, move: Move, made: dict[DeclaredStay, Entry]) -> bool:
        try:
            made[declared] = self._moved(move, self._bed_for(move.declared))
        except Refusal:
            return False
        return True

    def is_here_meanwhile(self, worker: UUID, declared: DeclaredStay) -> bool:
        """Whether this worker sleeps at that site in any of these nights, or leaves a bed there on the day of arrival."""
        clash = self._stay_of_worker_during(worker, declared.arrival, declared.departure)
        if clash is None:
            return self._left_that_day(worker, declared) is not None
        return clash.site_id == declared.site_id

    def _left_that_day(self, worker: UUID, declared: DeclaredStay) -> BookedStay | None:
        """The stay at that site which ends on the day of arrival: whoever has that name may move."""
        stays = (stay for stay in self._of_worker.get(worker, ()) if stay.site_id == declared.site_id)
        return next((stay for stay in stays if stay.departure == declared.arrival), None)

    def has_in_same_bed(self, worker: UUID, declared: DeclaredStay) -> bool:
        """Whether this worker sleeps in the very bed that is named, in these nights, and no other line is about it."""
        clash = self._stay_of_worker_during(worker, declared.arrival, declared.departure)
        if clash is None or clash.stay_id in self._claimed or clash.stay_id in self._spoken_for:
            return False
        return len(self.named_beds(declared)) == 1 and self._may_be_in(clash, declared)

    def _may_be_in(self, known: BookedStay, declared: DeclaredStay) -> bool:
        """Whether the bed of a stay is one of those that are named, or none is: a list often names none."""
        if known.site_id != declared.site_id:
            return False
        if not (declared.bed_id or declared.unit or declared.bed):
            return declared.is_described
        return any(bed.bed_id == known.bed_id for bed in self._beds_named(declared))

    def _settle_arrival(self, known: BookedStay, declared: DeclaredStay) -> Entry:
        """Somebody who is in that bed since another day: which day is right is for a person to say."""
        if declared.settled is None:
            self._in_doubt.add(known.stay_id)
            raise Refusal(
                "arrival_differs",
                field="arrival",
                bed=self.label_of(known.bed_id),
                known=known.arrival,
                said=declared.arrival,
                until=known.departure or "",
            )
        right = replace(known, arrival=declared.arrival) if declared.settled is Settled.LIST else known
        return self._renew(known, replace(declared, arrival=right.arrival), arrival=right.arrival)

    def is_stay_of(self, worker: UUID, declared: DeclaredStay) -> bool:
        """Whether the line is about a stay we have of this worker: the same site, arrival and, if it names one, bed.

        A stay that another line was about already is meant again only when its very bed is named.
        """
        chain = self._chain(worker, declared)
        if not chain:
            return False
        beds = {stay.bed_id for stay in chain}
        if declared.bed_id is not None:
            return declared.bed_id in beds
        named = self._beds_named(declared) if declared.unit or declared.bed else None
        if chain[-1].stay_id in self._claimed:
            return named is not None and len(named) == 1 and named[0].bed_id in beds
        return named is None or any(bed.bed_id in beds for bed in named)

    def speak_for(self, worker: UUID, declared: DeclaredStay) -> None:
        """Note that a line of the list is about the stay of this worker, before any line is taken in."""
        self._spoken_for.update(stay.stay_id for stay in self._chain(worker, declared))

    def refuse_namesake(self, worker: UUID, declared: DeclaredStay) -> None:
        """Refusal when somebody of that name sleeps here in those nights, about whom no line is: it may be the same.

        So may somebody who leaves a bed of the site on that day, also by this list.
        """
        clash = self._stay_of_worker_during(worker, declared.arrival, declared.departure)
        if clash is None:
            clash = self._left_that_day(worker, declared)
        elif clash.stay_id in self._claimed or clash.stay_id in self._spoken_for:
            return
        if clash is None:
            return
        self._in_doubt.add(clash.stay_id)
        if clash.bed_id not in self._beds or clash.site_id != declared.site_id:
            raise Refusal("worker_at_another_site", field="arrival", from_date=clash.arrival)
        bed = self.label_of(clash.bed_id)
        raise Refusal("namesake_is_here", field="arrival", bed=bed, from_date=clash.arrival)

    def _chain(self, worker: UUID, declared: DeclaredStay) -> list[BookedStay]:
        """The stay that is meant: the worker came to that site on that day; with the moves since, the last one last."""
        chain: list[BookedStay] = []
        for stay in sorted(self._of_worker.get(worker, ()), key=lambda stay: stay.arrival):
            begins = stay.arrival == declared.arrival and stay.site_id == declared.site_id
            goes_on = bool(chain) and stay.arrival == chain[-1].departure and stay.site_id == chain[-1].site_id
            if begins or goes_on:
                chain.append(stay)
        return chain

    def _meant_of(self, chain: Sequence[BookedStay], declared: DeclaredStay) -> BookedStay:
        """The stay of a chain of moves that is meant: the last, unless the line says that of an earlier one once more."""
        for stay in chain[:-1]:
            same_days = (stay.arrival, stay.departure) == (declared.arrival, declared.departure)
            if same_days and self._names_bed(declared, stay.bed_id):
                return stay
        return chain[-1]

    def _renew(self, known: BookedStay, declared: DeclaredStay, *, arrival: date | None = None) -> Entry:
        """What a line adds to a stay we know; what it leaves out stays as it was. `arrival` corrects that day."""
        if not self._names_bed(declared, known.bed_id):
            return self._settle_bed(known, declared)
        departure = declared.departure or known.departure
        if known.departure is not None and declared.departure is None and declared.says_departure:
            # What is still to come is no contradiction: somebody who is here may leave later.
            if declared.settled is None and known.departure <= self._today:
                self._in_doubt.add(known.stay_id)
                raise Refusal(
                    "departure_differs", field="departure", bed=self.label_of(known.bed_id), known=known.departure
                )
            departure = None if declared.settled is Settled.LIST else known.departure
        renewed = replace(
            known,
            arrival=arrival or known.arrival,
            departure=departure,
            expected_departure=declared.expected_departure or known.expected_departure,
            employer_id=declared.employer_id or known.employer_id,
        )
        if renewed == known:
            return Entry(StayOutcome.UNCHANGED, known)
        check_dates(renewed.arrival, renewed.departure, renewed.expected_departure, today=self._today)
        self._remove(known)
        try:
            self._refuse_taken(renewed)
        except Refusal:
            self._add(known)
            raise
        self._add(renewed)
        return Entry(StayOutcome.CHANGED, renewed, known)

    def _settle_bed(self, known: BookedStay, declared: DeclaredStay) -> Entry:
        """Somebody who is known in another bed: moved there, or the list is wrong. That is for a person to say.

        The day of the move is the arrival that the list names, if that is later than ours; otherwise today.
        """
        label, is_over = self.label_of(known.bed_id), known.departure is not None and known.departure <= self._today
        if declared.settled is Settled.REGISTER:
            return self._renew(known, replace(declared, arrival=known.arrival, bed_id=known.bed_id, unit="", bed=""))
        if is_over:
            raise Refusal("other_bed_known", field="bed", bed=label, from_date=known.arrival)
        moves_on = max(self._today, known.arrival + timedelta(days=1))
        if declared.arrival > known.arrival:
            moves_on = declared.arrival
        if declared.settled is None:
            self._in_doubt.add(known.stay_id)
            raise Refusal("bed_differs", field="bed", bed=label, from_date=known.arrival, day=moves_on)
        departure = declared.departure or known.departure
        move = Move(known, replace(known, departure=moves_on), replace(declared, arrival=moves_on, departure=departure))
        self._remove(known)
        try:
            bed = self._bed_for(move.declared)
        except Refusal:
            self._add(known)
            self._waiting[declared] = move
            raise
        self._add(move.ended)
        return self._claimed_by(self._moved(move, bed))

    def _moved(self, move: Move, bed: BedFacts) -> Entry:
        """The stay in the new bed, now that the one before it ends."""
        known, declared = move.known, move.declared
        begun = replace(
            known,
            stay_id=uuid4(),
            bed_id=bed.bed_id,
            arrival=declared.arrival,
            departure=declared.departure,
            expected_departure=declared.expected_departure or known.expected_departure,
            employer_id=declared.employer_id or known.employer_id,
        )
        self._add(begun)
        return Entry(StayOutcome.CHANGED, move.ended, known, begun)

    def _claimed_by(self, entry: Entry) -> Entry:
        """A move that was made: both its stays are what a line was about."""
        self._claimed.update(stay.stay_id for stay in (entry.stay, entry.moved_to) if stay)
        return entry

    def _is_believed(self, stay: BookedStay) -> bool:
        """Whether no other line changed the stay since."""
        return stay in self._of_worker[stay.worker]

    def _refuse_taken(self, stay: BookedStay) -> None:
        taken = self._stay_in_bed_during(stay.bed_id, stay.arrival, stay.until)
        if taken is not None:
            raise self._bed_taken(self.label_of(stay.bed_id), *taken)
        clash = self._stay_of_worker_during(stay.worker, stay.arrival, stay.departure)
        if clash is not None:
            raise self._worker_elsewhere(clash, field="departure")

    def _bed_for(self, declared: DeclaredStay, *, beds_left: bool = True) -> BedFacts:
        candidates = self._beds_named(declared)
        until = declared.departure or date.max
        is_named = declared.bed_id is not None or bool(declared.unit or declared.bed)
        taken = None
        for bed in candidates:
            if not is_named and not bed.is_offered(declared.arrival, until):
                continue
            if bed.out_of_use_from is not None and until > bed.out_of_use_from:
                continue
            taken = self._stay_in_bed_during(bed.bed_id, declared.arrival, until)
            if taken is None and (
                beds_left or len(candidates) == 1 or not self._is_wanted(bed, declared.arrival, until)
            ):
                return bed
        if taken is not None and len(candidates) == 1 and is_named:
            raise self._bed_taken(candidates[0].label, *taken)
        raise Refusal("no_free_bed", field="bed", beds=len(candidates))

    def _beds_named(self, declared: DeclaredStay) -> Sequence[BedFacts]:
        """The beds that a line names; all of the site when it names none. Refuses names that say no bed or several."""
        if declared.bed_id is not None:
            named = self._beds.get(declared.bed_id)
            if named is None or named.site_id != declared.site_id:
                raise Refusal("bed_gone", field="bed")
            return [named]
        if not declared.unit and not declared.bed:
            return self._beds_of_site.get(declared.site_id, ())
        found = self._named.find(declared.site_id, declared.unit, declared.bed)
        if not found:
            names = dict.fromkeys(bed.unit for bed in self._beds_of_site.get(declared.site_id, ()))
            text = " ".join(filter(None, [declared.unit, declared.bed]))
            raise Refusal("bed_unknown", field="bed", bed=text[:60], rooms=some_of(list(names)))
        return found

    def _names_bed(self, declared: DeclaredStay, bed_id: UUID) -> bool:
        if declared.bed_id is not None:
            return declared.bed_id == bed_id
        if not declared.unit and not declared.bed:
            return True
        return any(bed.bed_id == bed_id for bed in self._beds_named(declared))

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

    def as_planned(self, stay: BookedStay) -> BookedStay:
        """The stay after all that was planned so far."""
        return next(one for one in self._of_worker[stay.worker] if one.stay_id == stay.stay_id)

    def label_of(self, bed_id: UUID) -> str:
        """What people call the bed: its room and its name."""
        bed = self._beds.get(bed_id)
        return bed.label if bed else "?"

    def _is_wanted(self, bed: BedFacts, arrival: date, until: date) -> bool:
        return any(first < until and last > arrival for first, last in self._wanted.get(bed.bed_id, ()))

    def _bed_taken(self, bed: str, arrival: date, until: date, stay_id: UUID) -> Refusal:
        if stay_id in self._in_doubt:
            return Refusal("bed_waits_for_answer", field="bed", bed=bed, from_date=arrival)
        if until == date.max:
            return Refusal("bed_taken_open", field="bed", bed=bed, from_date=arrival)
        return Refusal("bed_taken", field="bed", bed=bed, from_date=arrival, until=until)
