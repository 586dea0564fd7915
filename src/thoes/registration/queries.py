"""Reads of the registration desk: only of the own municipality, only what the desk needs."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from thoes.accounts.public import Actor, Permission
from thoes.housing.public import Site
from thoes.register.public import Stay, believed, in_period
from thoes.registration.models import Assessment, Status

DUTY = (Status.DUTY_COUNTED, Status.DUTY_EXPECTED)


def latest_assessment_day() -> date | None:
    """The day as of which everybody was last assessed; None when nobody ever was."""
    latest: date | None = Assessment.objects.aggregate(day=Max("on"))["day"]
    return latest


def worklist(actor: Actor) -> QuerySet[Assessment]:
    """Everybody whom the desk of the actor's municipality may have to do with, the most urgent first."""
    rows = Assessment.objects.select_related("site__houser").order_by("register_by", "approaching_on", "person_id")
    if not actor.may(Permission.SEE_REGISTRATION_DUTY) or not actor.municipality_code:
        return rows.none()
    return rows.filter(Q(is_present=True) | ~Q(status=Status.NONE), municipality=actor.municipality_code)


@dataclass(frozen=True, slots=True)
class DeskNumbers:
    """How many of the worklist stand where; the parts add up to `total`."""

    overdue: int
    due: int
    approaching: int
    moved: int
    leaving: int
    registered: int
    not_yet: int
    present: int
    registered_present: int

    @property
    def total(self) -> int:
        return self.overdue + self.due + self.approaching + self.moved + self.leaving + self.registered + self.not_yet


def desk_numbers(rows: QuerySet[Assessment], *, on: date) -> DeskNumbers:
    """Count the worklist in one query. Due and overdue are those with a duty, parted by the last day to register."""
    duty = Q(status__in=DUTY)
    registered = Q(status__in=[Status.REGISTERED, Status.MOVED, Status.LEAVING])
    counted = rows.order_by().aggregate(
        overdue=Count("pk", filter=duty & Q(register_by__lt=on)),
        due=Count("pk", filter=duty & Q(register_by__gte=on)),
        approaching=Count("pk", filter=Q(status=Status.APPROACHING)),
        moved=Count("pk", filter=Q(status=Status.MOVED)),
        leaving=Count("pk", filter=Q(status=Status.LEAVING)),
        registered=Count("pk", filter=Q(status=Status.REGISTERED)),
        not_yet=Count("pk", filter=Q(status=Status.NONE)),
        present=Count("pk", filter=Q(is_present=True)),
        registered_present=Count("pk", filter=registered & Q(is_present=True)),
    )
    return DeskNumbers(**counted)


TABS = {
    "overdue": lambda on: Q(status__in=DUTY, register_by__lt=on),
    "due": lambda on: Q(status__in=DUTY, register_by__gte=on),
    "approaching": lambda on: Q(status=Status.APPROACHING),
    "moved": lambda on: Q(status=Status.MOVED),
    "leaving": lambda on: Q(status=Status.LEAVING),
    "registered": lambda on: Q(status=Status.REGISTERED),
    "not_yet": lambda on: Q(status=Status.NONE),
}


def sites_on(rows: QuerySet[Assessment]) -> list[Site]:
    """The sites that occur on the worklist, for the filter."""
    return list(Site.objects.filter(pk__in=rows.order_by().values("site_id").distinct()).order_by("name"))


def names_of(persons: list[UUID], *, actor: Actor) -> dict[UUID, str]:
    """One name per person, as recorded for the latest stay in the own municipality."""
    rows = (
        believed(Stay.objects.filter(municipality=actor.municipality_code, worker__person__in=persons))
        .order_by("arrival")
        .values_list("worker__person_id", "worker__family_name", "worker__given_name")
    )
    return {person: f"{family}, {given}" if given else family for person, family, given in rows}


@dataclass(frozen=True, slots=True)
class NightsKnown:
    """The stays of a person in the own municipality, and the number of nights elsewhere in the window."""

    here: list[Stay]
    elsewhere: int


def nights_known(assessment: Assessment, *, actor: Actor, window_from: date) -> NightsKnown:
    """What the desk may know of a person's nights: its own sites by name, the rest as a number."""
    here = list(
        in_period(
            believed(Stay.objects.filter(worker__person=assessment.person_id, municipality=actor.municipality_code)),
            window_from,
            assessment.on,
        )
        .select_related("site")
        .order_by("-arrival")
    )
    nights = {
        window_from.toordinal() + n
        for stay in here
        for n in range(
            max(0, (stay.arrival - window_from).days),
            max(0, (min(stay.departure or assessment.on, assessment.on) - window_from).days),
        )
    }
    return NightsKnown(here=here, elsewhere=max(0, assessment.nights_in_window - len(nights)))
