"""Reads of the register. Every function takes the actor and shows only what lies in the actor's territory.

Housing provider: its own sites. Municipality: the sites in its territory. Others: nothing. A day and a moment are arguments.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, Lag, TruncDate

from thoes.accounts.public import Actor
from thoes.housing.public import SEE_OWN_SITES, Bed, BedBlock, Site, in_use, offered
from thoes.kernel.name_folding import name_order
from thoes.places.public import OrganisationKind
from thoes.register.models import CURRENT, Change, Person, Stay, Worker
from thoes.register.name_search import workers_named
from thoes.register.permissions import SEE_NIGHT_REGISTER
from thoes.rules.stay_facts import Expectation, expectations_from

AS_KNOWN = (F("known_from").asc(), F("known_until").asc(nulls_last=True))
_SAYS_ANOTHER_DEPARTURE = (
    Q(before__isnull=True, expected_departure__isnull=False)
    | Q(before__isnull=False, expected_departure__isnull=True)
    | Q(before__lt=F("expected_departure"))
    | Q(before__gt=F("expected_departure"))
)
# More beds than anybody fills on one day at one site.
_MANY = 5_000
_BY_DAY = ("site__name", "site_id", "arrival")


def sites_of(actor: Actor) -> QuerySet[Site]:
    """The sites that the actor may see: its own as a housing provider, those in its territory as a municipality."""
    sites = Site.objects.select_related("municipality", "provider").order_by("name")
    if actor.organisation_kind == OrganisationKind.PROVIDER and actor.may(SEE_OWN_SITES):
        return sites.filter(provider_id=actor.organisation_id)
    if actor.organisation_kind == OrganisationKind.MUNICIPALITY and actor.municipality_code:
        return sites.filter(municipality_id=actor.municipality_code)
    return sites.none()


def stays_of(actor: Actor) -> QuerySet[Stay]:
    """Every version of every stay at the sites that the actor may see; narrow it with the functions below."""
    stays = Stay.objects.select_related("worker", "bed__unit", "site")
    if actor.organisation_kind == OrganisationKind.PROVIDER and actor.may(SEE_OWN_SITES):
        return stays.filter(site__provider_id=actor.organisation_id)
    if actor.organisation_kind == OrganisationKind.MUNICIPALITY and actor.may(SEE_NIGHT_REGISTER):
        return stays.filter(municipality_id=actor.municipality_code)
    return stays.none()


def believed(stays: QuerySet[Stay]) -> QuerySet[Stay]:
    """What is believed now."""
    return stays.filter(CURRENT)


def as_known_at(stays: QuerySet[Stay], moment: datetime) -> QuerySet[Stay]:
    """What was believed at a moment, corrections made later left aside."""
    return stays.filter(Q(known_until=None) | Q(known_until__gt=moment), known_from__lte=moment, voided=False)


def sleeping_in(night: date) -> Q:
    """Stays that have the night of this date: arrived on it or before, and had not left. What it means: `nights_counted`."""
    return Q(Q(departure=None) | Q(departure__gt=night), arrival__lte=night)


def in_night(stays: QuerySet[Stay], night: date) -> QuerySet[Stay]:
    """Who slept here in the night of this date."""
    return stays.filter(sleeping_in(night))


def in_period(stays: QuerySet[Stay], from_date: date, until: date) -> QuerySet[Stay]:
    """Who slept here in at least one night from `from_date` up to, not including, `until`."""
    return stays.filter(Q(departure=None) | Q(departure__gt=from_date), arrival__lt=until)


def by_name(stays: Iterable[Stay]) -> list[Stay]:
    """The stays by the name of who sleeps there: the database cannot sort what it cannot read."""
    return sorted(stays, key=lambda stay: (*name_order(stay.worker.family_name, stay.worker.given_name), str(stay.pk)))


def page_by_day(stays: QuerySet[Stay], first: int, last: int) -> list[Stay]:
    """These rows of the stays by site, arrival and name. Only the names of the days on the page are opened."""
    days = list(stays.order_by(*_BY_DAY, "pk").values_list("pk", "site_id", "arrival")[: last + _MANY])
    last = min(last, len(days))
    if first >= last:
        return []
    begin, end = first, last
    while begin > 0 and days[begin - 1][1:] == days[first][1:]:
        begin -= 1
    while end < len(days) and days[end][1:] == days[last - 1][1:]:
        end += 1
    on_page = stays.filter(pk__in=[pk for pk, *_day in days[begin:end]])
    return all_by_day(on_page)[first - begin : last - begin]


def all_by_day(stays: QuerySet[Stay]) -> list[Stay]:
    """All of the stays by site, arrival and name."""
    return [stay for _day, group in groupby(stays.order_by(*_BY_DAY), key=_site_and_day) for stay in by_name(group)]


def _site_and_day(stay: Stay) -> tuple[UUID, date]:
    return stay.site_id, stay.arrival


@dataclass(frozen=True, slots=True)
class SiteDay:
    """A site on a day: who comes, who goes, who should have gone, who is here; beds in use, and those that can be chosen."""

    site: Site
    day: date
    arriving: list[Stay]
    leaving: list[Stay]
    overdue: list[Stay]
    present: list[Stay]
    beds: int
    free: int


def site_day(*, actor: Actor, site_id: UUID, day: date) -> SiteDay:
    """The board of one site for a day; raises `Site.DoesNotExist` outside the actor's territory."""
    site = sites_of(actor).get(pk=site_id)
    stays = believed(stays_of(actor)).filter(site=site)
    present = by_name(in_night(stays, day))
    beds = Bed.objects.filter(in_use(day), unit__site=site).count()
    leaving = {s.pk: s for s in stays.filter(departure=day)}
    leaving |= {s.pk: s for s in present if s.departure is None and s.expected_departure == day}
    return SiteDay(
        site=site,
        day=day,
        arriving=[s for s in present if s.arrival == day],
        leaving=by_name(leaving.values()),
        overdue=[s for s in present if s.departure is None and s.expected_departure and s.expected_departure < day],
        present=present,
        beds=beds,
        free=len(free_beds(actor=actor, site_id=site_id, arrival=day)),
    )


