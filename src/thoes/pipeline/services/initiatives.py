"""Writes of initiatives: proposed by a housing provider, recorded and moved on by the municipality. The database
keeps history.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.housing.public import Site
from thoes.kernel.free_text import checked_text
from thoes.kernel.refusals import Refusal
from thoes.pipeline.access import plan_to_change
from thoes.pipeline.domain.phases import ENDED, PHASES, Phase
from thoes.pipeline.models import Initiative, PhaseChange, PlannedPart, PrivateInitiator
from thoes.pipeline.permissions import MANAGE_PIPELINE, PROPOSE_HOUSING
from thoes.places.public import is_municipality


@dataclass(frozen=True, slots=True)
class PlannedUnits:
    """Beds and dwellings of one kind; `tenure` only for a long stay."""

    stay: str
    tenure: str
    beds: int
    dwellings: int


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What is recorded of a plan. None means that it is not known.

    `private_initiator` is the private person behind it, kept apart from what the province reads; `site_id` is the site
    that the plan became, of the same municipality. Only the municipality says which housing provider and which site.
    """

    title: str
    place: str
    parts: tuple[PlannedUnits, ...]
    initiator: str = ""
    private_initiator: str = ""
    provider_id: UUID | None = None
    site_id: UUID | None = None
    is_reuse: bool | None = None
    in_built_up_area: bool | None = None
    chance: int | None = None
    expected_on: date | None = None
    km_to_work: Decimal | None = None
    km_to_shops: Decimal | None = None
    km_to_stop: Decimal | None = None
    will_have_quality_label: bool | None = None
    summary: str = ""


@transaction.atomic
def propose_plan(
    *, actor: Actor, municipality_code: str, facts: PlanFacts, on: date, at: datetime, plan_id: UUID
) -> Initiative:
    """A housing provider proposes an idea of its own to a municipality; sent twice with one `plan_id` it is one plan."""
    if not actor.may(PROPOSE_HOUSING):
        raise PermissionError("this actor may not propose housing")
    if not is_municipality(municipality_code):
        raise Refusal("town_not_known", field="municipality")
    return _add(actor, municipality_code, facts, actor.organisation_id, on=on, at=at, plan_id=plan_id, proposed=True)


@transaction.atomic
def record_plan(*, actor: Actor, facts: PlanFacts, on: date, at: datetime, plan_id: UUID) -> Initiative:
    """The municipality records a plan on its own territory."""
    if not actor.may(MANAGE_PIPELINE):
        raise PermissionError("this actor may not record plans")
    return _add(actor, actor.municipality_code, facts, facts.provider_id, on=on, at=at, plan_id=plan_id, proposed=False)


@transaction.atomic
def change_plan(*, actor: Actor, plan_id: UUID, facts: PlanFacts, at: datetime) -> Initiative:
    """Say what a plan is from now on; what was recorded before stays in its history."""
    plan = plan_to_change(actor, plan_id)
    for name, value in _values(facts).items():
        setattr(plan, name, value)
    if actor.may(MANAGE_PIPELINE):
        plan.provider_id = facts.provider_id
        plan.site_id = _site_here(facts.site_id, plan)
    _save(plan, actor, at)
    _write_parts(plan, facts)
    return plan


@transaction.atomic
def move_plan(
    *, actor: Actor, plan_id: UUID, to: str, from_date: date, reason: str, on: date, at: datetime
) -> Initiative:
    """A plan comes into another phase on a day. Going back, dropping and taking up again need a reason."""
    if not actor.may(MANAGE_PIPELINE):
        raise PermissionError("only the municipality moves a plan on")
    plan = plan_to_change(actor, plan_id)
    now, then, why = Phase(plan.phase), Phase(to), checked_text(reason, field="reason")
    step = PHASES.step(then, state=now)
    if from_date > on:
        raise Refusal("phase_in_future", field="from_date")
    if from_date < plan.phase_since:
        raise Refusal("phase_before_last", field="from_date", since=plan.phase_since)
    if step.needs_reason and not why:
        raise Refusal("phase_needs_reason", field="reason")
    plan.phase, plan.phase_since = then.value, from_date
    if then in ENDED:
        plan.chance = 100 if then is Phase.OPEN else 0
    elif now in ENDED:
        plan.chance = None
    _save(plan, actor, at)
    _note_phase(plan, actor, at, why)
    return plan


