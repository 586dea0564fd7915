"""The pages of the guide, in nine languages: for everybody, the same for everybody, with no cookie and nothing kept.

The language stands in the address, so that a link, a code on a poster and a page on paper keep it. None of these pages shows
who is logged in, so a browser may keep them.
"""

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from thoes.accounts.public import open_before_second_step
from thoes.foundation.translated_texts import TranslationState, Wording
from thoes.guide.amounts import Amount, AmountState, amount_on
from thoes.guide.article_files import Article, ReadSource
from thoes.guide.article_text import Filling, amounts_in, body_of, filled_line
from thoes.guide.events import EVENTS
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES, SOURCE, direction_of
from thoes.guide.keeping.published import guide_now, search_at, search_now
from thoes.guide.layers.reading import towns_with_pages
from thoes.guide.letter_words import are_meanings_read, letter_words, words_like
from thoes.guide.number_names import are_names_read, name_of
from thoes.guide.paths.all_paths import PATHS, paths_of
from thoes.guide.readers import READERS
from thoes.guide.readers.web.tell import saying
from thoes.guide.search_export import exported
from thoes.guide.web.event_search import events_like, kept_event_index
from thoes.guide.web.pages import MOST_SEARCHED, article_named, day_in_words, known, page_of, shown
from thoes.guide.web.path_links import path_links

TOLD = {"thanks": "not_found.thanks", "may_identify": "feedback.may_identify", "too_often": "feedback.too_often"}
"""What came of telling that a search found nothing, and where the words for it stand in the frame."""
_kept = cache_control(public=True, max_age=600)


@dataclass(frozen=True, slots=True)
class Line:
    """An article in a list: in the language of the page, or in another one, which is then said.

    Its title may be in the language of the page when the rest is not yet.
    """

    slug: str
    title: str
    title_language: str
    summary: str
    language: str
    name: str
    """The own name of the language, where it is another than that of the page."""


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    title: str
    lines: list[Line]


@open_before_second_step
@require_safe
@vary_on_headers("Accept-Language")
def choose(request: HttpRequest) -> HttpResponse:
    """To the guide in the language of the browser: who comes here has chosen none yet."""
    return HttpResponseRedirect(reverse("guide:guide", args=[language_of_browser(request)]))


def language_of_browser(request: HttpRequest) -> str:
    """The first language of the browser that the guide has, else that of the source."""
    for accepted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if accepted.split("-")[0] in GUIDE_LANGUAGES:
            return accepted.split("-")[0]
    return SOURCE


@open_before_second_step
@require_safe
@_kept
def guide(request: HttpRequest, language: str) -> HttpResponse:
    """What most people need, and all articles by topic."""
    page = guide_page(language, lambda other: reverse("guide:guide", args=[other]))
    return shown(request, "guide/guide.html", page | {"towns": towns_with_pages()})


def guide_page(language: str, same_page: Callable[[str], str]) -> dict[str, Any]:
    """All that the first page shows."""
    # First, as it asks for the words of today.
    page, today = page_of(language, same_page), localdate()
    lines = {
        "most_needed": _most_needed(page["guide"], language, today),
        "topics": _topics(page["guide"], language, today),
    }
    links = {
        "paths": path_links(PATHS.values(), language),
        "asked_link": READERS.wording(language)["asked.title"],
    }
    return page | lines | links


@open_before_second_step
@require_safe
@_kept
def search(request: HttpRequest, language: str) -> HttpResponse:
    """What fits `?q=` in any language; where nothing was asked or found what most people need."""
    words = " ".join(request.GET.get("q", "").split())[:MOST_SEARCHED]
    query = f"?{urlencode({'q': words})}" if words else ""
    page = page_of(language, lambda other: reverse("guide:guide-search", args=[other]) + query)
    hits = search_at(page["guide_state"]).search(words, language) if words else []
    today = localdate()
    page |= {
        "words": words,
        "not_found_says": FRAME.wording(language).filled("not_found.says", words=words),
        "found": FRAME.wording(language).filled("search.found" if hits else "search.none", words=words),
        "hits": [(_line(hit.article, language, today), _hit_language(hit.language, language)) for hit in hits],
        "letter_words": words_like(words, language),
        "event_lines": events_like(words, language),
        "words_of_events": EVENTS.wording(language).sentences,
        "most_needed": [] if hits else _most_needed(page["guide"], language, today),
        "told": FRAME.wording(language)[TOLD[request.GET["told"]]] if request.GET.get("told") in TOLD else "",
    }
    return shown(request, "guide/guide_search.html", page)


