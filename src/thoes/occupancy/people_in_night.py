"""How many people sleep somewhere in a night, as each reader may know it; who counts as sleeping there says `register`.

Who may not read a number of people exactly gets it from `Rounding`, and from nowhere else.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thoes.accounts.public import Actor
from thoes.housing.public import SEE_HOUSING, SEE_OWN_SITES, Site, beds_per_site
from thoes.kernel.disclosure import CountedPlace, ShownCount, exactly
from thoes.places.public import Municipality, OrganisationKind
from thoes.privacy.public import cross_tenant, rounding_on
from thoes.register.public import SEE_NIGHT_REGISTER, people_per_site


def reads_exactly(actor: Actor, *, provider_id: UUID | None, municipality_code: str) -> bool:
    """Whether the actor may read how many people sleep there: the housing provider of a site, and its municipality
    for housing.

    Without a housing provider it is about the municipality as a whole.
    """
    if actor.organisation_kind == OrganisationKind.PROVIDER:
        return actor.organisation_id == provider_id and actor.may(SEE_OWN_SITES)
    return (
        actor.organisation_kind == OrganisationKind.MUNICIPALITY
        and actor.municipality_code == municipality_code
        and (actor.may(SEE_HOUSING) or actor.may(SEE_NIGHT_REGISTER))
    )


def people_in_night(night: date, *, sites: Sequence[Site], seen_as: Actor) -> dict[UUID, ShownCount]:
    """How many sleep at each of these sites, as the actor may know it. The sites must be chosen under the actor's own view.

    Also for who may see no stay at all: the count runs across borders, and only what may be shown leaves.
    """
    keys = [site.pk for site in sites]
    with cross_tenant():
        people, beds = people_per_site(night, sites=keys), beds_per_site(night, sites=keys)
    rounding, found = rounding_on(night), {}
    for site in sites:
        number = people.get(site.pk, 0)
        exact = reads_exactly(seen_as, provider_id=site.provider_id, municipality_code=site.municipality_id)
        shown = rounding.of_place(f"site:{site.pk}", number, most=beds.get(site.pk, 0)).shown
        found[site.pk] = exactly(number) if exact else shown
    return found


@dataclass(frozen=True, slots=True)
class CountedLimburg:
    """Everybody who sleeps in Limburg in a night, and how that is shown to who may know no exact number, down to each site.

    The true numbers in it are for who works out what else may be shown beside them: only `shown` goes to a reader.
    """

    sites: Mapping[UUID, CountedPlace]
    municipalities: Mapping[str, CountedPlace]
    regions: Mapping[str, CountedPlace]
    province: CountedPlace
    beds: Mapping[UUID, int]
    town_of: Mapping[UUID, str]


def counted_limburg(night: date) -> CountedLimburg:
    """The count of a night over all housing providers, as everybody may know it."""
    with cross_tenant():
        people, beds = people_per_site(night), beds_per_site(night)
        towns_of = dict(Site.objects.order_by().values_list("pk", "municipality_id"))
    rounding = rounding_on(night)
    sites = {site: rounding.of_place(f"site:{site}", people.get(site, 0), most=beds.get(site, 0)) for site in towns_of}
    of_towns: dict[str, list[CountedPlace]] = defaultdict(list)
    for site, town in towns_of.items():
        of_towns[town].append(sites[site])
    towns: dict[str, CountedPlace] = {}
    of_regions: dict[str, list[CountedPlace]] = defaultdict(list)
    for code, region in Municipality.objects.order_by("pk").values_list("pk", "region_id"):
        towns[code] = rounding.of_parts(f"municipality:{code}", of_towns[code])
        of_regions[region].append(towns[code])
    regions = {
        code: rounding.of_parts(f"region:{code}", parts, may_know_own=True) for code, parts in of_regions.items()
    }
    province = rounding.of_parts("province:limburg", list(regions.values()))
    return CountedLimburg(sites, towns, regions, province, beds, towns_of)


@dataclass(frozen=True, slots=True)
class PlacesInNight:
    """How many people sleep in the municipalities and regions of Limburg as a reader may know it, and the beds in use."""

    municipalities: Mapping[str, ShownCount]
    regions: Mapping[str, ShownCount]
    beds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CountedTowns:
    """What `counted_limburg` comes to per municipality and region, with the beds in use per municipality."""

    municipalities: Mapping[str, CountedPlace]
    regions: Mapping[str, CountedPlace]
    beds: Mapping[str, int]


def counted_towns(night: date) -> CountedTowns:
    """The count of a night over all housing providers, without its sites."""
    counted = counted_limburg(night)
    beds: dict[str, int] = defaultdict(int)
    for site, number in counted.beds.items():
        beds[counted.town_of[site]] += number
    return CountedTowns(counted.municipalities, counted.regions, dict(beds))


def places_for(actor: Actor, counted: CountedTowns) -> PlacesInNight:
    """The people per municipality and region; a municipality reads its own number exactly, and every other rounded."""
    return PlacesInNight(
        {
            code: exactly(town.number) if reads_exactly(actor, provider_id=None, municipality_code=code) else town.shown
            for code, town in counted.municipalities.items()
        },
        {code: region.shown for code, region in counted.regions.items()},
        counted.beds,
    )


@dataclass(frozen=True, slots=True)
class WhoIsIn:
    """How many sleep on a site tonight, as this reader may know it; `beds` are those in use."""

    count: ShownCount
    is_rough: bool
    beds: int

    @property
    def share(self) -> int | None:
        """How full it is in percent; None where the number is hidden or rounded."""
        if self.is_rough or self.count.number is None or not self.beds:
            return None
        return round(100 * self.count.number / self.beds)


def who_is_in(*, actor: Actor, site: Site, on: date) -> WhoIsIn:
    """The number of one site in the night of a day, for who may see the site's card."""
    return WhoIsIn(
        people_in_night(on, sites=[site], seen_as=actor)[site.pk],
        not reads_exactly(actor, provider_id=site.provider_id, municipality_code=site.municipality_id),
        beds_per_site(on, sites=[site.pk]).get(site.pk, 0),
    )
