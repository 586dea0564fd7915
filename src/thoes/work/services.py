"""A labour supplier reports a wrong answer, the desk deals with it, and a municipality decides whether it answers at all."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.kernel.refusals import Refusal
from thoes.places.public import SET_LOCAL_FIELDS
from thoes.privacy.public import cross_tenant
from thoes.register.public import Stay, believed, in_night
from thoes.registration.public import RECORD_REGISTRATION, Assessment, report_comes_back
from thoes.work.models import AnswerReport, Claim, ReportOutcome, SupplierAnswer, SupplierDecision
from thoes.work.permissions import CHECK_OWN_WORKERS


@transaction.atomic
def report_answer(*, actor: Actor, worker_id: UUID, claim: Claim, at: datetime) -> SupplierAnswer:
    """Say that the answer about an own worker is wrong. Reporting it again while the desk is at it changes nothing."""
    if not actor.may(CHECK_OWN_WORKERS):
        raise PermissionError("this actor may not check workers")
    answer = SupplierAnswer.objects.filter(pk=worker_id).first()
    if answer is None:
        raise Refusal("worker_not_yours")
    # Where the worker lives says whose desk it is; the labour supplier is not told.
    with cross_tenant():
        AnswerReport.objects.get_or_create(
            person_id=answer.person_id,
            organisation_id=actor.organisation_id,
            closed_at=None,
            defaults={
                "municipality_id": _desk_of(answer, actor=actor, on=localdate(at)),
                "shown": answer.answer,
                "claim": claim,
                "reported_at": at,
                "reported_by": actor.user_id,
                "next_on": report_comes_back(on=localdate(at)),
            },
        )
    return answer


def _desk_of(answer: SupplierAnswer, *, actor: Actor, on: date) -> str:
    """The municipality on whose worklist the worker stands: who sleeps at the labour supplier's address may live elsewhere."""
    assessed = Assessment.objects.filter(person=answer.person_id).values_list("municipality_id", flat=True).first()
    if assessed is not None:
        return assessed
    stays = in_night(believed(Stay.objects.filter(worker=answer.pk, employer=actor.organisation_id)), on)
    return stays.values_list("municipality_id", flat=True).get()


@transaction.atomic
def close_report(*, actor: Actor, report_id: UUID, outcome: ReportOutcome, at: datetime) -> AnswerReport:
    """Say what the desk found. The record itself is mended on the page of the person."""
    report = _own_report(actor, report_id)
    report.outcome, report.closed_at, report.closed_by = outcome, at, actor.user_id
    report.save(update_fields=["outcome", "closed_at", "closed_by"])
    return report


@transaction.atomic
def reopen_report(*, actor: Actor, report_id: UUID) -> AnswerReport:
    """Take back that it was dealt with."""
    report = _own_report(actor, report_id, is_open=False)
    if AnswerReport.objects.filter(person=report.person_id, organisation=report.organisation_id, closed_at=None):
        raise Refusal("report_made_again")
    report.outcome, report.closed_at, report.closed_by = "", None, None
    report.save(update_fields=["outcome", "closed_at", "closed_by"])
    return report


@transaction.atomic
def look_later(*, actor: Actor, report_id: UUID, at: datetime) -> AnswerReport:
    """Not now: the report comes back on its next date."""
    report = _own_report(actor, report_id)
    report.next_on = report_comes_back(on=localdate(at))
    report.save(update_fields=["next_on"])
    return report


def _own_report(actor: Actor, report_id: UUID, *, is_open: bool = True) -> AnswerReport:
    if not actor.may(RECORD_REGISTRATION):
        raise PermissionError("this actor may not record registrations")
    report = (
        AnswerReport.objects.select_for_update()
        .filter(pk=report_id, municipality=actor.municipality_code, closed_at__isnull=is_open)
        .first()
    )
    if report is None:
        raise Refusal("report_gone")
    return report


@transaction.atomic
def decide_on_suppliers(*, actor: Actor, answers: bool, ground: str, at: datetime) -> bool:
    """A municipality answers labour suppliers from now on, on a ground that it names, or no longer; gives whether
    that is new.
    """
    if not actor.may(SET_LOCAL_FIELDS) or not actor.municipality_code:
        raise PermissionError("this actor decides nothing for a municipality")
    ground = ground.strip() if answers else ""
    if answers and not ground:
        raise Refusal("suppliers_need_a_ground", field="ground")
    now = supplier_decision(actor.municipality_code)
    if (now.answers, now.ground) == (answers, ground) if now else not answers:
        return False
    SupplierDecision.objects.create(
        municipality_id=actor.municipality_code, answers=answers, ground=ground, decided_by=actor.user_id, decided_at=at
    )
    return True


def supplier_decision(municipality: str) -> SupplierDecision | None:
    """What holds now in a municipality; None when it never decided."""
    return SupplierDecision.objects.filter(municipality=municipality).order_by("-decided_at", "-pk").first()
