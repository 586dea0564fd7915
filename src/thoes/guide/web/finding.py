"""Who helps: to find by place, kind and language, and one helper with its hours of this week.

For everybody and without a script, as the articles are. Unlike these the pages read tables and the clock, and a browser keeps
them for a minute. What was never checked is not here; what is not sure has only the official page left (`contacts`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_date, format_skeleton
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from thoes.accounts.public import open_before_second_step
from thoes.contacts.public import (
    Answering,
    CheckState,
    HelperKind,
    Listing,
    OpenDay,
    OpenState,
    PublicContact,
    Wanted,
    Why,
    answering_for,
    found_for,
    hours_on,
    is_holiday,
    languages_spoken,
    open_at,
    public_contact,
    public_contacts,
    week_of,
)
from thoes.foundation.translated_texts import Wording, listed, locale_of
from thoes.guide.help import HELP
from thoes.guide.readers.web.tell import saying
from thoes.guide.web.articles import language_of_browser
from thoes.guide.web.pages import language_name, page_of, shown
from thoes.places.public import municipality_names

_kept = cache_control(public=True, max_age=60)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week as it is read: `notes` say what is different on it."""

    name: str
    hours: str
    notes: list[tuple[str, str]]
    """Each with its language: what somebody said of a day is in Dutch."""
    is_today: bool


@dataclass(frozen=True, slots=True)
class Helper:
    """A helper as a page draws it."""

    contact: PublicContact
    kind: str
    says: tuple[str, str]
    """What it is for, and in which language that is."""
    now: OpenState
    is_closed_today: bool
    today: Day
    speaks: str
    serves: str
    notice: str
    checked: str
    """When and for whom it was checked; empty where the notice says it."""

    @property
    def listing(self) -> Listing:
        return self.contact.listing

    @property
    def route(self) -> str:
        """The page of the helper itself, where it is as it stands there."""
        return self.listing.website or self.listing.source.link


@open_before_second_step
@require_safe
@vary_on_headers("Accept-Language")
def choose(request: HttpRequest) -> HttpResponse:
    """From a code on a poster to the same question in the language of the browser."""
    query = request.GET.urlencode()
    address = reverse("guide:help", args=[language_of_browser(request)])
    return HttpResponseRedirect(address + (f"?{query}" if query else ""))


@open_before_second_step
@require_safe
@_kept
def finding(request: HttpRequest, language: str) -> HttpResponse:
    """Who fits what was asked, the nearest of each kind first; without a question everybody."""
    at = localtime()
    names, asked = municipality_names(), request.GET
    wanted = _wanted(asked, names)
    kept = {key: str(asked[key]) for key in asked if asked[key]}
    query = f"?{urlencode(kept)}" if kept else ""
    page = page_of(language, lambda other: reverse("guide:help", args=[other]) + query)
    contacts = public_contacts(on=at.date())
    wording = HELP.wording(language)
    found = [_helper(each, wording, names, at=at) for each in found_for(wanted, contacts, at=at.replace(tzinfo=None))]
    spoken = languages_spoken(contacts)
    page |= {
        "help": wording.sentences,
        "help_notice": wording.notice,
        "wanted": wanted,
        "is_asked": wanted != Wanted(),
        "places": list(names.items()),
        "kinds": [(kind.value, wording[f"kinds.{kind}"]) for kind in HelperKind],
        "languages_spoken": [(code, language_name(code, language)) for code in spoken],
        "found": wording.filled("found", count=len(found)),
        "groups": _by_kind(found, wording),
        "own_place": names.get(wanted.municipality, ""),
    }
    return shown(request, "guide/help.html", page)


@open_before_second_step
@require_safe
@_kept
def helper(request: HttpRequest, language: str, contact: str) -> HttpResponse:
    """One helper: all that is known of it, with the hours of seven days from today."""
    at = localtime()
    page = page_of(language, lambda other: reverse("guide:helper", args=[other, contact]))
    row = public_contact(contact, on=at.date())
    if row is None:
        raise Http404
    wording, names = HELP.wording(language), municipality_names()
    drawn = _helper(row, wording, names, at=at)
    days = week_of(row.listing, first=at.date(), is_holiday=is_holiday)
    page |= {
        "help": wording.sentences,
        "help_notice": wording.notice,
        "helper": drawn,
        "week": [_day(day, wording, on=at.date()) for day in days] if _has_hours(row.listing) else [],
        "person": _person(row, on=at.date()),
        "title": row.listing.name,
        **saying(request, reverse("guide:helper-feedback", args=[language, contact]), language, "contact"),
    }
    return shown(request, "guide/helper.html", page)


