"""Writes of the steps of a plan."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.kernel.free_text import checked_text
from thoes.kernel.refusals import Refusal
from thoes.pipeline.access import plan_in_dialogue
from thoes.pipeline.models import PlanStep


@transaction.atomic
def add_step(*, actor: Actor, plan_id: UUID, title: str, due_on: date | None, at: datetime, step_id: UUID) -> PlanStep:
    """Something to do; sent twice with one `step_id` it is one step."""
    plan = plan_in_dialogue(actor, plan_id)
    step, _ = PlanStep.objects.get_or_create(
        pk=step_id,
        initiative=plan,
        defaults={
            "title": checked_text(title, field="title"),
            "due_on": due_on,
            "recorded_by": actor.user_id,
            "recorded_at": at,
        },
    )
    return step


@transaction.atomic
def finish_step(*, actor: Actor, step_id: UUID, done_on: date | None, on: date, at: datetime) -> PlanStep:
    """The step was done on a day; None: it is not done after all."""
    step = PlanStep.objects.filter(pk=step_id, voided=False).first()
    if step is None:
        raise Refusal("plan_not_yours")
    plan_in_dialogue(actor, step.initiative_id)
    if done_on is not None and done_on > on:
        raise Refusal("done_in_future", field="done_on")
    step.done_on, step.recorded_by, step.recorded_at = done_on, actor.user_id, at
    step.save()
    return step
