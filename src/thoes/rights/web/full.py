"""Ask for everything of a person together, confirm it as a colleague, turn it down or withdraw it."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thoes.accounts.public import actor_in, needs
from thoes.privacy.public import ANSWER_REQUEST
from thoes.rights.full_overviews import ask_full, confirm_full, end_full
from thoes.rights.models import FullOverview, Request
from thoes.rights.permissions import ANSWER_REQUESTS
from thoes.rights.web.forms import FullForm
from thoes.rights.web.handling import show_request
from thoes.ui.form_pages import post_action, saved


@require_POST
@needs(ANSWER_REQUESTS, purpose=ANSWER_REQUEST)
def ask(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Ask, with the reason."""
    actor = actor_in(request)
    if actor.organisation_kind != "municipality":
        raise Http404
    row = get_object_or_404(Request.objects.filter(organisation=actor.organisation_id), pk=request_id)
    form = FullForm(request.POST)
    return saved(
        request,
        form,
        lambda: ask_full(actor=actor, request_id=row.pk, reason=form.cleaned_data["reason"], at=timezone.now()),
        done=lambda asked: (
            _("You can open it now. The privacy officer sees it.")
            if asked.alone
            else _("A colleague who answers requests finds this at Requests and confirms it. Then you can open it.")
        ),
        back=reverse("rights:request", args=[row.pk]),
    ) or show_request(request, row, asking=form)


@require_POST
@needs(ANSWER_REQUESTS, purpose=ANSWER_REQUEST)
def confirm(request: HttpRequest, overview_id: UUID) -> HttpResponse:
    """Confirm what a colleague asks."""
    return _act(request, overview_id, confirm_full, _("Confirmed. Your colleague can open it now."))


@require_POST
@needs(ANSWER_REQUESTS, purpose=ANSWER_REQUEST)
def end(request: HttpRequest, overview_id: UUID) -> HttpResponse:
    """Turn down what a colleague asks, or withdraw what one asked."""
    return _act(request, overview_id, end_full, _("Everything together is not opened any more."))


def _act(request: HttpRequest, overview_id: UUID, save: Callable[..., FullOverview], done: str) -> HttpResponse:
    actor = actor_in(request)
    own = FullOverview.objects.filter(organisation=actor.organisation_id)
    back = get_object_or_404(own, pk=overview_id).request_id
    return post_action(
        request,
        lambda: save(actor=actor, overview_id=overview_id, at=timezone.now()),
        done=done,
        back=reverse("rights:request", args=[back]),
    )
