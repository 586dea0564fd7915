"""Quality labels of a site and what their audits found."""

import uuid
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thoes.accounts.public import actor_in, needs
from thoes.housing import services
from thoes.housing.access import visible_sites
from thoes.housing.models import Shortcoming
from thoes.housing.permissions import HOUSING_PERMITS, RECORD_QUALITY_LABELS
from thoes.housing.web.or_404 import quality_label_or_404, site_or_404
from thoes.housing.web.permit_forms import MendedForm, QualityLabelForm, ShortcomingForm
from thoes.ui.form_pages import form_page, post_action


@require_http_methods(["GET", "POST"])
@needs(RECORD_QUALITY_LABELS, purpose=HOUSING_PERMITS)
def add(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Record a certificate of a site."""
    site = site_or_404(request, site_id)
    form = QualityLabelForm(request.POST or None, initial={"nonce": uuid.uuid4()})
    back = reverse("housing:card", args=[site.pk])
    return form_page(
        request,
        form,
        lambda: services.record_quality_label(
            actor=actor_in(request),
            site_id=site.pk,
            facts=form.facts(),
            on=timezone.localdate(),
            at=timezone.now(),
            quality_label_id=form.cleaned_data["nonce"],
        ),
        done=_("The quality label is recorded."),
        back=back,
        context={"title": _("Record a quality label"), "button": _("Record it"), "crumb": site.name},
    )


@require_http_methods(["GET", "POST"])
@needs(RECORD_QUALITY_LABELS, purpose=HOUSING_PERMITS)
def edit(request: HttpRequest, quality_label_id: UUID) -> HttpResponse:
    """Change what is recorded of a certificate."""
    quality_label = quality_label_or_404(request, quality_label_id)
    form = QualityLabelForm(request.POST or None, initial=QualityLabelForm.initial_of(quality_label))
    back = reverse("housing:card", args=[quality_label.site_id])
    return form_page(
        request,
        form,
        lambda: services.change_quality_label(
            actor=actor_in(request),
            quality_label_id=quality_label.pk,
            facts=form.facts(),
            on=timezone.localdate(),
            at=timezone.now(),
        ),
        done=_("The quality label is changed."),
        back=back,
        context={"title": _("Change this quality label"), "button": _("Save"), "crumb": quality_label.site.name},
    )


@require_POST
@needs(RECORD_QUALITY_LABELS, purpose=HOUSING_PERMITS)
def void(request: HttpRequest, quality_label_id: UUID, voided: bool = True) -> HttpResponse:
    """Say that a quality label was recorded by mistake, or that it was no mistake after all."""
    quality_label = quality_label_or_404(request, quality_label_id)
    return post_action(
        request,
        lambda: services.void_quality_label(
            actor=actor_in(request), quality_label_id=quality_label.pk, voided=voided, at=timezone.now()
        ),
        done=_("The quality label is removed as a mistake.") if voided else _("The quality label is back."),
        undo=reverse("housing:restore-quality-label", args=[quality_label.pk]) if voided else "",
        back=reverse("housing:card", args=[quality_label.site_id]),
    )


@require_http_methods(["GET", "POST"])
@needs(RECORD_QUALITY_LABELS, purpose=HOUSING_PERMITS)
def add_shortcoming(request: HttpRequest, quality_label_id: UUID) -> HttpResponse:
    """Write down what an audit found."""
    quality_label = quality_label_or_404(request, quality_label_id)
    form = ShortcomingForm(request.POST or None, initial={"found_on": quality_label.last_audit})
    back = reverse("housing:card", args=[quality_label.site_id])
    return form_page(
        request,
        form,
        lambda: services.add_shortcoming(
            actor=actor_in(request), quality_label_id=quality_label.pk, at=timezone.now(), **form.cleaned_data
        ),
        done=_("The shortcoming is written down."),
        back=back,
        context={"title": _("Shortcoming of an audit"), "button": _("Save"), "crumb": quality_label.site.name},
    )


@require_http_methods(["GET", "POST"])
@needs(RECORD_QUALITY_LABELS, purpose=HOUSING_PERMITS)
def mend(request: HttpRequest, shortcoming_id: UUID) -> HttpResponse:
    """Say since when a shortcoming is mended."""
    found = _shortcoming_or_404(request, shortcoming_id)
    form = MendedForm(request.POST or None, initial={"repaired_on": timezone.localdate()})
    back = reverse("housing:card", args=[found.site_id])
    return form_page(
        request,
        form,
        lambda: services.mend_shortcoming(
            actor=actor_in(request),
            shortcoming_id=found.pk,
            repaired_on=form.cleaned_data["repaired_on"],
            at=timezone.now(),
        ),
        done=_("The shortcoming is mended."),
        back=back,
        context={"title": _("Mended"), "intro": found.text, "button": _("Save"), "crumb": found.site.name},
    )


@require_POST
@needs(RECORD_QUALITY_LABELS, purpose=HOUSING_PERMITS)
def unmend(request: HttpRequest, shortcoming_id: UUID) -> HttpResponse:
    """It is not mended after all."""
    found = _shortcoming_or_404(request, shortcoming_id)
    return post_action(
        request,
        lambda: services.mend_shortcoming(
            actor=actor_in(request), shortcoming_id=found.pk, repaired_on=None, at=timezone.now()
        ),
        done=_("The shortcoming is open again."),
        back=reverse("housing:card", args=[found.site_id]),
    )


def _shortcoming_or_404(request: HttpRequest, shortcoming_id: UUID) -> Shortcoming:
    sites = visible_sites(actor_in(request)).order_by()
    return get_object_or_404(Shortcoming.objects.select_related("site"), pk=shortcoming_id, site__in=sites)
