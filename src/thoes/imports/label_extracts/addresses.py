"""Find the site of an address, however the address was typed. Two sites at one address are left to a person."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from thoes.intake.public import normalise
from thoes.kernel.postcodes import last_postcode

_WHOLE = re.compile(
    r"^\s*(?P<street>.*?\D)\s+(?P<number>\d+\s*[-/]?\s*\w{0,6})\s*(?:,|\s)?\s*(?P<postcode>\d{4}\s?[A-Za-z]{2})?\b"
)


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
        if code := last_postcode(whole):
            postcode = postcode or code.group()
            whole = f"{whole[: code.start()]} {whole[code.end() :]}"
        match = _WHOLE.match(whole)
        if match:
            street, number = street or match["street"], number or match["number"]
    return Address(
        normalise(street), normalise(number).replace(" ", ""), normalise(postcode).replace(" ", ""), normalise(town)
    )


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
