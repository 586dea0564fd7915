"""Reads of possible duplicates: the pairs that an actor may decide on, and what it decided.

A housing provider decides on two workers of its own; the registration desk of a municipality on two workers of
different housing providers who both slept in its territory.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, F, Max, Model, OuterRef, QuerySet

from thoes.accounts.public import Actor
from thoes.places.public import OrganisationKind
from thoes.privacy.public import cross_tenant
from thoes.register.models import CURRENT, Merge, NotTheSame, ProposedDuplicate, Stay, Worker
from thoes.register.permissions import MERGE_WORKERS

_Pair = TypeVar("_Pair", bound=Model)


def decidable(pairs: QuerySet[_Pair], actor: Actor) -> QuerySet[_Pair]:
    """Of rows with a `first` and a `second` worker, those on which the actor may decide."""
    if not actor.may(MERGE_WORKERS):
        return pairs.none()
    if actor.organisation_kind == OrganisationKind.PROVIDER:
        return pairs.filter(first__provider_id=actor.organisation_id, second__provider_id=actor.organisation_id)
    if not actor.municipality_code:
        return pairs.none()
    return pairs.filter(_slept_here("first_id", actor), _slept_here("second_id", actor)).exclude(
        first__provider=F("second__provider")
    )


def possible_duplicates(actor: Actor) -> QuerySet[ProposedDuplicate]:
    """The pairs to decide on, the most alike first."""
    said_no = NotTheSame.objects.filter(first=OuterRef("first_id"), second=OuterRef("second_id"))
    return (
        decidable(ProposedDuplicate.objects.select_related("first__provider", "second__provider"), actor)
        .exclude(first__person=F("second__person"))
        .exclude(Exists(said_no))
        .order_by("distance", "pk")
    )


def latest_search_for_duplicates() -> datetime | None:
    """When the pairs that are proposed now were found; None when nobody ever looked, or found none."""
    latest: datetime | None = ProposedDuplicate.objects.aggregate(at=Max("found_at"))["at"]
    return latest


def pair_of(actor: Actor, first: UUID, second: UUID) -> tuple[Worker, Worker] | None:
    """The two workers in the order of their ids, if the actor may decide on them; None otherwise."""
    if first == second or not actor.may(MERGE_WORKERS):
        return None
    workers = Worker.objects.select_related("provider").filter(pk__in=[first, second]).order_by("pk")
    if actor.organisation_kind == OrganisationKind.PROVIDER:
        found = list(workers.filter(provider_id=actor.organisation_id))
    else:
        found = list(workers.filter(_slept_here("pk", actor))) if actor.municipality_code else []
        if len({worker.provider_id for worker in found}) < len(found):
            return None
    return (found[0], found[1]) if len(found) == 2 else None


def stays_of_pair(actor: Actor, pair: Iterable[Worker]) -> QuerySet[Stay]:
    """The believed stays of these workers that the actor may see, newest first."""
    stays = Stay.objects.filter(CURRENT, worker__in=list(pair)).select_related("site").order_by("-arrival", "pk")
    if actor.organisation_kind == OrganisationKind.PROVIDER:
        return stays.filter(site__provider_id=actor.organisation_id)
    return stays.filter(municipality_id=actor.municipality_code)


def merges_of(actor: Actor) -> QuerySet[Merge]:
    """The merges that the own organisation decided and that hold, newest first."""
    if not actor.may(MERGE_WORKERS):
        return Merge.objects.none()
    rows = Merge.objects.filter(organisation_id=actor.organisation_id, undone_at=None)
    # Of somebody who was erased there is nothing left to compare, or to put back.
    rows = rows.filter(first__isnull=False, second__isnull=False)
    return rows.select_related("first", "second").order_by("-decided_at", "pk")


def rejected_duplicates(actor: Actor) -> QuerySet[NotTheSame]:
    """The pairs of which somebody said that they are two people, newest first."""
    return decidable(NotTheSame.objects.select_related("first", "second"), actor).order_by("-decided_at", "pk")


def kept_persons(persons: Iterable[UUID]) -> dict[UUID, UUID]:
    """Of these persons, those that were merged into another one, with the person that holds their workers now.

    Ids only: what hangs on a person of before must be found again, whoever decided the merge.
    """
    final = {person: person for person in persons}
    if not final:
        return {}
    with cross_tenant():
        while True:
            rows = Merge.objects.filter(undone_at=None, merged_person__in=set(final.values()))
            step = dict(rows.values_list("merged_person_id", "kept_person_id"))
            if not step:
                return {person: kept for person, kept in final.items() if person != kept}
            final = {person: step.get(kept, kept) for person, kept in final.items()}


def merged_persons(persons: Iterable[UUID] | None) -> dict[UUID, UUID]:
    """The persons that were merged into these (into any, for None), each with the one of these that it belongs to."""
    with cross_tenant():
        rows = Merge.objects.filter(undone_at=None)
        if persons is None:
            return kept_persons(rows.values_list("merged_person_id", flat=True))
        into = {person: person for person in persons}
        merged: dict[UUID, UUID] = {}
        while into:
            step = rows.filter(kept_person__in=list(into)).values_list("merged_person_id", "kept_person_id")
            into = {before: into[kept] for before, kept in step}
            merged |= into
        return merged


def _slept_here(worker: str, actor: Actor) -> Exists:
    return Exists(Stay.objects.filter(CURRENT, worker=OuterRef(worker), municipality_id=actor.municipality_code))
