"""Permits: look at one, and what the municipality does with it."""

import uuid
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thoes.accounts.public import Actor, actor_in, names_of_users, needs
from thoes.housing import services
from thoes.housing.models import Permit
from thoes.housing.permissions import HOUSING_PERMITS, MANAGE_PERMITS, SEE_HOUSING, SEE_OWN_SITES
from thoes.housing.queries import permit_on_day, terms_on
from thoes.housing.queries.streets import street_of
from thoes.housing.street_texts import street_sentences
from thoes.housing.web.or_404 import permit_or_404, site_or_404
from thoes.housing.web.permit_forms import FromDayForm, PermitForm, TransferForm
from thoes.ui.form_pages import form_page, post_action


@require_safe
@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def permit(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """One permit: its conditions, who had it before, its papers, and what was recorded when."""
    actor, today = actor_in(request), timezone.localdate()
    found = permit_or_404(request, permit_id)
    history = list(found.events.order_by("-pgh_created_at", "-pgh_id"))  # type: ignore[attr-defined]
    names = names_of_users({event.recorded_by for event in history if event.recorded_by})
    context = {
        "permit": found,
        "shown": permit_on_day(found, on=today, terms=terms_on(today)),
        "transfers": list(found.transfers.all()),
        "documents": list(found.documents.all()),
        "history": [(event, names.get(event.recorded_by, "")) for event in history],
        "may_change": actor.may(MANAGE_PERMITS),
        "sees_private": actor.organisation_kind != "province",
        "today": today,
        "street": _street_of(actor, found, today),
    }
    return render(request, "housing/permit.html", context)


def _street_of(actor: Actor, found: Permit, today: date) -> list[str]:
    """What the own rule on streets says; for the municipality only, which alone sees all permits of the street."""
    if not actor.may(MANAGE_PERMITS):
        return []
    street = street_of(found.site, homes=found.homes_in_street, on=today)
    return [] if street is None else street_sentences(street)


@require_http_methods(["GET", "POST"])
@needs(MANAGE_PERMITS, purpose=HOUSING_PERMITS)
def add(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Record a permit of a site."""
    site = site_or_404(request, site_id)
    asks_street = street_of(site, homes=None, on=timezone.localdate()) is not None
    initial = {"nonce": uuid.uuid4(), "holder": site.provider.name}
    form = PermitForm(request.POST or None, initial=initial, asks_street=asks_street)
    back = reverse("housing:card", args=[site.pk])

    def record() -> None:
        permit = services.record_permit(
            actor=actor_in(request),
            site_id=site.pk,
            facts=form.facts(),
            at=timezone.now(),
            permit_id=form.cleaned_data["nonce"],
        )
        _warn_of_street(request, permit)

    return form_page(
        request,
        form,
        record,
        done=_("The permit is recorded."),
        back=back,
        context={"title": _("Record a permit"), "button": _("Record it"), "crumb": site.name},
    )


@require_http_methods(["GET", "POST"])
@needs(MANAGE_PERMITS, purpose=HOUSING_PERMITS)
def edit(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """Change what is recorded of a permit."""
    found = permit_or_404(request, permit_id)
    asks_street = (
        found.homes_in_street is not None or street_of(found.site, homes=None, on=timezone.localdate()) is not None
    )
    form = PermitForm(request.POST or None, initial=PermitForm.initial_of(found), asks_street=asks_street)

    def change() -> None:
        permit = services.change_permit(
            actor=actor_in(request), permit_id=found.pk, facts=form.facts(), at=timezone.now()
        )
        _warn_of_street(request, permit)

    return form_page(
        request,
        form,
        change,
        done=_("The permit is changed."),
        back=_page_of(found),
        context={"title": _("Change this permit"), "button": _("Save"), "crumb": _name_of(found)},
    )


@require_http_methods(["GET", "POST"])
@needs(MANAGE_PERMITS, purpose=HOUSING_PERMITS)
def withdraw(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """Take a permit away from a day on."""
    found = permit_or_404(request, permit_id)
    form = FromDayForm(request.POST or None, initial={"from_date": timezone.localdate()})
    return form_page(
        request,
        form,
        lambda: services.withdraw_permit(
            actor=actor_in(request),
            permit_id=found.pk,
            from_date=form.cleaned_data["from_date"],
            at=timezone.now(),
        ),
        done=_("The permit is withdrawn. You can let it hold again on its page."),
        back=_page_of(found),
        context={
            "title": _("Withdraw this permit"),
            "button": _("Withdraw it"),
            "negative": True,
            "crumb": _name_of(found),
        },
    )


@require_http_methods(["GET", "POST"])
@needs(MANAGE_PERMITS, purpose=HOUSING_PERMITS)
def transfer(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """Give a permit to another holder."""
    found = permit_or_404(request, permit_id)
    form = TransferForm(request.POST or None, initial={"from_date": timezone.localdate()})
    return form_page(
        request,
        form,
        lambda: services.transfer_permit(
            actor=actor_in(request), permit_id=found.pk, at=timezone.now(), **form.cleaned_data
        ),
        done=_("The permit has its new holder."),
        back=_page_of(found),
        context={
            "title": _("Transfer this permit"),
            "intro": _("It is held by %(holder)s now.") % {"holder": found.holder},
            "button": _("Transfer it"),
            "crumb": _name_of(found),
        },
    )


@require_POST
@needs(MANAGE_PERMITS, purpose=HOUSING_PERMITS)
def reinstate(request: HttpRequest, permit_id: UUID) -> HttpResponse:
    """Let a withdrawn permit hold again."""
    found = permit_or_404(request, permit_id)
    return post_action(
        request,
        lambda: services.reinstate_permit(actor=actor_in(request), permit_id=found.pk, at=timezone.now()),
        done=_("The permit is valid again."),
        back=_page_of(found),
    )


@require_POST
@needs(MANAGE_PERMITS, purpose=HOUSING_PERMITS)
def void(request: HttpRequest, permit_id: UUID, voided: bool = True) -> HttpResponse:
    """Say that a permit was recorded by mistake, so that it disappears from every list; or that it was no mistake."""
    found = permit_or_404(request, permit_id)
    return post_action(
        request,
        lambda: services.void_permit(actor=actor_in(request), permit_id=found.pk, voided=voided, at=timezone.now()),
        done=_("The permit is removed as a mistake.") if voided else _("The permit is back."),
        undo=reverse("housing:restore-permit", args=[found.pk]) if voided else "",
        back=reverse("housing:card", args=[found.site_id]) if voided else _page_of(found),
    )


def _warn_of_street(request: HttpRequest, found: Permit) -> None:
    """Say it when the street goes beyond what the municipality's own rule allows; the permit is recorded all the same."""
    street = street_of(found.site, homes=found.homes_in_street, on=timezone.localdate())
    if street is not None and street.is_over:
        for sentence in street_sentences(street):
            messages.warning(request, sentence)


def _page_of(found: Permit) -> str:
    return reverse("housing:permit", args=[found.pk])


def _name_of(found: Permit) -> str:
    return f"{found.site.name}: {found.number}"