@dataclass(frozen=True, slots=True)
class NightAtSite:
    """A site in a night: what parts of the pages of the register are about."""

    site: Site
    night: date


@dataclass(frozen=True, slots=True)
class SiteCount:
    """How full a site is in a night; a number only, no names.

    `free`: beds that can be chosen for somebody who comes that night. `booked`: beds in which nobody sleeps that night,
    kept for somebody who comes later.
    """

    site: Site
    beds: int
    present: int
    arriving: int
    leaving: int
    overdue: int
    free: int
    booked: int


def site_counts(*, actor: Actor, day: date) -> list[SiteCount]:
    """All sites of the actor with the numbers of the day, in three queries."""
    here, sites = sleeping_in(day), list(sites_of(actor))
    stays = believed(Stay.objects.filter(site__in=[site.pk for site in sites])).order_by()
    numbers = {
        row["site_id"]: row
        for row in stays.filter(Q(departure=None) | Q(departure__gte=day))
        .values("site_id")
        .annotate(
            present=Count("pk", filter=here),
            arriving=Count("pk", filter=here & Q(arrival=day)),
            leaving=Count("pk", filter=Q(departure=day) | here & Q(departure=None, expected_departure=day)),
            overdue=Count("pk", filter=here & Q(departure=None, expected_departure__lt=day)),
        )
    }
    # Looked up per bed, PostgreSQL would read the stays of everybody in the register.
    taken, booked = in_night(stays, day).values("bed_id"), stays.filter(arrival__gt=day).values("bed_id")
    beds = (
        Bed.objects.filter(in_use(day), unit__site__in=[site.pk for site in sites])
        .annotate(is_taken=_is(Q(pk__in=taken)), is_booked=_is(Q(pk__in=booked)), is_offered=_is(offered(day, None)))
        .order_by()
        .values("unit__site_id")
        .annotate(
            beds=Count("pk"),
            free=Count("pk", filter=Q(is_taken=False, is_booked=False, is_offered=True)),
            booked=Count("pk", filter=Q(is_taken=False, is_booked=True)),
        )
    )
    in_beds = {row.pop("unit__site_id"): row for row in beds}
    nobody, nothing = {"present": 0, "arriving": 0, "leaving": 0, "overdue": 0}, {"beds": 0, "free": 0, "booked": 0}
    return [
        SiteCount(
            site=site,
            **{name: numbers.get(site.pk, nobody)[name] for name in nobody},
            **in_beds.get(site.pk, nothing),
        )
        for site in sites
    ]


