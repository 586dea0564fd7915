"""The names of sites, told apart: two sites may have one name, and nobody should have to guess which is meant."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Lower

from thoes.housing.models import Site


@dataclass(frozen=True, slots=True)
class SiteNames:
    """Names that several sites have, in small letters, each with the towns of those sites (a town as often as it has one)."""

    shared: Mapping[str, list[str]]

    def of(self, site: Site) -> str:
        """The name of a site; with its town where another site has that name, with its address where that one is in the
        same town.
        """
        towns = self.shared.get(site.name.lower(), [])
        if not towns:
            return site.name
        return f"{site.name}, {site.town if towns.count(site.town) == 1 else site.address}"


def site_names() -> SiteNames:
    """The names that are shared, among all sites that Thoes has: what a site is called is the same for every reader."""
    named = Site.objects.annotate(small=Lower("name")).order_by()
    shared = named.values("small").annotate(sites=Count("pk")).filter(sites__gt=1).values("small")
    towns: dict[str, list[str]] = {}
    for name, town in named.filter(small__in=shared).values_list("small", "town"):
        towns.setdefault(name, []).append(town)
    return SiteNames(towns)
