"""Requests and their terms: the list in which none is forgotten, the page of one, answering."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thoes.accounts.public import Actor, actor_in, names_of_users, needs
from thoes.privacy.public import ANSWER_REQUEST
from thoes.rights.finding import people_by_id
from thoes.rights.full_overviews import good_until, has_colleague, is_good, latest_of, waiting_requests
from thoes.rights.models import Request, RequestKind, RequestOutcome
from thoes.rights.permissions import ANSWER_REQUESTS
from thoes.rights.services import answer, extend, reopen
from thoes.rights.states import waiting_numbers
from thoes.rights.web.forms import AnswerForm, ExtendForm, FullForm, OverviewForm
from thoes.rights.web.shared import log_access
from thoes.rules.loading import parameter_on
from thoes.ui.form_pages import post_action, saved
from thoes.ui.lists import Action, Day, Empty, Link, Listing, ListPage, Part, Parts, State, Text


def _shown(listing: Listing, rows: list[Request]) -> list[dict[str, Any]]:
    people = people_by_id(listing.actor, [row.person_id for row in rows if row.person_id])
    to_confirm = waiting_requests(listing.actor, at=timezone.now())
    return [
        {
            "request": row,
            "person": people.get(row.person_id) if row.person_id else None,
            "to_confirm": row.pk in to_confirm,
            "is_late": row.answered_at is None and row.due_on < listing.today,
        }
        for row in rows
    ]


def _looked(listing: Listing) -> None:
    log_access("list", [row["request"].person_id for row in listing.shown if row["person"]])


def _is_answered(listing: Listing) -> bool:
    return listing.part == "answered"


def _own(listing: Listing) -> QuerySet[Request]:
    """Those that wait by their last day; those that were answered the latest first."""
    rows = Request.objects.filter(organisation=listing.actor.organisation_id)
    return (
        rows.order_by("-answered_at", "pk") if _is_answered(listing) else rows.order_by("due_on", "received_on", "pk")
    )


REQUESTS = ListPage(
    title=gettext_lazy("Requests of workers"),
    says=gettext_lazy(
        "A worker may see their own data, have it corrected and object to its use. Each request has a last day to answer."
    ),
    guard=needs(ANSWER_REQUESTS, purpose=ANSWER_REQUEST),
    rows=_own,
    shown=_shown,
    looked=_looked,
    parts=Parts(
        [
            Part("", gettext_lazy("To answer"), lambda _listing: Q(answered_at=None)),
            Part("answered", gettext_lazy("Answered"), lambda _listing: Q(answered_at__isnull=False)),
        ],
        name="show",
    ),
    columns=[
        Link(
            gettext_lazy("Name"), lambda row: row["person"].names[0] if row["person"] else gettext_lazy("Name erased"),
            to="rights:request", key="request.pk",
        ),
        State(
            gettext_lazy("State"),
            lambda row: [
                *([("overdue", gettext_lazy("Too late"))] if row["is_late"] else []),
                *([("warning", gettext_lazy("Waits for your confirmation"))] if row["to_confirm"] else []),
            ],
        ),
        Text(gettext_lazy("Request"), "request.get_kind_display"),
        Day(gettext_lazy("Asked on"), "request.received_on", sort="received_on"),
        Day(gettext_lazy("Answer by"), "request.due_on", sort="due_on", when=lambda listing: not _is_answered(listing)),
        Day(
            gettext_lazy("Answered on"),
            "request.answered_at",
            "request.get_outcome_display",
            "answered_at",
            when=_is_answered,
        ),
    ],
    empty=Empty(
        lambda listing: _("No request was answered yet") if _is_answered(listing) else _("No request is waiting"),
        lambda listing: ""
        if _is_answered(listing)
        else gettext_lazy("When somebody asks at your desk what is known of them, start here."),
        "check",
        Action(gettext_lazy("Record a request"), "rights:search", when=lambda listing: not _is_answered(listing)),
    ),
    primary=Action(gettext_lazy("Record a request"), "rights:search", "plus"),
    template="rights/requests.html",
    extra=lambda listing: {"late": waiting_numbers(listing.actor, on=listing.today)[1]},
)  # fmt: skip


@needs(ANSWER_REQUESTS, purpose=ANSWER_REQUEST)
def request_page(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request: what is asked, until when, what to hand out, and the answer."""
    actor = actor_in(request)
    row = get_object_or_404(Request.objects.filter(organisation=actor.organisation_id), pk=request_id)
    form = AnswerForm(request.POST or None)
    return saved(
        request,
        form,
        lambda: answer(
            actor=actor,
            request_id=row.pk,
            outcome=RequestOutcome(form.cleaned_data["outcome"]),
            text=form.cleaned_data["answer"],
            at=timezone.now(),
        ),
        done=_("Answered."),
        back="rights:requests",
        undo=reverse("rights:reopen", args=[row.pk]),
    ) or show_request(request, row, form=form)


@require_POST
@needs(ANSWER_REQUESTS, purpose=ANSWER_REQUEST)
def extend_term(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Make the term longer."""
    actor = actor_in(request)
    row = get_object_or_404(Request.objects.filter(organisation=actor.organisation_id), pk=request_id)
    form = ExtendForm(request.POST)
    return saved(
        request,
        form,
        lambda: extend(actor=actor, request_id=row.pk, reason=form.cleaned_data["reason"], at=timezone.now()),
        done=_("The term was made longer. Tell the person, with the reason."),
        back=reverse("rights:request", args=[row.pk]),
    ) or show_request(request, row, extending=form)


@require_POST
@needs(ANSWER_REQUESTS, purpose=ANSWER_REQUEST)
def reopen_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Take an answer back."""
    return post_action(
        request,
        lambda: reopen(actor=actor_in(request), request_id=request_id),
        done=_("The request is open again."),
        back=lambda row: reverse("rights:request", args=[row.pk]) if row else "rights:requests",
        unknown=["request_unknown"],
    )


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
    log_access("request", [row.person_id])
    rule = parameter_on("avg.answer_months", row.received_on)
    may_hand_out = row.kind == RequestKind.ACCESS and row.answered_at is None and person is not None
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
