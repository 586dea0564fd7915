"""What there is to do: the coming dates of a municipality, one event, and both as a calendar to take along or to follow.

For everybody and without a script, as the articles are. Unlike these the pages read tables and the clock, and a browser keeps
them for a minute.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.events.public import (
    CONTENT_TYPE,
    LOOK_AHEAD,
    Dated,
    Occurrence,
    PublicEvent,
    Worded,
    as_calendar,
    coming,
    dates_of,
    next_of_each,
    places_with_events,
    public_event,
    public_events,
    translation_state,
    worked_out,
)
from thoes.foundation.translated_texts import TranslationState, Wording, listed, locale_of
from thoes.guide.events import EVENTS
from thoes.guide.frame import FRAME, direction_of
from thoes.guide.web.pages import day_in_words, known, page_of, shown
from thoes.places.public import municipality_names

MOST_SHOWN = 60
"""So many dates stand on one page, so that it weighs little."""
_DATES_OF_ONE = 12
WHENS = ("any", "today", "week", "month")
_kept = cache_control(public=True, max_age=60)
# A calendar on a telephone asks a few times a day.
_followed = cache_control(public=True, max_age=3600)


@dataclass(frozen=True, slots=True)
class Line:
    """A date in a list, as it is read."""

    id: UUID
    title: str
    language: str
    direction: str
    day: str
    time: str
    where: str
    notes: list[str]
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    when: str
    language: str
    only_free: bool

    @property
    def is_empty(self) -> bool:
        return self == _Asked("any", "", False)


@open_before_second_step
@require_safe
@_kept
def places(request: HttpRequest, language: str) -> HttpResponse:
    """Choose a municipality; what is for all of Limburg stands below."""
    page = page_of(language, lambda other: reverse("guide:events", args=[other]))
    names, today = municipality_names(), localdate()
    if (chosen := request.GET.get("place", "")) in names:
        return HttpResponseRedirect(reverse("guide:events-in", args=[language, slugify(names[chosen])]))
    wording = EVENTS.wording(language)
    have = places_with_events(on=today)
    found = [line_of(dated, wording, today, goes_on=more > 0) for dated, more in _for_all(today)]
    page |= {
        "words": wording.sentences,
        "words_notice": wording.notice,
        "places": list(names.items()),
        "towns": [(slugify(name), name) for code, name in names.items() if code in have],
        "lines": found[:MOST_SHOWN],
    }
    return shown(request, "guide/events.html", page)


@open_before_second_step
@require_safe
@_kept
def in_town(request: HttpRequest, language: str, town: str) -> HttpResponse:
    """The coming dates of a municipality, narrowed by what was asked."""
    code, name = _town(town)
    asked, today = _asked(request.GET), localdate()
    kept = {key: str(request.GET[key]) for key in ("when", "speaks", "free") if request.GET.get(key)}
    query = f"?{urlencode(kept)}" if kept else ""
    page = page_of(language, lambda other: reverse("guide:events-in", args=[other, town]) + query)
    wording = EVENTS.wording(language)
    events = public_events(municipality=code, on=today)
    lines = [line_of(dated, wording, today, goes_on=more) for dated, more in _found(events, asked, today)]
    feed = request.build_absolute_uri(reverse("guide:events-feed", args=[language, town]))
    page |= {
        "words": wording.sentences,
        "words_notice": wording.notice,
        "title": wording.filled("title_in", place=name),
        "town": town,
        "asked": asked,
        "whens": [(key, wording[f"whens.{key}"]) for key in WHENS],
        "spoken": [(code, _language_name(code, language)) for code in _spoken(events)],
        "lines": lines[:MOST_SHOWN],
        "has_more": len(lines) > MOST_SHOWN,
        "feed": feed,
        "follow": "webcal:" + feed.partition(":")[2],
    }
    return shown(request, "guide/events_in.html", page)


@open_before_second_step
@require_safe
@_kept
def event(request: HttpRequest, language: str, event: UUID) -> HttpResponse:
    """One event: all that is known of it, with its coming dates."""
    page = page_of(language, lambda other: reverse("guide:event", args=[other, event]))
    found, today = _event(event, localdate()), localdate()
    wording, names = EVENTS.wording(language), municipality_names()
    in_language, text = found.event.text(language)
    coming_dates = worked_out(found.id, partial(dates_of, found.event, first=today, until=today + LOOK_AHEAD))
    if coming_dates is None:
        raise Http404
    place = names.get(found.municipality, "")
    page |= {
        "words": wording.sentences,
        "words_notice": wording.notice,
        "event": found.event,
        "event_id": found.id,
        "title": text.title,
        "text": text,
        "text_language": in_language,
        "text_direction": direction_of(in_language),
        "notices": _notices(found, language, in_language, wording),
        "dates": [_date(each, found, wording, today) for each in coming_dates[:_DATES_OF_ONE]],
        "has_more_dates": len(coming_dates) > _DATES_OF_ONE,
        "facts": _facts(found, wording),
        "by": wording.filled("by", place=place) if place else wording["whole_of_limburg"],
        "checked": wording.filled("checked", day=day_in_words(found.checked_on, language), who=found.checked_for),
        "help_address": _help_address(found, language),
        "back": reverse("guide:events-in", args=[language, slugify(place)])
        if place
        else reverse("guide:events", args=[language]),
    }
    return shown(request, "guide/event.html", page)


@open_before_second_step
@require_safe
@_followed
def feed(request: HttpRequest, language: str, town: str) -> HttpResponse:
    """All that is to come in a municipality, for a telephone that follows it."""
    known(language)
    code, name = _town(town)
    wording = EVENTS.wording(language)
    entries = [_worded(request, each, language) for each in public_events(municipality=code, on=localdate())]
    return _calendar(as_calendar(entries, name=wording.filled("title_in", place=name)), f"thoes-{town}")


@open_before_second_step
@require_safe
@_kept
def event_file(request: HttpRequest, language: str, event: UUID) -> HttpResponse:
    """One event with all its dates, for the own calendar."""
    known(language)
    entry = _worded(request, _event(event, localdate()), language)
    return _calendar(as_calendar([entry], name=entry.title), slugify(entry.title) or "thoes")


def _town(town: str) -> tuple[str, str]:
    found = next(((code, name) for code, name in municipality_names().items() if slugify(name) == town), None)
    if found is None:
        raise Http404
    return found


def _event(event_id: UUID, today: date) -> PublicEvent:
    found = public_event(event_id, on=today)
    if found is None:
        raise Http404
    return found


def _asked(said: Any) -> _Asked:
    """What was asked, as far as it is understood: a choice that we do not have narrows nothing."""
    when, language = said.get("when", ""), said.get("speaks", "")
    return _Asked(
        when=when if when in WHENS else "any",
        language=language if language.isalpha() and len(language) == 2 else "",
        only_free=bool(said.get("free")),
    )


def _found(events: list[PublicEvent], asked: _Asked, today: date) -> Iterator[tuple[Dated, bool]]:
    """Of a day, week or month every date; of all that comes each event once, and whether it goes on after that."""
    fitting = [
        each
        for each in events
        if (not asked.language or asked.language in each.event.languages)
        and (not asked.only_free or each.event.price == 0)
    ]
    if asked.when == "any":
        yield from ((dated, more > 0) for dated, more in next_of_each(fitting, on=today))
    else:
        yield from ((dated, False) for dated in coming(fitting, first=today, until=_until(asked.when, today)))


def _until(when: str, today: date) -> date:
    """The first day that no longer counts: of this week the Monday after it, of this month the first of the next."""
    if when == "today":
        return today + timedelta(days=1)
    if when == "week":
        return today + timedelta(days=7 - today.weekday())
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)


def _for_all(today: date) -> list[tuple[Dated, int]]:
    return next_of_each(public_events(municipality="", on=today), on=today)


def _spoken(events: list[PublicEvent]) -> list[str]:
    return sorted({code for each in events for code in each.event.languages})


def line_of(dated: Dated, wording: Wording, today: date, *, goes_on: bool) -> Line:
    """A date as a list says it in the language of `wording`."""
    found, when = dated.event.event, dated.date
    language, text = found.text(wording.language)
    notes = []
    if when.is_moved:
        notes.append(wording["moved"])
    if found.price == 0:
        notes.append(wording["free"])
    if found.for_children:
        notes.append(wording["for_children"])
    if text.transport:
        notes.append(wording["transport"])
    if goes_on:
        notes.append(wording["more_dates"])
    town = when.place.town if when.place else ""
    return Line(
        id=dated.event.id,
        title=text.title,
        language=language,
        direction=direction_of(language),
        day=_day(when.begins.date(), wording.language, today),
        time=_time(when, dated.event, wording, today),
        where=", ".join(filter(None, (when.where, town))),
        notes=notes,
        is_cancelled=when.is_cancelled,
    )


def _date(when: Occurrence, found: PublicEvent, wording: Wording, today: date) -> dict[str, Any]:
    usual = (found.event.where, found.event.place)
    elsewhere = ", ".join(filter(None, (when.where, when.place.in_one_line if when.place else "")))
    return {
        "day": _day(when.begins.date(), wording.language, today),
        "time": _time(when, found, wording, today),
        "is_cancelled": when.is_cancelled,
        "is_moved": when.is_moved,
        "elsewhere": elsewhere if (when.where, when.place) != usual else "",
    }


def _day(day: date, language: str, today: date) -> str:
    """With its weekday, and with the year where it is another one."""
    locale = locale_of(language)
    weekday = format_date(day, "EEEE", locale=locale)
    return f"{weekday} {format_skeleton('MMMd' if day.year == today.year else 'yMMMd', day, locale=locale)}"


def _time(when: Occurrence, found: PublicEvent, wording: Wording, today: date) -> str:
    """What comes behind the day: hours, the whole day, or until when it goes on."""
    is_longer = when.ends.date() != when.begins.date()
    last = f" – {_day(when.ends.date(), wording.language, today)}"
    if found.event.is_all_day:
        return last if is_longer else f", {wording['whole_day']}"
    begins, ends = f"{when.begins:%H:%M}", f"{when.ends:%H:%M}"
    if (when.ends - when.begins).days:
        return f", {begins}{last}, {ends}"
    return f", {begins}" if begins == ends else f", {begins}–{ends}"


def _facts(found: PublicEvent, wording: Wording) -> list[str]:
    event, language = found.event, wording.language
    if event.price is None:
        costs = wording["price_unknown"]
    elif event.price == 0:
        costs = wording["free"]
    else:
        costs = wording.filled("price", price=format_currency(event.price, "EUR", locale=locale_of(language)))
    names = listed([_language_name(code, language) for code in event.languages], language)
    spoken = wording.filled("languages", languages=names) if names else wording["languages_unknown"]
    children = [wording["for_children"]] if event.for_children else []
    return [costs, spoken, wording[f"sign_up.{event.sign_up}"], *children]


def _notices(found: PublicEvent, language: str, in_language: str, wording: Wording) -> list[str]:
    """What a reader must know of these words and of the event before relying on them."""
    frame, notices = FRAME.wording(language), []
    if in_language != language:
        notices.append(frame.filled("notice.missing", language=FRAME.wording(in_language).name))
    state = translation_state(found.event, in_language)
    if state is TranslationState.UNREVIEWED:
        notices.append(frame["notice.unreviewed"])
    elif state is TranslationState.OUT_OF_DATE:
        notices.append(frame["notice.out_of_date"])
    if found.is_overdue:
        notices.append(wording.filled("overdue", day=day_in_words(found.checked_on, language)))
    return notices


def _help_address(found: PublicEvent, language: str) -> str:
    asked = {"place": found.municipality, "speaks": language}
    return (
        f"{reverse('guide:help', args=[language])}?{urlencode({key: value for key, value in asked.items() if value})}"
    )


def _language_name(code: str, language: str) -> str:
    return Locale.parse(code).get_display_name(locale_of(language)) or code


def _worded(request: HttpRequest, found: PublicEvent, language: str) -> Worded:
    _code, text = found.event.text(language)
    says = "\n\n".join(filter(None, (text.says, text.transport)))
    url = request.build_absolute_uri(reverse("guide:event", args=[language, found.id]))
    return Worded(found, text.title, says, url)


def _calendar(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=CONTENT_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}.ics"'}
    )
