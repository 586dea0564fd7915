"""Requests and their terms: the list in which none is forgotten, the page of one, answering."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thoes.accounts.public import Actor, actor_in, names_of_users, needs
from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import ANSWER_REQUEST
from thoes.rights.finding import people_by_id
from thoes.rights.full_overviews import good_until, has_colleague, is_good, latest_of, waiting_requests
from thoes.rights.models import Kind, Outcome, Request
from thoes.rights.permissions import ANSWER_REQUESTS
from thoes.rights.services import answer, extend, reopen
from thoes.rights.states import waiting_numbers
from thoes.rights.web.forms import AnswerForm, ExtendForm, FullForm, OverviewForm
from thoes.rights.web.shared import log_looks
from thoes.rules.loading import parameter_on
from thoes.ui.messages import with_undo
from thoes.ui.refusals import show_in

_PER_PAGE = 25


@require_GET
@needs(ANSWER_REQUESTS, purpose=ANSWER_REQUEST)
def requests(request: HttpRequest) -> HttpResponse:
    """The requests that wait, the first to answer on top; or those that were answered."""
    actor, answered = actor_in(request), request.GET.get("show") == "answered"
    own = Request.objects.filter(organisation=actor.organisation_id)
    rows = own.filter(answered_at__isnull=not answered)
    rows = rows.order_by("-answered_at", "pk") if answered else rows.order_by("due_on", "received_on", "pk")
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    people = people_by_id(actor, [row.person_id for row in shown if row.person_id])
    to_confirm = waiting_requests(actor, at=timezone.now())
    log_looks("list", people)
    url, today = reverse("rights:requests"), timezone.localdate()
    waiting, late = waiting_numbers(actor, on=today)
    context = {
        "page": page,
        "rows": [
            {
                "request": row,
                "person": people.get(row.person_id) if row.person_id else None,
                "to_confirm": row.pk in to_confirm,
            }
            for row in shown
        ],
        "answered": answered,
        "today": today,
        "late": late,
        "tabs": [(url, _("To answer"), waiting), (f"{url}?show=answered", _("Answered"), None)],
    }
    return render(request, "rights/requests.html", context)


@needs(ANSWER_REQUESTS, purpose=ANSWER_REQUEST)
def request_page(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request: what is asked, until when, what to hand out, and the answer."""
    actor = actor_in(request)
    row = get_object_or_404(Request.objects.filter(organisation=actor.organisation_id), pk=request_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            answer(
                actor=actor,
                request_id=row.pk,
                outcome=Outcome(data["outcome"]),
                text=data["answer"],
                at=timezone.now(),
            )
        except Refusal as refusal:
            show_in(form, refusal)
        else:
            with_undo(request, _("Answered."), reverse("rights:reopen", args=[row.pk]))
            return redirect("rights:requests")
    return show_request(request, row, form=form)


@require_POST
@needs(ANSWER_REQUESTS, purpose=ANSWER_REQUEST)
def extend_term(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Make the term longer."""
    actor = actor_in(request)
    row = get_object_or_404(Request.objects.filter(organisation=actor.organisation_id), pk=request_id)
    form = ExtendForm(request.POST)
    if form.is_valid():
        try:
            extend(actor=actor, request_id=row.pk, reason=form.cleaned_data["reason"], at=timezone.now())
        except Refusal as refusal:
            show_in(form, refusal)
        else:
            messages.success(request, _("The term was made longer. Tell the person, with the reason."))
            return redirect("rights:request", row.pk)
    return show_request(request, row, extending=form)


@require_POST
@needs(ANSWER_REQUESTS, purpose=ANSWER_REQUEST)
def reopen_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Take an answer back."""
    try:
        row = reopen(actor=actor_in(request), request_id=request_id)
    except Refusal as refusal:
        if refusal.code == "request_unknown":
            raise Http404 from refusal
        messages.error(request, explain(refusal))
        return redirect("rights:requests")
    messages.success(request, _("The request is open again."))
    return redirect("rights:request", row.pk)


def show_request(
    request: HttpRequest,
    row: Request,
    *,
    form: AnswerForm | None = None,
    extending: ExtendForm | None = None,
    asking: FullForm | None = None,
) -> HttpResponse:
    """The page of a request, with a form as it was filled in."""
    actor, today = actor_in(request), timezone.localdate()
    person = people_by_id(actor, [row.person_id]).get(row.person_id) if row.person_id else None
    log_looks("request", [row.person_id])
    rule = parameter_on("avg.answer_months", row.received_on)
    may_hand_out = row.kind == Kind.ACCESS and row.answered_at is None and person is not None
    context = {
        "row": row,
        "person": person,
        "form": form or AnswerForm(),
        "extending": extending or ExtendForm(),
        "overview": OverviewForm() if may_hand_out else None,
        "everything": _everything(actor, row, asking)
        if may_hand_out and actor.organisation_kind == "municipality"
        else None,
        "may_extend": row.answered_at is None and row.extended_on is None and today <= row.due_on,
        "late": row.answered_at is None and today > row.due_on,
        "rule": rule,
        "by": names_of_users([row.recorded_by]).get(row.recorded_by, "–"),
    }
    return render(request, "rights/request.html", context)


def _everything(actor: Actor, row: Request, asking: FullForm | None) -> dict[str, Any]:
    """How it stands with everything together: to ask, to confirm, or to open."""
    now = timezone.now()
    found = latest_of(row, at=now)
    own = found is not None and found.asked_by == actor.user_id
    return {
        "asked": found,
        "own": own,
        "by": names_of_users([found.asked_by]).get(found.asked_by, "–") if found else "",
        "confirmed_by": names_of_users([found.confirmed_by]).get(found.confirmed_by, "–")
        if found and found.confirmed_by
        else "",
        "is_good": found is not None and is_good(found, at=now),
        "until": good_until(found) if found else None,
        "form": OverviewForm(auto_id="all_%s") if own else asking or FullForm(auto_id="full_%s"),
        "has_colleague": has_colleague(actor),
    }
