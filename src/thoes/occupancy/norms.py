"""How many people sleep at sites, held against the norms: tonight and over a year. Numbers only, never a name.

A housing provider counts its own sites. A municipality that looks at housing counts the sites in its territory: its
purpose opens no stay, so the count is made across borders and only sums leave this module. The province gets sums
over municipalities.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from thoes.accounts.public import Actor
from thoes.housing.public import SEE_HOUSING, SEE_OWN_SITES, LimitSpan, Site, SiteNorms, norms_of, visible_sites
from thoes.kernel.disclosure import LEAST_PLACES, Rounding, ShownCount
from thoes.places.public import OrganisationKind
from thoes.privacy.public import cross_tenant, rounding_on
from thoes.register.public import people_per_room, stays_in_columns
from thoes.rules.housing_norms import QualityDecision
from thoes.rules.norm_terms import SEVERITY, NormOutcome
from thoes.rules.occupancy_arrays import EPOCH, NO_MOST, LimitSpans, Stays, occupancy, worst_per_group

YEAR = timedelta(days=365)


def may_count_people(actor: Actor) -> bool:
    """Whether the actor may read how many people sleep at a site: the housing provider and the municipality, not the
    province.
    """
    if actor.organisation_kind == OrganisationKind.PROVIDER:
        return actor.may(SEE_OWN_SITES)
    return actor.organisation_kind == OrganisationKind.MUNICIPALITY and actor.may(SEE_HOUSING)


@dataclass(frozen=True)
class SiteNight:
    """A site in a night: what the norms say of its people, counted per room in `in_rooms`.

    `nights_over` and `nights_unknown` are of the past year.
    """

    norms: SiteNorms
    night: date
    in_rooms: Mapping[UUID, int]
    nights_over: int = 0
    nights_unknown: int = 0

    @property
    def site(self) -> Site:
        return self.norms.site

    @property
    def people(self) -> int:
        return sum(self.in_rooms.values())

    @cached_property
    def decision(self) -> QualityDecision:
        """With the sums it follows from; worked out when it is asked for, which of hundreds of sites takes a while."""
        return self.norms.decide(self.in_rooms, on=self.night)

    @property
    def is_slept_in_without_permit(self) -> bool:
        """People sleep here while the permits of the site are not in force any more, or not yet."""
        return self.people > 0 and self.norms.has_permits_but_none_on(self.night)

    @property
    def allowed(self) -> int | None:
        """How many people may sleep at the whole site at most, as far as that is known."""
        return min((line.limit.most for line in self.decision.lines if line.limit.most is not None), default=None)


def site_night(*, actor: Actor, site: Site, on: date) -> SiteNight | None:
    """One site in a night; None for who may not count people. Four queries."""
    if not may_count_people(actor):
        return None
    norms = norms_of([site])[0]
    return SiteNight(norms, on, _people(actor, [site.pk], on))


@dataclass(frozen=True)
class RankedNight(SiteNight):
    """A site among all of an actor, with the outcome of tonight as the arrays have it, by which it is ranked."""

    outcome: NormOutcome = NormOutcome.WITHIN


def sites_tonight(*, actor: Actor, on: date) -> list[RankedNight]:
    """All sites of the actor with the night of `on` and the year up to it, the worst first, in a handful of queries."""
    return worst_first(_ranked(actor, first=year_until(on), on=on))


def worst_first(nights: Iterable[RankedNight]) -> list[RankedNight]:
    """In the order of the list: by tonight, and then by the nights with too many people."""
    return sorted(nights, key=lambda night: (-SEVERITY.index(night.outcome), -night.nights_over))


def year_until(on: date) -> date:
    """The first night of the year that ends with the night of `on`."""
    return on - YEAR + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NormsTonight:
    """Of how many sites more people sleep there tonight than a norm allows, and how many have no permit in force."""

    over: int
    without_permit: int


def norms_tonight(*, actor: Actor, on: date) -> NormsTonight:
    """The sites of the actor in one night, counted; none for who may not count people."""
    return in_numbers(_ranked(actor, first=on, on=on))


def nights_among(sites: Iterable[Site], *, first: date, on: date) -> list[RankedNight]:
    """These sites in the night of `on`, with the nights from `first` up to it counted; for a job that opened all rows."""
    found = norms_of(sites)
    return _nights(None, found, first=first, on=on) if found else []


def nights_of(sites: Iterable[Site], *, actor: Actor, on: date) -> list[RankedNight]:
    """Some of the sites of an actor in one night; none for who may not count people."""
    found = norms_of(sites) if may_count_people(actor) else []
    return _nights(actor, found, first=on, on=on) if found else []


def in_numbers(nights: Sequence[RankedNight]) -> NormsTonight:
    """Of all of them how many are over, and slept in without a permit."""
    return NormsTonight(
        over=sum(night.outcome is NormOutcome.OVER for night in nights),
        without_permit=sum(night.is_slept_in_without_permit for night in nights),
    )


def _ranked(actor: Actor, *, first: date, on: date) -> list[RankedNight]:
    """All sites of the actor in the night of `on`, with the nights from `first` up to it counted."""
    if not may_count_people(actor):
        return []
    found = norms_of(visible_sites(actor))
    return _nights(actor, found, first=first, on=on) if found else []


def _nights(actor: Actor | None, found: Sequence[SiteNorms], *, first: date, on: date) -> list[RankedNight]:
    counted = _counted(actor, found, from_date=first, until=on + timedelta(days=1))
    over, unknown = (
        (counted.outcome == SEVERITY.index(each)).sum(axis=1) for each in (NormOutcome.OVER, NormOutcome.UNKNOWN)
    )
    return [
        RankedNight(each, on, in_rooms, int(over[row]), int(unknown[row]), outcome=SEVERITY[counted.outcome[row, -1]])
        for row, (each, in_rooms) in enumerate(zip(found, counted.in_last_night(found), strict=True))
    ]


@dataclass(frozen=True, slots=True)
class SiteYear:
    """A site night by night from `from_date` on: people, the most that may sleep there (None: not known), the outcome.

    The outcome is that of the site as a whole and that of its worst room; `rooms_over` is how many rooms were too full.
    """

    from_date: date
    people: tuple[int, ...]
    most: tuple[int | None, ...]
    of_site: tuple[NormOutcome, ...]
    of_rooms: tuple[NormOutcome, ...]
    rooms_over: tuple[int, ...]

    @property
    def outcomes(self) -> tuple[NormOutcome, ...]:
        """That of the site and its rooms together."""
        return tuple(max(both, key=SEVERITY.index) for both in zip(self.of_site, self.of_rooms, strict=True))

    def day(self, at: int) -> date:
        return self.from_date + timedelta(days=at)

    def count(self, outcome: NormOutcome) -> int:
        return sum(each is outcome for each in self.outcomes)


def site_year(*, actor: Actor, site: Site, from_date: date, until: date) -> SiteYear | None:
    """The nights of one site from `from_date` up to, not including, `until`; None for who may not count people."""
    if not may_count_people(actor):
        return None
    norms = norms_of([site])[0]
    counted = _counted(actor, [norms], from_date=from_date, until=until)
    spans = [span for span in norms.spans(from_date, until) if site.pk in span.places]
    nights = [from_date + timedelta(days=at) for at in range((until - from_date).days)]
    of_night = [next(span for span in spans if span.first <= night < span.until) for night in nights]
    over = SEVERITY.index(NormOutcome.OVER)
    return SiteYear(
        from_date=from_date,
        people=tuple(int(number) for number in counted.people[0]),
        most=tuple(span.most for span in of_night),
        of_site=tuple(SEVERITY[cell] for cell in counted.of_site[0]),
        of_rooms=tuple(SEVERITY[cell] for cell in counted.of_rooms[0]),
        rooms_over=tuple(int(number) for number in (counted.rooms == over).sum(axis=0)),
    )


@dataclass(frozen=True, slots=True)
class TownNights:
    """The sites of a municipality in a night, by outcome, without any site or person.

    `above` is how many people sleep above what the norms allow, of the site or of its rooms; None while it is told of too
    few sites, because with what a permit allows it would tell how many sleep there.
    """

    name: str
    within: int
    unknown: int
    over: int
    above: ShownCount | None
    nights_over: int

    @property
    def sites(self) -> int:
        return self.within + self.unknown + self.over


def towns_tonight(*, actor: Actor, on: date) -> list[TownNights]:
    """Per municipality how many sites are within, unknown and over tonight, for the province; nothing for others.

    Counted over all housing providers and municipalities, because the province may see no stay; only these sums leave.
    """
    found = norms_of(visible_sites(actor)) if may_compare_towns(actor) else []
    nights = _nights(actor, found, first=year_until(on), on=on) if found else []
    towns: dict[str, list[RankedNight]] = defaultdict(list)
    for night in nights:
        towns[night.site.municipality.name].append(night)
    return [town_nights(name, of_town, on=on) for name, of_town in sorted(towns.items())]


def may_compare_towns(actor: Actor) -> bool:
    """Whether the actor may read how many sites of each municipality are too full: the province."""
    return actor.organisation_kind == OrganisationKind.PROVINCE and actor.may(SEE_HOUSING)


def town_nights(name: str, nights: Sequence[RankedNight], *, on: date) -> TownNights:
    """The sites of a municipality in numbers that the province may know."""
    tonight = [night.outcome for night in nights]
    # Per site that is over how many people are surely too many, for it as a whole or in its rooms.
    above = [night.decision.too_many for night in nights if night.outcome is NormOutcome.OVER]
    return TownNights(
        name=name,
        within=tonight.count(NormOutcome.WITHIN),
        unknown=tonight.count(NormOutcome.UNKNOWN),
        over=tonight.count(NormOutcome.OVER),
        above=_shown_above(rounding_on(on), name, above),
        nights_over=sum(night.nights_over for night in nights),
    )


def _shown_above(rounding: Rounding, town: str, above: Sequence[int]) -> ShownCount | None:
    if above and len(above) < LEAST_PLACES:
        return None
    return rounding.of_place(f"above:{town}", sum(above)).shown


@contextmanager
def _counting(actor: Actor | None) -> Iterator[None]:
    """Over all rows for an authority that looks at housing, whose purpose opens no stay; its sites were chosen before.

    Nobody stands for a job, which opened them.
    """
    with nullcontext() if actor is None or actor.organisation_kind == OrganisationKind.PROVIDER else cross_tenant():
        yield


def _people(actor: Actor, sites: Sequence[UUID], night: date) -> dict[UUID, int]:
    """People per room in a night, rooms without anybody left out."""
    with _counting(actor):
        return people_per_room(night, sites=sites)


@dataclass(frozen=True, slots=True)
class _Counted:
    """Rows of sites, in their order, and of all their rooms."""

    people: NDArray[np.int32]
    of_site: NDArray[np.int8]
    of_rooms: NDArray[np.int8]
    rooms: NDArray[np.int8]
    in_rooms: NDArray[np.int32]

    def in_last_night(self, found: Sequence[SiteNorms]) -> Iterator[dict[UUID, int]]:
        """Per site the people per room in the last night; rooms without anybody left out."""
        people = iter(self.in_rooms[:, -1].tolist())
        for each in found:
            yield {room.id: number for room in each.rooms if (number := next(people))}

    @property
    def outcome(self) -> NDArray[np.int8]:
        """That of each site and its worst room together."""
        return np.maximum(self.of_site, self.of_rooms)


def _counted(actor: Actor | None, found: Sequence[SiteNorms], *, from_date: date, until: date) -> _Counted:
    site_row = {each.site.pk: row for row, each in enumerate(found)}
    room_row = {room.id: row for row, room in enumerate(room for each in found for room in each.rooms)}
    site_of_room = np.array([site_row[each.site.pk] for each in found for _ in each.rooms], np.int32)
    with _counting(actor):
        stays = stays_in_columns(list(site_row), list(room_row), from_date=from_date, until=until)
    spans = [span for each in found for span in each.spans(from_date, until)]
    of_sites = _columns([span for span in spans if span.places[0] in site_row], site_row)
    of_rooms = _columns([span for span in spans if span.places[0] in room_row], room_row)
    rooms = occupancy(stays, of_rooms, places=len(room_row), from_date=from_date, until=until)
    at_site = Stays(site_of_room[stays.place], stays.arrival, stays.departure)
    sites = occupancy(at_site, of_sites, places=len(site_row), from_date=from_date, until=until)
    of_worst_room = worst_per_group(rooms, site_of_room, groups=len(site_row))
    return _Counted(sites.people, sites.outcome, of_worst_room, rooms.outcome, rooms.people)


def _columns(spans: Sequence[LimitSpan], row: dict[UUID, int]) -> LimitSpans:
    """A row for each place of each span."""
    told = np.array(
        [
            (
                (span.first - EPOCH).days,
                (span.until - EPOCH).days,
                span.safe,
                NO_MOST if span.most is None else span.most,
            )
            for span in spans
        ],
        np.int32,
    ).reshape(-1, 4)
    places = np.array([len(span.places) for span in spans], np.int32)
    first, until, safe, most = np.ascontiguousarray(np.repeat(told, places, axis=0).T)
    place = np.array([row[place] for span in spans for place in span.places], np.int32)
    return LimitSpans(place=place, first=first, until=until, safe=safe, most=most)
