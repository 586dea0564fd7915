"""One event as one value: what it is in each language, when, where, and what who comes must know.

Times are those of the clock on the wall in Amsterdam. There is no field for a person: whom to ask is a desk (`contacts`).
What a calendar says (`source`) and what its keeper adds (`own`) are kept apart and laid over each other by `merged`, so that a
calendar that comes again takes nothing away of what was added.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from thoes.contacts.public import ListingError, Phone, Place
from thoes.events.domain.recurrence import FIRST_YEAR, LAST_YEAR, RuleError, checked_rule

SOURCE = "nl"
"""The language that the others are translations of."""
MOST_IN_TITLE, MOST_IN_TEXT, MOST_IN_WHERE = 120, 1_500, 200
_MOST_CHANGES = 500
_LONGEST = timedelta(days=62)
_SITE = re.compile(r"https?://[^\s/]+\.[^\s]+")


class EventError(ValueError):
    """An event that cannot be right: the part that is wrong, and the code of the reason."""

    def __init__(self, field: str, code: str = "event_part_unreadable") -> None:
        super().__init__(f"{field}: {code}")
        self.field, self.code = field, code


class SignUp(StrEnum):
    """Whether somebody has to say beforehand that they come."""

    UNKNOWN = "unknown"
    NOT_NEEDED = "not_needed"
    NEEDED = "needed"


class Otherwise(StrEnum):
    """What is different on one date."""

    DROPPED = "dropped"
    """It never was one of the dates."""
    CANCELLED = "cancelled"
    """It is not held, which is said."""
    MOVED = "moved"
    """It is at another time or place."""


@dataclass(frozen=True, slots=True)
class Text:
    """The words in one language. `review` has the fingerprints of the moment at which somebody read them beside the Dutch."""

    title: str
    says: str = ""
    transport: str = ""
    review: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> dict[str, str]:
        return {"title": self.title, "says": self.says, "transport": self.transport}


@dataclass(frozen=True, slots=True)
class Change:
    """One date that is otherwise: `at` is when it would begin by the rule."""

    at: datetime
    how: Otherwise
    begins: datetime | None = None
    ends: datetime | None = None
    where: str = ""
    place: Place | None = None

    def __post_init__(self) -> None:
        _refuse_moments("changes", self.at, self.begins, self.ends)
        if not isinstance(self.where, str):
            raise EventError("changes")
        if len(self.where) > MOST_IN_WHERE:
            raise EventError("where", "event_text_too_long")
        if self.how is Otherwise.MOVED and not (self.begins and self.ends and self.begins <= self.ends):
            raise EventError("changes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event. Where it repeats, `begins` and `ends` are those of the first date.

    `ends` is the last moment; of whole days the last day. `more` are dates beside the rule. A `price` of None is not known, 0
    is free. `languages` are those that are spoken there.
    """

    texts: Mapping[str, Text]
    begins: datetime
    ends: datetime
    is_all_day: bool = False
    rule: str = ""
    more: tuple[datetime, ...] = ()
    changes: tuple[Change, ...] = ()
    where: str = ""
    place: Place | None = None
    price: Decimal | None = None
    languages: tuple[str, ...] = ()
    sign_up: SignUp = SignUp.UNKNOWN
    sign_up_at: str = ""
    for_children: bool = False
    link: str = ""
    is_cancelled: bool = False

    def __post_init__(self) -> None:
        self._refuse_words()
        _refuse_moments("begins", self.begins, self.ends, *self.more)
        if self.ends < self.begins:
            raise EventError("ends", "event_ends_before_it_begins")
        if self.ends - self.begins > _LONGEST:
            raise EventError("ends", "event_too_long")
        if self.link and not _SITE.fullmatch(self.link):
            raise EventError("link", "event_link_unreadable")
        if self.price is not None and not 0 <= self.price < 10_000:
            raise EventError("price")
        if max(len(self.changes), len(self.more)) > _MOST_CHANGES:
            raise EventError("changes", "event_too_many_dates")
        self._refuse_sign_up()
        try:
            if self.rule and checked_rule(self.rule, self.begins) != self.rule:
                raise EventError("rule")
        except RuleError as wrong:
            raise EventError("rule", wrong.why) from wrong

    def _refuse_words(self) -> None:
        said = [
            self.where,
            self.link,
            self.sign_up_at,
            *(word for each in self.texts.values() for word in each.words.values()),
        ]
        if not all(isinstance(each, str) for each in said):
            raise EventError("facts")
        source = self.texts.get(SOURCE)
        if source is None or not source.title.strip():
            raise EventError("title", "event_title_missing")
        for each in self.texts.values():
            if len(each.title) > MOST_IN_TITLE or len(each.says) > MOST_IN_TEXT or len(each.transport) > MOST_IN_TEXT:
                raise EventError("title", "event_text_too_long")
        if len(self.where) > MOST_IN_WHERE:
            raise EventError("where", "event_text_too_long")

    def _refuse_sign_up(self) -> None:
        try:
            self.sign_up_phone  # noqa: B018 - reading it says whether it is a number
        except ListingError as wrong:
            raise EventError("sign_up_at", "event_sign_up_unreadable") from wrong

    @property
    def title(self) -> str:
        return self.texts[SOURCE].title

    @property
    def sign_up_phone(self) -> Phone | None:
        """Where it is a number that one signs up; None for a page, or where nothing is known."""
        return Phone(self.sign_up_at) if self.sign_up_at and not _SITE.fullmatch(self.sign_up_at) else None

    @property
    def repeats(self) -> bool:
        return bool(self.rule or self.more)

    def text(self, language: str) -> tuple[str, Text]:
        """The words in this language or else in English or Dutch, and in which language they are."""
        return next((code, self.texts[code]) for code in (language, "en", SOURCE) if code in self.texts)


