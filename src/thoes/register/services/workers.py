"""The workers of a housing provider: find the one that is meant, or add a new one with the fields that are allowed.

Nobody is somebody we know by a name alone, also not with the same place of residence: that takes the name, in any order
and spelling, with the date of birth or the document number. Only fields that the municipality has a ground for are kept.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from thoes.accounts.public import Actor
from thoes.foundation.bulk_insert import values_of, write_values
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.invisible_characters import without_invisible_characters
from thoes.kernel.name_folding import Folded, family_key, folded, is_same_name, letters_key, may_be_initials, words_of
from thoes.kernel.person_names import names_two_people
from thoes.kernel.refusals import Refusal
from thoes.places.public import LocalField
from thoes.register.models import CURRENT, Person, Stay, Worker
from thoes.register.name_search import name_columns, name_keys
from thoes.register.permissions import RECORD_STAYS

_LOCAL_FIELDS = (LocalField.DATE_OF_BIRTH, LocalField.NATIONALITY, LocalField.DOCUMENT_NUMBER)
_Event: Any = Worker.pgh_event_model  # type: ignore[attr-defined]
_FREE_FIELDS = ("given_name", "family_name", "residence", "document_number")


@dataclass(frozen=True, slots=True)
class DeclaredWorker:
    """A worker as described: the fields of article 438 Sr, and those that may have a local ground."""

    family_name: str
    given_name: str = ""
    residence: str = ""
    document_kind: str = ""
    date_of_birth: date | None = None
    nationality: str = ""
    document_number: str = ""


_FACTS = [field.name for field in fields(DeclaredWorker)]


@dataclass(frozen=True, slots=True)
class KnownWorker:
    """A worker of the housing provider, and who it is."""

    worker_id: UUID
    person_id: UUID
    facts: DeclaredWorker


class NewWorker(NamedTuple):
    """A worker to be written, with the columns by which it is found."""

    known: KnownWorker
    provider_id: UUID
    found_by: dict[str, Any]


def checked(declared: DeclaredWorker, *, allowed: Iterable[str]) -> tuple[DeclaredWorker, tuple[str, ...]]:
    """The worker with only the allowed fields, and the names of those left out; raises `Refusal` on a BSN or two people."""
    seen = {name: without_invisible_characters(getattr(declared, name)) for name in _FREE_FIELDS}
    for name, text in seen.items():
        if contains_bsn(text):
            raise Refusal("bsn_not_allowed", field=name)
    if not seen["family_name"]:
        raise Refusal("name_missing", field="family_name")
    if names_two_people(seen["given_name"], seen["family_name"]):
        raise Refusal("two_people_in_a_line", field="family_name")
    left_out = tuple(name for name in _LOCAL_FIELDS if name not in allowed and getattr(declared, name))
    kept = DeclaredWorker(
        family_name=seen["family_name"],
        given_name=seen["given_name"],
        residence=seen["residence"],
        document_kind=declared.document_kind,
        date_of_birth=declared.date_of_birth if LocalField.DATE_OF_BIRTH in allowed else None,
        nationality=declared.nationality if LocalField.NATIONALITY in allowed else "",
        document_number=seen["document_number"] if LocalField.DOCUMENT_NUMBER in allowed else "",
    )
    return kept, left_out


def search_key_of(declared: DeclaredWorker) -> str:
    """The key under which this worker is found again."""
    return letters_key(declared.given_name, declared.family_name)


def grounds_for(*, actor: Actor, worker_id: UUID) -> frozenset[str]:
    """The local fields that a municipality where the worker sleeps or slept (at this housing provider) has a ground for."""
    stays = Stay.objects.filter(CURRENT, worker_id=worker_id, site__provider_id=actor.organisation_id).order_by()
    lists = stays.values_list("municipality__local_fields", flat=True).distinct()
    return frozenset(name for names in lists for name in names)


@transaction.atomic
def correct_worker(*, actor: Actor, worker_id: UUID, facts: DeclaredWorker) -> Worker:
    """Say what is right of a worker. Fields without a ground stay as they were; the database keeps the history."""
    if not actor.may(RECORD_STAYS):
        raise PermissionError("this actor may not record stays")
    worker = (
        Worker.objects.select_for_update()
        .filter(pk=worker_id, provider_id=actor.organisation_id, erased_at=None)
        .first()
    )
    if worker is None:
        raise Refusal("worker_unknown", field="worker")
    allowed = grounds_for(actor=actor, worker_id=worker_id)
    kept, _ = checked(facts, allowed=allowed)
    for field in fields(kept):
        if field.name not in _LOCAL_FIELDS or field.name in allowed:
            setattr(worker, field.name, getattr(kept, field.name))
    for column, value in name_columns(worker.provider_id, kept.given_name, kept.family_name).items():
        setattr(worker, column, value)
    worker.save()
    return worker


@dataclass(frozen=True, slots=True)
class EarlierDetails:
    """What stood of a worker until a moment, with the number of that row in the history."""

    number: int
    until: datetime
    facts: DeclaredWorker


def earlier_details(*, actor: Actor, worker_id: UUID) -> list[EarlierDetails]:
    """What the housing provider recorded of its worker before, the latest first; what changed beside the details is
    left out.
    """
    rows = _Event.objects.filter(pgh_obj_id=worker_id, provider_id=actor.organisation_id).order_by("pgh_id")
    states = [(row, _details(row)) for row in rows]
    return [
        EarlierDetails(number=row.pk, until=following.pgh_created_at, facts=facts)
        for (row, facts), (following, changed) in reversed(list(pairwise(states)))
        if facts != changed
    ]


def put_details_back(*, actor: Actor, worker_id: UUID, number: int) -> Worker:
    """Record again what stood before: undoes a correction, and what it undoes stays in the history."""
    for earlier in earlier_details(actor=actor, worker_id=worker_id):
        if earlier.number == number:
            return correct_worker(actor=actor, worker_id=worker_id, facts=earlier.facts)
    raise Refusal("details_unknown")


def _details(row: Any) -> DeclaredWorker:
    return DeclaredWorker(**{field.name: getattr(row, field.name) for field in fields(DeclaredWorker)})


def name_of(declared: DeclaredWorker) -> Folded:
    """The name of this worker as it is compared with those of others."""
    return folded(declared.given_name, declared.family_name)


class Workforce:
    """The workers of one housing provider by name, or only those named, with the new ones not yet written.

    Not as rows of the model: of a long list a fifth of the time went into making them.
    """

    def __init__(
        self, *, provider_id: UUID, keys: Collection[str] | None = None, ids: Collection[UUID] | None = None
    ) -> None:
        self._provider_id = provider_id
        # Under the words of a name and under its two parts, by either of which it is the same: a long list asks for each
        # of its lines, and many names have the same letters.
        self._by_name: dict[str | tuple[str, ...], list[KnownWorker]] = {}
        self._by_family: dict[str, list[KnownWorker]] = {}
        self._by_id: dict[UUID, KnownWorker] = {}
        self._new: list[KnownWorker] = []
        workers = Worker.objects.filter(provider_id=provider_id, erased_at=None)
        if keys is not None:
            workers = workers.filter(Q(name_key__in=name_keys(provider_id, keys)) | Q(pk__in=ids or ()))
        rows = workers.values_list("pk", "person_id", *_FACTS)
        for pk, person_id, *facts in rows if keys is not None else rows.iterator(chunk_size=10_000):
            worker = KnownWorker(pk, person_id, DeclaredWorker(*facts))
            self._remember(worker, name_of(worker.facts))

    def ids(self) -> list[UUID]:
        """The ids of all workers that were read or added."""
        return list(self._by_id)

    def known(self, worker_id: UUID) -> UUID:
        """The id itself when the housing provider has this worker; refuses otherwise."""
        if worker_id not in self._by_id:
            raise Refusal("worker_unknown", field="worker")
        return worker_id

    def namesakes(self, declared: DeclaredWorker, *, name: Folded) -> list[KnownWorker]:
        """Workers of this name of whom nothing says that they are somebody else; who is surely meant comes first.

        `name` is that of the declared one, as `name_of` gives it.
        """
        found = [w for w in self._of_name(name) if may_be_one(w.facts, declared)]
        return sorted(found, key=lambda worker: not is_surely(worker.facts, declared)) if len(found) > 1 else found

    def with_initials(self, declared: DeclaredWorker) -> list[KnownWorker]:
        """Workers of this family name, where one of the two given names is only the first letters of the other."""
        return [
            worker
            for worker in self._by_family.get(family_key(declared.family_name), ())
            if may_be_initials(worker.facts.given_name, declared.given_name) and may_be_one(worker.facts, declared)
        ]

    def has_name(self, declared: DeclaredWorker, *, name: Folded) -> bool:
        """Whether somebody has this name of whom no birth date and no document says that it is somebody else."""
        return any(not _is_another(worker.facts, declared) for worker in self._of_name(name))

    def add(self, declared: DeclaredWorker, *, name: Folded) -> UUID:
        """A new worker, to be written when it gets a stay; `name` as above."""
        worker = KnownWorker(uuid4(), uuid4(), declared)
        self._remember(worker, name)
        self._new.append(worker)
        return worker.worker_id

    def take_new(self, used: Collection[UUID]) -> list[NewWorker]:
        """The new workers that are `used` in a stay, to be written now; the others wait.

        Nothing is kept of somebody whose every line was refused.
        """
        taken = [worker for worker in self._new if worker.worker_id in used]
        self._new = [worker for worker in self._new if worker.worker_id not in used]
        return [NewWorker(worker, self._provider_id, self._found_by(worker.facts)) for worker in taken]

    def _found_by(self, facts: DeclaredWorker) -> dict[str, Any]:
        return name_columns(self._provider_id, facts.given_name, facts.family_name)

    def person_of(self, worker_id: UUID) -> UUID:
        """The person behind a worker that was read or added."""
        return self._by_id[worker_id].person_id

    def _of_name(self, name: Folded) -> list[KnownWorker]:
        by_words, by_parts = self._by_name.get(name.words, []), self._by_name.get(name.parts, [])
        if not by_parts or by_words == by_parts:
            return by_words
        seen = {worker.worker_id for worker in by_words}
        return by_words + [worker for worker in by_parts if worker.worker_id not in seen]

    def _remember(self, worker: KnownWorker, name: Folded) -> None:
        for way in name:
            self._by_name.setdefault(way, []).append(worker)
        self._by_family.setdefault(family_key(worker.facts.family_name), []).append(worker)
        self._by_id[worker.worker_id] = worker


def write_workers(new: Sequence[NewWorker]) -> None:
    """Write new workers and the persons that they are, in a transaction that is open already."""
    write_values(Person, ["id"], [(known.person_id,) for known, _, _ in new])
    facts = values_of(_FACTS)
    names = [name for _, _, found_by in new[:1] for name in found_by]
    write_values(
        Worker,
        ["id", "person_id", "provider_id", *_FACTS, *names],
        [
            (known.worker_id, known.person_id, provider_id, *facts(known.facts), *found_by.values())
            for known, provider_id, found_by in new
        ],
    )


def have_one_name(one: DeclaredWorker, other: DeclaredWorker) -> bool:
    """Whether two people have one name, however each is written."""
    return is_same_name((one.given_name, one.family_name), (other.given_name, other.family_name))


class KnownBy(StrEnum):
    """What a line and somebody we know have in common, beside the name."""

    STAY = "stay"
    BIRTH_DATE = "birth_date"
    DOCUMENT = "document"
    CHOSEN = "chosen"


def is_surely(worker: DeclaredWorker, declared: DeclaredWorker) -> bool:
    """Whether two people of one name are one: they were born on the same day, or showed the same document."""
    return proof_of_one(worker, declared) is not None


def proof_of_one(worker: DeclaredWorker, declared: DeclaredWorker) -> KnownBy | None:
    """What shows that two people of one name are one, None when nothing does."""
    if declared.date_of_birth and worker.date_of_birth == declared.date_of_birth:
        return KnownBy.BIRTH_DATE
    number = _signs_of(declared.document_number)
    if number and _signs_of(worker.document_number) == number:
        return KnownBy.DOCUMENT
    return None


def _signs_of(document_number: str) -> str:
    """The letters and digits of a number, which people part in many ways."""
    return "".join(char for char in document_number.upper() if char.isalnum())


def may_be_one(worker: DeclaredWorker, declared: DeclaredWorker) -> bool:
    """Nothing that both give says otherwise. Of a residence one may say more than the other: "Lublin" and "Lublin, PL"."""
    if _is_another(worker, declared):
        return False
    homes = set(words_of(worker.residence)), set(words_of(declared.residence))
    return is_surely(worker, declared) or homes[0] <= homes[1] or homes[1] <= homes[0]


def _is_another(worker: DeclaredWorker, declared: DeclaredWorker) -> bool:
    """Whether a birth date or the number of a document shows that they are two people."""
    if worker.date_of_birth and declared.date_of_birth and worker.date_of_birth != declared.date_of_birth:
        return True
    numbers = _signs_of(worker.document_number), _signs_of(declared.document_number)
    return all(numbers) and numbers[0] != numbers[1]
