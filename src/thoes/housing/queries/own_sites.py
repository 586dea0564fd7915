"""Reads of housing for a housing provider: its own sites, rooms and beds. Other organisations get nothing here."""

from datetime import date

from django.db.models import Count, Prefetch, QuerySet

from thoes.accounts.public import Actor
from thoes.housing.models import Bed, Site, Unit, in_use
from thoes.housing.permissions import SEE_OWN_SITES


def own_sites(actor: Actor) -> QuerySet[Site]:
    """The sites of the actor's own organisation, by name."""
    sites = Site.objects.select_related("municipality").order_by("name", "code")
    return sites.filter(provider_id=actor.organisation_id) if actor.may(SEE_OWN_SITES) else sites.none()


def own_sites_with_beds(actor: Actor, *, on: date) -> QuerySet[Site]:
    """As `own_sites`, each with `bed_count`, the beds in use on the day, and `unit_count`."""
    usable = in_use(on, of="units__beds__")
    return own_sites(actor).annotate(
        bed_count=Count("units__beds", filter=usable, distinct=True), unit_count=Count("units", distinct=True)
    )


def rooms_of(site: Site) -> list[Unit]:
    """The rooms of a site with their beds, in walking order, in two queries."""
    beds = Prefetch("beds", queryset=Bed.objects.order_by("position", "name"))
    return list(Unit.objects.filter(site=site).order_by("position", "name").prefetch_related(beds))
