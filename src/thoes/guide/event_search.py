"""Search in what there is to do, by the words of an event and by those of its dates, in all languages of the guide.

A day, a month, "today", "free", the place and "events" narrow what is found; alone they find something only where every word
that was typed is such a one, as "health insurance in December" asks for no event. Words of one or two letters are not looked
at unless they stand there. What a telephone without a network does is the same (`frontend/guide/event_search.js`; a test holds
the two against each other).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import takewhile

from babel import Locale

from thoes.foundation.translated_texts import locale_of
from thoes.guide.events import EVENTS
from thoes.guide.frame import GUIDE_LANGUAGES
from thoes.guide.searching import MOST_WORDS, plain_words

MOST_FOUND = 6
_BEGINS, _INFLECTED, _ENDING = 3, 4, 3
ANY_EVENT, FREE, TODAY = "event", "free", "today"
RULES = {"most": MOST_FOUND, "begins": _BEGINS, "inflected": _INFLECTED, "ending": _ENDING, "mostWords": MOST_WORDS}
"""The numbers by which is searched, for who searches without this server."""


@dataclass(frozen=True, slots=True)
class Findable:
    """An event as it is searched: its own words, those of its place, and its dates in the order of the clock."""

    own: frozenset[str]
    place: frozenset[str]
    days: Sequence[date]
    is_free: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Which of the events it is by its number, which of its dates fits best, and how many of the words fit."""

    number: int
    date: int
    hits: int


def search_events(typed: str, events: Sequence[Findable], *, on: date) -> list[Found]:
    """Those in which most words fit first; of these the soonest, and else in the order in which they were given."""
    asked = list(dict.fromkeys(plain_words(typed)))[:MOST_WORDS]
    meant = {word: meanings_of(word) for word in asked}
    found = [each for number, event in enumerate(events) if (each := _best(number, event, meant, on=on))]
    return sorted(found, key=lambda each: (-each.hits, events[each.number].days[each.date], each.number))[:MOST_FOUND]


def _best(number: int, event: Findable, meant: dict[str, frozenset[str]], *, on: date) -> Found | None:
    own = [word for word in meant if _stands(word, event.own)]
    others = [word for word in meant if word not in own]
    counted = [word for word in others if word.isdigit() or len(word) >= _BEGINS or meant[word]]
    best: Found | None = None
    for at, day in enumerate(event.days):
        said = says_of(day, is_free=event.is_free, on=on)
        hits = len(own) + sum(bool(meant[word] & said) or _stands(word, event.place) for word in counted)
        asked = len(own) + len(counted)
        if hits and (hits == asked or (own and 2 * hits >= asked)) and (best is None or hits > best.hits):
            best = Found(number, at, hits)
    return best


def _stands(word: str, words: frozenset[str]) -> bool:
    """Whole, or as the beginning of one; a number and what is very short only whole."""
    if word in words:
        return True
    return len(word) >= _BEGINS and not word.isdigit() and any(each.startswith(word) for each in words)


def says_of(day: date, *, is_free: bool, on: date) -> frozenset[str]:
    """What can be meant by which this date is found."""
    said = {f"d{day.weekday()}", f"m{day.month}", f"n{day.day}", f"y{day.year}", ANY_EVENT}
    return frozenset(said | ({FREE} if is_free else set()) | ({TODAY} if day == on else set()))


def meanings_of(word: str) -> frozenset[str]:
    """What a word of somebody can mean: a weekday, a month, a number of a day or year, or one of the other words.

    The whole word before a beginning of one, and only else one with another ending ("szombaton" is on a "szombat").
    """
    if word.isdigit():
        number = int(word)
        return frozenset({f"n{number}"} if 1 <= number <= 31 else {f"y{number}"})
    table = words_with_meaning()
    if word in table:
        return frozenset(table[word])
    found = [each for each in table if len(word) >= _BEGINS and each.startswith(word)]
    if not found:
        found = [each for each in table if _is_inflected(word, each)]
    return frozenset(meaning for each in found for meaning in table[each])


def _is_inflected(word: str, known: str) -> bool:
    same = sum(1 for _each in takewhile(lambda pair: pair[0] == pair[1], zip(word, known, strict=False)))
    return same >= max(_INFLECTED, len(known) - 2) and len(word) <= len(known) + _ENDING


@cache
def words_with_meaning() -> dict[str, list[str]]:
    """The words for weekdays and months in all languages of the guide, and for "events", "free" and "today"."""
    table: dict[str, set[str]] = {}
    for language in GUIDE_LANGUAGES:
        for words, meaning in (*_calendar_words(language), *_other_words(language)):
            for word in plain_words(words):
                table.setdefault(word, set()).add(meaning)
    return {word: sorted(meanings) for word, meanings in sorted(table.items())}


def _calendar_words(language: str) -> Iterable[tuple[str, str]]:
    locale = Locale.parse(locale_of(language))
    for shape in ("format", "stand-alone"):
        yield from ((name, f"d{day}") for day, name in locale.days[shape]["wide"].items())
        yield from ((name, f"m{month}") for month, name in locale.months[shape]["wide"].items())


def _other_words(language: str) -> Iterable[tuple[str, str]]:
    wording = EVENTS.wording(language)
    return ((wording["title"], ANY_EVENT), (wording["free"], FREE), (wording["whens.today"], TODAY))
