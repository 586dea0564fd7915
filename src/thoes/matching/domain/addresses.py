"""Say whether two Dutch addresses are one: by postcode and number, or by street and number. Additions are left aside."""

import re
from dataclasses import dataclass

from anyascii import anyascii

from thoes.kernel.postcodes import last_postcode

_NUMBER = re.compile(r"(?<![0-9])([0-9]{1,5})(?![0-9])")


@dataclass(frozen=True, slots=True)
class Address:
    """What of an address can be compared; empty where it is not known."""

    street: str = ""
    number: str = ""
    postcode: str = ""

    @property
    def keys(self) -> frozenset[str]:
        """The ways to find this address: none when the number, or both street and postcode, are missing."""
        if not self.number:
            return frozenset()
        return frozenset(f"{place} {self.number}" for place in (self.street, self.postcode) if place)


def address_of(street: str, number: str, postcode: str) -> Address:
    """An address from its parts."""
    found = _NUMBER.search(number)
    code = last_postcode(postcode)
    return Address(
        street=_words(street), number=str(int(found.group(1))) if found else "", postcode=_joined(code) if code else ""
    )


def address_in(text: str) -> Address:
    """An address from one line, such as "Proefweg 12a, 5911 AA Venlo"."""
    code = last_postcode(text)
    before = text[: code.start()] if code else text
    # The last number before the postcode: "Plein 1940 12" is number twelve.
    numbers = list(_NUMBER.finditer(before))
    if not numbers:
        return Address(postcode=_joined(code) if code else "")
    last = numbers[-1]
    return address_of(before[: last.start()], last.group(1), code.group() if code else "")


def _joined(code: re.Match[str]) -> str:
    return f"{code.group(1)}{code.group(2)}".casefold()


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(text).casefold()))
