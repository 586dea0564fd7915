"""What the views of the pipeline share: find or 404, a form on a page of its own, and the answer to a refusal."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thoes.accounts.public import actor_in
from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.pipeline.access import may_change, may_write_dialogue, visible_initiatives
from thoes.pipeline.models import Initiative
from thoes.ui import refusals
from thoes.ui.forms import Form


def plan_or_404(request: HttpRequest, plan_id: UUID) -> Initiative:
    """A plan the actor may read."""
    plan = visible_initiatives(actor_in(request)).filter(pk=plan_id).first()
    if plan is None:
        raise Http404
    return plan


def own_plan_or_404(request: HttpRequest, plan_id: UUID) -> Initiative:
    """A plan the actor may change; 403 for one that may only be read."""
    plan = plan_or_404(request, plan_id)
    if not may_change(actor_in(request), plan):
        raise PermissionDenied
    return plan


def dialogue_or_404(request: HttpRequest, plan_id: UUID) -> Initiative:
    """A plan whose steps and dialogue the actor may write."""
    plan = plan_or_404(request, plan_id)
    if not may_write_dialogue(actor_in(request), plan):
        raise PermissionDenied
    return plan


def ask(
    request: HttpRequest,
    form: Form,
    save: Callable[[], object],
    *,
    done: Any,
    back: str,
    context: dict[str, Any],
    **fields: str,
) -> HttpResponse:
    """Show a form, or save what was sent and go back with a word about it; a refusal is shown at its field."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except Refusal as refusal:
            refusals.show_in(form, refusal, **fields)
        else:
            messages.success(request, done)
            return redirect(back)
    return render(request, "pipeline/form.html", {"form": form, "back": back, **context})


def act(request: HttpRequest, save: Callable[[], object], *, done: Any, back: str) -> HttpResponse:
    """Do what a single button asks, and go back with a word about it or with the reason why not."""
    try:
        save()
    except Refusal as refusal:
        messages.error(request, explain(refusal))
    else:
        if done:
            messages.success(request, done)
    return redirect(back)
