"""To which addresses on the web a contact leads, so that somebody can look whether they still open."""

from dataclasses import dataclass
from uuid import UUID

from thoes.accounts.public import Actor
from thoes.contacts.access import kept_contacts
from thoes.contacts.models import Contact


@dataclass(frozen=True, slots=True)
class ContactLinks:
    """A contact, who keeps it (the name of a municipality, "" for the province), and its addresses: https alone is opened."""

    pk: UUID
    name: str
    keeper: str
    links: tuple[str, ...]


def contact_links(*, kept_by: Actor | None = None) -> list[ContactLinks]:
    """Of every contact that is there, or of those that somebody keeps."""
    contacts = Contact.objects.select_related("municipality").order_by("name", "key")
    if kept_by is not None:
        contacts = kept_contacts(kept_by)
    return [_links_of(row) for row in contacts.filter(gone_on=None)]


def _links_of(row: Contact) -> ContactLinks:
    listing = row.listing
    links = {link.partition("#")[0] for link in (listing.website, listing.source.link) if link.startswith("https://")}
    return ContactLinks(row.pk, row.name, row.municipality.name if row.municipality else "", tuple(sorted(links)))
