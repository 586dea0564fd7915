"""What the views of housing share: find or 404."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from thoes.accounts.public import actor_in
from thoes.housing.access import visible_sites
from thoes.housing.models import Bed, Permit, QualityLabel, Site, Unit
from thoes.housing.queries import own_sites


def site_or_404(request: HttpRequest, site_id: UUID) -> Site:
    """A site whose card the actor may read."""
    return get_object_or_404(visible_sites(actor_in(request)), pk=site_id)


def permit_or_404(request: HttpRequest, permit_id: UUID) -> Permit:
    """A permit of such a site; one recorded by mistake can still be looked at."""
    sites = visible_sites(actor_in(request)).order_by()
    return get_object_or_404(Permit.objects.select_related("site__municipality"), pk=permit_id, site__in=sites)


def quality_label_or_404(request: HttpRequest, quality_label_id: UUID) -> QualityLabel:
    """A quality label of such a site."""
    sites = visible_sites(actor_in(request)).order_by()
    return get_object_or_404(
        QualityLabel.objects.select_related("site__municipality"), pk=quality_label_id, site__in=sites
    )


def unit_or_404(request: HttpRequest, unit_id: UUID) -> Unit:
    """A room of an own site."""
    sites = own_sites(actor_in(request)).order_by()
    return get_object_or_404(Unit.objects.select_related("site"), pk=unit_id, site__in=sites)


def bed_or_404(request: HttpRequest, bed_id: UUID) -> Bed:
    """A bed of an own site."""
    sites = own_sites(actor_in(request)).order_by()
    return get_object_or_404(Bed.objects.select_related("unit__site"), pk=bed_id, unit__site__in=sites)
