"""Who may check a site, and for which side: the housing provider its own sites, the municipality those of its territory."""

from uuid import UUID

from thoes.accounts.public import Actor
from thoes.housing.public import Site, allowed_site
from thoes.inspections.domain.checks import CheckKind, Side
from thoes.inspections.permissions import CHECK_SITES
from thoes.places.public import OrganisationKind


def site_to_check(actor: Actor, site_id: UUID) -> Site:
    """A site that the actor may check, or whose findings it follows: the housing provider's own, or of the municipality."""
    return allowed_site(actor, site_id, CHECK_SITES)


def side_of(actor: Actor) -> Side:
    """For whom the actor acts about checks; nobody but a housing provider and a municipality does."""
    if actor.may(CHECK_SITES):
        if actor.organisation_kind == OrganisationKind.PROVIDER:
            return Side.PROVIDER
        if actor.organisation_kind == OrganisationKind.MUNICIPALITY:
            return Side.AUTHORITY
    raise PermissionError("this actor may not check sites")


def kind_of_check(side: Side) -> CheckKind:
    """Which check somebody makes."""
    return CheckKind.SELF_CHECK if side == Side.PROVIDER else CheckKind.INSPECTION