def _refuse_moments(field: str, *moments: datetime | None) -> None:
    """A time with a zone cannot be laid beside one of the clock on the wall; one such event would break every page."""
    if any(each and each.tzinfo for each in moments):
        raise EventError(field, "event_time_with_zone")
    if any(each and not FIRST_YEAR <= each.year <= LAST_YEAR for each in moments):
        raise EventError(field, "event_year_wrong")


def merged(source: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a calendar with what its keeper added over them: words by language, other dates by their date."""
    changes = {each["at"]: each for facts in (source, own) for each in facts.get("changes", ())}
    found = {**source, **own, "texts": {**source.get("texts", {}), **own.get("texts", {})}}
    if changes:
        found["changes"] = [changes[at] for at in sorted(changes)]
    # None is what a keeper took away of what the calendar says.
    return {name: value for name, value in found.items() if value is not None}


def as_facts(event: Event) -> dict[str, Any]:
    """An event as plain JSON, without what is empty."""
    facts: dict[str, Any] = {
        "texts": {code: text_facts(text) for code, text in event.texts.items()},
        "begins": event.begins.isoformat(timespec="minutes"),
        "ends": event.ends.isoformat(timespec="minutes"),
        "is_all_day": event.is_all_day,
        "rule": event.rule,
        "more": [each.isoformat(timespec="minutes") for each in event.more],
        "changes": [change_facts(each) for each in event.changes],
        "where": event.where,
        "place": _place_facts(event.place),
        "price": None if event.price is None else str(event.price),
        "languages": list(event.languages),
        "sign_up": "" if event.sign_up is SignUp.UNKNOWN else event.sign_up.value,
        "sign_up_at": event.sign_up_at,
        "for_children": event.for_children,
        "link": event.link,
        "is_cancelled": event.is_cancelled,
    }
    return {name: value for name, value in facts.items() if value not in (None, "", [], False)}


def text_facts(text: Text) -> dict[str, Any]:
    """The words in one language as plain JSON."""
    facts = {**text.words, "review": dict(text.review)}
    return {name: value for name, value in facts.items() if value}


def change_facts(change: Change) -> dict[str, Any]:
    """What is different on one date as plain JSON."""
    facts: dict[str, Any] = {
        "at": change.at.isoformat(timespec="minutes"),
        "how": change.how.value,
        "begins": change.begins.isoformat(timespec="minutes") if change.begins else "",
        "ends": change.ends.isoformat(timespec="minutes") if change.ends else "",
        "where": change.where,
        "place": _place_facts(change.place),
    }
    return {name: value for name, value in facts.items() if value}


def _place_facts(place: Place | None) -> dict[str, str] | None:
    return {"street": place.street, "postcode": place.postcode, "town": place.town} if place else None


def event_of(facts: Mapping[str, Any]) -> Event:
    """An event out of its facts; an `EventError` for what cannot be right."""
    try:
        return Event(
            texts={code: Text(**text) for code, text in facts.get("texts", {}).items()},
            begins=datetime.fromisoformat(facts["begins"]),
            ends=datetime.fromisoformat(facts["ends"]),
            is_all_day=bool(facts.get("is_all_day", False)),
            rule=facts.get("rule", ""),
            more=tuple(datetime.fromisoformat(each) for each in facts.get("more", ())),
            changes=tuple(_change_of(each) for each in facts.get("changes", ())),
            where=facts.get("where", ""),
            place=_place_of(facts),
            price=Decimal(facts["price"]) if facts.get("price") is not None else None,
            languages=tuple(facts.get("languages", ())),
            sign_up=SignUp(facts.get("sign_up", SignUp.UNKNOWN)),
            sign_up_at=facts.get("sign_up_at", ""),
            for_children=bool(facts.get("for_children", False)),
            link=facts.get("link", ""),
            is_cancelled=bool(facts.get("is_cancelled", False)),
        )
    except EventError:
        raise
    except (TypeError, KeyError, ValueError, AttributeError, InvalidOperation) as wrong:
        raise EventError("facts") from wrong


def _change_of(facts: Mapping[str, Any]) -> Change:
    return Change(
        at=datetime.fromisoformat(facts["at"]),
        how=Otherwise(facts["how"]),
        begins=datetime.fromisoformat(facts["begins"]) if facts.get("begins") else None,
        ends=datetime.fromisoformat(facts["ends"]) if facts.get("ends") else None,
        where=facts.get("where", ""),
        place=_place_of(facts),
    )


def _place_of(facts: Mapping[str, Any]) -> Place | None:
    said = facts.get("place")
    if not said:
        return None
    if not all(isinstance(each, str) for each in said.values()):
        raise EventError("facts")
    return Place(**said)
