"""Which contacts somebody keeps: a municipality its own, the province all of them, those of no municipality too."""

from uuid import UUID

from django.db.models import QuerySet

from thoes.accounts.public import Actor
from thoes.contacts.models import Contact
from thoes.contacts.permissions import KEEP_CONTACTS
from thoes.kernel.refusals import Refusal
from thoes.places.public import OrganisationKind


def is_of_province(actor: Actor) -> bool:
    return actor.organisation_kind == OrganisationKind.PROVINCE


def kept_contacts(actor: Actor) -> QuerySet[Contact]:
    """Those that the actor may check and change, by name."""
    if not actor.may(KEEP_CONTACTS):
        return Contact.objects.none()
    contacts = Contact.objects.select_related("municipality").order_by("name", "key")
    return contacts if is_of_province(actor) else contacts.filter(municipality=actor.municipality_code)


def contact_to_keep(actor: Actor, contact_id: UUID) -> Contact:
    """One of them, locked for what is done about it; refused where it is not the actor's."""
    if not actor.may(KEEP_CONTACTS):
        raise PermissionError("this actor may not keep contacts")
    found = kept_contacts(actor).select_related(None).select_for_update(of=("self",)).filter(pk=contact_id).first()
    if found is None:
        raise Refusal("contact_not_yours")
    return found


def keeps(actor: Actor, municipality: str) -> bool:
    """Whether the actor keeps what is of this municipality ("" is of none)."""
    return actor.may(KEEP_CONTACTS) and (is_of_province(actor) or actor.municipality_code == municipality)
