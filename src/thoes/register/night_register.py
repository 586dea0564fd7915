"""Reads of the night register for a designated supervisor: the stays at sites in the territory in some nights."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from thoes.accounts.public import Actor
from thoes.places.public import LocalField, Municipality
from thoes.register.domain.night_register import Period
from thoes.register.models import Stay
from thoes.register.nationalities import nationality_named
from thoes.register.permissions import SEE_NIGHT_REGISTER
from thoes.register.queries import as_known_at, believed, in_period, stays_of


@dataclass(frozen=True, slots=True)
class LocalAsk:
    """What a municipality asks beside the five fields of article 438 Sr, and the ground it named for it."""

    fields: tuple[LocalField, ...] = ()
    ground: str = ""


@dataclass(frozen=True, slots=True)
class LocalValue:
    """One field that the municipality asks for: how it is called, and what was recorded (None or empty: nothing)."""

    label: str
    value: str | date | None


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One stay with the five fields of article 438 Sr, and what the municipality asks on a ground of its own.

    `person_id` is for the access log and is never shown.
    """

    person_id: UUID
    site_id: UUID
    name: str
    residence: str
    arrival: date
    document: str
    departure: date | None
    local: tuple[LocalValue, ...] = ()


def local_ask_of(actor: Actor) -> LocalAsk:
    """What the actor's own municipality asks, the fields in their fixed order."""
    municipality = Municipality.objects.filter(code=actor.municipality_code).first()
    if municipality is None:
        return LocalAsk()
    return LocalAsk(
        tuple(field for field in LocalField if field in municipality.local_fields), municipality.local_ground
    )


def night_register(
    *, actor: Actor, site_ids: Iterable[UUID], period: Period, known_at: datetime | None
) -> QuerySet[Stay]:
    """The stays with at least one night in the period; empty outside the actor's territory. `page_by_day` sorts them.

    `known_at` leaves corrections made after that moment aside. Names are always as they are written now.
    """
    if not actor.may(SEE_NIGHT_REGISTER):
        return Stay.objects.none()
    stays = stays_of(actor).select_related("worker", "site__provider", "employer").filter(site__in=list(site_ids))
    stays = believed(stays) if known_at is None else as_known_at(stays, known_at)
    return in_period(stays, period.first, period.until).order_by("pk")


def line_of(stay: Stay, ask: LocalAsk) -> RegisterLine:
    """A stay as a line of the register, in the language of the reader."""
    return RegisterLine(
        person_id=stay.worker.person_id,
        site_id=stay.site_id,
        name=stay.worker.name,
        residence=stay.worker.residence,
        arrival=stay.arrival,
        document=str(stay.worker.get_document_kind_display()),
        departure=stay.departure,
        local=tuple(LocalValue(str(field.label), _LOCAL_VALUES[field](stay)) for field in ask.fields),
    )


def _nationality(stay: Stay) -> str:
    return nationality_named(stay.worker.nationality, get_language() or "nl")


_LOCAL_VALUES: dict[LocalField, Callable[[Stay], str | date | None]] = {
    LocalField.DATE_OF_BIRTH: lambda stay: stay.worker.date_of_birth,
    LocalField.NATIONALITY: _nationality,
    LocalField.DOCUMENT_NUMBER: lambda stay: stay.worker.document_number,
    LocalField.EXPECTED_DEPARTURE: lambda stay: stay.expected_departure,
    LocalField.EMPLOYER: lambda stay: stay.employer.name if stay.employer else "",
}
