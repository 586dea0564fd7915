"""The dialogue with neighbours: invitations, questions and answers, agreements and whether they are kept."""

import uuid
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thoes.accounts.public import actor_in, needs
from thoes.housing.public import HOUSING_PERMITS
from thoes.pipeline import services
from thoes.pipeline.access import reads_people
from thoes.pipeline.models import Agreement, Initiative, Meeting, Question
from thoes.pipeline.permissions import MANAGE_PIPELINE, PROPOSE_HOUSING
from thoes.pipeline.services.dialogue import LINES
from thoes.pipeline.web.forms import AgreementForm, AnswerForm, KeptForm, MeetingForm, QuestionForm
from thoes.pipeline.web.or_404 import dialogue_or_404
from thoes.ui.form_pages import form_page, post_action

_PLACES = {"meeting": "#dialogue", "question": "#questions", "agreement": "#agreements", "step": "#steps"}
_writes = needs(MANAGE_PIPELINE, PROPOSE_HOUSING, purpose=HOUSING_PERMITS)


@require_http_methods(["GET", "POST"])
@_writes
def add_meeting(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Write down an invitation to neighbours."""
    plan = dialogue_or_404(request, plan_id)
    form = MeetingForm(request.POST or None, initial={"nonce": uuid.uuid4()})
    return _ask_meeting(request, form, plan, title=_("Add a meeting"))


@require_http_methods(["GET", "POST"])
@_writes
def edit_meeting(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Fill in afterwards how many came, or correct what was written down."""
    meeting = _line(Meeting, line_id)
    plan = dialogue_or_404(request, meeting.initiative_id)
    names = ("held_on", "place", "invited", "households", "visitors")
    form = MeetingForm(
        request.POST or None, initial={name: getattr(meeting, name) for name in names} | {"nonce": meeting.pk}
    )
    return _ask_meeting(request, form, plan, title=_("Change this meeting"), line_id=meeting.pk)


@require_http_methods(["GET", "POST"])
@_writes
def add_question(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Write down what neighbours asked."""
    plan = dialogue_or_404(request, plan_id)
    if not reads_people(actor_in(request)):
        raise PermissionDenied
    form = QuestionForm(request.POST or None, initial={"nonce": uuid.uuid4(), "asked_on": timezone.localdate()})
    return form_page(
        request,
        form,
        lambda: services.add_question(
            actor=actor_in(request),
            plan_id=plan.pk,
            topic=form.cleaned_data["topic"],
            text=form.cleaned_data["text"],
            asked_on=form.cleaned_data["asked_on"],
            at=timezone.now(),
            line_id=form.cleaned_data["nonce"],
        ),
        done=_("The question is written down."),
        back=_page(plan, "question"),
        context={"title": _("Add a question"), "button": _("Add it"), **_crumb(plan)},
    )


@require_http_methods(["GET", "POST"])
@_writes
def answer(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Write down the answer to a question."""
    question = _line(Question, line_id)
    plan = dialogue_or_404(request, question.initiative_id)
    day = question.answered_on or timezone.localdate()
    form = AnswerForm(request.POST or None, initial={"answer": question.answer, "answered_on": day})
    return form_page(
        request,
        form,
        lambda: services.answer_question(
            actor=actor_in(request), question_id=question.pk, at=timezone.now(), **form.cleaned_data
        ),
        done=_("The answer is written down."),
        back=_page(plan, "question"),
        context={"title": _("Answer a question"), "intro": question.text, "button": _("Save"), **_crumb(plan)},
    )


@require_http_methods(["GET", "POST"])
@_writes
def add_agreement(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Write down what was agreed with neighbours."""
    plan = dialogue_or_404(request, plan_id)
    form = AgreementForm(request.POST or None, initial={"nonce": uuid.uuid4(), "agreed_on": timezone.localdate()})
    return form_page(
        request,
        form,
        lambda: services.add_agreement(
            actor=actor_in(request),
            plan_id=plan.pk,
            text=form.cleaned_data["text"],
            agreed_on=form.cleaned_data["agreed_on"],
            due_on=form.cleaned_data["due_on"],
            at=timezone.now(),
            line_id=form.cleaned_data["nonce"],
        ),
        done=_("The agreement is written down."),
        back=_page(plan, "agreement"),
        context={"title": _("Add an agreement"), "button": _("Add it"), **_crumb(plan)},
    )


@require_http_methods(["GET", "POST"])
@_writes
def kept(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Say whether an agreement is kept."""
    agreement = _line(Agreement, line_id)
    plan = dialogue_or_404(request, agreement.initiative_id)
    form = KeptForm(request.POST or None, initial={"looked_on": timezone.localdate()})
    return form_page(
        request,
        form,
        lambda: services.look_at_agreement(
            actor=actor_in(request),
            agreement_id=agreement.pk,
            kept=form.cleaned_data["kept"] == "yes",
            looked_on=form.cleaned_data["looked_on"],
            on=timezone.localdate(),
            at=timezone.now(),
        ),
        done=_("It is written down whether the agreement is kept."),
        back=_page(plan, "agreement"),
        context={
            "title": _("Is this agreement kept?"),
            "intro": agreement.text,
            "button": _("Save"),
            **_crumb(plan),
        },
    )


@require_POST
@_writes
def void(request: HttpRequest, kind: str, line_id: UUID, voided: bool = True) -> HttpResponse:
    """Take off a line that was written down by mistake, or put it back."""
    if kind not in LINES:
        raise Http404
    line: Any = get_object_or_404(LINES[kind], pk=line_id)
    plan = dialogue_or_404(request, line.initiative_id)
    return post_action(
        request,
        lambda: services.void(actor=actor_in(request), kind=kind, line_id=line.pk, voided=voided, at=timezone.now()),
        done=_("It is removed.") if voided else _("It is back."),
        undo=reverse("pipeline:restore-line", args=[kind, line.pk]) if voided else "",
        back=_page(plan, kind),
    )


def _ask_meeting(
    request: HttpRequest, form: MeetingForm, plan: Initiative, *, title: str, line_id: UUID | None = None
) -> HttpResponse:
    def save() -> None:
        data = dict(form.cleaned_data)
        nonce = data.pop("nonce")
        services.add_meeting(
            actor=actor_in(request), plan_id=plan.pk, at=timezone.now(), line_id=line_id or nonce, **data
        )

    context = {"title": title, "button": _("Save"), **_crumb(plan)}
    return form_page(
        request, form, save, done=_("The meeting is written down."), back=_page(plan, "meeting"), context=context
    )


def _line(model: Any, line_id: UUID) -> Any:
    return get_object_or_404(model, pk=line_id, voided=False)


def _page(plan: Initiative, kind: str) -> str:
    return reverse("pipeline:plan", args=[plan.pk]) + _PLACES[kind]


def _crumb(plan: Initiative) -> dict[str, str]:
    return {"crumb_url": reverse("pipeline:plan", args=[plan.pk]), "crumb": plan.title}
