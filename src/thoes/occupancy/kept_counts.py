"""Counts over more sites than can be counted while somebody waits: kept by a job every ten minutes, and shown with the time.

To count the people of a site takes most of a millisecond, so a municipality with some hundreds of sites, as the largest of
Limburg has, is counted to the minute while its page is made, and nothing is kept of it. What is kept is the answer of the
same count. Where the job kept none, the page counts.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from django.core.cache import cache
from django.db.models import Count

from thoes.accounts.public import Actor
from thoes.housing.public import Site
from thoes.occupancy.norms import NormsTonight, TownNights, may_count_people, norms_among, norms_tonight, towns_tonight
from thoes.occupancy.people_in_night import CountedTowns, PlacesInNight, counted_towns, places_for
from thoes.places.public import OrganisationKind
from thoes.privacy.public import cross_tenant

Answer = TypeVar("Answer")

MOST_AT_ONCE = 500
"""Sites of a municipality that are held against their norms while somebody waits."""
MOST_IN_LIMBURG = 5_000
"""Sites of which the people are counted while somebody waits."""
# Longer than the job stays away, and not so long that a job that stands still would go unseen.
_LASTS = timedelta(minutes=25)


@dataclass(frozen=True, slots=True)
class Kept(Generic[Answer]):
    """An answer and when it was counted; None: just now, while it was asked."""

    answer: Answer
    at: datetime | None


def norms_of_tonight(*, actor: Actor, on: date) -> Kept[NormsTonight]:
    """`norms_tonight`, as the job counted it last for a municipality with many sites."""
    if actor.organisation_kind == OrganisationKind.MUNICIPALITY and may_count_people(actor):
        kept: Kept[NormsTonight] | None = cache.get(_of_norms(actor.municipality_code, on))
        if kept is not None:
            return kept
    return Kept(norms_tonight(actor=actor, on=on), None)


def places_tonight(night: date, *, seen_as: Actor) -> Kept[PlacesInNight]:
    """The people per municipality and region as the actor may know them, of a country as the job counted them last."""
    kept: Kept[CountedTowns] = cache.get(_of_people(night)) or Kept(counted_towns(night), None)
    return Kept(places_for(seen_as, kept.answer), kept.at)


def towns_of_province(*, actor: Actor, on: date, now: datetime) -> Kept[list[TownNights]]:
    """`towns_tonight` as counted at most ten minutes ago: it takes seconds, and nobody needs it to the minute."""
    key = f"norms-of-towns:{actor.organisation_id}:{on}"
    kept: Kept[list[TownNights]] | None = cache.get(key)
    return kept or _keep(key, Kept(towns_tonight(actor=actor, on=on), now), timedelta(minutes=10))


def keep_counts(*, on: date, at: datetime) -> int:
    """Count anew what is too large to count while somebody waits; gives how many answers are kept."""
    with cross_tenant():
        towns = Site.objects.order_by().values_list("municipality_id").annotate(sites=Count("pk"))
        sizes: dict[str, int] = dict(towns)
        large = sorted(code for code, sites in sizes.items() if sites > MOST_AT_ONCE)
        for code in large:
            norms = norms_among(Site.objects.filter(municipality=code), on=on)
            _keep(_of_norms(code, on), Kept(norms, at))
    is_country = sum(sizes.values()) > MOST_IN_LIMBURG
    if is_country:
        _keep(_of_people(on), Kept(counted_towns(on), at))
    return len(large) + is_country


def _of_norms(municipality: str | None, on: date) -> str:
    return f"norms-tonight:{municipality}:{on}"


def _of_people(night: date) -> str:
    return f"people-in-limburg:{night}"


def _keep(key: str, kept: Kept[Answer], lasts: timedelta = _LASTS) -> Kept[Answer]:
    cache.set(key, kept, lasts.total_seconds())
    return kept
