"""The guide with the pages of one organisation in it: of a municipality by its name, of any other by a code.

What stands in a layer is marked as theirs. The shared text is the same here as everywhere.
"""

from typing import Any
from uuid import UUID

from babel.dates import format_date
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.contacts.public import way_to_ask
from thoes.foundation.translated_texts import Wording, locale_of
from thoes.guide.article_text import Filling, body_of
from thoes.guide.frame import FRAME, direction_of
from thoes.guide.help import HELP
from thoes.guide.layers.reading import OwnText, texts_of
from thoes.guide.layers.web.opened import Within, opened
from thoes.guide.readers import READERS
from thoes.guide.readers.web.tell import group_of_layer, saying
from thoes.guide.web.articles import article_page, filled_amounts, guide_page
from thoes.guide.web.pages import article_named, known, page_of, shown

# Of a code nobody but its holder keeps a copy, and no search engine lists it.
_own_copy = cache_control(private=True, max_age=600)


@open_before_second_step
@require_safe
@_own_copy
def start(request: HttpRequest, language: str, town: str = "", code: str = "") -> HttpResponse:
    """The guide, with what this organisation wrote above it."""
    known(language)
    with opened(town, code) as within:
        page = guide_page(language, lambda other: within.base(other)) | _of_layer(within, language)
        group = group_of_layer(within.layer)
        page |= saying(request, f"{within.base(language)}feedback/", language, group)
        page["own_pages"] = [_line(within, text, language) for text in texts_of(within.layer, language)]
        return _not_listed(shown(request, "guide/layers/start.html", page), code)


@open_before_second_step
@require_safe
@_own_copy
def article(request: HttpRequest, language: str, article: str, town: str = "", code: str = "") -> HttpResponse:
    """A shared article, and under it what this organisation says about it."""
    known(language)
    found = article_named(article)
    with opened(town, code) as within:
        own = [each for each in texts_of(within.layer, language) if each.article == found.slug]
        page = article_page(request, language, found, within.base) | _of_layer(within, language)
        page["additions"] = [_drawn(within, text, language) for text in own]
        return _not_listed(shown(request, "guide/layers/article.html", page), code)


@open_before_second_step
@require_safe
@_own_copy
def own_page(request: HttpRequest, language: str, page: UUID, town: str = "", code: str = "") -> HttpResponse:
    """A page that this organisation wrote by itself."""
    known(language)
    with opened(town, code) as within:
        text = next((each for each in texts_of(within.layer, language) if each.page == page), None)
        if text is None:
            raise Http404
        context = page_of(language, lambda other: within.own_page(other, page)) | _of_layer(within, language)
        address = f"{within.own_page(language, page)}feedback/"
        context |= saying(request, address, language, group_of_layer(within.layer))
        context["own"] = _drawn(within, text, language)
        return _not_listed(shown(request, "guide/layers/own_page.html", context), code)


def _not_listed(response: HttpResponse, code: str) -> HttpResponse:
    if code:
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _of_layer(within: Within, language: str) -> dict[str, Any]:
    """What every page in a layer says: whose pages these are, and the way out."""
    owner = within.layer.organisation.name
    wording, municipality = FRAME.wording(language), within.layer.municipality_id
    return {
        "desk": _desk(municipality, language) if municipality else None,
        "layer_base": within.base(language),
        "layer_says": wording.filled("layer.here", owner=owner),
        "layer_title": wording.filled("layer.from", owner=owner),
        "without": reverse("guide:guide", args=[language]),
    }


def _desk(municipality: str, language: str) -> dict[str, Any]:
    """Where a reader goes with a question about this municipality; the list of who helps where nothing else is known."""
    help_here = f"{reverse('guide:help', args=[language])}?{urlencode({'place': municipality})}"
    return {
        "says": READERS.wording(language)["question"],
        "call": HELP.wording(language)["call"],
        "write": HELP.wording(language)["write"],
        "way": way_to_ask(municipality, on=localdate()),
        "help": help_here,
    }


def _line(within: Within, text: OwnText, language: str) -> dict[str, Any]:
    base = within.base(language)
    url = f"{base}{text.article}/#layer" if text.article else within.own_page(language, text.page)
    name = "" if text.language == language else FRAME.wording(text.language).name
    return {"url": url, "title": text.title, "language": text.language, "name": name}


def _drawn(within: Within, text: OwnText, language: str) -> dict[str, Any]:
    """A text of a layer as a page shows it, with what a reader must know of it."""
    wording, today = FRAME.wording(language), localdate()
    return {
        "title": text.title,
        "language": text.language,
        "direction": direction_of(text.language),
        "body": drawn_body(text.body, text.language, within.base(language)),
        "mark": wording.filled("layer.mark", owner=text.owner, day=_day(text.as_of, wording)),
        "notices": [
            *(
                [wording.filled("notice.missing", language=FRAME.wording(text.language).name)]
                * (text.language != language)
            ),
            *([wording.filled("notice.overdue", day=_day(text.next_check, wording))] * text.is_overdue(on=today)),
        ],
    }


def drawn_body(body: str, language: str, base: str) -> str:
    """What an organisation wrote as HTML, by the same rules as an article: no HTML of its own, numbers of the rule book."""
    piece = body_of(body, language)
    amounts = filled_amounts(piece.amounts, language, on=localdate())
    return piece.html(Filling(amount=amounts, address=lambda slug: f"{base}{slug}/"))


def _day(day: Any, wording: Wording) -> str:
    return format_date(day, "long", locale=locale_of(wording.language))
