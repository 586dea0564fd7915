"""Where somebody with a question can go in a municipality: to who answers there, and to its general desk.

Nobody is sent to a contact person who does not answer us either. No question is kept here: it goes by the mail or telephone
of who asks.
"""

from dataclasses import dataclass
from datetime import date

from thoes.contacts.domain.listing import HelperKind
from thoes.contacts.people import Answering, answering_for
from thoes.contacts.queries import PublicContact, public_contacts


@dataclass(frozen=True, slots=True)
class WayToAsk:
    """Who answers (the deputy where the contact person does not), and the desk of the municipality itself.

    `desk` may be a contact that is not sure: then only its name and official page are left of it.
    """

    person: Answering | None
    desk: PublicContact | None


def way_to_ask(municipality: str, *, on: date) -> WayToAsk:
    """For a question about this municipality, on a day."""
    desks = [
        each
        for each in public_contacts(on=on)
        if each.listing.kind is HelperKind.MUNICIPALITY and each.listing.municipality == municipality
    ]
    sure_first = sorted(desks, key=lambda each: not each.is_sure)
    return WayToAsk(answering_for(municipality, on=on), sure_first[0] if sure_first else None)
