"""The desk's pages: the worklist, one person with the reason, and recording a registration."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from procrastinate.exceptions import AlreadyEnqueued

from thoes.accounts.public import Actor, Permission, actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import Purpose, record_looks
from thoes.registration.explaining import change_of, reason_of
from thoes.registration.jobs import reassess_now
from thoes.registration.models import Assessment, BrpRegistration, Status
from thoes.registration.queries import (
    DeskNumbers,
    desk_numbers,
    latest_assessment_day,
    names_of,
    nights_known,
    sites_on,
)
from thoes.registration.queries import (
    worklist as worklist_of,
)
from thoes.registration.services import record_registration, withdraw_registration
from thoes.registration.web.filtering import Filters
from thoes.registration.web.forms import RegisteredForm
from thoes.ui.messages import with_undo

PER_PAGE = 50
TONES = {
    Status.DUTY_COUNTED: "warning", Status.DUTY_EXPECTED: "warning", Status.APPROACHING: "arriving",
    Status.MOVED: "leaving", Status.LEAVING: "leaving", Status.REGISTERED: "ok", Status.NONE: "neutral",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the worklist."""

    assessment: Assessment
    name: str
    reason: str
    tone: str
    overdue: bool


@require_GET
@needs(Permission.SEE_REGISTRATION_DUTY)
@transaction.atomic
def worklist(request: HttpRequest) -> HttpResponse:
    """Who must register here, when and why; the most urgent first."""
    actor, today, filters = actor_in(request), timezone.localdate(), Filters.of(request.GET)
    everybody = worklist_of(actor)
    narrowed = filters.narrow(everybody)
    numbers = desk_numbers(narrowed, on=today)
    page = Paginator(filters.in_tab(narrowed, on=today), PER_PAGE).get_page(request.GET.get("page"))
    lines = lines_of(list(page.object_list), actor=actor, today=today)
    _log(actor, "worklist", [line.assessment.person_id for line in lines])
    return render(
        request,
        "registration/worklist.html",
        {
            "lines": lines,
            "page": page,
            "numbers": numbers,
            "share": _share(numbers),
            "tabs": _tabs(filters, numbers),
            "filters": filters,
            "sites": sites_on(everybody),
            "as_of": latest_assessment_day(),
            "today": today,
            "municipality": actor.organisation_name,
        },
    )


def lines_of(assessments: list[Assessment], *, actor: Actor, today: date) -> list[Line]:
    """Names and reasons beside the assessments."""
    names = names_of([a.person_id for a in assessments], actor=actor)
    return [
        Line(
            assessment=a,
            name=names.get(a.person_id, "–"),
            reason=reason_of(a),
            tone=TONES[Status(a.status)],
            overdue=a.register_by is not None and a.register_by < today and a.status != Status.REGISTERED,
        )
        for a in assessments
    ]


def _tabs(filters: Filters, numbers: DeskNumbers) -> list[tuple[str, str, int]]:
    titles = {
        "": (_("To do"), numbers.total - numbers.not_yet),
        "overdue": (_("Too late"), numbers.overdue),
        "due": (_("Must register"), numbers.due),
        "approaching": (_("Soon"), numbers.approaching),
        "moved": (_("Moved"), numbers.moved),
        "leaving": (_("Leaves"), numbers.leaving),
        "registered": (_("Registered"), numbers.registered),
        "not_yet": (_("Not yet"), numbers.not_yet),
    }
    return [(filters.address(tab), title, count) for tab, (title, count) in titles.items()]


def _share(numbers: DeskNumbers) -> int | None:
    return round(100 * numbers.registered_present / numbers.present) if numbers.present else None


@needs(Permission.SEE_REGISTRATION_DUTY)
@transaction.atomic
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One person: the answer, why, the nights that were counted, and what would change it."""
    actor, today = actor_in(request), timezone.localdate()
    assessment = get_object_or_404(worklist_of(actor), person=person_id)
    window_from = assessment.on - timedelta(days=int(assessment.facts.get("window_days", 183)))
    known = nights_known(assessment, actor=actor, window_from=window_from)
    _log(actor, "person", [person_id])
    return render(
        request,
        "registration/person.html",
        {
            "line": lines_of([assessment], actor=actor, today=today)[0],
            "change": change_of(assessment),
            "known": known,
            "window_from": window_from,
            "form": RegisteredForm(today=today),
            "registration": BrpRegistration.objects.filter(
                person=person_id, municipality=actor.municipality_code, ended_on=None, withdrawn_at=None
            ).first(),
        },
    )


@require_POST
@needs(Permission.RECORD_REGISTRATION)
def registered(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record a registration, with the way back in the message."""
    form = RegisteredForm(request.POST, today=timezone.localdate())
    back = redirect(_safe_back(request, person_id))
    if not form.is_valid():
        messages.error(request, _("Fill in the day on which this person was registered."))
        return back
    try:
        registration = record_registration(
            actor=actor_in(request),
            person_id=person_id,
            registered_on=form.cleaned_data["registered_on"],
            at=timezone.now(),
        )
    except Refusal as refusal:
        if refusal.code == "person_elsewhere":
            raise Http404 from refusal
        messages.error(request, explain(refusal))
        return back
    with_undo(request, _("Recorded as registered."), reverse("registration:withdraw", args=[registration.pk]))
    return back


@require_POST
@needs(Permission.RECORD_REGISTRATION)
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


@require_POST
@needs(Permission.SEE_REGISTRATION_DUTY)
def recalculate(request: HttpRequest) -> HttpResponse:
    """Ask the background jobs to assess everybody as of today."""
    try:
        reassess_now.defer()
    except AlreadyEnqueued:
        messages.info(request, _("This is being worked out already. Look again in a minute."))
    else:
        messages.success(request, _("We work it out again. Look again in a minute."))
    return redirect("registration:worklist")


def _safe_back(request: HttpRequest, person_id: UUID) -> str:
    if request.POST.get("back") == "worklist":
        return reverse("registration:worklist") + Filters.of(request.GET).address(request.GET.get("tab", ""))
    return reverse("registration:person", args=[person_id])


def _log(actor: Actor, activity: str, persons: list[UUID]) -> None:
    record_looks(
        actor=actor,
        activity=f"registration.{activity}",
        purpose=Purpose.BRP_REGISTRATION,
        persons=persons,
        at=timezone.now(),
    )
