"""Contacts that a page names by their key, such as an answer of the guide that sends somebody to the right one.

Unlike in the list of who helps, one that nobody checked yet is there: its name and its official page, and that it was not
checked. Without an official page it is left out, as is one that is gone. No number of such a one is ever given.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from thoes.contacts.domain.listing import Listing, Phone
from thoes.contacts.domain.states import CheckState
from thoes.contacts.models import Contact
from thoes.contacts.queries import state_on, with_contradictions


@dataclass(frozen=True, slots=True)
class NamedContact:
    """What a page may say of it: `phones` only where somebody of us checked it and that still holds."""

    key: str
    name: str
    page: str
    phones: tuple[Phone, ...]
    state: CheckState
    checked_on: date | None


def named_contacts(keys: Iterable[str], *, on: date) -> dict[str, NamedContact]:
    """Those of these keys of which something may be said, by key."""
    rows = with_contradictions(Contact.objects.filter(key__in=set(keys), gone_on=None))
    found = {row.key: (row, row.listing) for row in rows}
    return {key: _named(row, listing, on=on) for key, (row, listing) in found.items() if listing.source.may_be_shown}


def _named(row: Contact, listing: Listing, *, on: date) -> NamedContact:
    state = state_on(row, on=on)
    is_sure = state is CheckState.CHECKED
    return NamedContact(
        key=row.key,
        name=listing.name,
        page=(listing.website or listing.source.link) if is_sure else _official_page(listing),
        phones=listing.phones if is_sure else (),
        state=state,
        checked_on=row.checked_on,
    )


def _official_page(listing: Listing) -> str:
    """The start of their site where the official page is on that same site, and else the official page."""
    website, source = _host(listing.website), _host(listing.source.link)
    return listing.website if website and website == source else listing.source.link


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
