"""The guide of a language as one file to keep on a telephone: its pages as everybody gets them today, and their look.

The pages are drawn for nobody: the request that asks for them has no cookie, no account and no session, so nothing of who
keeps them can be in them. A pack is made once a day for a language and an address of the site, and anew when an article is
published. Of a question path it has the tables with all answers, under the address of the path. Not in it: what changes with
what a reader fills in, and pages outside the guide; a telephone without a network says so (`not-kept`).
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock

from babel.numbers import format_decimal
from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.html import escape
from django.utils.text import slugify

from thoes.events.public import events_state, places_with_events
from thoes.foundation.translated_texts import locale_of
from thoes.guide.frame import FRAME
from thoes.guide.keeping.published import guide_now, guide_state
from thoes.guide.layers.reading import layer_of_town, layers_state, texts_of, towns_with_pages
from thoes.guide.paths.all_paths import PATHS
from thoes.guide.paths.texts_of_paths import PATH_TEXTS
from thoes.guide.web.event_search import kept_events
from thoes.guide.web.pages import day_in_words
from thoes.places.public import municipality_names

MOST_BYTES = 1_500_000
"""What a pack may be on its way: a telephone abroad pays for it."""

_drawing = {language: Lock() for language in FRAME.languages}
"""One reader has the pack of a language drawn; who asks meanwhile waits for it."""

_FILE = re.compile(rf'(?:href|src)="({re.escape(settings.STATIC_URL)}[^"#]+)')
_HEADERS = ("Content-Type", "Content-Language")


@dataclass(frozen=True, slots=True)
class Pack:
    """The pages of a language as they are on a day. `version` is another only when more than that day is."""

    language: str
    day: date
    version: str
    length: int
    """Of the JSON, which is what a browser counts while it fetches."""
    compressed: bytes
    """The JSON as gzip."""

    @property
    def size(self) -> str:
        """What fetching it takes, in the language of the pack."""
        millions = format_decimal(len(self.compressed) / 1_000_000, format="0.0", locale=locale_of(self.language))
        return f"{millions}\u00a0MB"


class NobodysRequest(HttpRequest):
    """Asks for a page to keep: from nobody, by the address of the site as the reader knows it."""

    def __init__(self, path: str, *, scheme: str, host: str, kept_on: date) -> None:
        super().__init__()
        self.method, self.path, self.path_info = "GET", path, path
        self.META = {"HTTP_HOST": host, "SERVER_NAME": host, "SERVER_PORT": "443" if scheme == "https" else "80"}
        self.kept_on = kept_on
        self._own_scheme = scheme

    def _get_scheme(self) -> str:
        return self._own_scheme


def pack_of(language: str, *, scheme: str, host: str, on: date) -> Pack:
    """The pack of a language, kept in memory until another day, or until something is published."""
    with _drawing[language]:
        return pack_at(language, scheme, host, on, (*guide_state(), *layers_state(), *events_state()))


@lru_cache(maxsize=32)
def pack_at(language: str, scheme: str, host: str, on: date, _of: tuple[float, ...]) -> Pack:
    """A page that cannot be drawn ends it, as half a guide helps nobody."""
    pages = {}
    for path, drawn_from in _addresses(language, on):
        found = resolve(drawn_from)
        answer = found.func(
            NobodysRequest(drawn_from, scheme=scheme, host=host, kept_on=on), *found.args, **found.kwargs
        )
        headers = {name: answer.headers[name] for name in _HEADERS if name in answer.headers}
        pages[path] = {"headers": headers, "body": answer.content.decode()}
    files = sorted({file for page in pages.values() for file in _FILE.findall(page["body"])})
    version = _version(pages, language, on)
    read = {"language": language, "version": version, "day": day_in_words(on, language), "pages": pages, "files": files}
    content = json.dumps(read, ensure_ascii=False, separators=(",", ":")).encode()
    return Pack(language, on, version, len(content), gzip.compress(content, 9, mtime=0))


def _addresses(language: str, on: date) -> Iterator[tuple[str, str]]:
    """Each address that is kept, and that of the page which is kept for it."""
    yield from ((address, address) for address in _shared_pages(language, on))
    for key in PATHS:
        yield reverse("guide:path", args=[language, key]), reverse("guide:path-tables", args=[language, key])


def _shared_pages(language: str, on: date) -> Iterator[str]:
    for name in (
        "guide",
        "guide-search",
        "guide-search-index",
        "guide-words",
        "asked",
        "guide-not-kept",
        "help",
        "paths",
    ):
        yield reverse(f"guide:{name}", args=[language])
    for slug in guide_now():
        yield reverse("guide:article", args=[language, slug])
        yield reverse("guide:article-code", args=[language, slug])
    for town, _name in towns_with_pages():
        yield from _pages_of(town, language)
    yield reverse("guide:events", args=[language])
    names = municipality_names()
    for code in sorted(places_with_events(on=on)):
        yield reverse("guide:events-in", args=[language, slugify(names[code])])
    for event in kept_events(on):
        yield reverse("guide:event", args=[language, event])


def _pages_of(town: str, language: str) -> Iterator[str]:
    """What a municipality wrote itself; another article within its pages is the shared one, which the worker knows."""
    yield reverse("guide:town", args=[language, town])
    layer = layer_of_town(town)
    for text in texts_of(layer, language) if layer else ():
        if text.article:
            yield reverse("guide:town-article", args=[language, town, text.article])
        else:
            yield reverse("guide:town-own-page", args=[language, town, text.page])


def _version(pages: dict[str, dict[str, str]], language: str, on: date) -> str:
    """A fingerprint of the pages without the day on which they were drawn: a new day alone is no newer guide."""
    wording, day = FRAME.wording(language), day_in_words(on, language)
    dated = [escape(wording.filled(key, day=day)) for key in ("numbers.today", "keeping.copy")]
    dated.append(escape(PATH_TEXTS.wording(language).filled("tables.made", day=day)))
    digest = hashlib.sha256()
    for path, page in pages.items():
        body = page["body"]
        for sentence in dated:
            body = body.replace(sentence, "")
        digest.update(f"{path}\0{body}\0".encode())
    return digest.hexdigest()[:16]