def _is(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def free_beds(*, actor: Actor, site_id: UUID, arrival: date, until: date | None = None) -> list[Bed]:
    """Beds of the site that can be had from `arrival` on (until a day, if given), in walking order: nobody has them, and the
    housing provider offers them.
    """
    beds = Bed.objects.filter(unit__site__in=sites_of(actor).filter(pk=site_id)).select_related("unit")
    # Per bed, and not as a list of beds: PostgreSQL would hold the beds of all sites against that.
    taken = believed(Stay.objects.filter(bed=OuterRef("pk"), site_id=site_id))
    taken = in_period(taken, arrival, until or date.max)
    return list(
        beds.filter(in_use(arrival), offered(arrival, until), ~Exists(taken)).order_by(
            "unit__position", "unit__name", "position", "name"
        )
    )


def first_day_with_a_free_bed(*, actor: Actor, site_id: UUID, after: date) -> date | None:
    """The first day after a day on which somebody leaves and somebody could arrive to stay; None while there is none known.

    Two queries, however many leave before a bed is free for good.
    """
    kept: dict[UUID, date] = {}
    leaving: set[date] = set()
    here = believed(stays_of(actor)).filter(site_id=site_id).order_by()
    for bed, departure in here.values_list("bed_id", "departure"):
        kept[bed] = max(kept.get(bed, after), departure or date.max)
        leaving |= {departure} if departure and departure > after else set()
    beds = Bed.objects.filter(unit__site__in=sites_of(actor).filter(pk=site_id))
    blocks = BedBlock.objects.filter(bed=OuterRef("pk"), lifted_at=None)
    last_block = blocks.order_by(F("until").desc(nulls_first=True)).annotate(end=Coalesce("until", Value(date.max)))
    rows = beds.annotate(blocked=Subquery(last_block.values("end")[:1])).values_list("pk", "out_of_use_from", "blocked")
    free = [(max(kept.get(bed, after), blocked or after), ends or date.max) for bed, ends, blocked in rows]
    return next((day for day in sorted(leaving) if any(begins <= day < ends for begins, ends in free)), None)


def find_workers(*, actor: Actor, text: str, limit: int = 20, inside: bool = True) -> list[Worker]:
    """Workers of the actor's own housing provider whose name holds every word of the text, in any spelling or order; by name.

    `inside` as `workers_named` has it.
    """
    if actor.organisation_kind != OrganisationKind.PROVIDER or not actor.may(SEE_OWN_SITES):
        return []
    own = Worker.objects.filter(provider_id=actor.organisation_id)
    ids = [
        found.worker_id for found in workers_named(own, text, providers=[actor.organisation_id], inside=inside)[:limit]
    ]
    workers = own.in_bulk(ids)
    return [workers[pk] for pk in ids]


def versions_of(*, actor: Actor, stay_id: UUID) -> list[Stay]:
    """All versions of a stay, newest first: what was believed when."""
    return list(
        stays_of(actor)
        .filter(stay_id=stay_id)
        .select_related("worker", "bed__unit", "site", "opened_by", "closed_by")
        .order_by("-known_from", "-known_until")
    )


def changes_of(*, actor: Actor) -> QuerySet[Change]:
    """The actions of the actor's own organisation, newest first."""
    return Change.objects.filter(organisation_id=actor.organisation_id).order_by("-recorded_at")


@dataclass(frozen=True, slots=True)
class PersonNights:
    """A stay as the rules need it: of whom, when and where; never a name. `expectations` as `StayFacts` has them."""

    person_id: UUID
    arrival: date
    departure: date | None
    expected_departure: date | None
    site_id: UUID
    municipality_code: str
    expectations: tuple[Expectation, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonRange:
    """The persons whose key lies from `first` up to and including `last`."""

    first: UUID
    last: UUID

    def of(self, name: str) -> Q:
        """Rows of which this column holds one of these persons."""
        return Q(**{f"{name}__gte": self.first, f"{name}__lte": self.last})

    def __contains__(self, person: UUID) -> bool:
        return self.first <= person <= self.last


def ranges_of_everybody(*, of: int) -> list[PersonRange]:
    """Ranges that together hold every person, with about `of` in each: keys are drawn evenly. Memory then holds a range."""
    count = max(1, -(-Person.objects.count() // of))
    edges = [(number << 128) // count for number in range(count + 1)]
    return [PersonRange(UUID(int=first), UUID(int=after - 1)) for first, after in pairwise(edges)]


def nights_of_persons(persons: Iterable[UUID] | PersonRange | None) -> list[PersonNights]:
    """The believed stays of these persons (of all, for None), over all sites and housing providers, ordered by person.

    For the rules only: it crosses the borders of housing providers, so nothing of it may be shown to one. The stays of who was
    erased are nobody's any more and have no duty.
    """
    versions = Stay.objects.filter(worker__erased_at=None)
    if isinstance(persons, PersonRange):
        versions = versions.filter(persons.of("worker__person_id"))
    elif persons is not None:
        versions = versions.filter(worker__person_id__in=list(persons))
    said = expectations_of(versions)
    rows = versions.filter(CURRENT).order_by("worker__person_id", "arrival")
    facts = rows.values_list(
        "worker__person_id", "arrival", "departure", "expected_departure", "site_id", "municipality_id", "stay_id"
    )
    # A cursor on the server pays for many only.
    few = persons is not None and not isinstance(persons, PersonRange)
    found = facts if few else facts.iterator(chunk_size=20_000)
    return [PersonNights(*row[:6], said.get(row[6], ())) for row in found]


def expectation_changes(versions: QuerySet[Stay]) -> QuerySet[Any]:
    """The versions that say another expected departure than the one before: few, where stays are many."""
    return versions.annotate(
        known_on=TruncDate("known_from"),
        before=Window(Lag("expected_departure"), partition_by=F("stay_id"), order_by=AS_KNOWN),
    ).filter(_SAYS_ANOTHER_DEPARTURE)


def expectations_of(versions: QuerySet[Stay]) -> dict[UUID, tuple[Expectation, ...]]:
    """What was expected of stays when, from all their versions; by the id of the stay, where anything ever was.

    A day is one in the Netherlands. What an undone change said was never expected.
    """
    rows = (
        expectation_changes(versions)
        .order_by("stay_id", *AS_KNOWN)
        .values_list("stay_id", "known_on", "expected_departure", "opened_by_id")
    )
    by_stay = {stay: list(told) for stay, told in groupby(rows.iterator(chunk_size=20_000), key=itemgetter(0))}
    twice = [row[3] for told in by_stay.values() if len(told) > 1 for row in told]
    undone = set(
        Change.objects.filter(undoes__in=twice, undone_by=None).values_list("undoes_id", flat=True) if twice else ()
    )
    return {
        stay: expectations_from(
            (known_on, departure) for _stay, known_on, departure, change in told if change not in undone
        )
        for stay, told in by_stay.items()
    }