@open_before_second_step
@require_safe
@_kept
def kept_search(request: HttpRequest, language: str) -> HttpResponse:
    """The index of all languages and the articles as a list says them, for a telephone that keeps the guide."""
    known(language)
    lines = {slug: asdict(_line(each, language, localdate())) for slug, each in guide_now().items()}
    names = dict(FRAME.choices())
    # The dates are those of the day of the copy, as the pages of the events in it are.
    events = kept_event_index(language, on=getattr(request, "kept_on", localdate()))
    return JsonResponse(exported(search_now()) | {"lines": lines, "names": names, "events": events})


@open_before_second_step
@require_safe
@_kept
def words(request: HttpRequest, language: str) -> HttpResponse:
    """The Dutch words that stand on letters and payslips."""
    page = page_of(language, lambda other: reverse("guide:guide-words", args=[other]))
    return shown(
        request,
        "guide/guide_words.html",
        page
        | {
            "letter_words": [each.in_(language) for each in letter_words()],
            "words_are_read": are_meanings_read(language),
        }
        | saying(request, reverse("guide:words-feedback", args=[language]), language),
    )


@open_before_second_step
@require_safe
@_kept
def article(request: HttpRequest, language: str, article: str) -> HttpResponse:
    """An article with the numbers of today; in another language, which is said, where it is not there in this one."""
    return shown(request, "guide/article.html", article_page(request, language, article_named(article)))


def _shared(language: str) -> str:
    """Where the guide begins that is the same for everybody."""
    return reverse("guide:guide", args=[language])


def article_page(
    request: HttpRequest, language: str, found: Article, base: Callable[[str], str] = _shared
) -> dict[str, Any]:
    """All that a page of this article shows; `base` is where the guide begins that it stands in."""
    page = page_of(language, lambda other: f"{base(other)}{found.slug}/")
    wording, today, others = FRAME.wording(language), localdate(), page["guide"]
    parts = parts_of_article(found, language, today, address=lambda slug: f"{base(language)}{slug}/")
    page |= parts | {
        "numbers_today": wording.filled("numbers.today", day=day_in_words(today, language)),
        "numbers": [number_line(each, wording, today) for each in parts["amounts"]],
        "paths": path_links(paths_of(found.slug), language),
        "related": [_line(others[slug], language, today) for slug in found.related if slug in others],
        **saying(request, f"{base(language)}{found.slug}/feedback/", language),
        "address": request.build_absolute_uri(request.path),
    }
    return page


def parts_of_article(
    found: Article, language: str, today: date, *, address: Callable[[str], str], site: str = "", within: str = ""
) -> dict[str, Any]:
    """What an article says on a day, for a page of that language.

    `address` gives where another article stands, `site` stands before what is no article (a page that is saved), and
    `within` is the name under which it stands in a page with others.
    """
    wording, text = FRAME.wording(language), found.text(language)
    body = body_of(text.body, text.language)
    amounts = {key: amount_on(key, text.language, on=today) for key in (*amounts_in(text.summary), *body.amounts)}
    drawn = filled_amounts(amounts, text.language, on=today, site=site)
    filling = Filling(amount=drawn, address=address, within=within)
    return {
        "article": found,
        "text": text,
        "text_direction": direction_of(text.language),
        "summary": filled_line(text.summary, lambda key: amounts[key].words),
        "body": body.html(filling),
        "amounts": list(amounts.values()),
        "notices": _notices(found, language, wording, today),
        "sources": [(source, _source_notes(source, wording)) for source in found.sources],
        "last_checked": wording.filled("checked.last", day=day_in_words(found.last_checked, language)),
        "next_check": wording.filled("checked.next", day=day_in_words(found.next_check, language)),
    }


@open_before_second_step
@require_safe
@_kept
def article_code(request: HttpRequest, language: str, article: str) -> HttpResponse:
    """The address of an article as a code for a telephone: to share, and on paper."""
    known(language)
    found = article_named(article)
    address = request.build_absolute_uri(reverse("guide:article", args=[language, found.slug]))
    return HttpResponse(code_of(address), content_type="image/svg+xml")


def code_of(address: str) -> bytes:
    """An address as a drawing that a telephone reads."""
    drawing = io.BytesIO()
    segno.make(address, error="m").save(drawing, kind="svg", scale=4, border=2, light="#fff", xmldecl=False)
    return drawing.getvalue()


