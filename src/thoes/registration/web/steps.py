"""Steps of the follow-up from the pages: with one person, with many, and the way back."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from thoes.accounts.public import Actor, actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.register.public import BRP_REGISTRATION
from thoes.registration.domain.follow_up import NotObliged, State
from thoes.registration.models import StateChoice
from thoes.registration.permissions import RECORD_REGISTRATION
from thoes.registration.queries import clerks_of
from thoes.registration.services import Step, StepsTaken, take_steps, undo_steps, withdraw_registration
from thoes.registration.web.letters import ASKED_LETTERS, letters
from thoes.ui.forms import DayField
from thoes.ui.messages import with_undo

MOST_AT_ONCE = 2_000


@require_POST
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def steps(request: HttpRequest) -> HttpResponseBase:
    """Take the chosen step with everybody who was ticked, or write them letters."""
    if request.POST.get("do") in ASKED_LETTERS:
        return letters(request)
    actor, back = actor_in(request), _back(request)
    try:
        seen = ticked(request)
        step, batch = _step(request, actor), UUID(request.POST.get("batch", ""))
    except ValueError as error:
        raise BadRequest from error
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(back)
    if not seen:
        messages.error(request, _("Tick at least one person first."))
        return redirect(back)
    taken = take_steps(actor=actor, seen=seen, step=step, at=timezone.now(), batch=batch)
    _tell(request, taken, step=step, of_one=len(seen) == 1)
    return redirect(back)


@require_POST
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def undo(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Take an action back for everybody with whom nothing happened since."""
    try:
        taken = undo_steps(actor=actor_in(request), batch=batch, at=timezone.now())
    except Refusal as refusal:
        if refusal.code == "action_unknown":
            raise Http404 from refusal
        messages.error(request, explain(refusal))
        return redirect(_back(request))
    messages.success(
        request,
        ngettext("Undone for %(count)s person.", "Undone for %(count)s people.", len(taken.done))
        % {"count": len(taken.done)},
    )
    _tell_refused(request, taken)
    return redirect(_back(request))


@require_POST
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def withdraw(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """Take a recorded registration back."""
    try:
        registration = withdraw_registration(
            actor=actor_in(request), registration_id=registration_id, at=timezone.now()
        )
    except Refusal as refusal:
        raise Http404 from refusal
    messages.success(request, _("The registration was taken back."))
    return redirect("registration:person", registration.person_id)


def ticked(request: HttpRequest) -> dict[UUID, UUID | None]:
    """Who was ticked, each with the follow-up that the page showed. Raises ValueError for what no page sends."""
    found: dict[UUID, UUID | None] = {}
    for tick in request.POST.getlist("person")[:MOST_AT_ONCE]:
        person, _colon, seen = tick.partition(":")
        found[UUID(person)] = UUID(seen) if seen else None
    return found


def _step(request: HttpRequest, actor: Actor) -> Step:
    """The step that the pressed button stands for. Raises ValueError for what no page sends."""
    do, _colon, clerk = request.POST.get("do", "").partition(":")
    if do == "assign":
        return _assignment(clerk or request.POST.get("clerk", ""), actor)
    to = State(do)
    day: date | None = None
    if to in (State.REGISTERED, State.ALREADY_REGISTERED, State.APPOINTMENT, State.DEPARTED):
        day = DayField(
            error_messages={
                "required": _("Fill in the day as well."),
                "invalid": _("This is not a date. Fill in a date, for example 14-05-2026."),
            }
        ).clean(request.POST.get(f"day_{do}", ""))
    reason = NotObliged(request.POST.get("reason", "")).value if to is State.NOT_OBLIGED else ""
    return Step(to=to, day=day, reason=reason)


def _assignment(clerk: str, actor: Actor) -> Step:
    if clerk == "":
        return Step(to=None, assign=True, assigned_to=None)
    chosen = actor.user_id if clerk == "me" else UUID(clerk)
    if chosen not in dict(clerks_of(actor)):
        raise ValueError("no clerk of this municipality")
    return Step(to=None, assign=True, assigned_to=chosen)


def _tell(request: HttpRequest, taken: StepsTaken, *, step: Step, of_one: bool) -> None:
    if taken.done:
        count = len(taken.done)
        what = StateChoice(step.to).label if step.to else _("assignment changed")
        text = ngettext("%(what)s: %(count)s person.", "%(what)s: %(count)s people.", count)
        with_undo(request, text % {"what": what, "count": count}, _undo_address(request, taken.batch))
    _tell_refused(request, taken)


def _tell_refused(request: HttpRequest, taken: StepsTaken) -> None:
    """Each reason once, with the number of people it holds for."""
    by_reason: dict[str, int] = {}
    for _person, refusal in taken.refused:
        text = explain(refusal)
        by_reason[text] = by_reason.get(text, 0) + 1
    for text, count in by_reason.items():
        prefix = ngettext("Not done for %(count)s person:", "Not done for %(count)s people:", count) % {"count": count}
        messages.error(request, f"{prefix} {text}")


def _undo_address(request: HttpRequest, batch: UUID) -> str:
    return f"{reverse('registration:undo', args=[batch])}?back={_quoted(_back(request))}"


def _quoted(address: str) -> str:
    return address.replace("%", "%25").replace("&", "%26").replace("?", "%3F").replace("#", "%23").replace("+", "%2B")


def _back(request: HttpRequest) -> str:
    """Where the form stood: an address of our own, or the worklist."""
    wanted = request.POST.get("back") or request.GET.get("back") or ""
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/"):
        return wanted
    return reverse("registration:worklist")
