"""The events in the search of the guide, here and on a telephone that keeps it.

Of a kept guide the pages of the soonest events of each place are kept, and these are found in it: each with its first dates
and its first words, so that it stays small.
"""

from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from thoes.events.public import Dated, PublicEvent, all_public_events, coming, next_of_each
from thoes.guide.event_search import RULES, Findable, search_events, words_with_meaning
from thoes.guide.events import EVENTS
from thoes.guide.searching import plain_words
from thoes.guide.web.events import Line, line_of
from thoes.places.public import municipality_names

_WEEKS = timedelta(weeks=6)
"""Dates further ahead than this are not searched, apart from the next one of each event."""

MOST_EVENTS_OF_A_PLACE = 20
"""Kept are the soonest; a calendar of hundreds is told in the list of its municipality."""

_MOST_DATES, _MOST_KEPT_DATES, _MOST_KEPT_WORDS = 45, 8, 80


def events_like(words: str, language: str) -> list[Line]:
    """The events that fit what was typed, in any language, with the date that fits."""
    today, wording = localdate(), EVENTS.wording(language)
    if not words.strip():
        return []
    dated = _dates(all_public_events(on=today), on=today)
    found = search_events(words, [_findable(dates) for dates, _more in dated], on=today)
    return [line_of(dated[each.number][0][each.date], wording, today, goes_on=dated[each.number][1]) for each in found]


def kept_events(on: date) -> list[UUID]:
    """Those whose pages are kept: of the coming weeks, of each place the soonest."""
    return [dates[0].event.id for dates, _more in _kept(on)]


def kept_event_index(language: str, *, on: date) -> dict[str, Any]:
    """What a telephone needs to find the events that it keeps, and to say of each what a list says."""
    wording = EVENTS.wording(language)
    lines = []
    for dates, more in _kept(on):
        shown = [line_of(each, wording, on, goes_on=more) for each in dates[:_MOST_KEPT_DATES]]
        first, findable = shown[0], _findable(dates, most=_MOST_KEPT_WORDS)
        lines.append(
            {
                "id": str(first.id),
                "title": first.title,
                "language": first.language,
                "direction": first.direction,
                "own": " ".join(sorted(findable.own)),
                "place": " ".join(sorted(findable.place)),
                "free": findable.is_free,
                "dates": [
                    [
                        *(at.date().isoformat() for at in (dated.date.begins, dated.date.ends)),
                        *(each.day, each.time, each.where, each.notes, each.is_cancelled),
                    ]
                    for dated, each in zip(dates, shown, strict=False)
                ],
            }
        )
    return {"rules": RULES, "meanings": words_with_meaning(), "lines": lines}


def _kept(on: date) -> list[tuple[list[Dated], bool]]:
    kept: Counter[str] = Counter()
    found = []
    for dates, more in _dates(all_public_events(on=on), on=on):
        place = dates[0].event.municipality
        if dates[0].date.begins.date() < on + _WEEKS and kept[place] < MOST_EVENTS_OF_A_PLACE:
            kept[place] += 1
            found.append((dates, more))
    return found


def _dates(events: list[PublicEvent], *, on: date) -> list[tuple[list[Dated], bool]]:
    """Of each event its next date and those of the coming weeks, the soonest first; and whether it goes on after the next."""
    of_each: dict[UUID, list[Dated]] = {}
    for dated in coming(events, first=on, until=on + _WEEKS):
        of_each.setdefault(dated.event.id, []).append(dated)
    return [
        (of_each.get(dated.event.id, [dated])[:_MOST_DATES], more > 0) for dated, more in next_of_each(events, on=on)
    ]


def _findable(dates: list[Dated], *, most: int | None = None) -> Findable:
    event = dates[0].event
    texts = event.event.texts.values()
    said = " ".join([*(each.title for each in texts), event.event.where, *(each.says for each in texts)])
    town = event.event.place.town if event.event.place else ""
    place = f"{town} {municipality_names().get(event.municipality, 'Limburg')}"
    return Findable(
        own=frozenset(list(dict.fromkeys(plain_words(said)))[:most]),
        place=frozenset(plain_words(place)),
        days=[each.date.begins.date() for each in dates],
        is_free=event.event.price == 0,
    )
