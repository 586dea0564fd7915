"""What declared stays come to beside all that a housing provider recorded: who is meant, in which bed, and what changes."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.housing.public import Site
from thoes.kernel.refusals import Refusal
from thoes.places.public import LocalField
from thoes.register.domain.book import Book
from thoes.register.domain.booked_stays import DeclaredStay, Entry
from thoes.register.models import CURRENT, Stay
from thoes.register.services.booking import beds_of, booked_stays_of
from thoes.register.services.declared import Declared
from thoes.register.services.workers import DeclaredWorker, KnownBy, Workforce, checked, proof_of_one, search_key_of

_T = TypeVar("_T")
_STAY_FIELDS = (LocalField.EXPECTED_DEPARTURE, LocalField.EMPLOYER)
# A declared stay before it is known whose it is.
_NOBODY_YET = UUID(int=0)


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


def _has(declared: Declared, name: str) -> bool:
    return bool(declared.expected_departure if name == LocalField.EXPECTED_DEPARTURE else declared.employer_id)


def _if_allowed(value: _T | None, name: LocalField, allowed: frozenset[str]) -> _T | None:
    return value if name in allowed else None
