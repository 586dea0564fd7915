"""Breaches and exercises: start one, see whom it is about in numbers, tick the steps off, close and print it."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thoes.accountability.breach_report import breach_report
from thoes.accountability.breach_scope import BreachScope, persons_in
from thoes.accountability.breaching import (
    breach_scope_of,
    close_breach,
    count_again,
    notify_by,
    reopen_breach,
    start_breach,
    take_step,
    take_step_back,
)
from thoes.accountability.documents.printing import report_pdf
from thoes.accountability.models import Breach, BreachTask, Scope
from thoes.accountability.permissions import HANDLE_BREACHES
from thoes.accountability.processing import stated_by
from thoes.accountability.web.breach_forms import BreachForm, NoteForm, ResultForm
from thoes.accountability.web.processing import as_file, language_of_page
from thoes.accounts.public import actor_in, names_of_users, needs
from thoes.foundation.documents.sheets import Sheet, SheetKind
from thoes.privacy.public import WATCH_OVER_USE, record_access
from thoes.rules.loading import parameter_on
from thoes.ui.files import sheet_file
from thoes.ui.form_pages import form_page, post_action, saved
from thoes.ui.lists import Action, Empty, Link, ListPage, Moment, Number, State


def _stands(row: Breach) -> list[tuple[str, Any]]:
    kind = ("neutral", gettext_lazy("Exercise")) if row.is_exercise else ("error", gettext_lazy("Data breach"))
    if row.closed_at:
        return [kind, ("ok", gettext_lazy("Closed"))]
    return [kind, ("overdue", gettext_lazy("Over"))] if timezone.now() > notify_by(row.known_at) else [kind]


BREACHES = ListPage(
    title=gettext_lazy("Data breaches and exercises"),
    says=gettext_lazy(
        "When something leaked, or may have leaked, start a record at once: the clock runs. Exercise it before you need it."
    ),
    guard=needs(HANDLE_BREACHES, purpose=WATCH_OVER_USE),
    rows=lambda listing: Breach.objects.filter(organisation=listing.actor.organisation_id).order_by(
        F("closed_at").asc(nulls_first=True), "-known_at"
    ),
    order=gettext_lazy("Open ones first"),
    columns=[
        Link(gettext_lazy("What leaked"), "get_scope_display", to="accountability:breach"),
        State(gettext_lazy("State"), _stands),
        Moment(gettext_lazy("Known since"), "known_at", sort="known_at"),
        Number(gettext_lazy("Persons"), lambda row: row.counted["persons"]),
        Moment(gettext_lazy("Notify at the latest"), lambda row: None if row.closed_at else notify_by(row.known_at)),
    ],
    file="breaches",
    empty=Empty(
        gettext_lazy("Nothing leaked, and nothing was exercised"),
        gettext_lazy("Start with an exercise: choose an account, and see in a minute whom a leak would be about."),
        "check",
    ),
    primary=Action(gettext_lazy("Start a record"), "accountability:breach-new", "plus"),
)


@needs(HANDLE_BREACHES, purpose=WATCH_OVER_USE)
def new(request: HttpRequest) -> HttpResponse:
    """Start a breach or an exercise."""
    actor, now = actor_in(request), timezone.now()
    form = BreachForm(
        request.POST or None, initial={"nonce": uuid4(), "known_at": timezone.localtime(now)}, actor=actor
    )

    def save() -> Breach:
        data = form.cleaned_data
        leak = BreachScope(
            Scope(data["scope"]),
            UUID(data["account"]) if data["account"] else None,
            data["file"],
            data["table"],
            _start(data["since"]),
            _start(data["until"], days=1),
        )
        return start_breach(
            actor=actor,
            leak=leak,
            is_exercise=data["is_exercise"],
            what_happened=data["what_happened"],
            known_at=data["known_at"],
            at=now,
            nonce=data["nonce"],
        )

    breaches = reverse("accountability:breaches")
    return form_page(
        request,
        form,
        save,
        back=lambda row: reverse("accountability:breach", args=[row.pk]),
        context={
            "title": _("Start a record"),
            "intro": _(
                "Thoes counts whom it is about from the access log, or from the table. You see numbers, and no names."
            ),
            "button": _("Start and count"),
            "back": breaches,
            "crumb_url": breaches,
            "crumb": _("Data breaches and exercises"),
        },
    )


@needs(HANDLE_BREACHES, purpose=WATCH_OVER_USE)
def breach(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """One record: the clock, the numbers, the steps, the draft, and how to close it."""
    actor, now = actor_in(request), timezone.now()
    row = get_object_or_404(Breach, organisation=actor.organisation_id, pk=breach_id)
    form = ResultForm(request.POST or None)
    if went_on := saved(
        request,
        form,
        lambda: close_breach(actor=actor, breach_id=row.pk, result=form.cleaned_data["result"], at=now),
        done=_("Closed."),
        back=reverse("accountability:breach", args=[row.pk]),
        undo=reverse("accountability:breach-reopen", args=[row.pk]),
    ):
        return went_on
    report = breach_report(actor, row, stated_by(actor), at=now)
    taken = {step.step: step for step in row.steps.filter(undone_at=None)}
    names = names_of_users({step.done_by for step in taken.values()})
    deadline = notify_by(row.known_at)
    context = {
        "row": row,
        "report": report,
        "sections": [section for section in report.sections if section.anchor not in ("steps", "result")],
        "steps": [
            {
                "step": step,
                "taken": taken.get(step.value),
                "by": names.get(taken[step.value].done_by, "–") if step.value in taken else "",
            }
            for step in BreachTask
        ],
        "done": len(taken),
        "form": form,
        "deadline": deadline,
        "is_late": row.closed_at is None and now > deadline and BreachTask.NOTIFY not in taken,
        "hours_left": max(int((deadline - now).total_seconds() // 3600), 0),
        "rule": parameter_on("avg.breach_notice_hours", timezone.localdate(row.known_at)),
    }
    return render(request, "accountability/breach.html", context)


@require_POST
@needs(HANDLE_BREACHES, purpose=WATCH_OVER_USE)
def step(request: HttpRequest, breach_id: UUID, step: str) -> HttpResponse:
    """Tick a step off."""
    form = NoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    actor, known = actor_in(request), _step(step)
    return _do(
        request,
        breach_id,
        lambda: take_step(actor=actor, breach_id=breach_id, step=known, note=note, at=timezone.now()),
        done=_("Ticked off."),
        undo=reverse("accountability:breach-step-back", args=[breach_id, step]),
    )


@require_POST
@needs(HANDLE_BREACHES, purpose=WATCH_OVER_USE)
def step_back(request: HttpRequest, breach_id: UUID, step: str) -> HttpResponse:
    """Take a step back."""
    actor, known = actor_in(request), _step(step)
    return _do(
        request,
        breach_id,
        lambda: take_step_back(actor=actor, breach_id=breach_id, step=known, at=timezone.now()),
        done=_("Taken back."),
    )


@require_POST
@needs(HANDLE_BREACHES, purpose=WATCH_OVER_USE)
def recount(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """Count again."""
    actor = actor_in(request)
    return _do(
        request,
        breach_id,
        lambda: count_again(actor=actor, breach_id=breach_id, at=timezone.now()),
        done=_("Counted again."),
    )


@require_POST
@needs(HANDLE_BREACHES, purpose=WATCH_OVER_USE)
def reopen(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """Open a closed record again."""
    actor = actor_in(request)
    return _do(
        request,
        breach_id,
        lambda: reopen_breach(actor=actor, breach_id=breach_id),
        done=_("The record is open again."),
    )


@require_safe
@needs(HANDLE_BREACHES, purpose=WATCH_OVER_USE)
def pdf(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """The record on paper."""
    actor, now = actor_in(request), timezone.now()
    row = get_object_or_404(Breach, organisation=actor.organisation_id, pk=breach_id)
    report = breach_report(actor, row, stated_by(actor), at=now)
    name = "exercise" if row.is_exercise else "breach"
    return as_file(report_pdf(report, language=language_of_page(), made_at=now), "application/pdf", name, "pdf")


@require_safe
@needs(HANDLE_BREACHES, purpose=WATCH_OVER_USE)
def numbers(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """The numbers of the persons concerned, for who must tell them; each of them is written down as looked at."""
    actor = actor_in(request)
    row = get_object_or_404(Breach, organisation=actor.organisation_id, pk=breach_id)
    persons = persons_in(actor, breach_scope_of(row))
    record_access(
        activity="accountability.breach_numbers",
        persons=persons,
        at=timezone.now(),
        reference=f"breach {row.pk}",
    )
    sheet = Sheet(_("Person numbers"), [_("Person number")], [[person] for person in persons])
    return sheet_file(sheet, SheetKind.XLSX, name="person-numbers")


def _do(
    request: HttpRequest, breach_id: UUID, action: Callable[[], object], *, done: str, undo: str = ""
) -> HttpResponse:
    try:
        return post_action(
            request, action, done=done, undo=undo, back=reverse("accountability:breach", args=[breach_id])
        )
    except Breach.DoesNotExist as missing:
        raise Http404 from missing


def _step(value: str) -> BreachTask:
    if value not in BreachTask.values:
        raise Http404
    return BreachTask(value)


def _start(day: date | None, *, days: int = 0) -> datetime | None:
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time.min)) if day else None
