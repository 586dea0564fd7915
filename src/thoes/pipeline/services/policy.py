"""Writes of policy (by the municipality) and of effort agreements (by the municipality or the province)."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.kernel.free_text import checked_text
from thoes.kernel.refusals import Refusal
from thoes.pipeline.models import EffortAgreement, MunicipalPolicy
from thoes.pipeline.permissions import MANAGE_EFFORTS, MANAGE_PIPELINE
from thoes.places.public import OrganisationKind, is_municipality


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """What a municipality says of its policy; None and empty: not known."""

    is_adopted: bool | None = None
    adopted_on: date | None = None
    title: str = ""
    link: str = ""
    arranges: str = ""
    contact: str = ""
    allows_inside: bool | None = None
    allows_outside: bool | None = None
    most_km_to_work: Decimal | None = None
    most_km_to_shops: Decimal | None = None
    most_km_to_stop: Decimal | None = None
    most_beds: int | None = None
    quality_label_required: bool | None = None


@transaction.atomic
def record_policy(*, actor: Actor, facts: PolicyFacts, at: datetime) -> MunicipalPolicy:
    """Say what the policy of the own municipality is; what was recorded before stays in its history."""
    if not actor.may(MANAGE_PIPELINE):
        raise PermissionError("this actor may not record policy")
    if facts.adopted_on is not None and not facts.is_adopted:
        raise Refusal("adopted_without_day", field="adopted_on")
    values = asdict(facts)
    for name in ("title", "arranges", "contact"):
        values[name] = checked_text(values[name], field=name)
    policy, _ = MunicipalPolicy.objects.update_or_create(
        municipality_id=actor.municipality_code,
        defaults={**values, "recorded_by": actor.user_id, "recorded_at": at},
    )
    return policy


@transaction.atomic
def agree_effort(
    *,
    actor: Actor,
    municipality_code: str,
    text: str,
    units: int | None,
    agreed_on: date,
    due_on: date | None,
    link: str,
    at: datetime,
    effort_id: UUID,
) -> EffortAgreement:
    """Record what province and municipality agreed; a municipality its own, the province any."""
    code = _territory(actor, municipality_code)
    effort, _ = EffortAgreement.objects.get_or_create(
        pk=effort_id,
        defaults={
            "municipality_id": code,
            "text": checked_text(text, field="text"),
            "units": units,
            "agreed_on": agreed_on,
            "due_on": due_on,
            "link": link,
            "recorded_by": actor.user_id,
            "recorded_at": at,
        },
    )
    return effort


@transaction.atomic
def settle_effort(*, actor: Actor, effort_id: UUID, met_on: date | None, on: date, at: datetime) -> EffortAgreement:
    """What was agreed is there since a day; None: it is not after all."""
    effort = _own(actor, effort_id)
    if met_on is not None and met_on > on:
        raise Refusal("done_in_future", field="met_on")
    effort.met_on, effort.recorded_by, effort.recorded_at = met_on, actor.user_id, at
    effort.save()
    return effort


@transaction.atomic
def void_effort(*, actor: Actor, effort_id: UUID, voided: bool, at: datetime) -> EffortAgreement:
    """Say that an agreement was recorded by mistake, or that it was not after all."""
    effort = _own(actor, effort_id)
    effort.voided, effort.recorded_by, effort.recorded_at = voided, actor.user_id, at
    effort.save()
    return effort


def _own(actor: Actor, effort_id: UUID) -> EffortAgreement:
    effort = EffortAgreement.objects.select_for_update().filter(pk=effort_id).first()
    if effort is None:
        raise Refusal("plan_not_yours")
    _territory(actor, effort.municipality_id)
    return effort


def _territory(actor: Actor, municipality_code: str) -> str:
    if not actor.may(MANAGE_EFFORTS):
        raise PermissionError("this actor may not record agreements")
    if actor.organisation_kind == OrganisationKind.PROVINCE:
        if not is_municipality(municipality_code):
            raise Refusal("town_not_known", field="municipality")
        return municipality_code
    if municipality_code != actor.municipality_code:
        raise PermissionError("this is the agreement of another municipality")
    return municipality_code
