"""What labour suppliers say is wrong, as tasks of the desk with a next date; and whether the municipality answers
labour suppliers at all.
"""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from thoes.accounts.public import actor_in, decided, needs
from thoes.kernel.refusals import Refusal
from thoes.places.public import SET_LOCAL_FIELDS
from thoes.privacy.public import record_access
from thoes.register.public import BRP_REGISTRATION
from thoes.registration.public import RECORD_REGISTRATION, names_of
from thoes.ui.days import day_in_words
from thoes.ui.form_pages import form_page, post_action
from thoes.ui.forms import Form
from thoes.ui.messages import with_undo
from thoes.work.models import AnswerReport, ReportOutcome, SupplierDecision
from thoes.work.services import close_report, decide_on_suppliers, look_later, reopen_report, supplier_decision
from thoes.work.web.own_workers import rule_shown


@require_safe
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def reports(request: HttpRequest) -> HttpResponse:
    """The reports that wait, those whose date has come first; and the last ones that were dealt with."""
    actor, today = actor_in(request), timezone.localdate()
    own = AnswerReport.objects.filter(municipality=actor.municipality_code).select_related("organisation")
    waiting = list(own.filter(closed_at=None).order_by("next_on", "reported_at"))
    closed = list(own.filter(closed_at__isnull=False).order_by("-closed_at")[:20])
    persons = [report.person_id for report in (*waiting, *closed)]
    record_access(activity="work.reports", persons=persons, at=timezone.now())
    context = {
        "waiting": waiting,
        "closed": closed,
        "names": names_of(persons, actor=actor),
        "today": today,
        "outcomes": ReportOutcome.choices,
    }
    return render(request, "work/reports.html", context)


@require_POST
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def deal_with(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Say what was found, or look later."""
    actor, do = actor_in(request), request.POST.get("do", "")
    if do not in (*ReportOutcome.values, "later"):
        raise BadRequest
    try:
        if do == "later":
            report = look_later(actor=actor, report_id=report_id, at=timezone.now())
            messages.success(request, _("It comes back on %(day)s.") % {"day": day_in_words(report.next_on)})
        else:
            close_report(actor=actor, report_id=report_id, outcome=ReportOutcome(do), at=timezone.now())
            with_undo(request, _("Dealt with."), reverse("work:reopen-report", args=[report_id]))
    except Refusal as refusal:
        raise Http404 from refusal
    return redirect("work:reports")


@require_POST
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def reopen(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Take back that it was dealt with."""
    return post_action(
        request,
        lambda: reopen_report(actor=actor_in(request), report_id=report_id),
        back="work:reports",
        unknown=["report_gone"],
    )


class SuppliersForm(Form):
    """Whether to answer, and on what ground."""

    answers = forms.BooleanField(
        label=gettext_lazy("Tell labour suppliers whether their own workers are registered: yes, no or not known yet"),
        required=False,
    )
    ground = forms.CharField(
        label=gettext_lazy("On what ground"),
        help_text=gettext_lazy(
            "For example the article of the law, once it holds. Without a ground you may not answer."
        ),
        max_length=300,
        required=False,
    )


@needs(SET_LOCAL_FIELDS)
def suppliers(request: HttpRequest) -> HttpResponse:
    """Decide whether the own municipality answers labour suppliers; every decision of before."""
    actor = actor_in(request)
    now = supplier_decision(actor.municipality_code)
    form = SuppliersForm(request.POST or None, initial={"answers": now.answers, "ground": now.ground} if now else {})
    return form_page(
        request,
        form,
        lambda: decide_on_suppliers(actor=actor, **form.cleaned_data, at=timezone.now()),
        done=lambda changed: _("Saved. It applies from now on.") if changed else _("Nothing was changed."),
        back="work:suppliers",
        context={
            "rule": rule_shown(timezone.localdate()),
            "decisions": decided(
                (_("We answer") if one.answers else _("We do not answer"), one.ground, one.decided_at, one.decided_by)
                for one in SupplierDecision.objects.filter(municipality=actor.municipality_code).order_by(
                    "-decided_at", "-pk"
                )
            ),
        },
        template="work/suppliers.html",
    )
