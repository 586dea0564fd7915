"""Possible duplicates: find them, say that two workers are one person or two people, and take that back.

Merging moves the workers of one person to the other, so that their nights are counted together. No stay and no detail of
a worker changes, and undoing puts each worker back on exactly the person it had.
"""

from collections import defaultdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.foundation.bulk_insert import write_values
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import cross_tenant
from thoes.register.duplicates.domain import Proposal, propose_duplicates
from thoes.register.duplicates.pairing import Candidate
from thoes.register.duplicates.queries import merges_of, pair_of, rejected_duplicates
from thoes.register.models import CURRENT, Merge, NotTheSame, Person, ProposedDuplicate, Stay, Worker
from thoes.register.permissions import MERGE_WORKERS
from thoes.register.services.recording import announce
from thoes.register.signals import choosing_whom_to_keep

_BATCH = 20_000
_CANDIDATE_FIELDS = ("pk", "person_id", "given_name", "family_name", "date_of_birth", "residence")


@transaction.atomic
def find_duplicates(*, at: datetime) -> int:
    """Compare all workers and keep the pairs that may be one person, instead of those of before; gives how many."""
    # Two workers of different housing providers can be one person; each reader finds only pairs of which it may see both.
    with cross_tenant():
        proposals = _without_impossible(propose_duplicates(_candidates()))
        ProposedDuplicate.objects.all().delete()
        for start in range(0, len(proposals), _BATCH):
            write_values(
                ProposedDuplicate,
                ("first_id", "second_id", "hints", "distance", "found_at"),
                [
                    (each.first, each.second, [hint.value for hint in each.hints], each.distance, at)
                    for each in proposals[start : start + _BATCH]
                ],
            )
    return len(proposals)


def _candidates() -> list[Candidate]:
    """Everybody, row by row: of a country the rows and what is made of them do not fit into memory beside each other."""
    rows = Worker.objects.filter(erased_at=None).values_list(*_CANDIDATE_FIELDS).iterator(_BATCH)
    kept: dict[object, Any] = {}
    # Thousands have the same name, birth date or residence; each is kept once.
    return [Candidate(worker, person, *(kept.setdefault(v, v) for v in said)) for worker, person, *said in rows]


@transaction.atomic
def merge_workers(*, actor: Actor, first: UUID, second: UUID, at: datetime) -> Merge:
    """Say that two workers are one person. Refused when they are already, or slept at one housing provider in the
    same night.
    """
    pair = _pair(actor, first, second)
    # The workers of a person may belong to other housing providers, whose rows the actor may not change; it sees none of them.
    with cross_tenant():
        persons = _locked({worker.person_id for worker in pair})
        pair = tuple(Worker.objects.filter(pk__in=[worker.pk for worker in pair]).order_by("pk"))
        if {worker.person_id for worker in pair} != persons:
            raise Refusal("duplicate_changed")
        if len(persons) == 1:
            raise Refusal("one_person_already")
        if pair[0].provider_id == pair[1].provider_id and _overlap(
            _nights([w.pk for w in pair]), pair[0].pk, pair[1].pk
        ):
            raise Refusal("slept_in_two_beds")
        kept = _whom_to_keep(persons)
        (merged,) = persons - {kept}
        moved = list(Worker.objects.filter(person=merged))
        Worker.objects.filter(person=merged).update(person=kept)
        merge = Merge.objects.create(
            kept_person_id=kept,
            merged_person_id=merged,
            first=pair[0],
            second=pair[1],
            decided_by=actor.user_id,
            organisation_id=actor.organisation_id,
            decided_at=at,
        )
        merge.workers.set(moved)
    announce([kept, merged], on=localdate(at))
    return merge