@transaction.atomic
def void_plan(*, actor: Actor, plan_id: UUID, voided: bool, at: datetime) -> Initiative:
    """Say that a plan was recorded by mistake, or, with `voided` False, that it was not after all."""
    if voided:
        plan = plan_to_change(actor, plan_id)
    else:
        own = Initiative.objects.filter(pk=plan_id, voided=True)
        own = (
            own.filter(municipality_id=actor.municipality_code)
            if actor.may(MANAGE_PIPELINE)
            else own.filter(provider_id=actor.organisation_id, was_proposed=True)
        )
        found = own.first()
        if found is None:
            raise Refusal("plan_not_yours")
        plan = found
    plan.voided = voided
    _save(plan, actor, at)
    return plan


def _add(
    actor: Actor,
    municipality_code: str,
    facts: PlanFacts,
    provider_id: UUID | None,
    *,
    on: date,
    at: datetime,
    plan_id: UUID,
    proposed: bool,
) -> Initiative:
    known = Initiative.objects.filter(pk=plan_id, recorded_by=actor.user_id).first()
    if known is not None:
        return known
    plan = Initiative.objects.create(
        pk=plan_id or uuid4(),
        municipality_id=municipality_code,
        provider_id=provider_id,
        was_proposed=proposed,
        phase=Phase.IDEA.value,
        phase_since=on,
        recorded_by=actor.user_id,
        recorded_at=at,
        **_values(facts),
    )
    _write_parts(plan, facts)
    _note_phase(plan, actor, at, "")
    return plan


def _site_here(site_id: UUID | None, plan: Initiative) -> UUID | None:
    if site_id is not None and not Site.objects.filter(pk=site_id, municipality_id=plan.municipality_id).exists():
        raise Refusal("plan_site_elsewhere", field="site")
    return site_id


def _values(facts: PlanFacts) -> dict[str, object]:
    if not any(part.beds or part.dwellings for part in facts.parts):
        raise Refusal("plan_brings_nothing", field="short_beds")
    same = (
        "is_reuse", "in_built_up_area", "chance", "expected_on", "km_to_work", "km_to_shops", "km_to_stop",
        "will_have_quality_label",
    )  # fmt: skip
    typed = ("title", "place", "initiator", "summary")
    checked_text(facts.private_initiator, field="private_initiator")
    return {name: getattr(facts, name) for name in same} | {
        name: checked_text(getattr(facts, name), field=name) for name in typed
    }


def _write_parts(plan: Initiative, facts: PlanFacts) -> None:
    plan.parts.all().delete()
    PlannedPart.objects.bulk_create(
        PlannedPart(initiative=plan, stay=part.stay, tenure=part.tenure, beds=part.beds, dwellings=part.dwellings)
        for part in facts.parts
        if part.beds or part.dwellings
    )
    PrivateInitiator.objects.filter(initiative=plan).delete()
    if name := facts.private_initiator.strip():
        PrivateInitiator.objects.create(initiative=plan, name=name)


def _note_phase(plan: Initiative, actor: Actor, at: datetime, reason: str) -> None:
    PhaseChange.objects.create(
        initiative=plan,
        phase=plan.phase,
        from_date=plan.phase_since,
        reason=reason,
        recorded_by=actor.user_id,
        recorded_at=at,
    )


def _save(plan: Initiative, actor: Actor, at: datetime) -> None:
    plan.recorded_by, plan.recorded_at = actor.user_id, at
    plan.save()
