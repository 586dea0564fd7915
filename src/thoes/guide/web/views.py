"""The public pages. They show nobody's data; who is logged in goes on to the own work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from thoes.accounts.public import open_before_second_step
from thoes.guide.local_rules import rules_of_towns
from thoes.guide.rulebook import read
from thoes.places.public import municipality_names
from thoes.ui.navigation import start_url_for


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """What Thoes is. Somebody with a menu is sent on to its first entry, unless `?about` was asked."""
    own_start = start_url_for(request)
    if own_start and "about" not in request.GET:
        return redirect(own_start)
    return render(request, "guide/start.html", {"own_start": own_start})


@open_before_second_step
@require_GET
def rule_book_page(request: HttpRequest) -> HttpResponse:
    """The rules that Thoes counts with; `?q=` narrows them to the words asked for."""
    words = request.GET.get("q", "")[:100]
    view = read(get_language() or "nl", on=localdate(), words=words)
    return render(request, "guide/rulebook.html", {"book": view, "words": words})


@require_GET
def local_rules(request: HttpRequest) -> HttpResponse:
    """What each municipality rules itself, and of which ones nothing was found."""
    towns = rules_of_towns(list(municipality_names().items()), get_language() or "nl", on=localdate())
    context = {"towns": [town for town in towns if town.rules], "unknown": [town for town in towns if not town.rules]}
    return render(request, "guide/local_rules.html", context)
