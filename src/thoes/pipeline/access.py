"""Which plans somebody may see and change: a housing provider its own, a municipality those of its territory, the
province reads all.
"""

from uuid import UUID

from django.db.models import QuerySet

from thoes.accounts.public import Actor
from thoes.kernel.refusals import Refusal
from thoes.pipeline.models import Acquisition, Initiative
from thoes.pipeline.permissions import MANAGE_PIPELINE, PROPOSE_HOUSING, SEE_PIPELINE
from thoes.places.public import OrganisationKind


def visible_initiatives(actor: Actor) -> QuerySet[Initiative]:
    """The plans the actor may read, what was recorded by mistake left out."""
    plans = Initiative.objects.filter(voided=False).select_related("municipality__region", "provider")
    if actor.may(PROPOSE_HOUSING):
        return plans.filter(provider_id=actor.organisation_id)
    if not actor.may(SEE_PIPELINE):
        return plans.none()
    if actor.organisation_kind == OrganisationKind.MUNICIPALITY:
        return plans.filter(municipality_id=actor.municipality_code)
    return plans if actor.organisation_kind == OrganisationKind.PROVINCE else plans.none()


def may_change(actor: Actor, plan: Initiative) -> bool:
    """Whether the actor may change a plan it sees: its municipality, and the housing provider while it is an idea of
    its own.
    """
    if actor.may(MANAGE_PIPELINE):
        return plan.municipality_id == actor.municipality_code
    return (
        actor.may(PROPOSE_HOUSING)
        and plan.provider_id == actor.organisation_id
        and plan.was_proposed
        and plan.phase == "idea"
    )


def may_write_dialogue(actor: Actor, plan: Initiative) -> bool:
    """Whether the actor may write steps and the dialogue: the municipality, and the housing provider whose plan it is."""
    if actor.may(MANAGE_PIPELINE):
        return plan.municipality_id == actor.municipality_code
    return actor.may(PROPOSE_HOUSING) and plan.provider_id == actor.organisation_id


def reads_people(actor: Actor) -> bool:
    """Whether the actor reads what may be about a private person: never the province. The database keeps it too."""
    return actor.organisation_kind != OrganisationKind.PROVINCE


def plan_to_change(actor: Actor, plan_id: UUID) -> Initiative:
    """A plan that the actor may change, locked until the end of the transaction."""
    plan = _locked(actor, plan_id)
    if not may_change(actor, plan):
        raise PermissionError("this actor may not change this plan")
    return plan


def plan_in_dialogue(actor: Actor, plan_id: UUID) -> Initiative:
    """A plan whose steps and dialogue the actor may write."""
    plan = _locked(actor, plan_id)
    if not may_write_dialogue(actor, plan):
        raise PermissionError("this actor may not write about this plan")
    return plan


def visible_acquisitions(actor: Actor) -> QuerySet[Acquisition]:
    """The companies the actor may read about."""
    companies = Acquisition.objects.filter(voided=False).select_related("municipality")
    if not actor.may(SEE_PIPELINE):
        return companies.none()
    if actor.organisation_kind == OrganisationKind.MUNICIPALITY:
        return companies.filter(municipality_id=actor.municipality_code)
    return companies if actor.organisation_kind == OrganisationKind.PROVINCE else companies.none()


def _locked(actor: Actor, plan_id: UUID) -> Initiative:
    plan = visible_initiatives(actor).select_for_update(of=("self",)).filter(pk=plan_id).first()
    if plan is None:
        raise Refusal("plan_not_yours")
    return plan
