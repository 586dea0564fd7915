"""Policy per municipality, and what province and municipalities agreed to bring about."""

import uuid
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thoes.accounts.public import Actor, actor_in, needs
from thoes.housing.public import HOUSING_PERMITS
from thoes.pipeline import services
from thoes.pipeline.models import EffortAgreement, MunicipalPolicy
from thoes.pipeline.permissions import MANAGE_EFFORTS, MANAGE_PIPELINE, SEE_PIPELINE
from thoes.pipeline.queries.policies import all_policies, efforts
from thoes.pipeline.web.policy_forms import EffortForm, PolicyForm
from thoes.places.public import Municipality
from thoes.ui.form_pages import form_page, post_action


@require_safe
@needs(SEE_PIPELINE, purpose=HOUSING_PERMITS)
def policies(request: HttpRequest) -> HttpResponse:
    """Every municipality with its policy, and all agreements."""
    actor, today, shown = actor_in(request), timezone.localdate(), all_policies()
    known = [each for each in shown if each.policy is not None and each.policy.is_adopted is not None]
    context = {
        "policies": shown,
        "adopted": sum(each.policy.is_adopted is True for each in known if each.policy),
        "known": len(known),
        "efforts": [
            (effort, effort.due_on is not None and effort.met_on is None and effort.due_on < today, _own(actor, effort))
            for effort in efforts()
        ],
        "own_code": actor.municipality_code,
        "may_edit": actor.may(MANAGE_PIPELINE),
        "may_agree": actor.may(MANAGE_EFFORTS),
    }
    return render(request, "pipeline/policies.html", context)


@require_http_methods(["GET", "POST"])
@needs(MANAGE_PIPELINE, purpose=HOUSING_PERMITS)
def edit(request: HttpRequest) -> HttpResponse:
    """Say what the own policy is."""
    actor = actor_in(request)
    policy = MunicipalPolicy.objects.filter(pk=actor.municipality_code).first()
    form = PolicyForm(request.POST or None, initial=PolicyForm.initial_of(policy))
    return form_page(
        request,
        form,
        lambda: services.record_policy(actor=actor, facts=form.facts(), at=timezone.now()),
        done=_("The policy is recorded."),
        back=reverse("pipeline:policies"),
        context={
            "title": _("Policy of your municipality"),
            "intro": _(
                "What you fill in can be read by everybody, and is used in the check of a location."
                " Leave empty what is not decided."
            ),
            "button": _("Save"),
            "crumb": _("Policy and agreements"),
        },
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(MANAGE_EFFORTS, purpose=HOUSING_PERMITS)
def add_effort(request: HttpRequest) -> HttpResponse:
    """Record an agreement."""
    actor = actor_in(request)
    towns = Municipality.objects.order_by("name")
    own = towns.filter(pk=actor.municipality_code) if actor.municipality_code else towns
    form = EffortForm(
        request.POST or None,
        towns=[(town.pk, town.name) for town in own],
        initial={"nonce": uuid.uuid4(), "agreed_on": timezone.localdate()},
    )

    def save() -> None:
        data = dict(form.cleaned_data)
        services.agree_effort(
            actor=actor,
            municipality_code=data.pop("municipality"),
            at=timezone.now(),
            effort_id=data.pop("nonce"),
            **data,
        )

    context = {"title": _("Record an agreement"), "button": _("Record it"), "crumb": _("Policy and agreements")}
    return form_page(
        request, form, save, done=_("The agreement is recorded."), back=reverse("pipeline:policies"), context=context
    )


@require_POST
@needs(MANAGE_EFFORTS, purpose=HOUSING_PERMITS)
def meet_effort(request: HttpRequest, effort_id: UUID) -> HttpResponse:
    """What was agreed is there since today, or is not after all."""
    effort, today = _effort(request, effort_id), timezone.localdate()
    met_on = None if effort.met_on else today
    return post_action(
        request,
        lambda: services.settle_effort(
            actor=actor_in(request), effort_id=effort.pk, met_on=met_on, on=today, at=timezone.now()
        ),
        done=_("The agreement is met.") if met_on else _("The agreement is open again."),
        back=reverse("pipeline:policies") + "#agreements",
    )


@require_POST
@needs(MANAGE_EFFORTS, purpose=HOUSING_PERMITS)
def void_effort(request: HttpRequest, effort_id: UUID, voided: bool = True) -> HttpResponse:
    """Take off an agreement that was recorded by mistake, or put it back."""
    effort = _effort(request, effort_id)
    return post_action(
        request,
        lambda: services.void_effort(actor=actor_in(request), effort_id=effort.pk, voided=voided, at=timezone.now()),
        done=_("It is removed.") if voided else _("It is back."),
        undo=reverse("pipeline:restore-effort", args=[effort.pk]) if voided else "",
        back=reverse("pipeline:policies"),
    )


def _effort(request: HttpRequest, effort_id: UUID) -> EffortAgreement:
    effort = get_object_or_404(EffortAgreement, pk=effort_id)
    if not _own(actor_in(request), effort):
        raise PermissionDenied
    return effort


def _own(actor: Actor, effort: EffortAgreement) -> bool:
    if not actor.may(MANAGE_EFFORTS):
        return False
    return actor.organisation_kind == "province" or effort.municipality_id == actor.municipality_code
