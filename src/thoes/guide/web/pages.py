"""What every page of the guide has, in the language of its address."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from thoes.foundation.translated_texts import locale_of
from thoes.guide.article_files import Article
from thoes.guide.events import EVENTS
from thoes.guide.frame import FRAME, direction_of
from thoes.guide.help import HELP
from thoes.guide.keeping.published import guide_at, guide_now, guide_state
from thoes.guide.keeping.texts import refresh_shown_texts
from thoes.ui.building import built_text

SHEET = "frontend/css/guide.css"
MOST_SEARCHED = 100
"""So many letters are searched for."""


def article_named(slug: str) -> Article:
    """An article by its address, or not found."""
    found = guide_now().get(slug)
    if found is None:
        raise Http404
    return found


def known(language: str) -> None:
    """Not found where the guide has no such language."""
    if language not in FRAME.languages:
        raise Http404


def page_of(language: str, same_page: Callable[[str], str]) -> dict[str, Any]:
    """What every page has: its words and direction, and the way to the same page in each language."""
    known(language)
    state = guide_state()
    refresh_shown_texts(state)
    wording = FRAME.wording(language)
    return {
        "guide": guide_at(state),
        "guide_state": state,
        "language": language,
        "direction": direction_of(language),
        "frame": wording.sentences,
        "frame_notice": wording.notice,
        "help_link": HELP.wording(language)["link"],
        "events_link": EVENTS.wording(language)["link"],
        "employers_link": HELP.wording(language)["employers"],
        "languages": [(code, name, same_page(code)) for code, name in FRAME.choices()],
    }


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet of the guide, to stand in a page."""

    text: str
    source: str
    """By which the content security policy of that page allows this text, and no other."""


@cache
def sheet() -> Sheet:
    """The sheet as it was built."""
    text = built_text(SHEET).strip()
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Sheet(text, f"'sha256-{digest}'")


def shown(request: HttpRequest, template: str, page: dict[str, Any]) -> HttpResponse:
    """A page, and in which language it is. A page that is asked to be kept says that it is a copy, and of which day.

    Its sheet stands in it: on a slow network one more question before there is something to read takes half a second, and
    the sheet itself a fraction of that. Kept pages share one file, as each would be three times as large.
    """
    kept_on = getattr(request, "kept_on", None)
    if kept_on:
        copy = FRAME.wording(page["language"]).filled("keeping.copy", day=day_in_words(kept_on, page["language"]))
        page = page | {"copy_notice": copy}
    else:
        page = page | {"sheet": sheet().text}
    # Dutch or English for what the words of the guide do not say, such as the title of an error page.
    with translation.override("nl" if page["language"] == "nl" else "en"):
        response = render(request, template, page)
    response.headers["Content-Language"] = page["language"]
    if not kept_on:
        response._csp_update = {"style-src": [sheet().source]}  # type: ignore[attr-defined]
    return response


def day_in_words(day: date, language: str) -> str:
    """A day as it is written in a language."""
    return format_date(day, "long", locale=locale_of(language))


def language_name(code: str, language: str) -> str:
    """What a language is called in another one."""
    return Locale.parse(code).get_display_name(locale_of(language)) or code
