"""What a reader typed into a field, as the fields of a worker: only what the municipality of the site has a ground for.

The lines themselves go no further than here: they are put in no page, address or log.
"""

from collections.abc import Collection
from datetime import date

from thoes.kernel.machine_readable_zone import TravelDocument, read_zone, seems_a_zone
from thoes.kernel.refusals import Refusal
from thoes.places.public import LocalField
from thoes.register.models import DocumentKind
from thoes.register.nationalities import nationality_of


def fields_of_document(text: str, *, allowed: Collection[str], on: date) -> dict[str, str]:
    """As a form would have sent them; raises `Refusal`, and then nothing of it may be shown again."""
    document = read_zone(text, on=on)
    fields = {
        "family_name": document.family_name,
        "given_name": document.given_name,
        "document_kind": _kind(document).value,
    }
    if LocalField.DATE_OF_BIRTH in allowed and document.date_of_birth:
        fields[LocalField.DATE_OF_BIRTH.value] = document.date_of_birth.isoformat()
    if LocalField.NATIONALITY in allowed and (nationality := nationality_of(document.nationality)):
        fields[LocalField.NATIONALITY.value] = nationality
    if LocalField.DOCUMENT_NUMBER in allowed:
        fields[LocalField.DOCUMENT_NUMBER.value] = document.number
    return fields


def _kind(document: TravelDocument) -> DocumentKind:
    # A residence permit has the form of a card too; the zone does not tell them apart in every country.
    return DocumentKind.PASSPORT if document.is_passport else DocumentKind.IDENTITY_CARD


def read_into(sent: dict[str, str], *, allowed: Collection[str], on: date) -> Refusal | bool:
    """Put a document that was read into the name of a form in the place of what was sent; whether there was one.

    A document that was not read right leaves the name empty, and gives the reason.
    """
    if not seems_a_zone(sent.get("family_name", "")):
        return False
    text = sent.pop("family_name")
    try:
        sent |= fields_of_document(text, allowed=allowed, on=on)
    except Refusal as refusal:
        return refusal
    return True
