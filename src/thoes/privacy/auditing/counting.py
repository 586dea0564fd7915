"""Plain counts over the processing log, for a person who judges: how many people somebody looked at, and when.

No score, no threshold, no verdict. What comes back is what the database shows to who asks: the own organisation.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractHour

from thoes.privacy.auditing.reading import LogFilter
from thoes.privacy.models import ProcessingRecord
from thoes.privacy.permissions import WATCH_OVER_USE

# What a page calls "at night", by the clock of the installation. Our own choice; the page says it.
NIGHT_FROM, NIGHT_UNTIL = 22, 6


@dataclass(frozen=True, slots=True)
class UserCount:
    """What one user did: accesses, to how many different persons, and how many of them at night."""

    user_id: UUID | None
    persons: int
    accesses: int
    at_night: int


@dataclass(frozen=True, slots=True)
class PersonCount:
    """How many users looked at one person, how often."""

    person_id: UUID
    users: int
    accesses: int


def accesses_within(wanted: LogFilter, *, activities: Iterable[str] = ()) -> QuerySet[ProcessingRecord]:
    """The accesses that fit a filter."""
    narrowing = {
        "organisation_id": wanted.organisation_id,
        "at__gte": wanted.since,
        "at__lt": wanted.until,
        "actor_id": wanted.user_id,
        "purpose": wanted.purpose,
        "person_id": wanted.person_id,
        "trace_id": wanted.trace_id,
    }
    rows = ProcessingRecord.objects.filter(**{name: value for name, value in narrowing.items() if value})
    chosen = tuple(activities)
    return rows.filter(activity__in=chosen) if chosen else rows


def counts_by_user(wanted: LogFilter) -> list[UserCount]:
    """Each user with the number of persons looked at, the most first."""
    night = Q(hour__gte=NIGHT_FROM) | Q(hour__lt=NIGHT_UNTIL)
    rows = (
        accesses_within(wanted)
        .annotate(hour=ExtractHour("at"))
        .values("actor_id")
        .annotate(persons=Count("person_id", distinct=True), accesses=Count("pk"), at_night=Count("pk", filter=night))
        .order_by("-persons", "-accesses", "actor_id")
    )
    return [UserCount(row["actor_id"], row["persons"], row["accesses"], row["at_night"]) for row in rows]


def most_accessed(wanted: LogFilter, *, limit: int = 10) -> list[PersonCount]:
    """The persons whom most different users looked at; who watches over the use of data does not count."""
    rows = (
        accesses_within(wanted)
        .exclude(purpose=WATCH_OVER_USE)
        .values("person_id")
        .annotate(users=Count("actor_id", distinct=True), accesses=Count("pk"))
        .filter(users__gt=1)
        .order_by("-users", "-accesses", "person_id")[:limit]
    )
    return [PersonCount(row["person_id"], row["users"], row["accesses"]) for row in rows]


def activities_in(wanted: LogFilter) -> list[str]:
    """The names of the pages and files on which somebody looked."""
    return list(accesses_within(wanted).order_by("activity").values_list("activity", flat=True).distinct())
