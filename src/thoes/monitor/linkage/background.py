"""The lists of a linkage are read, linked and estimated, and then gone. Done again it goes on from what the database says."""

from datetime import datetime
from uuid import UUID

from thoes.accounts.public import Actor, actor_for
from thoes.intake.public import Run, RunStatus, read_run
from thoes.kernel.refusals import Refusal
from thoes.kernel.stored_facts import stored
from thoes.monitor.linkage.estimating import estimate_to_keep
from thoes.monitor.linkage.kind import ListToLink
from thoes.monitor.linkage.models import LinkageStatus, ListLinkage
from thoes.monitor.linkage.services import forget_lists, lists_of
from thoes.monitor.list_linking import LinkedLists, link_and_estimate
from thoes.monitor.listed_people import ListedPerson
from thoes.monitor.methods import dependence_of_lists
from thoes.monitor.permissions import LINK_LISTS
from thoes.privacy.public import ESTIMATE_UNSEEN, as_tenant, cross_tenant


def link_in_background(linkage_id: UUID, *, at: datetime) -> None:
    """Link what somebody decided to link, for that person and with the rights of today. Nothing when it was done before.

    Where it is refused the lists still wait, so that one of them can be handed in anew, until their term is over.
    """
    with cross_tenant():
        linkage = ListLinkage.objects.filter(pk=linkage_id, status=LinkageStatus.LINKING).first()
    if linkage is None:
        return
    actor = actor_for(user_id=linkage.handled_by, organisation_id=linkage.organisation_id, permission=LINK_LISTS)
    if actor is None:
        with cross_tenant():
            _give_up(linkage.pk, Refusal("linker_left"))
        return
    try:
        with as_tenant(actor, ESTIMATE_UNSEEN):
            runs = list(lists_of(actor, linkage))
        lists = {run.asked["name"]: _people(run, actor, linkage, step=step, at=at) for step, run in enumerate(runs)}
        _tell(actor, linkage, len(runs))
        taken = dependence_of_lists()
        linked, found = link_and_estimate(lists, odds_ratio=(taken.low, taken.high))
    except Refusal as refusal:
        with as_tenant(actor, ESTIMATE_UNSEEN):
            _give_up(linkage.pk, refusal)
        return
    estimate = estimate_to_keep(linked.histories, linked.quality, found)
    with as_tenant(actor, ESTIMATE_UNSEEN):
        _keep(actor, linkage.pk, linked, estimate, at=at)


def _people(run: Run, actor: Actor, linkage: ListLinkage, *, step: int, at: datetime) -> list[ListedPerson]:
    """Everybody in a list as it was looked at. Refusal `lists_not_checked` when it has to be looked at again."""
    _tell(actor, linkage, step)
    if run.status != RunStatus.READ:
        raise Refusal("lists_not_checked")
    kind = ListToLink(actor=actor, asked=run.asked, at=at, run=run.pk, answers=run.answers)
    return [line.said for line in read_run(run, kind).lines]


def _tell(actor: Actor, linkage: ListLinkage, step: int) -> None:
    with as_tenant(actor, ESTIMATE_UNSEEN):
        ListLinkage.objects.filter(pk=linkage.pk).update(step=step)


def _give_up(linkage_id: UUID, refusal: Refusal) -> None:
    ListLinkage.objects.filter(pk=linkage_id, status=LinkageStatus.LINKING).update(
        status=LinkageStatus.GATHERING, refusal_code=refusal.code, refusal_facts=stored(refusal.facts)
    )


def _keep(actor: Actor, linkage_id: UUID, linked: LinkedLists, estimate: dict[str, object], *, at: datetime) -> None:
    """Counts in, lists out, in one transaction. Nothing when it was removed meanwhile."""
    fresh = ListLinkage.objects.select_for_update().filter(pk=linkage_id, status=LinkageStatus.LINKING).first()
    if fresh is None:
        return
    quality = linked.quality
    fresh.status, fresh.linked_at = LinkageStatus.DONE, at
    fresh.lists = list(linked.histories.lists)
    fresh.histories = [[cell, round(count)] for cell, count in linked.counted]
    fresh.links, fresh.repeated, fresh.nameless = linked.links, linked.repeated, linked.nameless
    fresh.precision, fresh.recall = (quality.precision, quality.recall) if quality else (None, None)
    fresh.estimate = estimate
    fresh.save()
    forget_lists(actor, lists_of(actor, fresh))
