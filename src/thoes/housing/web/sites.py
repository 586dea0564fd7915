"""The housing provider's sites: list, add, look at and change."""

import uuid
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thoes.accounts.public import actor_in, needs
from thoes.housing.permissions import HOUSING_PERMITS, MANAGE_SITES, SEE_OWN_SITES
from thoes.housing.queries import own_sites, own_sites_with_beds, rooms_of
from thoes.housing.queries.norms import norms_of
from thoes.housing.queries.prices import prices_of
from thoes.housing.services import add_site, change_facilities, change_site
from thoes.housing.web.forms import FacilitiesForm, SiteForm
from thoes.kernel.nights import current_night
from thoes.ui.form_pages import form_page


@require_safe
@needs(SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def site_list(request: HttpRequest) -> HttpResponse:
    """All own sites with their beds and their permit."""
    today = current_night(timezone.localtime())
    # Each with a column that no model has.
    sites: list[Any] = list(own_sites_with_beds(actor_in(request), on=today))
    capacities = [norms.capacity_on(today) for norms in norms_of(sites)]
    rows = [
        (site, capacity, capacity.is_exceeded_by(site.bed_count))
        for site, capacity in zip(sites, capacities, strict=True)
    ]
    return render(request, "housing/sites.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def add(request: HttpRequest) -> HttpResponse:
    """Add a site; its rooms come next."""
    form = SiteForm(request.POST or None, initial={"nonce": uuid.uuid4()})
    return form_page(
        request,
        form,
        lambda: add_site(actor=actor_in(request), facts=form.facts(), site_id=form.cleaned_data["nonce"]),
        done=lambda site: _("%(site)s is added. Now say which rooms it has.") % {"site": site.name},
        back=lambda site: reverse("housing:add-rooms", args=[site.pk]),
        context={},
        template="housing/site_form.html",
    )


@require_safe
@needs(SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def detail(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """The facts of a site, its rooms and their beds."""
    today = current_night(timezone.localtime())
    site = get_object_or_404(own_sites(actor_in(request)), pk=site_id)
    rooms = rooms_of(site)
    beds = sum(bed.is_in_use(today) for room in rooms for bed in room.beds.all())
    capacity = norms_of([site])[0].capacity_on(today)
    context = {
        "site": site,
        "rooms": rooms,
        "beds": beds,
        "capacity": capacity,
        "has_too_many_beds": capacity.is_exceeded_by(beds),
        "today": today,
    }
    context["prices"] = prices_of(site.pk, on=today)
    return render(request, "housing/site.html", context)


@require_http_methods(["GET", "POST"])
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def edit(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Change the facts of a site."""
    site = get_object_or_404(own_sites(actor_in(request)), pk=site_id)
    form = SiteForm(request.POST or None, initial=SiteForm.initial_of(site))
    return form_page(
        request,
        form,
        lambda: change_site(actor=actor_in(request), site_id=site.pk, facts=form.facts()),
        done=_("The site is changed."),
        back=reverse("housing:site", args=[site.pk]),
        context={"site": site},
        template="housing/site_form.html",
    )


@require_http_methods(["GET", "POST"])
@needs(MANAGE_SITES, purpose=HOUSING_PERMITS)
def facilities(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """What residents can use, and the distance to work."""
    site = get_object_or_404(own_sites(actor_in(request)), pk=site_id)
    form = FacilitiesForm(request.POST or None, initial={"facilities": site.facilities, "km_to_work": site.km_to_work})
    back = reverse("housing:card", args=[site.pk])
    return form_page(
        request,
        form,
        lambda: change_facilities(actor=actor_in(request), site_id=site.pk, **form.cleaned_data),
        done=_("The site is changed."),
        back=back,
        context={"title": _("Facilities and distance to work"), "button": _("Save"), "crumb": site.name},
    )
