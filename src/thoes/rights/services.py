"""Take a request, make its term longer, answer it, open it again."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.refusals import Refusal
from thoes.rights.finding import is_known
from thoes.rights.models import Proof, Request, RequestKind, RequestOutcome
from thoes.rights.permissions import ANSWER_REQUESTS
from thoes.rules.terms import last_day_of_term, use_term


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks, as written down at the desk."""

    kind: RequestKind
    received_on: date
    proof: Proof
    text: str = ""


def last_day(received_on: date, *, key: str = "avg.answer_months") -> date:
    """The last day to answer what came in on a day: the same day of the month, so many months later (AVG art. 12 lid 3).

    A month without that day ends on its last one. The European rules on terms move an end in a weekend or on a holiday.
    """
    return last_day_of_term(received_on, use_term(key, received_on))


@transaction.atomic
def take_request(*, actor: Actor, person_id: UUID, asked: Asked, at: datetime, nonce: UUID) -> Request:
    """Write a request down, with its term. The same request twice is one."""
    _check(actor)
    text = _checked(asked.text, "text")
    if asked.kind != RequestKind.ACCESS and not text:
        raise Refusal("request_says_nothing", field="text")
    if asked.received_on > localdate(at):
        raise Refusal("received_later", field="received_on")
    if not is_known(actor, person_id):
        raise Refusal("person_unknown")
    request, _ = Request.objects.get_or_create(
        nonce=nonce,
        organisation_id=actor.organisation_id,
        defaults={
            "municipality_id": actor.municipality_code if actor.organisation_kind == "municipality" else None,
            "person_id": person_id,
            "kind": asked.kind,
            "received_on": asked.received_on,
            "due_on": last_day(asked.received_on),
            "proof": asked.proof,
            "text": text,
            "recorded_at": at,
            "recorded_by": actor.user_id,
        },
    )
    return request


@transaction.atomic
def extend(*, actor: Actor, request_id: UUID, reason: str, at: datetime) -> Request:
    """Make the term longer, once and within the first one; the person must be told why (AVG art. 12 lid 3)."""
    request = _open(actor, request_id)
    reason = _checked(reason, "reason")
    if not reason:
        raise Refusal("extension_needs_a_reason", field="reason")
    if request.extended_on is not None:
        raise Refusal("extended_already", field="reason")
    if localdate(at) > request.due_on:
        raise Refusal("extension_too_late", field="reason")
    request.extended_on, request.extension_reason = localdate(at), reason
    request.due_on = last_day(request.received_on, key="avg.longest_answer_months")
    request.save(update_fields=["extended_on", "extension_reason", "due_on"])
    return request


@transaction.atomic
def answer(*, actor: Actor, request_id: UUID, outcome: RequestOutcome, text: str, at: datetime) -> Request:
    """Write down what was answered."""
    request = _open(actor, request_id)
    text = _checked(text, "answer")
    if not text:
        raise Refusal("answer_says_nothing", field="answer")
    request.outcome, request.answer, request.answered_at, request.answered_by = outcome, text, at, actor.user_id
    request.save(update_fields=["outcome", "answer", "answered_at", "answered_by"])
    return request


@transaction.atomic
def reopen(*, actor: Actor, request_id: UUID) -> Request:
    """Take an answer back: it was pressed by mistake, or more has to be done."""
    request = _own(actor, request_id)
    if request.answered_at is None or request.erased_at is not None:
        raise Refusal("request_not_answered")
    request.outcome, request.answer, request.answered_at, request.answered_by = "", "", None, None
    request.save(update_fields=["outcome", "answer", "answered_at", "answered_by"])
    return request


def _check(actor: Actor) -> None:
    if not actor.may(ANSWER_REQUESTS):
        raise PermissionError("this actor may not answer requests")


def _own(actor: Actor, request_id: UUID) -> Request:
    _check(actor)
    own = Request.objects.select_for_update().filter(organisation_id=actor.organisation_id, pk=request_id).first()
    if own is None:
        raise Refusal("request_unknown")
    return own


def _open(actor: Actor, request_id: UUID) -> Request:
    request = _own(actor, request_id)
    if request.answered_at is not None:
        raise Refusal("request_answered")
    return request


def _checked(text: str, field: str) -> str:
    if contains_bsn(text):
        raise Refusal("bsn_not_allowed", field=field)
    return text.strip()
