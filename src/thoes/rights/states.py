"""How requests stand, for who watches over them: what kind, when, by whom to answer. Never who asked, nor what was said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from thoes.accounts.public import Actor
from thoes.privacy.public import SEE_ACCESS_LOG, cross_tenant
from thoes.rights.models import Request, RequestKind, RequestOutcome


@dataclass(frozen=True, slots=True)
class RequestState:
    """One request without its text."""

    id: UUID
    person_id: UUID | None
    kind: str
    received_on: date
    due_on: date
    answered_at: datetime | None
    outcome: str


def request_states(actor: Actor, *, persons: Iterable[UUID] = (), ids: Iterable[UUID] = ()) -> list[RequestState]:
    """The requests of the own organisation about these persons or with these ids, the latest first."""
    if not actor.may(SEE_ACCESS_LOG):
        raise PermissionError("this actor may not watch over requests")
    # The officer sees no row of requests, whose text is about somebody; these columns say how it stands.
    with cross_tenant():
        own = Request.objects.filter(organisation=actor.organisation_id).order_by("-received_on", "pk")
        wanted = own.filter(person__in=list(persons)) | own.filter(pk__in=list(ids))
        return [
            RequestState(
                row.pk,
                row.person_id,
                str(RequestKind(row.kind).label),
                row.received_on,
                row.due_on,
                row.answered_at,
                str(RequestOutcome(row.outcome).label) if row.outcome else "",
            )
            for row in wanted.only(
                "pk", "person_id", "kind", "received_on", "due_on", "answered_at", "outcome", "organisation_id"
            )
        ]


def waiting_numbers(actor: Actor, *, on: date) -> tuple[int, int]:
    """How many requests of the own organisation wait for an answer, and how many of these are past their last day."""
    waiting = Request.objects.filter(organisation=actor.organisation_id, answered_at=None)
    return waiting.count(), waiting.filter(due_on__lt=on).count()
