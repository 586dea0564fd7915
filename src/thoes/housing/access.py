"""Which sites somebody may see and change as housing: the housing provider its own, a municipality its territory, the
province all.
"""

from uuid import UUID

from django.db.models import QuerySet

from thoes.accounts.public import Actor
from thoes.foundation.modules import Permission
from thoes.housing.models import Site
from thoes.housing.permissions import MANAGE_PERMITS, RECORD_QUALITY_LABELS, SEE_HOUSING, SEE_OWN_SITES
from thoes.kernel.refusals import Refusal
from thoes.places.public import OrganisationKind


def visible_sites(actor: Actor) -> QuerySet[Site]:
    """The sites whose card the actor may read, by name."""
    sites = Site.objects.select_related("municipality__region", "provider").order_by("name", "code")
    if actor.may(SEE_OWN_SITES):
        return sites.filter(provider_id=actor.organisation_id)
    if not actor.may(SEE_HOUSING):
        return sites.none()
    if actor.organisation_kind == OrganisationKind.MUNICIPALITY:
        return sites.filter(municipality_id=actor.municipality_code)
    return sites if actor.organisation_kind == OrganisationKind.PROVINCE else sites.none()


def site_to_permit(actor: Actor, site_id: UUID) -> Site:
    """A site of the actor's municipality, whose permits the actor keeps."""
    return allowed_site(actor, site_id, MANAGE_PERMITS)


def site_to_label(actor: Actor, site_id: UUID) -> Site:
    """A site whose quality labels the actor may record."""
    return allowed_site(actor, site_id, RECORD_QUALITY_LABELS)


def may_see_papers(actor: Actor) -> bool:
    """Whether the actor may read and add papers of the sites it sees: never the province."""
    return actor.organisation_kind != OrganisationKind.PROVINCE


def site_with_papers(actor: Actor, site_id: UUID) -> Site:
    """A site whose papers the actor may read and add: the housing provider and the municipality, never the province."""
    if not may_see_papers(actor):
        raise PermissionError("the province keeps no papers of sites")
    needed = SEE_OWN_SITES if actor.may(SEE_OWN_SITES) else SEE_HOUSING
    return allowed_site(actor, site_id, needed)


def allowed_site(actor: Actor, site_id: UUID, permission: Permission) -> Site:
    """A site that the actor may see, for who has the permission."""
    if not actor.may(permission):
        raise PermissionError(f"this actor may not {permission}")
    site = visible_sites(actor).filter(pk=site_id).first()
    if site is None:
        raise Refusal("site_not_yours")
    return site
