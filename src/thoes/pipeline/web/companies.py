"""Companies that come or grow, and the beds that come with them."""

import uuid
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thoes.accounts.public import actor_in, needs
from thoes.housing.public import HOUSING_PERMITS
from thoes.pipeline import services
from thoes.pipeline.access import visible_acquisitions
from thoes.pipeline.models import Acquisition
from thoes.pipeline.permissions import MANAGE_PIPELINE, SEE_PIPELINE
from thoes.pipeline.queries.companies import companies_of, shown_company
from thoes.pipeline.queries.plans import plans_of
from thoes.pipeline.texts import CONCURRENT_DELIVERY_TEXTS, CONCURRENT_DELIVERY_TONES
from thoes.pipeline.web.forms import CompanyForm, LinkForm
from thoes.ui.form_pages import form_page, post_action
from thoes.ui.lists import Action, Day, Empty, Link, ListPage, Number, State

COMPANIES = ListPage(
    title=gettext_lazy("Companies and their beds"),
    says=gettext_lazy(
        "The vision asks for beds at the same time as jobs: when a company comes, its workers have a bed on the day it opens."
    ),
    guard=needs(SEE_PIPELINE, purpose=HOUSING_PERMITS),
    rows=lambda listing: companies_of(listing.actor, on=listing.today),
    order=gettext_lazy("First to open first"),
    columns=[
        Link(
            gettext_lazy("Company"), "company.company", "company.municipality.name", "company.company",
            to="pipeline:company", key="company.pk",
        ),
        Day(gettext_lazy("Opens on"), "company.opens_on", sort="company.opens_on", missing=gettext_lazy("not known")),
        Number(gettext_lazy("Workers"), "company.workers", sort="company.workers", missing=gettext_lazy("not known")),
        Number(gettext_lazy("Linked"), "answer.linked", sort="answer.linked"),
        Number(gettext_lazy("In time"), "answer.in_time", sort="answer.in_time"),
        State(
            gettext_lazy("At the same time?"),
            lambda shown: (CONCURRENT_DELIVERY_TONES[shown.answer.state], CONCURRENT_DELIVERY_TEXTS[shown.answer.state]),
        ),
    ],
    file="companies",
    empty=Empty(
        gettext_lazy("No companies yet"),
        gettext_lazy("When a company comes or grows, record it here and link the plans for its beds."),
        "people",
    ),
    crumbs=[Action(gettext_lazy("Plans"), "pipeline:plans")],
    primary=Action(
        gettext_lazy("Record a company"), "pipeline:add-company", "plus",
        lambda listing: listing.actor.may(MANAGE_PIPELINE),
    ),
)  # fmt: skip


@require_safe
@needs(SEE_PIPELINE, purpose=HOUSING_PERMITS)
def company(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """One company and the plans whose beds are meant for it."""
    actor, found = actor_in(request), _company(request, company_id)
    return render(
        request,
        "pipeline/company.html",
        {
            "shown": shown_company(found, on=timezone.localdate()),
            "company": found,
            "may_change": actor.may(MANAGE_PIPELINE),
        },
    )


@require_http_methods(["GET", "POST"])
@needs(MANAGE_PIPELINE, purpose=HOUSING_PERMITS)
def add(request: HttpRequest) -> HttpResponse:
    """Record a company."""
    form = CompanyForm(request.POST or None, initial={"nonce": uuid.uuid4()})
    return _ask(request, form, None, title=_("Record a company"))


@require_http_methods(["GET", "POST"])
@needs(MANAGE_PIPELINE, purpose=HOUSING_PERMITS)
def edit(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """Change what is recorded of a company."""
    found = _company(request, company_id)
    names = ("company", "workers", "opens_on", "note")
    form = CompanyForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    return _ask(request, form, found, title=_("Change this company"))


@require_http_methods(["GET", "POST"])
@needs(MANAGE_PIPELINE, purpose=HOUSING_PERMITS)
def link(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """Mean beds of a plan for the workers of a company."""
    actor, found = actor_in(request), _company(request, company_id)
    rows = plans_of(actor).exclude(phase="dropped").order_by("title")
    plans = [
        (str(plan.pk), f"{plan.title} ({plan.all_beds + plan.all_dwellings})")  # type: ignore[attr-defined]
        for plan in rows
    ]
    form = LinkForm(request.POST or None, plans=plans)
    return form_page(
        request,
        form,
        lambda: services.link_beds(
            actor=actor,
            acquisition_id=found.pk,
            plan_id=UUID(form.cleaned_data["plan"]),
            beds=form.cleaned_data["beds"],
        ),
        done=_("The beds are linked."),
        back=_page(found),
        context={"title": _("Link beds to this company"), "button": _("Link them"), "crumb": found.company},
    )


@require_POST
@needs(MANAGE_PIPELINE, purpose=HOUSING_PERMITS)
def unlink(request: HttpRequest, company_id: UUID, plan_id: UUID) -> HttpResponse:
    """These beds are not meant for the company after all."""
    found = _company(request, company_id)
    return post_action(
        request,
        lambda: services.unlink_beds(actor=actor_in(request), acquisition_id=found.pk, plan_id=plan_id),
        done=_("The beds are no longer linked."),
        back=_page(found),
    )


@require_POST
@needs(MANAGE_PIPELINE, purpose=HOUSING_PERMITS)
def void(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """Take off a company that was recorded by mistake."""
    found = _company(request, company_id)
    return post_action(
        request,
        lambda: services.void_acquisition(
            actor=actor_in(request), acquisition_id=found.pk, voided=True, at=timezone.now()
        ),
        done=_("The company is removed."),
        undo=reverse("pipeline:restore-company", args=[found.pk]),
        back=reverse("pipeline:companies"),
    )


@require_POST
@needs(MANAGE_PIPELINE, purpose=HOUSING_PERMITS)
def restore(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """It was no mistake after all."""
    return post_action(
        request,
        lambda: services.void_acquisition(
            actor=actor_in(request), acquisition_id=company_id, voided=False, at=timezone.now()
        ),
        done=_("The company is back."),
        back=reverse("pipeline:companies"),
    )


def _ask(request: HttpRequest, form: CompanyForm, found: Acquisition | None, *, title: str) -> HttpResponse:
    def save() -> None:
        data = dict(form.cleaned_data)
        nonce = data.pop("nonce") or uuid.uuid4()
        services.record_acquisition(
            actor=actor_in(request), at=timezone.now(), acquisition_id=found.pk if found else nonce, **data
        )

    context = {"title": title, "button": _("Save"), "crumb": found.company if found else _("Companies")}
    back = _page(found) if found else reverse("pipeline:companies")
    return form_page(request, form, save, done=_("The company is recorded."), back=back, context=context)


def _company(request: HttpRequest, company_id: UUID) -> Acquisition:
    return get_object_or_404(visible_acquisitions(actor_in(request)), pk=company_id)


def _page(found: Acquisition) -> str:
    return reverse("pipeline:company", args=[found.pk])
