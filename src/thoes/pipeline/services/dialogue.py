"""Writes of the dialogue with neighbours. Whoever sends a form twice with one identifier writes one line."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.kernel.free_text import checked_text
from thoes.kernel.refusals import Refusal
from thoes.pipeline.access import plan_in_dialogue, reads_people
from thoes.pipeline.models import Agreement, Meeting, PlanStep, Question

DialogueLine = Meeting | Question | Agreement | PlanStep
LINES: dict[str, type[Meeting] | type[Question] | type[Agreement] | type[PlanStep]] = {
    "meeting": Meeting,
    "question": Question,
    "agreement": Agreement,
    "step": PlanStep,
}


@transaction.atomic
def add_meeting(
    *,
    actor: Actor,
    plan_id: UUID,
    held_on: date,
    place: str,
    invited: str,
    households: int | None,
    visitors: int | None,
    at: datetime,
    line_id: UUID,
) -> Meeting:
    """An invitation to neighbours; `invited` says who in words, such as "all within 300 metres"."""
    plan = plan_in_dialogue(actor, plan_id)
    meeting, _ = Meeting.objects.update_or_create(
        pk=line_id,
        initiative=plan,
        defaults={
            "held_on": held_on,
            "place": checked_text(place, field="place"),
            "invited": checked_text(invited, field="invited"),
            "households": households,
            "visitors": visitors,
            "recorded_by": actor.user_id,
            "recorded_at": at,
        },
    )
    return meeting


@transaction.atomic
def add_question(
    *, actor: Actor, plan_id: UUID, asked_on: date, topic: str, text: str, at: datetime, line_id: UUID
) -> Question:
    """What neighbours asked."""
    plan = plan_in_dialogue(actor, plan_id)
    question, _ = Question.objects.get_or_create(
        pk=line_id,
        initiative=plan,
        defaults={
            "asked_on": asked_on,
            "topic": topic,
            "text": checked_text(text, field="text"),
            "recorded_by": actor.user_id,
            "recorded_at": at,
        },
    )
    return question


@transaction.atomic
def answer_question(*, actor: Actor, question_id: UUID, answer: str, answered_on: date, at: datetime) -> Question:
    """The answer that was given; a later one takes its place."""
    question = Question.objects.filter(pk=question_id, voided=False).first() if reads_people(actor) else None
    if question is None:
        raise Refusal("plan_not_yours")
    plan_in_dialogue(actor, question.initiative_id)
    if answered_on < question.asked_on:
        raise Refusal("asked_after_answer", field="answered_on")
    question.answer, question.answered_on = checked_text(answer, field="answer"), answered_on
    question.recorded_by, question.recorded_at = actor.user_id, at
    question.save()
    return question


@transaction.atomic
def add_agreement(
    *, actor: Actor, plan_id: UUID, agreed_on: date, text: str, due_on: date | None, at: datetime, line_id: UUID
) -> Agreement:
    """What was agreed with neighbours."""
    plan = plan_in_dialogue(actor, plan_id)
    agreement, _ = Agreement.objects.get_or_create(
        pk=line_id,
        initiative=plan,
        defaults={
            "agreed_on": agreed_on,
            "text": checked_text(text, field="text"),
            "due_on": due_on,
            "recorded_by": actor.user_id,
            "recorded_at": at,
        },
    )
    return agreement


@transaction.atomic
def look_at_agreement(
    *, actor: Actor, agreement_id: UUID, kept: bool | None, looked_on: date, on: date, at: datetime
) -> Agreement:
    """Somebody looked whether an agreement is kept; None takes that back."""
    agreement = Agreement.objects.filter(pk=agreement_id, voided=False).first()
    if agreement is None:
        raise Refusal("plan_not_yours")
    plan_in_dialogue(actor, agreement.initiative_id)
    if looked_on > on:
        raise Refusal("done_in_future", field="looked_on")
    agreement.kept = kept
    agreement.looked_on = None if kept is None else looked_on
    agreement.recorded_by, agreement.recorded_at = actor.user_id, at
    agreement.save()
    return agreement


@transaction.atomic
def void(*, actor: Actor, kind: str, line_id: UUID, voided: bool, at: datetime) -> DialogueLine:
    """Say that a line of the dialogue, or a step, was written down by mistake; or that it was not after all."""
    line = LINES[kind].objects.filter(pk=line_id).first()
    if line is None:
        raise Refusal("plan_not_yours")
    plan_in_dialogue(actor, line.initiative_id)
    line.voided, line.recorded_by, line.recorded_at = voided, actor.user_id, at
    line.save()
    return line
