"""The public pages. They show nobody's data; who is logged in goes on to the own work."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.guide.local_rules import rules_of_towns
from thoes.guide.permissions import READ_FEEDBACK
from thoes.guide.rulebook import read
from thoes.guide.topics import KEY_NUMBERS, TOPICS, found_in, page_of, place_of, row_of, topic_named
from thoes.places.public import municipality_names
from thoes.ui.navigation import start_url_for


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What Thoes is. Somebody with a menu is sent on to its first entry, unless `?about` was asked."""
    own_start = start_url_for(request)
    if own_start and "about" not in request.GET:
        return redirect(own_start)
    return render(request, "guide/start.html", {"own_start": own_start})


@open_before_second_step
@require_safe
def rule_book_page(request: HttpRequest) -> HttpResponse:
    """The numbers that matter most, and the topics; with `?q=` what answers to the words, each with the way to it."""
    words = request.GET.get("q", "")[:100]
    book = read(get_language() or "nl", on=localdate(), words=words)
    by_key = {each["key"]: each for each in book.parameters}
    context = {
        "words": words,
        "found": found_in(book) if words.strip() else [],
        "topics": TOPICS,
        "may_read_feedback": bool(request.actor and request.actor.may(READ_FEEDBACK)),  # type: ignore[attr-defined]
        "key_numbers": [row_of(by_key[key]) for key in KEY_NUMBERS if key in by_key],
    }
    return render(request, "guide/rulebook.html", context)


@open_before_second_step
@require_safe
def rule_topic(request: HttpRequest, topic: str) -> HttpResponse:
    """The numbers of a topic in one table, how is counted with them, and examples."""
    found = topic_named(topic)
    if found is None:
        raise Http404
    book = read(get_language() or "nl", on=localdate())
    return render(request, "guide/rule_topic.html", {"topic": found, **page_of(found, book)})


@open_before_second_step
@require_safe
def rule_place(request: HttpRequest, rule: str) -> HttpResponse:
    """To where a number or a formula stands: an address that stays when topics change."""
    place = place_of(rule)
    if place is None:
        raise Http404
    topic, anchor = place
    return redirect(f"{reverse('guide:rule-topic', args=[topic.key])}#{anchor}")


@require_safe
def local_rules(request: HttpRequest) -> HttpResponse:
    """What each municipality rules itself, and of which ones nothing was found."""
    towns = rules_of_towns(list(municipality_names().items()), get_language() or "nl", on=localdate())
    context = {"towns": [town for town in towns if town.rules], "unknown": [town for town in towns if not town.rules]}
    return render(request, "guide/local_rules.html", context)
