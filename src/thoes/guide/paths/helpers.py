"""Whom a path sends somebody to: which contact each of them is. Name, page, number and state are those of `contacts` alone."""

from collections.abc import Iterable
from datetime import date

from thoes.contacts.public import NamedContact, named_contacts

EMERGENCY = "emergency"
"""The one that is no contact: its number stands on every page of the guide and cannot be out of date."""

CONTACTS = {
    "police": "politie-geen-spoed",
    "legal_aid": "juridisch-loket",
    "unions": "fnv-zuid-oost",
    "union_cnv": "cnv",
    "inspectorate": "arbeidsinspectie",
    "fairwork": "fairwork",
    "uwv": "uwv",
    "housing_label": "snf",
    "register_waadi": "waadi-check",
    "register_sna": "sna-register",
    "idw": "idw",
    "sbb": "sbb-diploma",
    "nuffic": "nuffic",
    "protected_professions": "beschermde-beroepen",
}
"""What an answer calls somebody, and the key of the contact; what each is for stands in the texts of the paths (`helpers`)."""


def helpers_for(keys: Iterable[str], *, on: date) -> list[tuple[str, NamedContact | None]]:
    """Each of them with its contact, in this order; None for the emergency number. Who is not in the contacts is left out."""
    wanted = list(keys)
    known = named_contacts((CONTACTS[key] for key in wanted if key != EMERGENCY), on=on)
    found = [(key, None if key == EMERGENCY else known.get(CONTACTS[key])) for key in wanted]
    return [(key, contact) for key, contact in found if contact is not None or key == EMERGENCY]
