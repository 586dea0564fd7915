"""What the views of housing share: find or 404."""

from uuid import UUID

from django.http import Http404, HttpRequest

from thoes.accounts.public import actor_in
from thoes.housing.access import visible_sites
from thoes.housing.models import Mark, Permit, Site


def site_or_404(request: HttpRequest, site_id: UUID) -> Site:
    """A site whose card the actor may read."""
    site = visible_sites(actor_in(request)).filter(pk=site_id).first()
    if site is None:
        raise Http404
    return site


def permit_or_404(request: HttpRequest, permit_id: UUID) -> Permit:
    """A permit of such a site; one recorded by mistake can still be looked at."""
    sites = visible_sites(actor_in(request)).order_by()
    permit = Permit.objects.select_related("site__municipality").filter(pk=permit_id, site__in=sites).first()
    if permit is None:
        raise Http404
    return permit


def mark_or_404(request: HttpRequest, mark_id: UUID) -> Mark:
    """A mark of such a site."""
    sites = visible_sites(actor_in(request)).order_by()
    mark = Mark.objects.select_related("site__municipality").filter(pk=mark_id, site__in=sites).first()
    if mark is None:
        raise Http404
    return mark
