"""Quality marks of a site and what their audits found."""

import uuid
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thoes.accounts.public import actor_in, needs
from thoes.housing import services
from thoes.housing.access import visible_sites
from thoes.housing.models import Shortcoming
from thoes.housing.permissions import HOUSING_PERMITS, RECORD_MARKS
from thoes.housing.web.or_404 import mark_or_404, site_or_404
from thoes.housing.web.permit_forms import MarkForm, MendedForm, ShortcomingForm
from thoes.ui import messages as ui_messages
from thoes.ui.form_pages import form_page, post_action


@require_http_methods(["GET", "POST"])
@needs(RECORD_MARKS, purpose=HOUSING_PERMITS)
def add(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Record a certificate of a site."""
    site = site_or_404(request, site_id)
    form = MarkForm(request.POST or None, initial={"nonce": uuid.uuid4()})
    back = reverse("housing:card", args=[site.pk])
    return form_page(
        request,
        form,
        lambda: services.record_mark(
            actor=actor_in(request),
            site_id=site.pk,
            facts=form.facts(),
            on=timezone.localdate(),
            at=timezone.now(),
            mark_id=form.cleaned_data["nonce"],
        ),
        done=_("The quality mark is recorded."),
        back=back,
        context={"title": _("Record a quality mark"), "button": _("Record it"), "crumb_url": back, "crumb": site.name},
    )


@require_http_methods(["GET", "POST"])
@needs(RECORD_MARKS, purpose=HOUSING_PERMITS)
def edit(request: HttpRequest, mark_id: UUID) -> HttpResponse:
    """Change what is recorded of a certificate."""
    mark = mark_or_404(request, mark_id)
    form = MarkForm(request.POST or None, initial=MarkForm.initial_of(mark))
    back = reverse("housing:card", args=[mark.site_id])
    return form_page(
        request,
        form,
        lambda: services.change_mark(
            actor=actor_in(request),
            mark_id=mark.pk,
            facts=form.facts(),
            on=timezone.localdate(),
            at=timezone.now(),
        ),
        done=_("The quality mark is changed."),
        back=back,
        context={
            "title": _("Change this quality mark"), "button": _("Save"), "crumb_url": back, "crumb": mark.site.name,
        },
    )  # fmt: skip


@require_POST
@needs(RECORD_MARKS, purpose=HOUSING_PERMITS)
def void(request: HttpRequest, mark_id: UUID) -> HttpResponse:
    """Say that a mark was recorded by mistake."""
    mark = mark_or_404(request, mark_id)
    services.void_mark(actor=actor_in(request), mark_id=mark.pk, voided=True, at=timezone.now())
    ui_messages.with_undo(
        request, _("The quality mark is taken off as a mistake."), reverse("housing:unvoid-mark", args=[mark.pk])
    )
    return redirect("housing:card", site_id=mark.site_id)


@require_POST
@needs(RECORD_MARKS, purpose=HOUSING_PERMITS)
def unvoid(request: HttpRequest, mark_id: UUID) -> HttpResponse:
    """It was no mistake after all."""
    mark = mark_or_404(request, mark_id)
    return post_action(
        request,
        lambda: services.void_mark(actor=actor_in(request), mark_id=mark.pk, voided=False, at=timezone.now()),
        done=_("The quality mark is back."),
        back=reverse("housing:card", args=[mark.site_id]),
    )


@require_http_methods(["GET", "POST"])
@needs(RECORD_MARKS, purpose=HOUSING_PERMITS)
def add_shortcoming(request: HttpRequest, mark_id: UUID) -> HttpResponse:
    """Write down what an audit found."""
    mark = mark_or_404(request, mark_id)
    form = ShortcomingForm(request.POST or None, initial={"found_on": mark.last_audit})
    back = reverse("housing:card", args=[mark.site_id])
    return form_page(
        request,
        form,
        lambda: services.add_shortcoming(
            actor=actor_in(request), mark_id=mark.pk, at=timezone.now(), **form.cleaned_data
        ),
        done=_("The shortcoming is written down."),
        back=back,
        context={
            "title": _("Shortcoming of an audit"), "button": _("Save"), "crumb_url": back, "crumb": mark.site.name,
        },
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(RECORD_MARKS, purpose=HOUSING_PERMITS)
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
        context={
            "title": _("Mended"), "intro": found.text, "button": _("Save"), "crumb_url": back, "crumb": found.site.name,
        },
    )  # fmt: skip


@require_POST
@needs(RECORD_MARKS, purpose=HOUSING_PERMITS)
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
    found = Shortcoming.objects.select_related("site").filter(pk=shortcoming_id, site__in=sites).first()
    if found is None:
        raise Http404
    return found
