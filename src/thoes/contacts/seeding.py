"""Put what was found on public pages in the queue of what is to be checked: nothing of it is shown before somebody did.

Doing it again adds what is new in the file and changes nothing that is there: who keeps the contacts knows better.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from thoes.contacts.domain.hours_text import read_hours
from thoes.contacts.domain.listing import HelperKind, Listing, OnHolidays, Phone, Place, Source
from thoes.contacts.models import Contact, Origin
from thoes.contacts.services import new_contact, propose
from thoes.kernel.yaml_text import read_yaml
from thoes.places.public import Municipality, municipality_names

_FILE = Path(__file__).with_name("seed.yaml")


class Areas:
    """The codes of municipalities by their names and by those of their regions. Raises `KeyError` for another name."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, ...]] = {name: (code,) for code, name in municipality_names().items()}
        for code, region in Municipality.objects.order_by("pk").values_list("pk", "region_id"):
            self._codes[region] = (*self._codes.get(region, ()), code)

    def code(self, name: str) -> str:
        return self._codes[name][0] if name else ""

    def codes(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({code for name in names for code in self._codes[name]}))


def seed() -> list[dict[str, Any]]:
    """What the file holds, the municipalities as contacts like the others."""
    read = read_yaml(_FILE.read_text(encoding="utf-8"))
    return [*read["contacts"], *map(_municipality, read["municipalities"])]


def _municipality(said: Mapping[str, Any]) -> dict[str, Any]:
    phones = [said[name] for name in ("phone", "phone_from_abroad") if name in said]
    name = said["name"]
    own = {key: value for key, value in said.items() if not key.startswith("phone")}
    return {
        **own, "key": f"gemeente-{slugify(name)}", "name": f"Gemeente {name}", "kind": "municipality",
        "municipality": name, "serves": [name], "phones": phones,
    }  # fmt: skip


def listing_in(said: Mapping[str, Any], areas: Areas) -> Listing:
    """An entry of the file as a listing; a `ListingError` or `KeyError` where it cannot be right."""
    source = said.get("source", {})
    place = said.get("place")
    return Listing(
        name=said["name"],
        kind=HelperKind(said["kind"]),
        municipality=areas.code(said.get("municipality", "")),
        serves=areas.codes(said.get("serves", ())),
        says=said.get("says", {}),
        phones=tuple(Phone(str(each)) for each in said.get("phones", ())),
        email=said.get("email", ""),
        website=said.get("website", ""),
        place=Place(**place) if place else None,
        hours=read_hours(said.get("hours", "")),
        on_holidays=OnHolidays(said.get("on_holidays", "unknown")),
        only_by_appointment=said.get("only_by_appointment", False),
        languages=tuple(said.get("languages", ())),
        source=Source(source.get("link", ""), str(source.get("seen", "")), source.get("official", False)),
    )


@transaction.atomic
def ensure_queue(*, at: datetime) -> int:
    """Add the contacts that are not there yet, unchecked, with what contradicts them; gives how many were added."""
    areas, known = Areas(), set(Contact.objects.values_list("key", flat=True))
    added = 0
    for said in seed():
        if said["key"] in known:
            continue
        contact = new_contact(listing_in(said, areas), at=at, key=said["key"])
        for other in said.get("also", ()):
            changed = {key: value for key, value in other.items() if key != "why"}
            listing = listing_in({**said, **changed}, areas)
            propose(contact, listing, origin=Origin.RESEARCH, why=other["why"], at=at)
        added += 1
    return added