def _wanted(asked: Any, names: dict[str, str]) -> Wanted:
    """What was asked, as far as it is understood: a choice that we do not have narrows nothing."""
    place, kind, language = asked.get("place", ""), asked.get("kind", ""), asked.get("speaks", "")
    return Wanted(
        municipality=place if place in names else "",
        kind=HelperKind(kind) if kind in set(HelperKind) else None,
        language=language if language.isalpha() and len(language) == 2 else "",
        open_now=bool(asked.get("open")),
    )


def _by_kind(found: list[Helper], wording: Wording) -> list[dict[str, Any]]:
    groups: dict[HelperKind, list[Helper]] = {}
    for each in found:
        groups.setdefault(each.listing.kind, []).append(each)
    return [
        {"key": kind.value, "title": wording[f"kinds.{kind}"], "says": wording[f"kind_says.{kind}"], "helpers": helpers}
        for kind, helpers in groups.items()
    ]


def _helper(contact: PublicContact, wording: Wording, names: dict[str, str], *, at: datetime) -> Helper:
    listing, language = contact.listing, wording.language
    now = open_at(listing, at.replace(tzinfo=None), is_holiday=is_holiday)
    today = hours_on(listing, at.date(), is_holiday=is_holiday)
    day = format_date(contact.checked_on, "long", locale=locale_of(language))
    return Helper(
        contact=contact,
        kind=wording[f"kinds.{listing.kind}"],
        says=_says(listing, language),
        now=now,
        is_closed_today=_has_hours(listing) and not today.spans and now is not OpenState.OPEN,
        today=_day(today, wording, on=at.date()),
        speaks=wording.filled("languages", languages=_languages(listing, language)) if listing.languages else "",
        serves=_serves(listing, wording, names),
        notice="" if contact.is_sure else wording.filled(f"not_sure.{_doubt(contact)}", **_doubt_facts(contact, day)),
        checked=wording.filled("checked", day=day, who=contact.checked_for) if contact.is_sure else "",
    )


def _doubt(contact: PublicContact) -> str:
    return "contradicted" if contact.state is CheckState.CONTRADICTED else "overdue"


def _doubt_facts(contact: PublicContact, day: str) -> dict[str, str]:
    return {} if contact.state is CheckState.CONTRADICTED else {"day": day}


def _has_hours(listing: Listing) -> bool:
    return bool(listing.hours or listing.other_days)


def _says(listing: Listing, language: str) -> tuple[str, str]:
    """In the language of the page, else in English, else in Dutch."""
    return next(
        ((listing.says[code], code) for code in (language, "en", "nl") if listing.says.get(code)), ("", language)
    )


def _languages(listing: Listing, language: str) -> str:
    return listed([language_name(code, language) for code in listing.languages], language)


def _serves(listing: Listing, wording: Wording, names: dict[str, str]) -> str:
    if not listing.serves:
        return str(wording["serves_all"])
    places = sorted(names.get(code, code) for code in listing.serves)
    return wording.filled("serves", places=listed(places, wording.language))


def _day(day: OpenDay, wording: Wording, *, on: date) -> Day:
    language = wording.language
    spans = ", ".join(f"{opens}–{closes}" for opens, closes in day.spans) or wording["day_closed"]
    notes = []
    if day.why is Why.HOLIDAY:
        notes.append((wording["holiday"], language))
    if day.why is Why.MAY_BE_HOLIDAY:
        notes.append((wording["may_be_holiday"], language))
    if day.says:
        notes.append((day.says, "nl"))
    weekday = format_date(day.day, "EEEE", locale=locale_of(language))
    name = f"{weekday} {format_skeleton('MMMd', day.day, locale=locale_of(language))}"
    return Day(name, wording["all_day"] if day.is_all_day else spans, notes, day.day == on)


def _person(contact: PublicContact, *, on: date) -> Answering | None:
    """Who answers, for the municipality itself."""
    listing = contact.listing
    is_municipality = listing.kind is HelperKind.MUNICIPALITY and listing.municipality
    return answering_for(listing.municipality, on=on) if is_municipality else None