@transaction.atomic
def undo_merge(*, actor: Actor, merge_id: UUID, at: datetime) -> Merge:
    """Take back a merge of the own organisation; refused while a later merge is built on it."""
    _check(actor)
    own = merges_of(actor).filter(pk=merge_id).first()
    if own is None:
        raise Refusal("decision_unknown")
    with cross_tenant():
        _locked({own.kept_person_id, own.merged_person_id})
        merge = Merge.objects.select_for_update().get(pk=merge_id)
        if merge.undone_at is not None:
            raise Refusal("decision_unknown")
        if Merge.objects.filter(undone_at=None, merged_person=merge.kept_person_id).exists():
            raise Refusal("merge_built_on")
        moved = list(merge.workers.values_list("pk", flat=True))
        Worker.objects.filter(pk__in=moved, person=merge.kept_person_id).update(person=merge.merged_person_id)
        merge.undone_at = at
        merge.save(update_fields=["undone_at"])
    announce([merge.kept_person_id, merge.merged_person_id], on=localdate(at))
    return merge


@transaction.atomic
def reject_duplicate(*, actor: Actor, first: UUID, second: UUID, at: datetime) -> NotTheSame:
    """Say that two workers are two people: the pair is not proposed again. Saying it twice is saying it once."""
    pair = _pair(actor, first, second)
    if pair[0].person_id == pair[1].person_id:
        raise Refusal("one_person_already")
    said, _ = NotTheSame.objects.get_or_create(
        first=pair[0], second=pair[1], defaults={"decided_by": actor.user_id, "decided_at": at}
    )
    return said


@transaction.atomic
def propose_again(*, actor: Actor, decision_id: int) -> None:
    """Take back that two workers are two people."""
    _check(actor)
    said = rejected_duplicates(actor).filter(pk=decision_id).first()
    if said is None:
        raise Refusal("decision_unknown")
    said.delete()


def _check(actor: Actor) -> None:
    if not actor.may(MERGE_WORKERS):
        raise PermissionError("this actor may not merge workers")


def _pair(actor: Actor, first: UUID, second: UUID) -> tuple[Worker, ...]:
    _check(actor)
    pair = pair_of(actor, first, second)
    if pair is None:
        raise Refusal("duplicate_unknown")
    return pair


def _locked(persons: set[UUID]) -> set[UUID]:
    """Lock in a fixed order, so that two merges at once wait for each other instead of for ever."""
    list(Person.objects.select_for_update().filter(pk__in=persons).order_by("pk"))
    return persons


def _whom_to_keep(persons: set[UUID]) -> UUID:
    answers: list[Any] = [answer for _, answer in choosing_whom_to_keep.send(sender=Merge, persons=sorted(persons))]
    return next((person for person in sorted(persons) if person in answers), min(persons))


def _without_impossible(proposals: list[Proposal]) -> list[Proposal]:
    """Leave out two workers of one housing provider who slept there in the same night: those are two people."""
    seen = {worker for p in proposals for worker in (p.first, p.second)}
    known: dict[UUID, UUID] = {}
    provider_of = {
        worker: known.setdefault(provider, provider)
        for worker, provider in Worker.objects.values_list("pk", "provider_id").iterator(_BATCH)
        if worker in seen
    }
    own = [p for p in proposals if provider_of[p.first] == provider_of[p.second]]
    nights = _nights(sorted({worker for p in own for worker in (p.first, p.second)}))
    impossible = {(p.first, p.second) for p in own if _overlap(nights, p.first, p.second)}
    return [p for p in proposals if (p.first, p.second) not in impossible]


_Nights = dict[UUID, list[tuple[date, date]]]


def _nights(workers: list[UUID]) -> _Nights:
    found: _Nights = defaultdict(list)
    for start in range(0, len(workers), _BATCH):
        stays = Stay.objects.filter(CURRENT, worker__in=workers[start : start + _BATCH])
        for worker, arrival, departure in stays.values_list("worker_id", "arrival", "departure"):
            found[worker].append((arrival, departure or date.max))
    return found


def _overlap(nights: _Nights, first: UUID, second: UUID) -> bool:
    return any(
        one_arrival < other_departure and other_arrival < one_departure
        for one_arrival, one_departure in nights.get(first, ())
        for other_arrival, other_departure in nights.get(second, ())
    )
