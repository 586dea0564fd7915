"""What declared stays come to beside all that a housing provider recorded: who is meant, in which bed, and what changes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from typing import TypeVar
from uuid import UUID

from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.housing.public import Site
from thoes.kernel.refusals import Refusal
from thoes.places.public import LocalField
from thoes.register.domain.book import Book
from thoes.register.domain.booked_stays import DeclaredStay, Entry, Settled
from thoes.register.models import CURRENT, Stay
from thoes.register.services.booking import beds_of, booked_stays_of
from thoes.register.services.declared import Declared
from thoes.register.services.workers import (
    DeclaredWorker,
    KnownBy,
    Workforce,
    checked,
    have_one_name,
    is_surely,
    may_be_one,
    name_of,
    proof_of_one,
    search_key_of,
)

_T = TypeVar("_T")
_STAY_FIELDS = (LocalField.EXPECTED_DEPARTURE, LocalField.EMPLOYER)
# A declared stay before it is known whose it is.
_NOBODY_YET = UUID(int=0)
# What another line of the list may still set right.
_MAY_GO_LATER = frozenset(
    {"bed_taken", "bed_taken_open", "bed_waits_for_answer", "no_free_bed", "worker_already_here", "worker_already_here_open",
     "worker_at_another_site"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entered:
    """A planned stay, the fields left out, whether its worker is new with the name of another one, or by what it is known."""

    entry: Entry
    left_out: tuple[str, ...]
    is_namesake: bool
    known_by: KnownBy | None


class Intake:
    """The book and the workforce of one housing provider, kept over the chunks of a long list.

    `sites` are those that were read already, with their municipality.
    """

    def __init__(
        self,
        *,
        actor: Actor,
        site_ids: Iterable[UUID],
        at: datetime,
        only: "Sequence[Declared] | None",
        sites: Collection[Site] = (),
    ) -> None:
        self.sites = {site.pk: site for site in sites if site.provider_id == actor.organisation_id}
        unread = set(site_ids) - {site.pk for site in sites}
        if unread:
            own = Site.objects.filter(pk__in=unread, provider_id=actor.organisation_id)
            self.sites |= {site.pk: site for site in own.select_related("municipality")}
        # A check-in on a phone must not read the whole housing provider: only the named workers and what is still to come.
        # Of whom a person said that it is somebody we know, the name may be initials.
        is_all = only is None or any(line.same_person for line in only)
        keys = None if is_all else {search_key_of(line.worker) for line in only or () if line.worker}
        ids = None if only is None else {line.worker_id for line in only if line.worker_id}
        self.workforce = Workforce(provider_id=actor.organisation_id, keys=keys, ids=ids)
        # Who names a bed needs to know of no other one than those in which the named workers sleep already.
        beds = {line.bed_id for line in only or () if line.bed_id}
        if beds and self.workforce.ids():
            theirs = Stay.objects.filter(CURRENT, worker__in=self.workforce.ids(), site__in=self.sites)
            beds |= set(theirs.values_list("bed_id", flat=True))
        named = beds if only and all(line.bed_id for line in only) else None
        self.book = Book(
            beds=beds_of(self.sites, named=named),
            stays=booked_stays_of(
                actor.organisation_id,
                workers=None if only is None else self.workforce.ids(),
                sites=self.sites,
                beds=named,
                since=min((line.arrival for line in only), default=None) if only else None,
            ),
            today=localdate(at),
        )
        self._allowed = {pk: frozenset(site.municipality.local_fields) for pk, site in self.sites.items()}
        # Lines that put one person in two beds from one day on, with those beds.
        self._torn: dict[Declared, str] = {}

    def enter(self, lines: Sequence[Declared]) -> list[Entered | Refusal]:
        """Plan declared stays as a whole, each with what becomes of it: which stands above which makes no difference.

        Who comes in a bed waits for who leaves it; those who change beds with each other go at once.
        """
        found: dict[int, Entered | Refusal] = {}
        meant: dict[int, _Meant] = {}
        for number in sorted(range(len(lines)), key=lambda number: order_of_days(lines[number])):
            try:
                meant[number] = self._meant(lines[number])
            except Refusal as refusal:
                found[number] = refusal
            else:
                found[number] = self._entered(meant[number])
        self._let_others_go_first(found, meant)
        return [found[number] for number in range(len(lines))]

    def _let_others_go_first(self, found: dict[int, Entered | Refusal], meant: Mapping[int, "_Meant"]) -> None:
        """Try again what was refused for a bed or a person that another line of the list may set free."""
        waiting = [number for number in meant if _may_go_later(found[number])]
        beds_left = False
        while waiting:
            for number in waiting:
                found[number] = self._entered(meant[number], beds_left=beds_left)
            left = [number for number in waiting if _may_go_later(found[number])]
            if not self.book.move_at_once() and len(left) == len(waiting):
                if beds_left:
                    return
                beds_left = True
            waiting = left

    def _entered(self, meant: "_Meant", *, beds_left: bool = False) -> Entered | Refusal:
        try:
            entry = self.book.enter(meant.stay, beds_left=beds_left)
        except Refusal as refusal:
            return refusal
        return Entered(entry, meant.left_out, meant.is_namesake, meant.known_by)

    def _meant(self, declared: Declared) -> "_Meant":
        """Whom a line is about, and what of it there is a ground for; raises `Refusal`."""
        site = self.sites.get(declared.site_id)
        if site is None:
            raise Refusal("site_unknown", field="site")
        # A long declared stay takes a while to be looked up; hardly ever is there one.
        if self._torn and (beds := self._torn.get(declared)):
            raise Refusal("two_beds_from_one_day", field="bed", beds=beds)
        allowed = self._allowed[site.pk]
        left_out: tuple[str, ...] = ()
        is_namesake, known_by = False, None
        if declared.worker_id is not None:
            known_by = KnownBy.CHOSEN
            worker = self.workforce.known(declared.worker_id)
        elif declared.worker is not None:
            facts, left_out = checked(declared.worker, allowed=allowed)
            worker, is_namesake, known_by = self._who(facts, declared)
        else:
            raise Refusal("name_missing", field="family_name")
        stay_left_out = tuple(name for name in _STAY_FIELDS if name not in allowed and _has(declared, name))
        stay = DeclaredStay(
            worker=worker,
            site_id=site.pk,
            arrival=declared.arrival,
            departure=declared.departure,
            expected_departure=_if_allowed(declared.expected_departure, LocalField.EXPECTED_DEPARTURE, allowed),
            bed_id=declared.bed_id,
            unit=declared.unit,
            bed=declared.bed,
            employer_id=_if_allowed(declared.employer_id, LocalField.EMPLOYER, allowed),
            says_departure=declared.says_departure,
            settled=declared.settled,
            is_described=declared.worker_id is None,
        )
        return _Meant(stay, left_out + stay_left_out, is_namesake, known_by)

    def _who(self, facts: DeclaredWorker, declared: Declared) -> tuple[UUID, bool, KnownBy | None]:
        """Whom the line is about, whether that is a new worker with the name of another one, and by what it is known.

        The same line twice is one stay: a stay is known by its site, arrival, bed and name. A person is known by name
        with birth date or document. Somebody of the same name who sleeps here may be the same, and is asked about.
        """
        name = name_of(facts)
        namesakes = self.workforce.namesakes(facts, name=name)
        if not namesakes and (chosen := self._known_by_initials(facts, declared)):
            return chosen, False, KnownBy.CHOSEN
        if not namesakes:
            is_namesake = self.workforce.has_name(facts, name=name)
            return self.workforce.add(facts, name=name), is_namesake, None
        stay = _where_and_when(declared)
        asked = () if declared.somebody_else else namesakes
        for one in asked:
            if self.book.is_stay_of(one.worker_id, stay):
                return one.worker_id, False, KnownBy.STAY
        if proof := proof_of_one(namesakes[0].facts, facts):
            return namesakes[0].worker_id, False, proof
        if declared.same_person:
            for one in asked:
                if self.book.is_here_meanwhile(one.worker_id, stay):
                    return one.worker_id, False, KnownBy.CHOSEN
        for one in asked:
            # The same name in the same bed, since another day: `Book.enter` asks which day is right.
            if self.book.has_in_same_bed(one.worker_id, stay):
                return one.worker_id, False, KnownBy.STAY
        for one in asked:
            self.book.refuse_namesake(one.worker_id, stay)
        return self.workforce.add(facts, name=name), True, None

    def _known_by_initials(self, facts: DeclaredWorker, declared: Declared) -> UUID | None:
        """Who is said to be the one with these initials; somebody who sleeps at that site in those nights is asked about."""
        known = () if declared.somebody_else else self.workforce.with_initials(facts)
        if not known:
            return None
        stay = _where_and_when(declared)
        for one in known:
            if self.book.is_here_meanwhile(one.worker_id, stay):
                if declared.same_person:
                    return one.worker_id
                self.book.refuse_namesake(one.worker_id, stay)
        return None

    def look_ahead(self, declared: Sequence[Declared]) -> None:
        """Look at a whole list before any of its lines is planned.

        Which stays we have are in it: whoever else in it has such a name is another person. Which beds it names: who names
        none gets another. And who would be in two beds from one day on.
        """
        if any(not (line.bed_id or line.unit or line.bed) for line in declared):
            for line in declared:
                with suppress(Refusal):
                    self.book.want(_where_and_when(line))
        self._note_torn(declared)
        if not self.workforce.ids():
            return
        for line in declared:
            stay = _where_and_when(line)
            known = self.workforce.namesakes(line.worker, name=name_of(line.worker)) if line.worker else ()
            for one in known:
                with suppress(Refusal):
                    if self.book.is_stay_of(one.worker_id, stay):
                        self.book.speak_for(one.worker_id, stay)
                        break

    def _note_torn(self, declared: Iterable[Declared]) -> None:
        arrivals: dict[tuple[str, date], list[Declared]] = {}
        for line in declared:
            if line.worker and (line.same_person or line.worker.date_of_birth or line.worker.document_number):
                arrivals.setdefault((search_key_of(line.worker), line.arrival), []).append(line)
        for lines in arrivals.values():
            for one, other in combinations(lines, 2):
                if _is_one_person(one, other) and (beds := self._two_beds(one, other)):
                    self._torn |= dict.fromkeys((one, other), beds)

    def _two_beds(self, one: Declared, other: Declared) -> str:
        """The beds of two lines, if they cannot be one."""
        try:
            beds = [self.book.named_beds(_where_and_when(line)) for line in (one, other)]
        except Refusal:
            return ""
        if one.site_id == other.site_id and (not all(beds) or beds[0] & beds[1]):
            return ""
        return ", ".join(sorted({self.book.label_of(bed) for named in beds for bed in list(named)[:1]})) or "–"


@dataclass(frozen=True, slots=True)
class _Meant:
    """A declared stay of which it is known whose it is, with the rest as `Entered` has it."""

    stay: DeclaredStay
    left_out: tuple[str, ...]
    is_namesake: bool
    known_by: KnownBy | None


def order_of_days(declared: Declared) -> tuple[date, bool, date]:
    """In which order stays follow each other: by arrival, who moves before who comes that day, who leaves first first."""
    return declared.arrival, declared.settled is not Settled.LIST, declared.departure or date.max


def _may_go_later(found: Entered | Refusal) -> bool:
    return isinstance(found, Refusal) and found.code in _MAY_GO_LATER


def _is_one_person(one: Declared, other: Declared) -> bool:
    """Whether two lines with one name are proven to be about one person."""
    if one.worker is None or other.worker is None:
        return False
    is_said = one.same_person and other.same_person
    is_proven = may_be_one(one.worker, other.worker) and is_surely(one.worker, other.worker)
    return (is_said or is_proven) and have_one_name(one.worker, other.worker)


def _where_and_when(declared: Declared) -> DeclaredStay:
    """A declared stay before it is known whose it is, to be laid beside those that we have."""
    return DeclaredStay(
        worker=_NOBODY_YET,
        site_id=declared.site_id,
        arrival=declared.arrival,
        departure=declared.departure,
        bed_id=declared.bed_id,
        unit=declared.unit,
        bed=declared.bed,
    )


def _has(declared: Declared, name: str) -> bool:
    return bool(declared.expected_departure if name == LocalField.EXPECTED_DEPARTURE else declared.employer_id)


def _if_allowed(value: _T | None, name: LocalField, allowed: frozenset[str]) -> _T | None:
    return value if name in allowed else None
