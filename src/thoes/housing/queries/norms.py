"""What the norms say of sites: the building, its quality labels and its permits over time, without a single person.

Who counts people (the register) hands the numbers in. The figures of a building are those of today, also for a night in
the past: an area does not change by itself, and what was corrected since is the better figure.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from thoes.housing.domain.capacity import Capacity, capacity_of
from thoes.housing.domain.validity import Period
from thoes.housing.models import Permit, QualityLabel, Site, Unit
from thoes.rules.housing_norms import QualityDecision, change_days, housing_quality, room_limits, site_limits, together
from thoes.rules.norm_terms import BuildingFacts, BuildingKind, LabelScheme, Limit, RoomFacts


@dataclass(frozen=True, slots=True)
class LimitSpan:
    """How many people are `safe` and how many the `most`, in a site or in each of some rooms that are alike, from a day up
    to, not including, another.
    """

    places: Sequence[UUID]
    first: date
    until: date
    safe: int
    most: int | None


@dataclass(frozen=True, slots=True)
class NormRoom:
    """A room as the norms see it."""

    id: UUID
    name: str
    facts: RoomFacts


@dataclass(frozen=True, slots=True)
class SiteNorms:
    """One site as the norms see it."""

    site: Site
    building: BuildingFacts
    rooms: tuple[NormRoom, ...]
    quality_labels: tuple[tuple[LabelScheme, Period], ...]
    permits: tuple[tuple[int | None, Period], ...]

    def schemes_on(self, day: date) -> frozenset[LabelScheme]:
        """The quality labels that the site has on a day."""
        return frozenset(scheme for scheme, period in self.quality_labels if period.holds(day))

    def capacity_on(self, day: date) -> Capacity:
        """How many may sleep here on a day by the permits; nobody is held against what the housing provider says itself."""
        return capacity_of(self.permits, said=self.site.permitted_capacity, on=day)

    def has_permits_but_none_on(self, day: date) -> bool:
        """The municipality recorded permits here, and none of them is in force on a day."""
        return bool(self.permits) and not any(period.holds(day) for _, period in self.permits)

    @property
    def names(self) -> dict[str, str]:
        """What the rooms are called, by the key they have in a decision."""
        return {str(room.id): room.name for room in self.rooms}

    def decide(self, people: Mapping[UUID, int], *, on: date) -> QualityDecision:
        """Hold the people of a night, counted per room, against every norm that applies; rooms of others are left out."""
        return housing_quality(
            self.building,
            {str(room.id): room.facts for room in self.rooms},
            {str(room.id): people[room.id] for room in self.rooms if room.id in people},
            schemes=self.schemes_on(on),
            permitted=self.capacity_on(on).permitted,
            on=on,
        )

    def limits_on(self, day: date) -> tuple[Limit, ...]:
        """What each norm allows at the whole site on a day."""
        return site_limits(
            self.building, schemes=self.schemes_on(day), permitted=self.capacity_on(day).permitted, on=day
        )

    def spans(self, from_date: date, until: date) -> Iterator[LimitSpan]:
        """The limits of the site and of each room over a period, cut where one of them changes."""
        labels = [period for _, period in self.quality_labels]
        permits = [period for _, period in self.permits]
        for first, next_edge in _between_changes(from_date, until, [*labels, *permits]):
            yield from _span([self.site.pk], first, next_edge, together(self.limits_on(first)))
        alike: dict[RoomFacts, list[UUID]] = defaultdict(list)
        for room in self.rooms:
            alike[room.facts].append(room.id)
        # A permit says nothing of a room.
        for first, next_edge in _between_changes(from_date, until, labels):
            schemes = self.schemes_on(first)
            for facts, rooms in alike.items():
                limit = together(room_limits(self.building, facts, schemes=schemes, on=first))
                yield from _span(rooms, first, next_edge, limit)


def norms_of(sites: Iterable[Site]) -> list[SiteNorms]:
    """The norms of these sites, in three queries; quality labels and permits as the reader may see them."""
    chosen = list(sites)
    keys = [site.pk for site in chosen]
    rooms = _rooms_by_site(keys)
    quality_labels = _by_site(QualityLabel.objects.filter(site__in=keys, voided=False), "scheme", "ended_from")
    permits = _by_site(Permit.objects.filter(site__in=keys, voided=False), "capacity", "withdrawn_from")
    return [
        SiteNorms(
            site=site,
            building=_building_facts(site),
            rooms=tuple(rooms[site.pk]),
            quality_labels=tuple((LabelScheme(scheme), period) for scheme, period in quality_labels[site.pk]),
            permits=tuple(permits[site.pk]),
        )
        for site in chosen
    ]


def _by_site(rows: QuerySet[Any], says: str, taken_away_from: str) -> dict[UUID, list[tuple[Any, Period]]]:
    """Per site what each row says and when it holds. Not as rows of the model: a town has hundreds."""
    found: dict[UUID, list[tuple[Any, Period]]] = defaultdict(list)
    for site, said, *days in rows.values_list("site_id", says, "valid_from", "valid_until", taken_away_from):
        found[site].append((said, Period(*days)))
    return found


def _building_facts(site: Site) -> BuildingFacts:
    return BuildingFacts(
        kind=BuildingKind(site.kind) if site.kind else None,
        first_applied_on=site.first_applied_on,
        living_area=site.living_area,
        showers=site.showers,
        toilets=site.toilets,
    )


def _rooms_by_site(sites: list[UUID]) -> dict[UUID, list[NormRoom]]:
    found: dict[UUID, list[NormRoom]] = defaultdict(list)
    rows = Unit.objects.filter(site__in=sites).values_list("site_id", "pk", "name", "bedroom_area", "bedrooms")
    for site, room, name, area, bedrooms in rows:
        found[site].append(NormRoom(room, name, RoomFacts(area, bedrooms)))
    return found


def _between_changes(from_date: date, until: date, periods: Iterable[Period]) -> Iterator[tuple[date, date]]:
    """A period cut where one of others begins or ends, and where a norm changes."""
    edges = {day for period in periods for day in (period.valid_from, period.ends) if day is not None}
    changes = sorted({day for day in edges if from_date < day < until} | set(change_days(from_date, until)))
    return pairwise([from_date, *changes, until])


def _span(
    places: Sequence[UUID], first: date, until: date, limit: tuple[int, int | None] | None
) -> Iterator[LimitSpan]:
    if limit is not None:
        yield LimitSpan(places, first, until, *limit)
