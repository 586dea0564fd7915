"""What the attack tests try to reach of the contacts."""

from typing import Any

from django.utils import timezone

from thoes.contacts.domain.listing import HelperKind, Listing, Phone, Source
from thoes.contacts.models import ContactPerson, Origin
from thoes.contacts.services import new_contact, propose

SECRETS = ("Geheimanova", "geheim.adres@venlo.example", "Geheime folder")


def rows(values: dict[str, Any]) -> dict[str, Any]:
    """A contact of Venlo that nobody checked, a proposal, and a contact person who did not agree to be shown."""
    now = timezone.now()
    source = Source("https://www.venlo.example/", "", is_official=True)
    listing = Listing(name="Loket Voorbeeld", kind=HelperKind.RNI, municipality="GM0983", source=source)
    contact = new_contact(listing, at=now)
    other = Listing(
        name="Loket Voorbeeld", kind=HelperKind.RNI, municipality="GM0983", source=source, phones=(Phone("0800-0000"),)
    )
    proposal = propose(contact, other, origin=Origin.RESEARCH, why=SECRETS[2], at=now)
    assert proposal is not None
    ContactPerson.objects.create(
        municipality_id="GM0983", seat="contact", function="Contactfunctionaris Geheimanova", email=SECRETS[1],
        recorded_at=now,
    )  # fmt: skip
    return {
        "contact_id": contact.pk,
        "other_id": proposal.pk,
        "municipality_code": "GM0983",
        "seat": "contact",
        "contact": contact.key,
    }
