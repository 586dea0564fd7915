"""Find the site of an address, however the address was typed. Two sites at one address are left to a person."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from thoes.intake.public import normalise
from thoes.kernel.addresses import number_key, parse_address
from thoes.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address, in small letters without signs; what is not known is empty."""

    street: str
    number: str
    postcode: str
    town: str = ""


def address_of(*, street: str, number: str, postcode: str, whole: str = "", town: str = "") -> Address:
    """An address out of its columns, or out of one text such as "Proefweg 7a, 5911 AB Venlo"."""
    if whole and not (street and number):
        # What does not come out whole finds no site, and comes back.
        with suppress(Refusal):
            found = parse_address(whole)
            street, number = street or found.street, number or found.number
            postcode, town = postcode or found.postcode, town or found.town
    return Address(normalise(street), number_key(number), normalise(postcode).replace(" ", ""), normalise(town))


@dataclass(frozen=True, slots=True)
class KnownSite:
    """A site with its address."""

    site_id: UUID
    name: str
    address: Address


class AddressBook:
    """Finds sites by postcode and number, and by street and number where the postcode does not settle it."""

    def __init__(self, sites: Iterable[KnownSite]) -> None:
        self._by_postcode: dict[tuple[str, str], list[KnownSite]] = {}
        self._by_street: dict[tuple[str, str], list[KnownSite]] = {}
        self.towns: set[str] = set()
        for site in sites:
            self._by_postcode.setdefault((site.address.postcode, site.address.number), []).append(site)
            self._by_street.setdefault((site.address.street, site.address.number), []).append(site)
            self.towns.add(site.address.town)

    def find(self, wanted: Address) -> list[KnownSite]:
        """The sites at this address: none, one, or several that cannot be told apart."""
        if not wanted.number:
            return []
        if wanted.postcode:
            found = self._by_postcode.get((wanted.postcode, wanted.number), [])
            same_street = [site for site in found if not wanted.street or site.address.street == wanted.street]
            return same_street or (found if len(found) == 1 and not wanted.street else [])
        found = self._by_street.get((wanted.street, wanted.number), [])
        same_town = [site for site in found if not wanted.town or site.address.town == wanted.town]
        return same_town
