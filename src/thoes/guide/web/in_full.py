"""Articles in full on one page: a topic, to print, and a whole guide, to save where no worker can be started."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.guide.frame import FRAME
from thoes.guide.keeping.published import guide_now
from thoes.guide.letter_words import are_meanings_read, letter_words
from thoes.guide.web.articles import code_of, in_order, parts_of_article
from thoes.guide.web.pages import day_in_words, page_of, shown

_kept = cache_control(public=True, max_age=600)


@open_before_second_step
@require_safe
@_kept
def topic(request: HttpRequest, language: str, topic: str) -> HttpResponse:
    """Every article of a topic in full."""
    page = page_of(language, lambda other: reverse("guide:guide-topic", args=[other, topic]))
    wording, today = FRAME.wording(language), localdate()
    found = [each for each in in_order(list(guide_now().values())) if each.topic == topic]
    if not found:
        raise Http404
    address = request.build_absolute_uri(request.path)
    page |= {
        "title": wording["topics"][topic],
        "numbers_today": wording.filled("numbers.today", day=day_in_words(today, language)),
        "in_full": [
            parts_of_article(
                each,
                language,
                today,
                address=lambda slug: reverse("guide:article", args=[language, slug]),
                within=each.slug,
            )
            for each in found
        ],
        "address": address,
        "code": code_of(address).decode(),
    }
    return shown(request, "guide/guide_topic.html", page)


@open_before_second_step
@require_safe
@_kept
def whole(request: HttpRequest, language: str) -> HttpResponse:
    """The guide as one file that needs no other and no network; what leads out of it leads to the site."""
    page = page_of(language, lambda other: reverse("guide:guide-whole", args=[other]))
    today, site = localdate(), request.build_absolute_uri("/").rstrip("/")
    address = site + reverse("guide:guide", args=[language])
    page |= {
        "as_of": FRAME.wording(language).filled("printing.whole", day=day_in_words(today, language)),
        "topics": _topics_in_full(language, site),
        "words_are_read": are_meanings_read(language),
        "letter_words": [each.in_(language) for each in letter_words()],
        "address": address,
        "code": code_of(address).decode(),
    }
    response = shown(request, "guide/guide_whole.html", page)
    response.headers["Content-Disposition"] = f'attachment; filename="thoes-guide-{language}-{today}.html"'
    return response


def _topics_in_full(language: str, site: str) -> list[dict[str, Any]]:
    today, titles = localdate(), FRAME.wording(language)["topics"]
    found: dict[str, list[dict[str, Any]]] = {}
    for each in in_order(list(guide_now().values())):
        parts = parts_of_article(each, language, today, address="#{}".format, site=site, within=each.slug)
        found.setdefault(each.topic, []).append(parts)
    return [{"title": titles[key], "in_full": parts} for key, parts in found.items()]
