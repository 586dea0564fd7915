"""A listing as a service of Open Referral HSDS 3.0, and back.

How ours are mapped, and where the standard has no room:

- each listing is a service with its organisation, its location and, at that location, nothing else;
- `schedules` have a time of the wall clock in Limburg and no `timezone`, which there is a number: it is wrong for half the
  year. Hours until 24:00 are said as 23:59. What holidays do is a sentence in `description`, as is "only by appointment"
  in `application_process`;
- the kind is an `attribute` with a term of our own taxonomy; `assured_date` is the day of our check. Who checked has a name
  and no e-mail address, so `assurer_email` is not there;
- HSDS translates nothing: what a service is for stands here in Dutch, and beside it in a file for each language.

https://docs.openreferral.org/en/3.0/hsds/schema_reference.html, read at schema/*.json of openreferral/specification.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from babel import Locale, UnknownLocaleError

from thoes.contacts.domain.listing import (
    HelperKind,
    Hours,
    Listing,
    ListingError,
    OnHolidays,
    OtherDays,
    Phone,
    Place,
)

VERSION = "3.0"
TAXONOMY = "Thoes: who helps"
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_HOLIDAYS = {
    OnHolidays.CLOSED: "Op feestdagen dicht.",
    OnHolidays.AS_USUAL: "Op feestdagen open als op andere dagen.",
    OnHolidays.AS_SUNDAY: "Op feestdagen als op zondag.",
}
_BY_APPOINTMENT = "Alleen op afspraak."
_CLOSED = "Dicht"
Json = dict[str, Any]


def service_of(key: str, listing: Listing, *, checked_on: date, names: Mapping[str, str]) -> Json:
    """The service; `names` are the municipalities by code. Its numbers are the same each time, made of the key."""
    own = _numbers(key)
    service_id = own("service")
    service: Json = {
        "id": service_id,
        "name": listing.name,
        "status": "active",
        "description": listing.says.get("nl", ""),
        "url": listing.source.link,
        "assured_date": checked_on.isoformat(),
        "organization": _organization(listing, own),
        "phones": [_phone(each, own(f"phone {place}")) for place, each in enumerate(listing.phones)],
        "languages": [{"id": own(f"language {code}"), "code": code} for code in listing.languages],
        "service_areas": [{"id": own(f"area {code}"), "name": names.get(code, code)} for code in listing.serves],
        "schedules": _schedules(listing, own),
        "attributes": [_attribute(listing.kind, own("kind"), service_id)],
    }
    if listing.email:
        service["email"] = listing.email
    if listing.only_by_appointment:
        service["application_process"] = _BY_APPOINTMENT
    if listing.place:
        service["service_at_locations"] = [_at_location(listing.place, own)]
    return service


def _numbers(key: str) -> Any:
    root = uuid5(NAMESPACE_URL, f"thoes:contacts:{key}")
    return lambda part: str(uuid5(root, part))


def _organization(listing: Listing, own: Any) -> Json:
    organization: Json = {
        "id": own("organization"),
        "name": listing.name,
        # It must be there in HSDS 3.0.
        "description": listing.says.get("nl", "") or listing.name,
    }
    if listing.website:
        organization["website"] = listing.website
    return organization


def _phone(phone: Phone, number: str) -> Json:
    said = {"description": phone.says} if phone.says else {}
    return {"id": number, "number": phone.number, "type": "voice", **said}


def _attribute(kind: HelperKind, number: str, service: str) -> Json:
    term = str(uuid5(UUID(int=0), f"thoes:kind:{kind}"))
    return {
        "id": number,
        "link_id": service,
        "link_entity": "service",
        "taxonomy_term_id": term,
        "taxonomy_term": {
            "id": term, "code": kind.value, "name": kind.value, "description": kind.value, "taxonomy": TAXONOMY,
        },
    }  # fmt: skip


def _at_location(place: Place, own: Any) -> Json:
    address: Json = {
        "id": own("address"), "address_1": place.street, "city": place.town, "state_province": "Limburg",
        "postal_code": place.postcode, "country": "NL", "address_type": "physical",
    }  # fmt: skip
    location = {"id": own("location"), "location_type": "physical", "addresses": [address]}
    return {"id": own("at location"), "location": location}


def _schedules(listing: Listing, own: Any) -> list[Json]:
    usual = [
        {
            "id": own(f"hours {place}"), "freq": "WEEKLY", "interval": 1, "byday": ",".join(_DAYS[day] for day in each.days),
            "opens_at": each.opens, "closes_at": _closing(each.closes),
        }
        for place, each in enumerate(listing.hours)
    ]  # fmt: skip
    other = [
        {
            "id": own(f"other {each.first}"), "valid_from": each.first.isoformat(), "valid_to": each.last.isoformat(),
            "description": each.says or _CLOSED,
            **({"opens_at": each.opens, "closes_at": _closing(each.closes)} if each.opens else {}),
        }
        for each in listing.other_days
    ]  # fmt: skip
    if usual and listing.on_holidays in _HOLIDAYS:
        usual[0]["description"] = _HOLIDAYS[listing.on_holidays]
    return [*usual, *other]


def _closing(clock: str) -> str:
    return "23:59" if clock == "24:00" else clock


def page_of(services: Iterable[Json]) -> Json:
    """The services as the one page of a list, as the API of HSDS gives it."""
    contents = list(services)
    return {
        "total_items": len(contents), "total_pages": 1, "page_number": 1, "size": len(contents), "first_page": True,
        "last_page": True, "empty": not contents, "contents": contents,
    }  # fmt: skip


def phones_in(said: Any) -> tuple[Phone, ...]:
    """The numbers of `phones`; a `ListingError` for what is none."""
    return tuple(Phone(str(each.get("number", "")).strip(), str(each.get("description") or "")) for each in _list(said))


def languages_in(said: Any) -> tuple[str, ...]:
    """The codes of `languages`, those of two letters; a `ListingError` for one that no language has."""
    codes = {str(each.get("code") or "").lower() for each in _list(said)}
    found = tuple(sorted(code for code in codes if len(code) == 2 and code.isalpha()))
    if not all(_is_language(code) for code in found):
        raise ListingError("languages")
    return found


def _is_language(code: str) -> bool:
    try:
        Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def kind_in(said: Any) -> HelperKind | None:
    """The kind out of `attributes`, where it is one of our taxonomy."""
    codes = {str((each.get("taxonomy_term") or {}).get("code") or "") for each in _list(said)}
    return next((kind for kind in HelperKind if kind.value in codes), None)


def place_in(said: Any) -> Place | None:
    """The first address of `service_at_locations`."""
    for each in _list(said):
        for address in _list((each.get("location") or {}).get("addresses") or []):
            parts = (str(address.get(name) or "") for name in ("address_1", "postal_code", "city"))
            return Place(*parts)
    return None


def hours_in(said: Any) -> tuple[tuple[Hours, ...], tuple[OtherDays, ...], OnHolidays]:
    """The hours, the other days and what holidays do out of `schedules`; a `ListingError` for one that is not understood."""
    usual, other, holidays = [], [], OnHolidays.UNKNOWN
    for each in _list(said):
        opens, closes = (str(each.get(name) or "")[:5] for name in ("opens_at", "closes_at"))
        closes = "24:00" if closes == "23:59" else closes
        description = str(each.get("description") or "")
        if each.get("byday"):
            if each.get("freq") != "WEEKLY" or each.get("interval") not in (None, 1):
                raise ListingError("hours")
            usual.append(Hours(_days(str(each["byday"])), opens, closes))
            holidays = next((does for does, words in _HOLIDAYS.items() if words == description), holidays)
        else:
            first, last = (str(each.get(name) or "") for name in ("valid_from", "valid_to"))
            other.append(_other_days(first, last, opens, closes, "" if description == _CLOSED else description))
    return tuple(usual), tuple(other), holidays


def _other_days(first: str, last: str, opens: str, closes: str, says: str) -> OtherDays:
    try:
        return OtherDays(date.fromisoformat(first), date.fromisoformat(last), opens, closes, says)
    except ValueError as wrong:
        raise ListingError("other_days") from wrong


def _days(said: str) -> tuple[int, ...]:
    try:
        return tuple(sorted(_DAYS.index(day.strip().upper()) for day in said.split(",")))
    except ValueError as wrong:
        raise ListingError("hours") from wrong


def is_by_appointment(said: str) -> bool:
    """Whether `application_process` says what we say there."""
    return said.strip() == _BY_APPOINTMENT


def areas_in(said: Any) -> tuple[str, ...]:
    """The names in `service_areas`."""
    return tuple(str(each.get("name") or "") for each in _list(said))


def _list(said: Any) -> list[Json]:
    if not isinstance(said, list) or not all(isinstance(each, dict) for each in said):
        raise ListingError("facts")
    return said
