"""Decide about proposals: confirm, decline, take back, compare again, throw away."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from thoes.accounts.public import actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.matching import runs as verbs
from thoes.matching.models import MatchRun
from thoes.register.public import BRP_REGISTRATION
from thoes.registration.public import RECORD_REGISTRATION, StepsTaken
from thoes.ui.form_pages import post_action
from thoes.ui.messages import with_undo

_TABS = ("certain", "look", "unmatched", "done")


@require_POST
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def confirm(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Confirm one proposal, or all certain ones."""
    run = _own(request, run_id)
    try:
        batch = UUID(request.POST.get("batch", ""))
        chosen = (
            verbs.certain_proposals(run)
            if request.POST.get("do") == "all-certain"
            else [UUID(request.POST.get("proposal", ""))]
        )
    except ValueError as error:
        raise BadRequest from error
    taken = verbs.confirm(actor=actor_in(request), run_id=run_id, proposals=chosen, at=timezone.now(), batch=batch)
    if taken.done:
        text = ngettext("Recorded for %(count)s person.", "Recorded for %(count)s people.", len(taken.done))
        with_undo(request, text % {"count": len(taken.done)}, reverse("matching:undo", args=[run_id, taken.batch]))
        _tell_of_rni(request, run_id, taken)
    elif not taken.refused:
        messages.info(request, _("Nothing was recorded: somebody confirmed this before you."))
    _tell_refused(request, taken)
    return redirect(_page(request, run_id))


@require_POST
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def undo(request: HttpRequest, run_id: UUID, batch: UUID) -> HttpResponse:
    """Take a confirmation back."""
    _own(request, run_id)
    try:
        with transaction.atomic():
            taken = verbs.undo_confirmed(actor=actor_in(request), run_id=run_id, batch=batch, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, explain(refusal))
    else:
        text = ngettext("Undone for %(count)s person.", "Undone for %(count)s people.", len(taken.done))
        messages.success(request, text % {"count": len(taken.done)})
        _tell_refused(request, taken)
    return redirect(_page(request, run_id))


@require_POST
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def decline(request: HttpRequest, run_id: UUID, proposal_id: UUID) -> HttpResponse:
    """This is another person."""
    _own(request, run_id)
    return post_action(
        request,
        lambda: verbs.decline(actor=actor_in(request), run_id=run_id, proposal_id=proposal_id),
        done=_("We will not propose these two again."),
        back=_page(request, run_id),
        undo=reverse("matching:take-up", args=[run_id, proposal_id]),
    )


@require_POST
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def take_up(request: HttpRequest, run_id: UUID, proposal_id: UUID) -> HttpResponse:
    """It may be the same person after all."""
    _own(request, run_id)
    return post_action(
        request,
        lambda: verbs.decline(actor=actor_in(request), run_id=run_id, proposal_id=proposal_id, declined=False),
        back=_page(request, run_id),
    )


@require_POST
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def again(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Compare what waits with the register as it is now."""
    _own(request, run_id)
    return post_action(
        request,
        lambda: verbs.compare_again(actor=actor_in(request), run_id=run_id),
        done=_("Compared again with the register as it is now."),
        back=reverse("matching:run", args=[run_id]),
    )


@require_POST
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def throw_away(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Throw the lines away now."""
    _own(request, run_id)
    return post_action(
        request,
        lambda: verbs.throw_away(actor=actor_in(request), run_id=run_id, at=timezone.now()),
        done=_("The lines are thrown away. What you confirmed stays recorded."),
        back="matching:runs",
    )


def _own(request: HttpRequest, run_id: UUID) -> MatchRun:
    return get_object_or_404(MatchRun, pk=run_id, municipality=actor_in(request).municipality_code)


def _tell_of_rni(request: HttpRequest, run_id: UUID, taken: StepsTaken) -> None:
    """Say of how many the duty stays: being in the RNI takes nobody out of the work who must register."""
    count = verbs.still_to_register(actor_in(request), run_id=run_id, batch=taken.batch)
    if count:
        text = ngettext(
            "%(count)s of them stands in the RNI and must register as a resident all the same: the duty stays.",
            "%(count)s of them stand in the RNI and must register as residents all the same: the duty stays.",
            count,
        )
        messages.info(request, text % {"count": count})


def _tell_refused(request: HttpRequest, taken: StepsTaken) -> None:
    """Each reason once, with the number of people it holds for."""
    by_reason: dict[str, int] = {}
    for _person, refusal in taken.refused:
        by_reason[explain(refusal)] = by_reason.get(explain(refusal), 0) + 1
    for text, count in by_reason.items():
        prefix = ngettext("Not done for %(count)s person:", "Not done for %(count)s people:", count) % {"count": count}
        messages.error(request, f"{prefix} {text}")


def _page(request: HttpRequest, run_id: UUID) -> str:
    tab = request.POST.get("tab", "")
    address = reverse("matching:run", args=[run_id])
    return f"{address}?tab={tab}" if tab in _TABS else address
