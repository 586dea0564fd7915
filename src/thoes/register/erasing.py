"""Erase who somebody was, and keep that somebody slept here.

A worker becomes nobody: no name, no history, no place in a comparison. Its stays go on under a new random person, so
what still stands elsewhere about the old one (the access log) leads to no stay any more.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db.models import CASCADE, Q
from django.db.models.deletion import get_candidate_relations_to_delete
from django.utils.timezone import localdate

from thoes.privacy.public import held_persons
from thoes.register.duplicates.queries import kept_persons
from thoes.register.models import CURRENT, Merge, NotTheSame, Person, ProposedDuplicate, RoundAnswer, Stay, Worker
from thoes.register.services.recording import announce
from thoes.register.signals import identity_leaving

_BLANK: dict[str, Any] = {
    "given_name": "",
    "family_name": "",
    "residence": "",
    "document_kind": "",
    "date_of_birth": None,
    "nationality": "",
    "document_number": "",
    "name_key": b"",
    "name_fragments": [],
}
_Event = Worker.pgh_event_model  # type: ignore[attr-defined]


def rows_of_workers(workers: Collection[UUID]) -> dict[str, int]:
    """How many rows of each table hold or link the identity of these workers."""
    ids = list(workers)
    return {
        "register_worker": len(ids),
        "register_workerevent": _Event.objects.filter(pgh_obj_id__in=ids).count(),
        "register_merge": Merge.objects.filter(Q(first__in=ids) | Q(second__in=ids)).count(),
        "register_merge_workers": Merge.workers.through.objects.filter(worker__in=ids).count(),
        "register_notthesame": NotTheSame.objects.filter(Q(first__in=ids) | Q(second__in=ids)).count(),
        "register_proposedduplicate": ProposedDuplicate.objects.filter(Q(first__in=ids) | Q(second__in=ids)).count(),
        "register_roundanswer": RoundAnswer.objects.filter(worker__in=ids).count(),
    }


def erase_workers(workers: Sequence[UUID], *, at: datetime) -> dict[str, int]:
    """Make these workers of one housing provider nobody; gives the rows that held or linked them. Runs over all borders."""
    found = list(Worker.objects.filter(pk__in=workers, erased_at=None).order_by("pk"))
    ids = [worker.pk for worker in found]
    if not found:
        return {}
    rows = rows_of_workers(ids)
    identity_leaving.send(
        sender=Worker,
        provider=found[0].provider_id,
        names=[(worker.given_name, worker.family_name) for worker in found],
    )
    before = [worker.person_id for worker in found]
    for worker, person in zip(found, Person.objects.bulk_create(Person(id=uuid4()) for _ in found), strict=True):
        worker.person = person
    Worker.objects.bulk_update(found, ["person"])
    Worker.objects.filter(pk__in=ids).update(**_BLANK, erased_at=at)
    # After the update: its trigger wrote one more line of history, which ties the old person to the new one.
    _Event.objects.filter(pgh_obj_id__in=ids).delete()
    RoundAnswer.objects.filter(worker__in=ids).delete()
    _cut_decisions(ids)
    announce([*before, *(worker.person_id for worker in found)], on=localdate(at))
    forget_persons(before)
    return rows


def _cut_decisions(ids: list[UUID]) -> None:
    """Take the workers out of what was said of two of them; a merge still tells where other workers came from."""
    both = Q(first__in=ids) | Q(second__in=ids)
    NotTheSame.objects.filter(both).delete()
    ProposedDuplicate.objects.filter(both).delete()
    Merge.objects.filter(both, undone_at__isnull=False).delete()
    Merge.workers.through.objects.filter(worker__in=ids).delete()
    Merge.objects.filter(first__in=ids).update(first=None)
    Merge.objects.filter(second__in=ids).update(second=None)
    Merge.objects.filter(first=None, second=None, workers=None).delete()


def forget_persons(persons: Iterable[UUID]) -> int:
    """Remove the random numbers on which nothing hangs any more; gives how many. Runs over all borders."""
    # A merge is kept for what hangs on the two persons; with nobody left on either side it says nothing.
    ids = set(persons)
    ids |= {
        person
        for pair in Merge.objects.filter(Q(kept_person__in=ids) | Q(merged_person__in=ids)).values_list(
            "kept_person_id", "merged_person_id"
        )
        for person in pair
    }
    Merge.objects.filter(kept_person__in=ids - _in_use(ids, besides_merges=True), workers=None).delete()
    gone = ids - _in_use(ids)
    Person.objects.filter(pk__in=gone).delete()
    return len(gone)


def _in_use(ids: set[UUID], *, besides_merges: bool = False) -> set[UUID]:
    used: set[UUID] = set()
    # The hidden ones too: a relation without a name of its own protects as well.
    relations: Iterable[Any] = get_candidate_relations_to_delete(Person._meta)
    for relation in relations:
        if relation.on_delete is CASCADE or (besides_merges and relation.related_model is Merge):
            continue
        model: Any = relation.related_model
        rows = model._base_manager.filter(**{f"{relation.field.name}__in": ids})
        used |= set(rows.values_list(relation.field.attname, flat=True))
    return used


def who_left(persons: Iterable[UUID], *, municipality: str, by: date) -> list[UUID]:
    """Of these persons, who slept nowhere in the municipality after this day, at no housing provider, and is not held."""
    asked = set(persons)
    kept, held = kept_persons(asked), held_persons()
    now = {person: kept.get(person, person) for person in asked}
    stays = Stay.objects.filter(CURRENT, municipality=municipality, worker__person__in=now.values())
    here = set(stays.filter(Q(departure=None) | Q(departure__gt=by)).values_list("worker__person_id", flat=True))
    return sorted(person for person in asked if now[person] not in here and not {person, now[person]} & held)
