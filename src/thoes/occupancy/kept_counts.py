"""Counts over more sites than can be counted while somebody waits: kept by a job every ten minutes, and shown with the time.

The nights of a year before tonight are counted once a night: they change only when somebody corrects them.

To count the people of a site takes most of a millisecond, so a municipality with some hundreds of sites, as the largest of
Limburg has, is counted to the minute while its page is made, and nothing is kept of it. What is kept is the answer of the
same count. Where the job kept none, the page counts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.cache import cache
from django.db.models import Count

from thoes.accounts.public import Actor
from thoes.housing.public import Site
from thoes.occupancy.kept_nights import KeptNight, kept_night
from thoes.occupancy.norms import (
    NormsTonight,
    RankedNight,
    TownNights,
    in_numbers,
    may_compare_towns,
    may_count_people,
    nights_among,
    norms_tonight,
    town_nights,
    towns_tonight,
    worst_first,
    year_until,
)
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
_LASTS_A_NIGHT = timedelta(hours=25)


@dataclass(frozen=True, slots=True)
class Kept(Generic[Answer]):
    """An answer and when it was counted; None: just now, while it was asked.

    `year_at` is when the nights of the year before tonight were counted, where that was another time.
    """

    answer: Answer
    at: datetime | None
    year_at: datetime | None = None


def norms_of_tonight(*, actor: Actor, on: date) -> Kept[NormsTonight]:
    """`norms_tonight`, as the job counted it last for a municipality with many sites."""
    kept: Kept[NormsTonight] | None = _of_own_town(actor, _of_norms, on)
    return kept or Kept(norms_tonight(actor=actor, on=on), None)


def sites_as_kept(*, actor: Actor, on: date) -> Kept[tuple[KeptNight, ...]] | None:
    """All sites of a municipality with many, as the job counted them last; None where nothing is kept."""
    kept: Kept[tuple[KeptNight, ...]] | None = _of_own_town(actor, _of_sites, on)
    return kept


def places_tonight(night: date, *, seen_as: Actor) -> Kept[PlacesInNight]:
    """The people per municipality and region as the actor may know them, of a country as the job counted them last."""
    kept: Kept[CountedTowns] = cache.get(_of_people(night)) or Kept(counted_towns(night), None)
    return Kept(places_for(seen_as, kept.answer), kept.at)


def towns_of_province(*, actor: Actor, on: date, now: datetime) -> Kept[list[TownNights]]:
    """`towns_tonight` of a country as the job counted it last; else as counted at most ten minutes ago."""
    kept: Kept[list[TownNights]] | None = cache.get(_of_towns(on)) if may_compare_towns(actor) else None
    if kept is not None:
        return kept
    key = f"norms-of-towns:{actor.organisation_id}:{on}"
    kept = cache.get(key)
    return kept or _keep(key, Kept(towns_tonight(actor=actor, on=on), now), timedelta(minutes=10))


def keep_counts(*, on: date, at: datetime) -> int:
    """Count anew what is too large to count while somebody waits; gives how many answers are kept.

    A municipality at a time, so that memory holds the year of one.
    """
    with cross_tenant():
        rows = Site.objects.order_by().values_list("municipality_id", "municipality__name").annotate(sites=Count("pk"))
        sizes: dict[tuple[str, str], int] = {(code, name): sites for code, name, sites in rows}
    large = {town for town, sites in sizes.items() if sites > MOST_AT_ONCE}
    is_country = sum(sizes.values()) > MOST_IN_LIMBURG
    towns, years = [], []
    for code, name in sorted(sizes if is_country else large, key=lambda town: town[1]):
        with cross_tenant():
            nights, year_at = _nights_of_town(code, on=on, at=at)
            towns.append(town_nights(name, nights, on=on))
            years.append(year_at)
            if (code, name) in large:
                _keep(_of_norms(code, on), Kept(in_numbers(nights), at))
                _keep(_of_sites(code, on), Kept(tuple(map(kept_night, worst_first(nights))), at, year_at))
    if is_country:
        _keep(_of_towns(on), Kept(towns, at, min(years)))
        _keep(_of_people(on), Kept(counted_towns(on), at))
    return len(large) + is_country


_Year = Mapping[UUID, tuple[int, int]]
"""Of each site the nights over and not known."""


def _nights_of_town(code: str, *, on: date, at: datetime) -> tuple[list[RankedNight], datetime]:
    """Its sites tonight with the nights of the year up to it, and when those before tonight were counted."""
    sites = list(Site.objects.select_related("provider").filter(municipality=code).order_by("name", "code"))
    key = f"norms-before:{code}:{on}"
    before: Kept[_Year] | None = cache.get(key)
    if before is None:
        nights = nights_among(sites, first=year_until(on), on=on - timedelta(days=1))
        counted = {night.site.pk: (night.nights_over, night.nights_unknown) for night in nights}
        before = _keep(key, Kept(counted, at), _LASTS_A_NIGHT)
    tonight = nights_among(sites, first=on, on=on)
    return [_with_year(night, *before.answer.get(night.site.pk, (0, 0))) for night in tonight], before.at or at


def _with_year(night: RankedNight, over: int, unknown: int) -> RankedNight:
    return replace(night, nights_over=night.nights_over + over, nights_unknown=night.nights_unknown + unknown)


def _of_own_town(actor: Actor, key: Callable[[str, date], str], on: date) -> Any:
    """What is kept for the municipality of an actor who may count its people; None where it is not."""
    if actor.organisation_kind != OrganisationKind.MUNICIPALITY or not may_count_people(actor):
        return None
    return cache.get(key(actor.municipality_code or "", on))


def _of_norms(municipality: str, on: date) -> str:
    return f"norms-tonight:{municipality}:{on}"


def _of_sites(municipality: str, on: date) -> str:
    return f"norms-of-sites:{municipality}:{on}"


def _of_towns(night: date) -> str:
    return f"norms-of-all-towns:{night}"


def _of_people(night: date) -> str:
    return f"people-in-limburg:{night}"


def _keep(key: str, kept: Kept[Answer], lasts: timedelta = _LASTS) -> Kept[Answer]:
    cache.set(key, kept, lasts.total_seconds())
    return kept
