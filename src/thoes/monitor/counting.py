"""The numbers of a night and of a month, from the register: exact, so they leave this module only through `publishing`."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import numpy as np
from dateutil.relativedelta import relativedelta
from numpy.typing import NDArray

from thoes.foundation.column_reading import as_column, uuids
from thoes.housing.public import Site, permitted_per_site
from thoes.monitor.domain.counting import (
    Rows,
    Scaled,
    Stays,
    came_and_went,
    in_night,
    kinds_of_stay,
    scaled_up,
)
from thoes.monitor.domain.joined_stays import here_since
from thoes.monitor.splits import (
    HOUSING,
    KIND_OF_STAY,
    NATIONALITY,
    OTHER_SECTOR,
    PROVIDER,
    REGISTRATION,
    SECTOR,
    UNKNOWN,
    Split,
    nationality_group,
)
from thoes.places.public import Municipality, Organisation
from thoes.register.public import StaysToCount, last_confirmed, merged_persons, stays_to_count
from thoes.registration.public import BrpRegistration
from thoes.rules.duty_arrays import days_since_epoch
from thoes.rules.loading import use_parameter


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """What is read once for all periods. Must be read across the borders between housing providers (`cross_tenant`)."""

    columns: StaysToCount
    towns: tuple[str, ...]
    region_of: Mapping[str, str]
    town_of: Mapping[UUID, str]
    kind_of: Mapping[UUID, str]
    registered: "Registrations"
    provider_kind_of: Mapping[UUID, str]
    sector_of: Mapping[UUID, str]

    def level(self, areas: Sequence[str], area_of_town: Mapping[str, str]) -> Rows:
        """Per stay the number of its area among these."""
        number = {area: at for at, area in enumerate(areas)}
        of_site = [number[area_of_town[self.town_of[site]]] for site in uuids(self.columns.sites)]
        return np.array(of_site, np.int64)[self.columns.site]


@dataclass(frozen=True, slots=True, eq=False)
class Registrations:
    """Who stood in the BRP from which day until which, as far as a match found it; `person` numbers those of the columns."""

    person: Rows
    began: NDArray[np.int32]
    ended: NDArray[np.int32]

    def on(self, night: int, *, persons: int) -> NDArray[np.bool_]:
        """Per person whether known to be registered in a night."""
        valid = (self.began <= night) & (self.ended > night)
        found = np.zeros(persons, bool)
        found[self.person[valid]] = True
        return found


def read_world() -> World:
    """Everything that is counted from."""
    columns = stays_to_count()
    sites = list(Site.objects.order_by().values_list("pk", "municipality_id", "kind", "provider__provider_kind"))
    region_of = dict(Municipality.objects.order_by("pk").values_list("pk", "region_id"))
    return World(
        columns,
        tuple(region_of),
        region_of,
        {pk: town for pk, town, _kind, _provider in sites},
        {pk: kind for pk, _town, kind, _provider in sites},
        _registrations(columns),
        {pk: provider for pk, _town, _kind, provider in sites},
        dict(Organisation.objects.exclude(sector="").values_list("pk", "sector")),
    )


def _registrations(columns: StaysToCount) -> Registrations:
    merged = merged_persons(None)
    rows = list(
        BrpRegistration.objects.filter(withdrawn_at=None)
        .order_by()
        .values_list("person_id", "registered_on", "ended_on")
    )
    if not rows or not len(columns.persons):
        return Registrations(np.empty(0, np.int64), np.empty(0, np.int32), np.empty(0, np.int32))
    wanted = as_column([merged.get(person, person) for person, _began, _ended in rows])
    at = np.minimum(np.searchsorted(columns.persons, wanted), len(columns.persons) - 1)
    known = columns.persons[at] == wanted
    began, ended = (
        np.array([days_since_epoch(day or date.max) for day in days], np.int32)
        for days in ([row[1] for row in rows], [row[2] for row in rows])
    )
    return Registrations(at[known].astype(np.int64), began[known], ended[known])


def values_of(split: Split, world: World, night: date) -> Rows:
    """Per stay the number of its value among those of the split, as it was in that night where it changes."""
    columns, names = world.columns, list(split.values)
    if split is NATIONALITY:
        # Two records of one person may differ; a person has one nationality in every count.
        of_person = np.zeros(len(columns.persons), np.int32)
        np.maximum.at(of_person, columns.person, columns.nationality)
        codes, rows = np.unique(of_person[columns.person], return_inverse=True)
        groups = [nationality_group("" if not code else chr(code // 256) + chr(code % 256)) for code in codes.tolist()]
        return np.array([names.index(group) for group in groups], np.int64)[rows] if len(codes) else rows
    if split is HOUSING:
        kinds = [names.index(world.kind_of[site] or UNKNOWN) for site in uuids(columns.sites)]
        return np.array(kinds, np.int64)[columns.site]
    if split is REGISTRATION:
        known = world.registered.on(days_since_epoch(night), persons=len(columns.persons))
        return np.where(known[columns.person], names.index("registered"), names.index(UNKNOWN)).astype(np.int64)
    if split is PROVIDER:
        kinds = [names.index(world.provider_kind_of[site] or UNKNOWN) for site in uuids(columns.sites)]
        return np.array(kinds, np.int64)[columns.site]
    if split is SECTOR:
        sectors = [world.sector_of.get(employer, UNKNOWN) for employer in uuids(columns.employers)]
        places = [names.index(sector if sector in names else OTHER_SECTOR) for sector in sectors]
        return np.array(places, np.int64)[columns.employer]
    assert split is KIND_OF_STAY
    gap = use_parameter("monitor.gap.nights", night).whole_number
    limits = [use_parameter(f"monitor.{kind}.months", night).whole_number for kind in ("short", "long")]
    mid, long = (days_since_epoch(night - relativedelta(months=months)) for months in limits)
    since = here_since(columns.person, columns.arrival, columns.departure, gap=gap)
    return kinds_of_stay(since, mid_from=mid, long_from=long)


def stays_of(world: World) -> Stays:
    """The stays as the counting reads them, all in one area."""
    columns, nowhere = world.columns, np.zeros(len(world.columns.person), np.int64)
    return Stays(columns.person, columns.arrival, columns.departure, nowhere, nowhere)


def count_night(
    world: World, night: date, areas: Sequence[str], of_town: Mapping[str, str], split: Split | None
) -> Rows:
    """Who sleeps where in a night: a row per area and a column per value of the split."""
    value = None if split is None else values_of(split, world, night)
    stays = stays_of(world).counted_as(area=world.level(areas, of_town), value=value)
    return in_night(stays, days_since_epoch(night), areas=len(areas), values=len(split.values) if split else 1)


def count_month(
    world: World, last: date, areas: Sequence[str], of_town: Mapping[str, str], split: Split | None
) -> tuple[Rows, Rows]:
    """Who came and who went in the month that ends with the night of `last`."""
    return count_moves(world, last.replace(day=1), last, areas, of_town, split)


def count_moves(
    world: World, first: date, last: date, areas: Sequence[str], of_town: Mapping[str, str], split: Split | None
) -> tuple[Rows, Rows]:
    """Who came and who went on the days from `first` up to and including `last`; tables as `count_night`."""
    value = None if split is None else values_of(split, world, last)
    stays = stays_of(world).counted_as(area=world.level(areas, of_town), value=value)
    until = days_since_epoch(last + timedelta(days=1))
    return came_and_went(
        stays,
        days_since_epoch(first),
        until,
        areas=len(areas),
        values=len(split.values) if split else 1,
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """The beds in use of an area, and those whose register was confirmed; `scaled` where an estimate can be made."""

    beds: int
    confirmed: int
    permitted: int
    scaled: Scaled | None


@dataclass(frozen=True, slots=True)
class SitesInNight:
    """What is known of the sites in a night, read once for areas of every size. `beds` has each site with beds in use."""

    beds: Mapping[UUID, int]
    people: Mapping[UUID, int]
    permitted: Mapping[UUID, int]
    confirmed: Set[UUID]


def sites_in_night(night: date, *, beds: Mapping[UUID, int], people: Mapping[UUID, int]) -> SitesInNight:
    """Adds to these beds and people which sites were confirmed lately and how many their permits allow."""
    since = night - timedelta(days=use_parameter("monitor.confirmed.days", night).whole_number)
    confirmed = {site for site, last in last_confirmed(list(beds), by=night).items() if last > since}
    return SitesInNight(beds, people, permitted_per_site(night), confirmed)


def coverage_of(sites: SitesInNight, area_of_site: Mapping[UUID, str]) -> dict[str, Coverage]:
    """By area."""
    of_area: dict[str, list[UUID]] = {area: [] for area in area_of_site.values()}
    permitted = dict.fromkeys(of_area, 0)
    for site in sites.beds:
        of_area[area_of_site[site]].append(site)
    for site, number in sites.permitted.items():
        if site in area_of_site:
            permitted[area_of_site[site]] += number
    found = {}
    for area, here in of_area.items():
        sure = [site for site in here if site in sites.confirmed]
        known = np.array([sites.beds[site] for site in sure], float)
        sleeping = np.array([sites.people.get(site, 0) for site in sure], float)
        whole = sum(sites.beds[site] for site in here)
        scaled = scaled_up(sleeping, known, all_beds=whole, all_sites=len(here))
        found[area] = Coverage(whole, int(known.sum()), permitted[area], scaled)
    return found
