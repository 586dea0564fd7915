"""Reads of the registration desk: only of the own municipality, only what the desk needs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, CharField, Count, Expression, F, FilteredRelation, Max, Min, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, In

from thoes.accounts.public import Actor, Membership, actor_of
from thoes.housing.public import Site
from thoes.register.public import SEE_REGISTRATION_DUTY, Stay, believed, in_period, kept_persons, merged_persons
from thoes.registration.domain.follow_up import State
from thoes.registration.findings import DUTY, in_rni_since, is_aside, look_again, overtaken
from thoes.registration.models import Assessment, EffectCount, FollowUp, Status
from thoes.registration.permissions import RECORD_REGISTRATION

REGISTERED = (Status.REGISTERED, Status.MOVED, Status.LEAVING)
"""Stands in the BRP as a resident; the RNI is no part of this."""


def latest_assessment_day() -> date | None:
    """The day as of which everybody was last assessed; None when nobody ever was.

    Somebody whose stay changed since may have been assessed later: that says nothing of the others.
    """
    earliest: date | None = Assessment.objects.aggregate(day=Min("on"))["day"]
    return earliest


def latest_effect_day() -> date | None:
    """The last day of which was counted what the desks' work comes to; None when none was, or nobody had a duty."""
    latest: date | None = EffectCount.objects.aggregate(day=Max("on"))["day"]
    return latest


def worklist(actor: Actor) -> QuerySet[Assessment]:
    """Everybody whom the desk of the actor's municipality may have to do with, the most urgent first.

    Each row carries what the desk did: `state`, `because`, `next_on`, `overtaken` (why it is to be looked at again at
    once), `rni_since`, `assigned_to`, `follow_up` (the id to give back with a step).
    """
    rows = Assessment.objects.select_related("site__provider").order_by("register_by", "approaching_on", "person_id")
    if not actor.may(SEE_REGISTRATION_DUTY) or not actor.municipality_code:
        return rows.none()
    holds = FilteredRelation(
        "steps", condition=Q(steps__superseded_at=None, steps__municipality=actor.municipality_code)
    )
    return (
        rows.alias(now=holds)
        .annotate(
            state=Coalesce(F("now__state"), Value(State.OPEN.value)),
            because=Coalesce(F("now__reason"), Value("")),
            overtaken=overtaken(actor),
            next_on=look_again(),
            rni_since=in_rni_since(),
            assigned_to=F("now__assigned_to"),
            follow_up=F("now__id"),
        )
        .filter(Q(is_present=True) | ~Q(status=Status.NONE), municipality=actor.municipality_code)
    )


# The parts of the worklist: everybody stands in the first that fits. Who must register or report a move and sleeps in no
# reported bed now is "gone": a letter there would not find them.
_PART_BY: Mapping[str, Callable[[date], Q]] = {
    "aside": is_aside,
    "gone": lambda on: Q(status__in=[*DUTY, Status.APPROACHING, Status.MOVED], is_present=False),
    "overdue": lambda on: Q(status__in=DUTY, register_by__lt=on),
    "due": lambda on: Q(status__in=DUTY),
    "approaching": lambda on: Q(status=Status.APPROACHING),
    "moved": lambda on: Q(status=Status.MOVED),
    "leaving": lambda on: Q(status=Status.LEAVING),
    "registered": lambda on: Q(status=Status.REGISTERED),
    "not_yet": lambda on: Q(status=Status.NONE),
}
TO_DO_PARTS = ("overdue", "due", "approaching", "moved", "leaving")
PARTS = (*TO_DO_PARTS, "gone", "aside", "registered", "not_yet")


def part_of(on: date) -> Expression:
    """In which of `PARTS` a row of the worklist stands. Whether a finding holds is weighed once a row."""
    parts = (When(condition(on), then=Value(name)) for name, condition in _PART_BY.items())
    return Case(*parts, default=Value(""), output_field=CharField())


def to_do(on: date) -> Q:
    """With whom the desk has something to do now; who sleeps in no reported bed stands in a part of their own."""
    return Q(In(part_of(on), TO_DO_PARTS))


def in_part(part: str, on: date) -> Q:
    """Who stands in one of the parts."""
    return Q(Exact(part_of(on), part))


def comes_back(on: date) -> Q:
    """Nothing was done yet, or the date on which the desk would look again has come."""
    return Q(next_on=None) | Q(next_on__lte=on)


# How urgent, by the last day to register or report; the edges are for sorting work, no rule depends on them.
URGENCIES: dict[str, Callable[[date], Q]] = {
    "month_late": lambda on: Q(register_by__lt=on - timedelta(days=30)),
    "late": lambda on: Q(register_by__lt=on, register_by__gte=on - timedelta(days=30)),
    "week": lambda on: Q(register_by__gte=on, register_by__lt=on + timedelta(days=7)),
    "later": lambda on: Q(register_by__gte=on + timedelta(days=7)) | Q(register_by=None),
}


@dataclass(slots=True)
class DeskNumbers:
    """How many of the worklist stand where; the parts add up to `total`."""

    parts: dict[str, int]
    mine: int = 0
    present: int = 0
    registered_present: int = 0

    @property
    def total(self) -> int:
        return sum(self.parts.values())

    @property
    def to_do(self) -> int:
        return sum(self.parts[part] for part in TO_DO_PARTS)


