"""Everything of one person put together: with a reason, confirmed by a second person, and shown to the privacy officer.

One clerk could open every address of somebody in the province with one tick. Now somebody asks and writes down why; a
colleague who answers requests too confirms it; who asked opens it, for some days. An office with nobody else to confirm goes
on with the reason alone, and the privacy officer sees that. The numbers here are our own choice (ADR 25).
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate, make_aware

from thoes.accounts.public import Actor, roles_of_members
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.name_folding import words_of
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import SEE_ACCESS_LOG, cross_tenant
from thoes.register.public import Worker
from thoes.rights.finding import ids_of
from thoes.rights.models import FullOverview, Request, RequestKind
from thoes.rights.permissions import ANSWER_REQUESTS

# How long a confirmation is waited for, and how long it is good.
WAITS_FOR, GOOD_FOR = timedelta(days=7), timedelta(days=2)
MOST_A_DAY = 5
_SHORTEST_REASON = 15


@transaction.atomic
def ask_full(*, actor: Actor, request_id: UUID, reason: str, at: datetime) -> FullOverview:
    """Ask for everything of the person of an open request to see it, with the reason."""
    request = _open_request(actor, request_id)
    reason = _checked_reason(reason, request)
    if _asked_today(actor, at) >= MOST_A_DAY:
        raise Refusal("full_too_many_today", field="reason", most=MOST_A_DAY)
    if latest_of(request, at=at) is not None:
        raise Refusal("full_asked_already")
    # What waited too long, or was not opened in time, stands in the way of nothing.
    FullOverview.objects.filter(request=request, ended_at=None, opened_at=None).update(ended_at=at)
    return FullOverview.objects.create(
        request=request,
        organisation_id=actor.organisation_id,
        person_id=request.person_id,
        reason=reason,
        asked_by=actor.user_id,
        asked_at=at,
        alone=not has_colleague(actor),
    )


@transaction.atomic
def confirm_full(*, actor: Actor, overview_id: UUID, at: datetime) -> FullOverview:
    """Say as a second person that it may be opened, to who asked it."""
    overview = _own(actor, overview_id)
    if overview.asked_by == actor.user_id:
        raise Refusal("full_confirmed_by_oneself")
    if not is_waiting(overview, at=at):
        raise Refusal("full_not_waiting")
    _open_request(actor, overview.request_id)
    overview.confirmed_by, overview.confirmed_at = actor.user_id, at
    overview.save(update_fields=["confirmed_by", "confirmed_at"])
    return overview


@transaction.atomic
def end_full(*, actor: Actor, overview_id: UUID, at: datetime) -> FullOverview:
    """Turn it down, or withdraw it; what was opened stays written down."""
    overview = _own(actor, overview_id)
    if not (is_waiting(overview, at=at) or is_good(overview, at=at)):
        raise Refusal("full_not_waiting")
    overview.ended_by, overview.ended_at = actor.user_id, at
    overview.save(update_fields=["ended_by", "ended_at"])
    return overview


@transaction.atomic
def open_full(*, actor: Actor, request_id: UUID, at: datetime) -> FullOverview:
    """Take what was confirmed for this request, this person and this actor, and write down that it is opened."""
    request = _open_request(actor, request_id)
    own = FullOverview.objects.select_for_update().filter(
        request=request, person=request.person_id, asked_by=actor.user_id, organisation_id=actor.organisation_id
    )
    overview = next((one for one in own.order_by("-asked_at") if is_good(one, at=at)), None)
    if overview is None:
        raise Refusal("full_not_confirmed")
    FullOverview.objects.filter(pk=overview.pk).update(opened_at=at, times_opened=F("times_opened") + 1)
    overview.refresh_from_db()
    return overview


def count_addresses(overview: FullOverview, addresses: int) -> None:
    """Write down how many addresses were put together."""
    FullOverview.objects.filter(pk=overview.pk).update(addresses=addresses)


def is_waiting(overview: FullOverview, *, at: datetime) -> bool:
    """Whether a second person is still to confirm it."""
    if overview.alone or overview.confirmed_at or overview.ended_at:
        return False
    return at < overview.asked_at + WAITS_FOR


def is_good(overview: FullOverview, *, at: datetime) -> bool:
    """Whether who asked may open it at this moment."""
    since = overview.confirmed_at or (overview.asked_at if overview.alone else None)
    return since is not None and overview.ended_at is None and since <= at < since + GOOD_FOR


def good_until(overview: FullOverview) -> datetime | None:
    """Until when who asked may open it."""
    since = overview.confirmed_at or (overview.asked_at if overview.alone else None)
    return since + GOOD_FOR if since else None


def latest_of(request: Request, *, at: datetime) -> FullOverview | None:
    """What waits or is good for this request at this moment."""
    rows = FullOverview.objects.filter(request=request, ended_at=None).order_by("-asked_at")
    return next((one for one in rows if is_waiting(one, at=at) or is_good(one, at=at)), None)


def waiting_requests(actor: Actor, *, at: datetime) -> set[UUID]:
    """The requests of the own organisation of which a colleague is asked to confirm something, not those of the actor."""
    rows = FullOverview.objects.filter(
        organisation_id=actor.organisation_id,
        alone=False,
        confirmed_at=None,
        ended_at=None,
        asked_at__gt=at - WAITS_FOR,
    ).exclude(asked_by=actor.user_id)
    return set(rows.values_list("request_id", flat=True))


def has_colleague(actor: Actor) -> bool:
    """Whether anybody else of the organisation may confirm."""
    answering = set(ANSWER_REQUESTS.roles)
    members = roles_of_members(actor.organisation_id)
    return any(user != actor.user_id and answering.intersection(roles) for user, roles in members.items())


@dataclass(frozen=True, slots=True)
class FullOverviewLine:
    """One wish to see everything, for the privacy officer: a number of a person, and never a name of one."""

    person_id: UUID | None
    request_id: UUID
    reason: str
    asked_by: UUID
    asked_at: datetime
    alone: bool
    confirmed_by: UUID | None
    ended_by: UUID | None
    opened_at: datetime | None
    times_opened: int
    addresses: int | None


def full_overviews_of(actor: Actor, *, since: datetime | None, until: datetime | None) -> list[FullOverviewLine]:
    """What was asked and opened in the own organisation, the latest first; for who watches over the use of data."""
    if not actor.may(SEE_ACCESS_LOG):
        raise PermissionError("this actor may not watch over requests")
    # The officer sees no row of requests. The words of a clerk are looked through for names when they are written down.
    with cross_tenant():
        rows = FullOverview.objects.filter(organisation_id=actor.organisation_id).order_by("-asked_at", "pk")
        if since:
            rows = rows.filter(asked_at__gte=since)
        if until:
            rows = rows.filter(asked_at__lt=until)
        return [
            FullOverviewLine(
                row.person_id, row.request_id, row.reason, row.asked_by, row.asked_at, row.alone, row.confirmed_by,
                row.ended_by, row.opened_at, row.times_opened, row.addresses,
            )
            for row in rows
        ]  # fmt: skip


def _asked_today(actor: Actor, at: datetime) -> int:
    midnight = make_aware(datetime.combine(localdate(at), time.min))
    return FullOverview.objects.filter(
        organisation_id=actor.organisation_id, asked_by=actor.user_id, asked_at__gte=midnight
    ).count()


def _checked_reason(reason: str, request: Request) -> str:
    reason = reason.strip()
    if contains_bsn(reason):
        raise Refusal("bsn_not_allowed", field="reason")
    if len(reason) < _SHORTEST_REASON:
        raise Refusal("full_needs_a_reason", field="reason")
    # The privacy officer reads it, who sees no names.
    workers = (
        Worker.objects.filter(person__in=ids_of(request.person_id)) if request.person_id else Worker.objects.none()
    )
    names = {word for worker in workers for word in words_of(f"{worker.given_name} {worker.family_name}")}
    if any(len(word) > 2 and word in names for word in words_of(reason)):
        raise Refusal("full_reason_names_somebody", field="reason")
    return reason


def _check(actor: Actor) -> None:
    if not actor.may(ANSWER_REQUESTS) or actor.organisation_kind != "municipality":
        raise PermissionError("only a municipality puts everything together")


def _own(actor: Actor, overview_id: UUID) -> FullOverview:
    _check(actor)
    own = FullOverview.objects.select_for_update().filter(organisation_id=actor.organisation_id, pk=overview_id).first()
    if own is None:
        raise Refusal("request_unknown")
    return own


def _open_request(actor: Actor, request_id: UUID) -> Request:
    _check(actor)
    # Locked: of two clerks who ask at once, or of one who asks twice, the second waits and then reads what is there.
    request = (
        Request.objects.select_for_update()
        .filter(organisation_id=actor.organisation_id, pk=request_id, kind=RequestKind.ACCESS)
        .first()
    )
    if request is None or request.person_id is None:
        raise Refusal("request_unknown")
    if request.answered_at is not None:
        raise Refusal("request_answered")
    return request
