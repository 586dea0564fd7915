"""Whom letters are for and who sends them, as the register and the assessments have it."""

from datetime import date
from typing import Any
from uuid import UUID

from thoes.accounts.public import Actor
from thoes.housing.public import Site
from thoes.places.public import Organisation, OrganisationKind, municipality_names
from thoes.registration.letters.composing import Recipient, Sender
from thoes.registration.letters.texts import first_guess
from thoes.registration.models import Assessment, DeskDetails
from thoes.registration.queries import names_of, nationalities_of
from thoes.registration.queries import worklist as worklist_of
from thoes.registration.reasons.reading import reasons_of


def recipients_of(persons: list[UUID], *, actor: Actor, languages: dict[UUID, str]) -> dict[UUID, Recipient]:
    """What the letters to these people say, in the order given; who is of another municipality is left out."""
    # What `worklist` adds to a row is not known to the type of the row.
    rows: dict[UUID, Any] = {row.person_id: row for row in worklist_of(actor).filter(person__in=persons)}
    names, nationalities = names_of(persons, actor=actor), nationalities_of(persons, actor=actor)
    if not rows:
        return {}
    reasons = reasons_of(rows.values(), actor=actor)
    return {
        person: Recipient(
            name=_first_name_first(names.get(person, "–")),
            address=_address(rows[person]),
            language=languages.get(person) or first_guess(nationalities.get(person, "")),
            code=rows[person].code,
            nights=rows[person].nights_in_window,
            days=_days_of(rows[person]),
            rule=reasons[person].parameters,
            nights_shown=reasons[person].shown,
            sites=reasons[person].names,
            rni_since=rows[person].rni_since,
        )
        for person in persons
        if person in rows
    }


def sender_of(actor: Actor) -> Sender:
    """The actor's municipality with what was filled in of its desk."""
    place = municipality_names()[actor.municipality_code]
    return Sender(actor.organisation_name, place, _contact(actor.municipality_code))


def desk_of(site: Site) -> Sender:
    """The desk of the municipality that a site lies in."""
    desk = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, municipality=site.municipality_id).first()
    name = desk.name if desk else site.municipality.name
    return Sender(name, site.municipality.name, _contact(site.municipality_id))


def details_of(municipality_code: str) -> DeskDetails | None:
    """What was filled in of the desk of a municipality."""
    return DeskDetails.objects.filter(municipality=municipality_code).first()


def _contact(municipality_code: str) -> tuple[str, ...]:
    details = details_of(municipality_code)
    return details.lines if details else ()


def _days_of(row: Assessment) -> dict[str, date | None]:
    names = ("counted_from", "expected_from", "duty_from", "register_by", "approaching_on")
    return {name: getattr(row, name) for name in names}


def _address(row: Assessment) -> str:
    return row.site.address if row.site else ""


def _first_name_first(name: str) -> str:
    family, _comma, given = name.partition(", ")
    return f"{given} {family}".strip()