def desk_numbers(rows: QuerySet[Assessment], *, actor: Actor, on: date) -> DeskNumbers:
    """Count the worklist in one query. Due and overdue are those with a duty, parted by the last day to register."""
    kinds = (
        rows.order_by()
        .annotate(part=part_of(on), is_mine=Q(assigned_to=actor.user_id), is_registered=Q(status__in=REGISTERED))
        .values_list("part", "is_mine", "is_present", "is_registered")
        .annotate(people=Count("pk"))
    )
    numbers = DeskNumbers(parts=dict.fromkeys(PARTS, 0))
    for part, is_mine, is_present, is_registered, people in kinds:
        numbers.parts[part] += people
        numbers.mine += people if is_mine and part in TO_DO_PARTS else 0
        numbers.present += people if is_present else 0
        numbers.registered_present += people if is_present and is_registered else 0
    return numbers


def rows_of(part: QuerySet[Assessment], everybody: QuerySet[Assessment]) -> list[Assessment]:
    """The rows of a page or of a whole list. Only their keys are sorted: twenty thousand wide rows are slow to sort."""
    keys = list(part.values_list("pk", flat=True))
    rows = {row.pk: row for row in everybody.order_by().filter(pk__in=keys)}
    return [rows[key] for key in keys]


class SiteHere(NamedTuple):
    """A site in the own municipality, as far as the filters name it: there may be thousands."""

    pk: UUID
    name: str
    street: str
    house_number: str
    provider_id: UUID
    provider_name: str


def sites_here(actor: Actor) -> list[SiteHere]:
    """The sites in the own municipality with their housing providers, for the filters."""
    rows = Site.objects.filter(municipality=actor.municipality_code).order_by("name")
    named = rows.values_list("pk", "name", "street", "house_number", "provider_id", "provider__name")
    return [SiteHere(*row) for row in named]


def providers_of(sites: Iterable[SiteHere]) -> list[tuple[UUID, str]]:
    """The housing providers of these sites, each once, by name."""
    return sorted({site.provider_id: site.provider_name for site in sites}.items(), key=itemgetter(1))


def clerks_of(actor: Actor) -> list[tuple[UUID, str]]:
    """The colleagues of the own desk to whom a person can be given, by name."""
    own = Membership.objects.filter(organisation_id=actor.organisation_id, user__is_active=True).select_related("user")
    clerks = {
        membership.user_id: membership.user.get_full_name() or membership.user.username
        for membership in own
        if actor_of(membership).may(RECORD_REGISTRATION)
    }
    return sorted(clerks.items(), key=lambda clerk: clerk[1])


def home_last(stays: QuerySet[Stay]) -> QuerySet[Stay]:
    """The stays by arrival, with those at the site where the person lives, or lived last, after the others."""
    at_home = Case(When(site=F("worker__person__assessment__site"), then=1), default=0)
    return stays.order_by(at_home, "arrival", "stay_id")


def names_of(persons: list[UUID], *, actor: Actor) -> dict[UUID, str]:
    """One name per person, as recorded where the person lives; also of who was merged since."""
    names = _names_here(persons, actor=actor)
    kept = kept_persons([person for person in persons if person not in names])
    if kept:
        now = _names_here(list(kept.values()), actor=actor)
        names |= {person: now[keeper] for person, keeper in kept.items() if keeper in now}
    return names


def _names_here(persons: list[UUID], *, actor: Actor) -> dict[UUID, str]:
    rows = home_last(
        believed(Stay.objects.filter(municipality=actor.municipality_code, worker__person__in=persons))
    ).values_list("worker__person_id", "worker__family_name", "worker__given_name")
    return {person: f"{family}, {given}" if given else family for person, family, given in rows}


def other_places(assessments: Iterable[Assessment]) -> dict[UUID, list[str]]:
    """The names of the other sites in the own municipality where each person has a bed now; by id of the person."""
    wanted = {a.person_id: a.facts.get("also_here", []) for a in assessments}
    ids = {site for sites in wanted.values() for site in sites}
    names = {str(pk): name for pk, name in Site.objects.filter(pk__in=ids).values_list("pk", "name")} if ids else {}
    return {person: [names[site] for site in sites if site in names] for person, sites in wanted.items() if sites}


def living_at(site_id: UUID, persons: Iterable[UUID], *, actor: Actor) -> set[UUID]:
    """Of these persons, who lives at this site of the own municipality now: whom something can be sent to there."""
    rows = worklist(actor).order_by().filter(person__in=list(persons), site=site_id, is_present=True)
    return set(rows.values_list("person_id", flat=True))


def history_of(person_id: UUID, *, actor: Actor) -> list[FollowUp]:
    """What the own desk did about a person, and about those merged into it, newest first."""
    persons = [person_id, *merged_persons([person_id])]
    return list(
        FollowUp.objects.filter(person__in=persons, municipality=actor.municipality_code)
        .select_related("registration")
        .order_by("-recorded_at", "superseded_at")
    )


def nationalities_of(persons: Iterable[UUID], *, actor: Actor) -> dict[UUID, str]:
    """The nationality as recorded where the person lives, or at another site here that recorded one."""
    rows = home_last(
        believed(Stay.objects.filter(municipality=actor.municipality_code, worker__person__in=list(persons)))
    ).values_list("worker__person_id", "worker__nationality")
    return {person: nationality for person, nationality in rows if nationality}


def stays_here(persons: Iterable[UUID], *, actor: Actor, window_from: date, until: date) -> dict[UUID, list[Stay]]:
    """The stays of these persons at sites of the own municipality in the window, oldest first."""
    rows = (
        in_period(
            believed(Stay.objects.filter(municipality=actor.municipality_code, worker__person__in=list(persons))),
            window_from,
            until,
        )
        .select_related("site", "worker")
        .order_by("arrival")
    )
    found: dict[UUID, list[Stay]] = {}
    for stay in rows:
        found.setdefault(stay.worker.person_id, []).append(stay)
    return found
