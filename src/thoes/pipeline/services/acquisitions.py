"""Writes of companies that come, and of the beds linked to them: by the municipality."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from thoes.accounts.public import Actor
from thoes.kernel.free_text import checked_text
from thoes.kernel.refusals import Refusal
from thoes.pipeline.access import visible_acquisitions, visible_initiatives
from thoes.pipeline.models import Acquisition, AcquisitionBeds
from thoes.pipeline.permissions import MANAGE_PIPELINE


@transaction.atomic
def record_acquisition(
    *,
    actor: Actor,
    company: str,
    workers: int | None,
    opens_on: date | None,
    note: str,
    at: datetime,
    acquisition_id: UUID,
) -> Acquisition:
    """Record a company in the own municipality, or say what is known of it now."""
    _may_write(actor)
    values = {
        "company": checked_text(company, field="company"),
        "workers": workers,
        "opens_on": opens_on,
        "note": checked_text(note, field="note"),
        "recorded_by": actor.user_id,
        "recorded_at": at,
    }
    found, _ = Acquisition.objects.update_or_create(
        pk=acquisition_id, municipality_id=actor.municipality_code, defaults=values
    )
    return found


@transaction.atomic
def void_acquisition(*, actor: Actor, acquisition_id: UUID, voided: bool, at: datetime) -> Acquisition:
    """Say that a company was recorded by mistake, or that it was not after all."""
    _may_write(actor)
    found = Acquisition.objects.filter(pk=acquisition_id, municipality_id=actor.municipality_code).first()
    if found is None:
        raise Refusal("company_not_yours")
    found.voided, found.recorded_by, found.recorded_at = voided, actor.user_id, at
    found.save()
    return found


@transaction.atomic
def link_beds(*, actor: Actor, acquisition_id: UUID, plan_id: UUID, beds: int) -> AcquisitionBeds:
    """Mean beds of a plan for the workers of a company; a bed is meant for one company only."""
    company = _own(actor, acquisition_id)
    plan = visible_initiatives(actor).select_for_update(of=("self",)).filter(pk=plan_id).first()
    if plan is None:
        raise Refusal("plan_elsewhere", field="plan")
    brought = sum(part.beds + part.dwellings for part in plan.parts.all())
    others = AcquisitionBeds.objects.filter(initiative=plan, acquisition__voided=False).exclude(acquisition=company)
    free = brought - (others.aggregate(sum=Sum("beds"))["sum"] or 0)
    if beds > free:
        raise Refusal("too_many_linked", field="beds", free=max(0, free))
    link, _ = AcquisitionBeds.objects.update_or_create(acquisition=company, initiative=plan, defaults={"beds": beds})
    return link


@transaction.atomic
def unlink_beds(*, actor: Actor, acquisition_id: UUID, plan_id: UUID) -> None:
    """These beds are not meant for the company after all."""
    company = _own(actor, acquisition_id)
    AcquisitionBeds.objects.filter(acquisition=company, initiative_id=plan_id).delete()


def _own(actor: Actor, acquisition_id: UUID) -> Acquisition:
    _may_write(actor)
    company = visible_acquisitions(actor).filter(pk=acquisition_id).first()
    if company is None:
        raise Refusal("company_not_yours")
    return company


def _may_write(actor: Actor) -> None:
    if not actor.may(MANAGE_PIPELINE):
        raise PermissionError("this actor may not record companies")
