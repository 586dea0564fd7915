"""Take declared stays in: from the check-in form, from a file, later from the API. One door, one set of rules.

A line that cannot be taken comes back with its reason and the others go in. Lines are planned in memory against the
book of the housing provider and written in bulk, so a list of 100,000 lines takes the same path as one worker on a phone.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self, TypeVar
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.foundation.bulk_insert import values_of, write_values
from thoes.housing.public import Site
from thoes.kernel.refusals import Refusal
from thoes.kernel.stored_facts import restored, stored
from thoes.places.public import LocalField
from thoes.register.domain.book import Book, BookedStay, DeclaredStay, Entry, Settled, StayOutcome
from thoes.register.models import CURRENT, Change, Stay
from thoes.register.queries import PersonNights
from thoes.register.services.booking import beds_of, booked_stays_of
from thoes.register.services.recording import (
    announce,
    close_version,
    next_version,
    open_versions,
    refusals_of_the_database,
)
from thoes.register.services.workers import (
    DeclaredWorker,
    KnownBy,
    NewWorker,
    Workforce,
    checked,
    proof_of_one,
    search_key_of,
    write_workers,
)
from thoes.rules.stay_facts import expectations_from

_T = TypeVar("_T")
_STAY_FIELDS = (LocalField.EXPECTED_DEPARTURE, LocalField.EMPLOYER)
_DAYS = ("arrival", "departure", "expected_departure")
_ATTEMPTS = 3
# A declared stay before it is known whose it is.
_NOBODY_YET = UUID(int=0)
_OF_A_BOOKED_STAY = (
    "stay_id",
    "worker",
    "bed_id",
    "site_id",
    "employer_id",
    "arrival",
    "departure",
    "expected_departure",
)
_BOOKED = values_of(_OF_A_BOOKED_STAY)
_FIRST_VERSION = (
    "id", *(name if name != "worker" else "worker_id" for name in _OF_A_BOOKED_STAY), "municipality_id", "voided",
    "known_from", "opened_by_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Declared:
    """One declared stay. The worker is a known one (`worker_id`) or described; the site is one of the actor's own.

    `somebody_else` says of a described worker that it is none of those with the same name whom we know, `same_person` that
    it is the one who sleeps there in those nights;
    `says_departure` and `settled` as `DeclaredStay` has them.
    """

    site_id: UUID
    arrival: date
    worker_id: UUID | None = None
    worker: DeclaredWorker | None = None
    departure: date | None = None
    expected_departure: date | None = None
    bed_id: UUID | None = None
    unit: str = ""
    bed: str = ""
    employer_id: UUID | None = None
    somebody_else: bool = False
    same_person: bool = False
    says_departure: bool = False
    settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class LineResult:
    """What became of one declared stay: the outcome or the reason why not, and fields left out for want of a ground.

    `bed` is what people call the bed of the stay. `is_namesake` says that the worker is new and has the name of another.
    `departure` is that of the stay as it is believed after this, `changes` has each day that changes with what it was.
    `known_by` says by what somebody we know was found; `moved_to` is the stay in the bed to which somebody moved.
    """

    outcome: StayOutcome | None
    stay_id: UUID | None = None
    refusal: Refusal | None = None
    left_out: tuple[str, ...] = field(default=())
    bed: str = ""
    is_namesake: bool = False
    departure: date | None = None
    known_by: KnownBy | None = None
    changes: tuple[tuple[str, date | None, date | None], ...] = ()
    moved_to: UUID | None = None

    def as_json(self) -> dict[str, Any]:
        """As it is kept for who sends the same again: ids, codes and days."""
        no = self.refusal
        return {
            "outcome": self.outcome,
            "stay": str(self.stay_id) if self.stay_id else None,
            "refusal": no and {"code": no.code, "field": no.field, "facts": stored(no.facts)},
            "left_out": list(self.left_out),
            "bed": self.bed,
            "is_namesake": self.is_namesake,
            "departure": self.departure and self.departure.isoformat(),
            "known_by": self.known_by,
            "moved_to": str(self.moved_to) if self.moved_to else None,
            "changes": [[name, *(day and day.isoformat() for day in days)] for name, *days in self.changes],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The result as it was."""
        no = kept["refusal"]
        return cls(
            StayOutcome(kept["outcome"]) if kept["outcome"] else None,
            UUID(kept["stay"]) if kept["stay"] else None,
            refusal=no and Refusal(no["code"], field=no["field"], **restored(no["facts"])),
            left_out=tuple(kept["left_out"]),
            bed=kept["bed"],
            is_namesake=kept["is_namesake"],
            departure=_day(kept["departure"]),
            moved_to=UUID(kept["moved_to"]) if kept["moved_to"] else None,
            known_by=KnownBy(kept["known_by"]) if kept["known_by"] else None,
            changes=tuple((name, _day(before), _day(after)) for name, before, after in kept["changes"]),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


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
        keys = None if only is None else {search_key_of(line.worker) for line in only if line.worker}
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

    def enter(self, declared: Declared) -> Entered:
        """Plan one declared stay; raises `Refusal`."""
        site = self.sites.get(declared.site_id)
        if site is None:
            raise Refusal("site_unknown", field="site")
        allowed = frozenset(site.municipality.local_fields)
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
        entry = self.book.enter(
            DeclaredStay(
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
            )
        )
        return Entered(entry, left_out + stay_left_out, is_namesake, known_by)

    def _who(self, facts: DeclaredWorker, declared: Declared) -> tuple[UUID, bool, KnownBy | None]:
        """Whom the line is about, whether that is a new worker with the name of another one, and by what it is known.

        The same line twice is one stay: a stay is known by its site, arrival, bed and name. A person is known by name
        with birth date or document. Somebody of the same name who sleeps here may be the same, and is asked about.
        """
        key = search_key_of(facts)
        namesakes = self.workforce.namesakes(facts, key=key)
        if not namesakes:
            return self.workforce.add(facts, key=key), False, None
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
        return self.workforce.add(facts, key=key), True, None

    def look_ahead(self, declared: Iterable[Declared]) -> None:
        """Note which stays we have are in a list: whoever else in it has such a name is another person."""
        if not self.workforce.ids():
            return
        for line in declared:
            stay = _where_and_when(line)
            known = self.workforce.namesakes(line.worker, key=search_key_of(line.worker)) if line.worker else ()
            for one in known:
                with suppress(Refusal):
                    if self.book.is_stay_of(one.worker_id, stay):
                        self.book.speak_for(one.worker_id, stay)
                        break


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


@dataclass(frozen=True, slots=True)
class StaysPlan:
    """What declared stays come to: one result per stay, in order, and all that is to be written for them.

    `municipalities` has the code of the municipality of each site.
    """

    results: list[LineResult]
    new_workers: list[NewWorker]
    new: list[BookedStay]
    municipalities: dict[UUID, str]
    renewed: dict[UUID, BookedStay]
    persons: list[UUID]


def declare_stays(
    *, actor: Actor, change: Change, declared: Sequence[Declared], at: datetime, sites: Collection[Site] = ()
) -> list[LineResult]:
    """Take the declared stays in as part of `change`; one result per stay, in order. Call it in a transaction.

    `sites` as `Intake` has it.
    When somebody gives a bed away meanwhile, it is planned again with what is there now; in the end it is refused.
    """
    for _attempt in range(_ATTEMPTS):
        intake = Intake(actor=actor, site_ids={line.site_id for line in declared}, at=at, only=declared, sites=sites)
        plan = plan_stays(declared=declared, intake=intake, at=at)
        try:
            with transaction.atomic():
                write_plan(plan, change=change, at=at)
        except Refusal as refusal:
            overtaken = refusal
        else:
            return plan.results
    return [LineResult(None, refusal=overtaken) for _line in declared]


def plan_stays(*, declared: Sequence[Declared], intake: Intake, at: datetime) -> StaysPlan:
    """What would become of the declared stays. The intake remembers it; the database is neither asked nor written.

    For a long list: plan chunk by chunk with one intake, and write each plan. A plan that could not be written makes
    the intake worthless; begin again with a new one.
    """
    results: list[LineResult] = []
    entries: dict[UUID, Entry] = {}
    for line in declared:
        try:
            entered = intake.enter(line)
        except Refusal as refusal:
            results.append(LineResult(None, refusal=refusal))
            continue
        entry = entered.entry
        results.append(
            LineResult(
                entry.outcome,
                entry.stay.stay_id,
                left_out=entered.left_out,
                bed=intake.book.label_of((entry.moved_to or entry.stay).bed_id),
                is_namesake=entered.is_namesake,
                departure=(entry.moved_to or entry.stay).departure,
                known_by=entered.known_by,
                changes=_changes(entry),
                moved_to=entry.moved_to.stay_id if entry.moved_to else None,
            )
        )
        if entry.moved_to is not None:
            entries[entry.moved_to.stay_id] = Entry(StayOutcome.NEW, entry.moved_to)
        if entry.outcome is not StayOutcome.UNCHANGED:
            was_new = entry.stay.stay_id in entries and entries[entry.stay.stay_id].outcome is StayOutcome.NEW
            entries[entry.stay.stay_id] = Entry(StayOutcome.NEW, entry.stay) if was_new else entry
    written = entries.values()
    return StaysPlan(
        results=results,
        new_workers=intake.workforce.take_new({entry.stay.worker for entry in written}),
        new=[e.stay for e in written if e.outcome is StayOutcome.NEW],
        municipalities={pk: site.municipality_id for pk, site in intake.sites.items()},
        renewed={e.stay.stay_id: e.stay for e in written if e.outcome is StayOutcome.CHANGED},
        persons=[intake.workforce.person_of(e.stay.worker) for e in written],
    )


def _changes(entry: Entry) -> tuple[tuple[str, date | None, date | None], ...]:
    """The days of a stay that change, each with what it was and what it becomes."""
    if entry.before is None or entry.moved_to is not None:
        return ()
    days = ((name, getattr(entry.before, name), getattr(entry.stay, name)) for name in _DAYS)
    return tuple(change for change in days if change[1] != change[2])


def write_plan(
    plan: StaysPlan, *, change: Change, at: datetime, meanwhile: Callable[[], object] = lambda: None
) -> None:
    """Write a plan as part of `change`; raises `Refusal` when the register changed under it.

    `meanwhile` as `write_values` has it.
    """
    write_workers(plan.new_workers)
    versions = []
    believed = Stay.objects.select_for_update().filter(stay_id__in=list(plan.renewed), known_until=None)
    for old in believed if plan.renewed else ():
        close_version(old, change=change, at=at)
        renewed = plan.renewed[old.stay_id]
        versions.append(
            next_version(
                old,
                change=change,
                at=at,
                arrival=renewed.arrival,
                departure=renewed.departure,
                expected_departure=renewed.expected_departure,
                employer_id=renewed.employer_id,
            )
        )
    with refusals_of_the_database():
        stays = [_first_version(stay, plan=plan, change=change, at=at) for stay in plan.new]
        write_values(Stay, _FIRST_VERSION, stays, meanwhile=meanwhile)
    open_versions(versions)
    announce(plan.persons, on=localdate(at), first=_first_nights(plan, on=localdate(at)))


def _first_version(stay: BookedStay, *, plan: StaysPlan, change: Change, at: datetime) -> tuple[Any, ...]:
    return (uuid4(), *_BOOKED(stay), plan.municipalities[stay.site_id], False, at, change.pk)


def _first_nights(plan: StaysPlan, *, on: date) -> list[PersonNights]:
    """All nights of the persons whom the plan brings into the register on a day."""
    persons = {worker.known.worker_id: worker.known.person_id for worker in plan.new_workers}
    return [
        PersonNights(
            person,
            stay.arrival,
            stay.departure,
            stay.expected_departure,
            stay.site_id,
            plan.municipalities[stay.site_id],
            expectations_from([(on, stay.expected_departure)]),
        )
        for stay in plan.new
        if (person := persons.get(stay.worker))
    ]


def _has(declared: Declared, name: str) -> bool:
    return bool(declared.expected_departure if name == LocalField.EXPECTED_DEPARTURE else declared.employer_id)


def _if_allowed(value: _T | None, name: LocalField, allowed: frozenset[str]) -> _T | None:
    return value if name in allowed else None
