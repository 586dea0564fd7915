"""What any BRP can be asked here: who is registered at an address. No number of a person ever comes out of it."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from thoes.kernel.refusals import Refusal

_HOUSE_NUMBER = re.compile(r"([0-9]{1,5})[ -]*([A-Za-z](?![A-Za-z]))?[ -]*([A-Za-z0-9]{1,4})?")
_POSTCODE = re.compile(r"[1-9][0-9]{3} ?[A-Za-z]{2}")
_OBJECT = re.compile(r"(?!0{16})[0-9]{16}")


@dataclass(frozen=True, slots=True)
class BrpPlace:
    """An address. `object_id` is the number of the addressable object in the BAG, when it is known."""

    site_id: UUID
    postcode: str
    number: int
    letter: str
    addition: str
    municipality: str
    object_id: str = ""


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who is registered at the address; `registered_on` is the day of registration in the municipality."""

    given_name: str
    family_name: str
    birth_date: date | None
    registered_on: date


@dataclass(slots=True)
class Residents:
    """An answer; `left_out` holds a code for each resident who is not in it, and says why."""

    people: list[Resident] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


class BrpSource(Protocol):
    """A BRP. Refuses with a code that begins with `brp_` when there is no answer."""

    def residents_at(self, place: BrpPlace, *, on: date, asked_by: UUID) -> Residents:
        """Who is registered at this address on a day."""
        ...


def place_of(*, site_id: UUID, postcode: str, house_number: str, municipality: str, object_id: str = "") -> BrpPlace:
    """The address of a site as the BRP wants it; refuses an address or a number that it would not understand."""
    found = _HOUSE_NUMBER.fullmatch(house_number.strip())
    if object_id and not _OBJECT.fullmatch(object_id):
        raise Refusal("brp_object_unclear", field="object_id")
    if not object_id and (found is None or not _POSTCODE.fullmatch(postcode.strip())):
        raise Refusal("brp_address_unclear", field="site")
    return BrpPlace(
        site_id=site_id,
        postcode=postcode.replace(" ", "").upper(),
        number=int(found.group(1)) if found else 0,
        letter=(found.group(2) or "") if found else "",
        addition=(found.group(3) or "") if found else "",
        municipality=municipality,
        object_id=object_id,
    )