def _line(article: Article, language: str, today: date) -> Line:
    text = article.text(language)
    name = "" if text.language == language else FRAME.wording(text.language).name
    summary = filled_line(text.summary, lambda key: amount_on(key, text.language, on=today).words)
    return Line(article.slug, *article.title_in(language), summary, text.language, name)


def in_order(found: list[Article]) -> list[Article]:
    """By topic, and within a topic as their writers put them."""
    topics = list(FRAME.wording(SOURCE)["topics"])
    return sorted(found, key=lambda each: (topics.index(each.topic), each.order, each.slug))


def _most_needed(articles: Mapping[str, Article], language: str, today: date) -> list[Line]:
    needed = [each for each in articles.values() if each.is_most_needed]
    return [_line(each, language, today) for each in in_order(needed)]


def _topics(articles: Mapping[str, Article], language: str, today: date) -> list[Topic]:
    """The topics with their articles, in the order of the frame; a topic without an article is left out."""
    found: dict[str, list[Line]] = {}
    for each in in_order(list(articles.values())):
        found.setdefault(each.topic, []).append(_line(each, language, today))
    titles = FRAME.wording(language)["topics"]
    return [Topic(key, titles[key], lines) for key, lines in found.items()]


def _hit_language(of_hit: str, language: str) -> str:
    """Said where an article was found in another language than that of the page."""
    if of_hit == language:
        return ""
    return FRAME.wording(language).filled("search.in_language", language=FRAME.wording(of_hit).name)


def _notices(article: Article, language: str, wording: Wording, today: date) -> list[str]:
    """What a reader must know of these words before relying on them."""
    text, said = article.text(language), wording["notice"]
    notices = []
    if text.language != language:
        notices.append(wording.filled("notice.missing", language=FRAME.wording(text.language).name))
    state = article.state(text.language)
    if state is TranslationState.UNREVIEWED:
        notices.append(said["source_unreviewed" if text.language == SOURCE else "unreviewed"])
    elif state is TranslationState.OUT_OF_DATE:
        notices.append(said["out_of_date"])
    if article.is_overdue(on=today):
        notices.append(wording.filled("notice.overdue", day=day_in_words(article.next_check, language)))
    return notices


def filled_amounts(keys: Iterable[str], language: str, *, on: date, site: str = "") -> Callable[[str], str]:
    """How each of these numbers is drawn in a text of a language; `site` as above."""
    drawn = {key: _drawn(amount_on(key, language, on=on), language, site) for key in keys}
    return drawn.__getitem__


def _drawn(amount: Amount, language: str, site: str = "") -> str:
    """A number in a sentence: a link to its place in the rule book, and behind it that it is not sure."""
    lang = "" if amount.language == language else format_html(' lang="{}"', amount.language)
    link = format_html(
        '<a class="nl-link thoes-amount" href="{}{}"{}>{}</a>',
        site,
        reverse("guide:rule", args=[amount.key]),
        lang,
        amount.words,
    )
    if amount.state in (AmountState.SURE, AmountState.NOT_KNOWN):
        return link
    own = FRAME.wording(language)[f"amount.{amount.state}"]
    return format_html('{} <small class="thoes-amount__note">({})</small>', link, own)


def number_line(amount: Amount, wording: Wording, today: date) -> dict[str, Any]:
    """A number in the list under the text: what it is, since when, from where, and how sure."""
    version, language = amount.version, wording.language
    notes = [] if amount.state in (AmountState.SURE, AmountState.NOT_KNOWN) else [wording[f"amount.{amount.state}"]]
    if version and version.valid_from:
        notes.append(wording.filled("numbers.since", day=day_in_words(version.valid_from, language)))
    if version and version.checked_on:
        notes.append(wording.filled("numbers.read_on", day=day_in_words(version.checked_on, language)))
    said = amount_on(amount.key, language, on=today)
    name = name_of(amount.parameter, language)
    return {
        "key": amount.key,
        "title": name.words,
        "title_language": name.language,
        "name_notice": "" if are_names_read(language) else wording["numbers.names_unreviewed"],
        "words": said.words,
        "language": said.language,
        "notes": notes,
        "version": version,
        # Where no article of a law is named, the address is too long to read.
        "source": (version.article or urlsplit(version.link or "").hostname) if version else "",
    }


def _source_notes(source: ReadSource, wording: Wording) -> list[str]:
    as_of = wording.filled("sources.as_of", day=day_in_words(source.as_of, wording.language))
    return [as_of, *([wording["sources.unverified"]] if source.is_unverified else [])]
