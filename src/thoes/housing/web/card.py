"""The card of a site."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thoes.accounts.public import actor_in, needs
from thoes.housing.access import may_see_papers
from thoes.housing.models import Facility
from thoes.housing.permissions import (
    HOUSING_PERMITS,
    MANAGE_PERMITS,
    MANAGE_SITES,
    RECORD_QUALITY_LABELS,
    SEE_HOUSING,
    SEE_OWN_SITES,
)
from thoes.housing.queries.cards import site_card
from thoes.housing.queries.history import history_of
from thoes.housing.web.history import shown
from thoes.housing.web.or_404 import site_or_404
from thoes.kernel.nights import current_night

_NEWEST = 3


@require_GET
@needs(SEE_HOUSING, SEE_OWN_SITES, purpose=HOUSING_PERMITS)
def card(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """A site at a glance, without people."""
    actor, today = actor_in(request), current_night(timezone.localtime())
    site = site_or_404(request, site_id)
    told = history_of(actor=actor, site=site)
    context = {
        "site": site,
        "card": site_card(actor=actor, site=site, on=today),
        "today": today,
        "may_fill_in": actor.may(MANAGE_SITES),
        "facilities": [str(each.label) for each in Facility if each in site.facilities],
        "entries": shown(told[:_NEWEST]),
        "older": max(0, len(told) - _NEWEST),
        "may_permit": actor.may(MANAGE_PERMITS),
        "may_record_labels": actor.may(RECORD_QUALITY_LABELS),
        "sees_papers": may_see_papers(actor),
        "is_own": actor.may(SEE_OWN_SITES),
        "organisation_id": actor.organisation_id,
    }
    return render(request, "housing/card.html", context)
