"""Lists are handed in to be linked, thrown away again, and set to be linked; a linkage is removed with all that is left."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from thoes.accounts.public import Actor
from thoes.intake.public import Run, RunStatus, drop, hand_in, holds_bsn, normalise, remove_files, runs_of
from thoes.kernel.free_text import checked_text
from thoes.kernel.refusals import Refusal
from thoes.monitor.histories_file import RESERVED_NAMES
from thoes.monitor.linkage.kind import ListToLink
from thoes.monitor.linkage.models import LinkageStatus, ListLinkage
from thoes.monitor.permissions import LINK_LISTS

MOST_LISTS = 3
"""So many fit a page that a person looks over; `thoes link-lists` takes more."""


@dataclass(frozen=True, slots=True)
class HandedList:
    """A file with what its list is called."""

    name: str
    file: UploadedFile


def linkages_of(actor: Actor) -> QuerySet[ListLinkage]:
    """The linkages of the actor's own organisation, the newest first."""
    own = ListLinkage.objects.filter(organisation_id=actor.organisation_id)
    return own if actor.may(LINK_LISTS) else own.none()


def lists_of(actor: Actor, linkage: ListLinkage) -> QuerySet[Run]:
    """The lists of a linkage that are still there, in the order in which they were handed in."""
    return runs_of(ListToLink, actor).filter(asked__linkage=str(linkage.pk)).order_by("uploaded_at", "asked__place")


def start_linkage(
    *, actor: Actor, title: str, purpose: str, lists: Sequence[HandedList], at: datetime
) -> tuple[ListLinkage, list[Run]]:
    """Write down what is linked and what for, and keep the lists, sealed, to be read.

    Refusals: those of a name (`list_name_reserved`, `lists_named_alike`), of a file, and `number_may_be_bsn`.
    """
    if not actor.may(LINK_LISTS):
        raise PermissionError("this actor may not link lists")
    made: list[Run] = []
    try:
        with transaction.atomic():
            linkage = ListLinkage.objects.create(
                organisation_id=actor.organisation_id,
                title=checked_text(title, field="title"),
                purpose=checked_text(purpose, field="purpose"),
                handled_by=actor.user_id,
                started_at=at,
            )
            for place, each in enumerate(lists, start=1):
                made.append(_kept(actor, linkage, each, named=[run.asked["name"] for run in made], place=place, at=at))
    except Refusal:
        # Their rows went with the transaction; a sealed file knows of none.
        for run in made:
            remove_files(run)
        raise
    return linkage, made


@transaction.atomic
def add_list(*, actor: Actor, linkage_id: UUID, handed: HandedList, at: datetime) -> Run:
    """One more list, as far as MOST_LISTS. Refusals as for `start_linkage`, `linkage_over`, and `too_many_lists`."""
    linkage = _gathering(actor, linkage_id)
    known = list(lists_of(actor, linkage))
    if len(known) >= MOST_LISTS:
        raise Refusal("too_many_lists", most=MOST_LISTS)
    place = next(at for at in range(1, MOST_LISTS + 1) if at not in {run.asked["place"] for run in known})
    return _kept(actor, linkage, handed, named=[run.asked["name"] for run in known], place=place, at=at)


def _kept(
    actor: Actor, linkage: ListLinkage, handed: HandedList, *, named: Collection[str], place: int, at: datetime
) -> Run:
    name, field = " ".join(handed.name.split()), f"name_{place}"
    if holds_bsn(name):
        raise Refusal("number_may_be_bsn", field=field)
    if normalise(name) in RESERVED_NAMES or not normalise(name):
        raise Refusal("list_name_reserved", field=field, name=name)
    if normalise(name) in map(normalise, named):
        raise Refusal("lists_named_alike", field=field)
    try:
        return hand_in(
            ListToLink,
            actor=actor,
            file_name=handed.file.name or "",
            size=handed.file.size or 0,
            chunks=handed.file.chunks(),
            asked={"linkage": str(linkage.pk), "name": name, "place": place},
            about=name,
            at=at,
        )
    except Refusal as refusal:
        if refusal.field == "file":
            refusal.field = f"file_{place}"
        raise


@transaction.atomic
def throw_away(*, actor: Actor, linkage_id: UUID, run_id: UUID) -> None:
    """Throw one list away before it is linked. Refusals `linkage_over` and `run_over`."""
    linkage = _gathering(actor, linkage_id)
    if not lists_of(actor, linkage).filter(pk=run_id).exists():
        raise Refusal("run_over")
    drop(ListToLink, actor=actor, run_id=run_id)


@transaction.atomic
def set_to_link(*, actor: Actor, linkage_id: UUID) -> ListLinkage:
    """Decide that the lists are linked; the background does it. A second press changes nothing.

    Refusals: `linkage_over` once they were, `lists_not_checked` while one of them is not read, `too_few_lists`.
    """
    linkage = _locked(actor, linkage_id)
    if linkage.status == LinkageStatus.LINKING:
        return linkage
    if linkage.status == LinkageStatus.DONE:
        raise Refusal("linkage_over")
    states = [run.status for run in lists_of(actor, linkage)]
    if any(state != RunStatus.READ for state in states):
        raise Refusal("lists_not_checked")
    if len(states) < 2:
        raise Refusal("linkage_of_one_list")
    linkage.status, linkage.step, linkage.handled_by = LinkageStatus.LINKING, 0, actor.user_id
    linkage.refusal_code, linkage.refusal_facts = "", {}
    linkage.save()
    return linkage


@transaction.atomic
def remove_linkage(*, actor: Actor, linkage_id: UUID) -> None:
    """Remove a linkage: its lists that are still there, and the counts that are left of them."""
    linkage = _locked(actor, linkage_id)
    forget_lists(actor, lists_of(actor, linkage))
    linkage.delete()


def forget_lists(actor: Actor, runs: Iterable[Run]) -> None:
    """The lists and all that they held are gone once the transaction stands."""
    for run in runs:
        drop(ListToLink, actor=actor, run_id=run.pk)


def _gathering(actor: Actor, linkage_id: UUID) -> ListLinkage:
    linkage = _locked(actor, linkage_id)
    if linkage.status != LinkageStatus.GATHERING:
        raise Refusal("linkage_over")
    return linkage


def _locked(actor: Actor, linkage_id: UUID) -> ListLinkage:
    linkage = linkages_of(actor).select_for_update().filter(pk=linkage_id).first()
    if linkage is None:
        raise Refusal("linkage_not_yours")
    return linkage
