"""One plan: what it is, its phases and steps, the dialogue, and what can be done with it."""

import uuid
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thoes.accounts.public import Actor, actor_in, names_of_users, needs
from thoes.housing.public import HOUSING_PERMITS, site_names, visible_sites
from thoes.pipeline import services
from thoes.pipeline.access import may_change, may_write_dialogue, reads_people
from thoes.pipeline.domain.location import LocationFacts, check_location
from thoes.pipeline.domain.phases import WAY, Phase
from thoes.pipeline.models import Initiative, InitiativePhase, MunicipalPolicy, PlanStep, PrivateInitiator
from thoes.pipeline.permissions import MANAGE_PIPELINE, PROPOSE_HOUSING, SEE_PIPELINE
from thoes.pipeline.queries.plans import plans_of, shown_plan, stuck_after
from thoes.pipeline.queries.policies import location_rules
from thoes.pipeline.web.forms import PhaseForm, PlanForm, StepForm
from thoes.pipeline.web.or_404 import dialogue_or_404, own_plan_or_404
from thoes.places.public import municipality_names, provider_names
from thoes.ui.form_pages import form_page, post_action


@require_safe
@needs(SEE_PIPELINE, PROPOSE_HOUSING, purpose=HOUSING_PERMITS)
def plan(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Everything of one plan."""
    actor, today = actor_in(request), timezone.localdate()
    found = get_object_or_404(plans_of(actor), pk=plan_id)
    shown = shown_plan(found, on=today, after=stuck_after(today))
    changes = list(found.phase_changes.all())
    names = names_of_users({change.recorded_by for change in changes if change.recorded_by})
    questions = list(found.questions.filter(voided=False)) if reads_people(actor) else []
    policy = MunicipalPolicy.objects.filter(pk=found.municipality_id).first()
    context = {
        "plan": found,
        "shown": shown,
        "parts": list(found.parts.all()),
        "way": _way(found),
        "changes": [(change, names.get(change.recorded_by, "")) for change in changes],
        "steps": list(found.steps.filter(voided=False)),
        "meetings": list(found.meetings.filter(voided=False)),
        "questions": questions,
        "open_questions": sum(question.answered_on is None for question in questions),
        "agreements": list(found.agreements.filter(voided=False)),
        "links": list(found.acquisitions.filter(acquisition__voided=False).select_related("acquisition")),
        "lines": check_location(_facts(found, shown.beds), location_rules(policy)),
        "policy": policy,
        "private": _private(found, actor),
        "may_change": may_change(actor, found),
        "may_move": actor.may(MANAGE_PIPELINE),
        "may_write": may_write_dialogue(actor, found),
        "reads_people": reads_people(actor),
        "today": today,
    }
    return render(request, "pipeline/plan.html", context)


@require_http_methods(["GET", "POST"])
@needs(MANAGE_PIPELINE, PROPOSE_HOUSING, purpose=HOUSING_PERMITS)
def add(request: HttpRequest) -> HttpResponse:
    """A housing provider proposes a plan, or the municipality records one."""
    actor, today = actor_in(request), timezone.localdate()
    form = _form(request, actor, initial={"nonce": uuid.uuid4()})
    form.fields.pop("site", None)
    proposes = actor.may(PROPOSE_HOUSING)

    def save() -> None:
        given: dict[str, Any] = {
            "actor": actor,
            "facts": form.facts(),
            "on": today,
            "at": timezone.now(),
            "plan_id": form.cleaned_data["nonce"] or uuid.uuid4(),
        }
        if proposes:
            services.propose_plan(municipality_code=form.cleaned_data["municipality"], **given)
        else:
            services.record_plan(**given)

    context = {
        "title": _("Propose a plan") if proposes else _("Record a plan"),
        "intro": _("The municipality sees your idea at once. You can change it until the talks begin.")
        if proposes
        else "",
        "button": _("Propose it") if proposes else _("Record it"),
        "crumb_url": reverse("pipeline:plans"),
        "crumb": _("Plans"),
    }
    done = _("Your plan is with the municipality.") if proposes else _("The plan is recorded.")
    return form_page(request, form, save, done=done, back=reverse("pipeline:plans"), context=context)


@require_http_methods(["GET", "POST"])
@needs(MANAGE_PIPELINE, PROPOSE_HOUSING, purpose=HOUSING_PERMITS)
def edit(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Change what is recorded of a plan."""
    actor, found = actor_in(request), own_plan_or_404(request, plan_id)
    form = _form(request, actor, initial=PlanForm.initial_of(found, _private(found, actor)))
    form.fields.pop("municipality", None)
    return form_page(
        request,
        form,
        lambda: services.change_plan(actor=actor, plan_id=found.pk, facts=form.facts(), at=timezone.now()),
        done=_("The plan is changed."),
        back=_page(found),
        context={"title": _("Change this plan"), "button": _("Save"), **_crumb(found)},
    )


@require_http_methods(["GET", "POST"])
@needs(MANAGE_PIPELINE, purpose=HOUSING_PERMITS)
def phase(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Say into which phase a plan came."""
    actor, today, found = actor_in(request), timezone.localdate(), own_plan_or_404(request, plan_id)
    form = PhaseForm(request.POST or None, initial={"from_date": today, "phase": _next(found)})
    return form_page(
        request,
        form,
        lambda: services.move_plan(
            actor=actor,
            plan_id=found.pk,
            to=form.cleaned_data["phase"],
            from_date=form.cleaned_data["from_date"],
            reason=form.cleaned_data["reason"],
            on=today,
            at=timezone.now(),
        ),
        done=_("The phase is recorded."),
        back=_page(found),
        context={
            "title": _("Another phase"),
            "intro": _("The plan is now in the phase “%(phase)s”.") % {"phase": InitiativePhase(found.phase).label},
            "button": _("Save"),
            **_crumb(found),
        },
    )


@require_POST
@needs(MANAGE_PIPELINE, PROPOSE_HOUSING, purpose=HOUSING_PERMITS)
def void(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Say that a plan was recorded by mistake; it disappears from every list and sum."""
    found = own_plan_or_404(request, plan_id)
    return post_action(
        request,
        lambda: services.void_plan(actor=actor_in(request), plan_id=found.pk, voided=True, at=timezone.now()),
        done=_("The plan is removed as a mistake."),
        undo=reverse("pipeline:restore-plan", args=[found.pk]),
        back=reverse("pipeline:plans"),
    )


@require_POST
@needs(MANAGE_PIPELINE, PROPOSE_HOUSING, purpose=HOUSING_PERMITS)
def restore(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """It was no mistake after all."""
    return post_action(
        request,
        lambda: services.void_plan(actor=actor_in(request), plan_id=plan_id, voided=False, at=timezone.now()),
        done=_("The plan is back."),
        back=reverse("pipeline:plans"),
    )


@require_http_methods(["GET", "POST"])
@needs(MANAGE_PIPELINE, PROPOSE_HOUSING, purpose=HOUSING_PERMITS)
def add_step(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Write down something to do."""
    found = dialogue_or_404(request, plan_id)
    form = StepForm(request.POST or None, initial={"nonce": uuid.uuid4()})
    return form_page(
        request,
        form,
        lambda: services.add_step(
            actor=actor_in(request),
            plan_id=found.pk,
            title=form.cleaned_data["title"],
            due_on=form.cleaned_data["due_on"],
            at=timezone.now(),
            step_id=form.cleaned_data["nonce"],
        ),
        done=_("The step is written down."),
        back=_page(found) + "#steps",
        context={"title": _("Add a step"), "button": _("Add it"), **_crumb(found)},
    )


@require_POST
@needs(MANAGE_PIPELINE, PROPOSE_HOUSING, purpose=HOUSING_PERMITS)
def step_done(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """A step was done today."""
    return _finish(request, step_id, timezone.localdate())


@require_POST
@needs(MANAGE_PIPELINE, PROPOSE_HOUSING, purpose=HOUSING_PERMITS)
def step_open(request: HttpRequest, step_id: UUID) -> HttpResponse:
    """A step is not done after all."""
    return _finish(request, step_id, None)


def _finish(request: HttpRequest, step_id: UUID, done_on: date | None) -> HttpResponse:
    step = get_object_or_404(PlanStep, pk=step_id)
    found = dialogue_or_404(request, step.initiative_id)
    return post_action(
        request,
        lambda: services.finish_step(
            actor=actor_in(request), step_id=step.pk, done_on=done_on, on=timezone.localdate(), at=timezone.now()
        ),
        done=_("The step is done.") if done_on else _("The step is open again."),
        undo=reverse("pipeline:step-open", args=[step.pk]) if done_on else "",
        back=_page(found) + "#steps",
    )


def _form(request: HttpRequest, actor: Actor, *, initial: dict[str, Any]) -> PlanForm:
    own = actor.may(PROPOSE_HOUSING)
    names = site_names()
    sites = [] if own else [(str(site.pk), f"{names.of(site)} ({site.code})") for site in visible_sites(actor)]
    return PlanForm(
        request.POST or None,
        sites=sites,
        towns=[(code, name) for code, name in municipality_names().items() if own or code == actor.municipality_code],
        providers=[] if own else [(str(key), name) for key, name in provider_names().items()],
        own=own,
        initial=initial,
    )


def _private(found: Initiative, actor: Actor) -> str:
    if not reads_people(actor):
        return ""
    return PrivateInitiator.objects.filter(pk=found.pk).values_list("name", flat=True).first() or ""


def _facts(found: Initiative, beds: int) -> LocationFacts:
    return LocationFacts(
        in_built_up_area=found.in_built_up_area,
        km_to_work=found.km_to_work,
        km_to_shops=found.km_to_shops,
        km_to_stop=found.km_to_stop,
        beds=beds or None,
        will_have_quality_label=found.will_have_quality_label,
    )


def _way(found: Initiative) -> list[tuple[str, str]]:
    """The phases in order, each with where the plan stands: done, here or ahead. Nothing for a dropped plan."""
    now = Phase(found.phase)
    if now is Phase.DROPPED:
        return []
    place = WAY.index(now)
    states = ["done" if index < place else "here" if index == place else "ahead" for index in range(len(WAY))]
    return [(str(InitiativePhase(phase.value).label), state) for phase, state in zip(WAY, states, strict=True)]


def _next(found: Initiative) -> str:
    now = Phase(found.phase)
    if now is Phase.DROPPED:
        return Phase.IDEA.value
    return WAY[min(WAY.index(now) + 1, len(WAY) - 1)].value


def _page(found: Initiative) -> str:
    return reverse("pipeline:plan", args=[found.pk])


def _crumb(found: Initiative) -> dict[str, str]:
    return {"crumb_url": _page(found), "crumb": found.title}
