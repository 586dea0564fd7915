"""Find the person who stands at the desk: among the own workers, or who slept in the own territory."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from thoes.accounts.public import Actor
from thoes.register.public import Stay, Worker, believed, kept_persons, merged_persons, workers_named
from thoes.rights.permissions import ANSWER_REQUESTS

_MOST = 20


@dataclass(slots=True)
class Found:
    """A person as the desk may see it: the names written down, and the places and days of the last stay."""

    person_id: UUID
    names: list[str]
    last_stay: Stay | None = None


def own_workers(actor: Actor) -> QuerySet[Worker]:
    """The workers with a name that the actor may find."""
    workers = Worker.objects.filter(erased_at=None)
    if not actor.may(ANSWER_REQUESTS):
        return workers.none()
    if actor.organisation_kind == "housing_provider":
        return workers.filter(provider_id=actor.organisation_id)
    if actor.organisation_kind == "municipality" and actor.municipality_code:
        here = believed(Stay.objects.filter(worker=OuterRef("pk"), municipality=actor.municipality_code))
        return workers.filter(Exists(here))
    return workers.none()


def is_known(actor: Actor, person_id: UUID) -> bool:
    """Whether the actor may find this person."""
    return own_workers(actor).filter(person=person_id).exists()


def find(actor: Actor, text: str) -> tuple[list[Found], bool]:
    """People whose name holds every word of the text, in any spelling; twenty at most, and whether there are more."""
    own = own_workers(actor)
    providers = [actor.organisation_id] if actor.organisation_kind == "housing_provider" else None
    found = workers_named(own, text, providers=providers)
    workers = own.in_bulk([named.worker_id for named in found[:_MOST]])
    return people(actor, [workers[named.worker_id] for named in found[:_MOST]]), len(found) > _MOST


def people_by_id(actor: Actor, persons: Iterable[UUID]) -> dict[UUID, Found]:
    """These persons, each under the id it was asked by: a merge may have given it another one since."""
    asked = list(dict.fromkeys(persons))
    kept = kept_persons(asked)
    now = {kept.get(person, person) for person in asked}
    found = {one.person_id: one for one in people(actor, own_workers(actor).filter(person__in=now))}
    return {person: found[kept.get(person, person)] for person in asked if kept.get(person, person) in found}


def people(actor: Actor, workers: Iterable[Worker]) -> list[Found]:
    """One entry per person, in the order of the workers, in two queries."""
    found: dict[UUID, Found] = {}
    of_worker: dict[UUID, Found] = {}
    for worker in workers:
        one = found.setdefault(worker.person_id, Found(worker.person_id, []))
        of_worker[worker.pk] = one
        if worker.name not in one.names:
            one.names.append(worker.name)
    stays = believed(Stay.objects.filter(worker__in=list(of_worker))).select_related("site").order_by("arrival")
    if actor.organisation_kind == "municipality":
        stays = stays.filter(municipality=actor.municipality_code)
    for stay in stays:
        of_worker[stay.worker_id].last_stay = stay
    return list(found.values())


def ids_of(person: UUID) -> list[UUID]:
    """The person as it is now, with every id it had before a merge."""
    now = kept_persons([person]).get(person, person)
    return [now, *merged_persons([now])]
