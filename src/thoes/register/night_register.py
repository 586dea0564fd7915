"""Reads of the night register for a designated supervisor: the stays at sites in the territory in some nights."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from thoes.accounts.public import Actor, Permission
from thoes.register.domain.night_register import Period
from thoes.register.models import Stay
from thoes.register.queries import as_known_at, believed, in_period, stays_of


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One stay with the five fields of article 438 Sr; `person_id` is for the log of looks and is never shown."""

    person_id: UUID
    site_id: UUID
    name: str
    residence: str
    arrival: date
    document: str
    departure: date | None


def night_register(
    *, actor: Actor, site_ids: Iterable[UUID], period: Period, known_at: datetime | None
) -> QuerySet[Stay]:
    """The stays with at least one night in the period, by site and arrival; empty outside the actor's territory.

    `known_at` leaves corrections made after that moment aside. Names are always as they are written now.
    """
    if not actor.may(Permission.SEE_NIGHT_REGISTER):
        return Stay.objects.none()
    stays = stays_of(actor).select_related("worker", "site__houser").filter(site__in=list(site_ids))
    stays = believed(stays) if known_at is None else as_known_at(stays, known_at)
    return in_period(stays, period.first, period.until).order_by(
        "site__name", "site_id", "arrival", "worker__family_name", "worker__given_name", "pk"
    )


def line_of(stay: Stay) -> RegisterLine:
    """A stay as a line of the register; the kind of document in the language of the reader."""
    return RegisterLine(
        person_id=stay.worker.person_id,
        site_id=stay.site_id,
        name=stay.worker.name,
        residence=stay.worker.residence,
        arrival=stay.arrival,
        document=str(stay.worker.get_document_kind_display()),
        departure=stay.departure,
    )
