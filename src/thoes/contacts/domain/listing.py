"""One helper as it is known: organisation, service, location, telephone, schedule and language in one value.

After Open Referral HSDS 3.0 (https://docs.openreferral.org), whose parts `hsds.py` makes of it. It is one value because it is
checked, proposed, compared and handed on as one: who dials the number also sees the address. Not here: names of people, and
what somebody thinks of a helper.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any


class HelperKind(StrEnum):
    """What somebody turns to it for; in the order in which they are offered."""

    EMERGENCY = "emergency"
    SHELTER = "shelter"
    DOCTOR = "doctor"
    MUNICIPALITY = "municipality"
    RNI = "rni"
    INFORMATION = "information"
    LEGAL = "legal"
    UNION = "union"
    LANGUAGE = "language"
    AUTHORITY = "authority"
    EMBASSY = "embassy"


class OnHolidays(StrEnum):
    """What a holiday does to the hours."""

    UNKNOWN = "unknown"
    CLOSED = "closed"
    AS_USUAL = "as_usual"
    AS_SUNDAY = "as_sunday"


class ListingError(ValueError):
    """A listing that cannot be right; `field` is the part that is wrong."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


# A day may end at 24:00; what closes at or before the hour at which it opened goes on past midnight.
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")
_NUMBER = re.compile(r"\+?\d(?:[ \-]?\d){1,14}")
_SITE = re.compile(r"https?://[^\s/]+\.[^\s]+")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as it is dialled, and what it is for where there are several."""

    number: str
    says: str = ""

    def __post_init__(self) -> None:
        if not _NUMBER.fullmatch(self.number):
            raise ListingError("phones")

    @property
    def dialled(self) -> str:
        """Without spaces, for a `tel:` link."""
        return re.sub(r"[ \-]", "", self.number)


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is."""

    street: str
    postcode: str
    town: str

    @property
    def in_one_line(self) -> str:
        return ", ".join(filter(None, (self.street, f"{self.postcode} {self.town}".strip())))


@dataclass(frozen=True, slots=True)
class Hours:
    """On these days of the week (0 is Monday) it is open from `opens` until `closes`."""

    days: tuple[int, ...]
    opens: str
    closes: str

    def __post_init__(self) -> None:
        wrong_day = not self.days or not set(self.days) <= set(range(7))
        if wrong_day or not (_CLOCK.fullmatch(self.opens) and _CLOCK.fullmatch(self.closes)) or self.opens == "24:00":
            raise ListingError("hours")


@dataclass(frozen=True, slots=True)
class OtherDays:
    """From `first` up to and including `last` the hours are others: closed, where there are none."""

    first: date
    last: date
    opens: str = ""
    closes: str = ""
    says: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first or bool(self.opens) != bool(self.closes):
            raise ListingError("other_days")
        if self.opens and not (_CLOCK.fullmatch(self.opens) and _CLOCK.fullmatch(self.closes)):
            raise ListingError("other_days")


@dataclass(frozen=True, slots=True)
class Source:
    """Where it was read. It is official where the helper itself or another public body says it there."""

    link: str = ""
    seen: str = ""
    is_official: bool = False

    def __post_init__(self) -> None:
        if self.link and not _SITE.fullmatch(self.link):
            raise ListingError("source")

    @property
    def may_be_shown(self) -> bool:
        return self.is_official and bool(self.link)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A helper. `municipality` is that in which it is and which keeps it; "" is kept by the province.

    `serves` are the codes of the municipalities whose people it is for: none of them is all of Limburg. `says` holds what
    it is for, by language. `languages` are those that somebody heard or read there, never guessed.
    """

    name: str
    kind: HelperKind
    municipality: str = ""
    serves: tuple[str, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)
    phones: tuple[Phone, ...] = ()
    email: str = ""
    website: str = ""
    place: Place | None = None
    hours: tuple[Hours, ...] = ()
    other_days: tuple[OtherDays, ...] = ()
    on_holidays: OnHolidays = OnHolidays.UNKNOWN
    only_by_appointment: bool = False
    languages: tuple[str, ...] = ()
    source: Source = Source()

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ListingError("name")
        if self.website and not _SITE.fullmatch(self.website):
            raise ListingError("website")
        if self.email and not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", self.email):
            raise ListingError("email")

    def is_for(self, municipality: str) -> bool:
        """Whether people of this municipality can go there."""
        return not self.serves or municipality in self.serves


# What stands in columns of its own, so that a list can be narrowed by it.
_COLUMNS = ("name", "kind", "municipality")


def as_facts(listing: Listing) -> dict[str, Any]:
    """The rest of a listing as plain JSON, without what is empty."""
    found: dict[str, Any] = {}
    for each in fields(listing):
        value = getattr(listing, each.name)
        if each.name not in _COLUMNS and value:
            found[each.name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Phone | Place | Hours | OtherDays | Source):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else dict(value) if isinstance(value, Mapping) else value


def listing_of(name: str, kind: str, municipality: str, facts: Mapping[str, Any]) -> Listing:
    """A listing out of its columns and facts; a `ListingError` for what cannot be right."""
    place, source = facts.get("place"), facts.get("source")
    try:
        return Listing(
            name=name,
            kind=HelperKind(kind),
            municipality=municipality,
            serves=tuple(facts.get("serves", ())),
            says=dict(facts.get("says", {})),
            phones=tuple(Phone(**each) for each in facts.get("phones", ())),
            email=facts.get("email", ""),
            website=facts.get("website", ""),
            place=Place(**place) if place else None,
            hours=tuple(Hours(tuple(each["days"]), each["opens"], each["closes"]) for each in facts.get("hours", ())),
            other_days=tuple(_other_days(each) for each in facts.get("other_days", ())),
            on_holidays=OnHolidays(facts.get("on_holidays", OnHolidays.UNKNOWN)),
            only_by_appointment=bool(facts.get("only_by_appointment", False)),
            languages=tuple(facts.get("languages", ())),
            source=Source(**source) if source else Source(),
        )
    except ListingError:
        raise
    except (TypeError, KeyError, ValueError) as wrong:
        raise ListingError("facts") from wrong


def _other_days(read: Mapping[str, Any]) -> OtherDays:
    days = {name: date.fromisoformat(read[name]) for name in ("first", "last")}
    return OtherDays(**{**read, **days})
