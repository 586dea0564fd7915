"""What a reader says of an article, and who reads that. The reader has no account, no cookie and so no token of a form."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from thoes.accounts.public import fits_from_here, needs
from thoes.guide.feedback import MOST_LETTERS, NOTHING_FOUND, give_feedback
from thoes.guide.frame import FRAME
from thoes.guide.keeping.published import guide_now
from thoes.guide.models import ArticleFeedback
from thoes.guide.permissions import READ_FEEDBACK
from thoes.guide.web.pages import MOST_SEARCHED, article_named, known, page_of, shown
from thoes.kernel.refusals import Refusal
from thoes.ui.lists import Action, Day, Empty, ListPage, State, Text

_RATE = "30/h/ip"
_ANSWERS = {"yes": True, "no": False}


# Nothing is done in anybody's name here, so there is nothing for a page elsewhere to misuse but a line in a list.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def feedback(request: HttpRequest, language: str, article: str) -> HttpResponse:
    """The question, with what was filled in and what is wrong with it; on to the article when it was kept."""
    page = page_of(language, lambda other: reverse("guide:article", args=[other, article]))
    found = article_named(article)
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return HttpResponseForbidden()
    remark = request.POST.get("remark", "")[:MOST_LETTERS]
    wrong = _wrong(request, found.slug, language, remark) if request.method == "POST" else ""
    if request.method == "POST" and not wrong:
        return HttpResponseRedirect(f"{reverse('guide:article', args=[language, found.slug])}?thanks#feedback")
    said = FRAME.wording(language)["feedback"]
    text = found.text(language)
    page |= {
        "article": found, "text": text, "remark": remark, "wrong": said[wrong] if wrong else "",
        "was_clear": request.POST.get("was_clear", ""),
    }  # fmt: skip
    return shown(request, "guide/guide_feedback.html", page)


@csrf_exempt
@never_cache
@require_POST
def not_found(request: HttpRequest, language: str) -> HttpResponse:
    """Somebody says that nothing was found for these words, which are kept only so; back to the search."""
    known(language)
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return HttpResponseForbidden()
    words = " ".join(request.POST.get("words", "").split())[:MOST_SEARCHED]
    wrong = _not_given(request, NOTHING_FOUND, language, was_clear=False, remark=words) if words else ""
    asked = urlencode({"q": words, "told": wrong or "thanks"} if words else {})
    return HttpResponseRedirect(f"{reverse('guide:guide-search', args=[language])}?{asked}#found")


def _wrong(request: HttpRequest, slug: str, language: str, remark: str) -> str:
    """What is wrong with what was sent, as a key of the frame; nothing when it was kept."""
    answer = _ANSWERS.get(request.POST.get("was_clear", ""))
    if answer is None:
        return "choose"
    return _not_given(request, slug, language, was_clear=answer, remark=remark)


def _not_given(request: HttpRequest, slug: str, language: str, *, was_clear: bool, remark: str) -> str:
    """Why it was not kept, as a key of the frame; nothing when it was."""
    if not fits_from_here(request, action="guide_feedback", rate=_RATE):
        return "too_often"
    try:
        give_feedback(article=slug, language=language, was_clear=was_clear, remark=remark, on=localdate())
    except Refusal:
        return "may_identify"
    return ""


def _title(row: ArticleFeedback) -> str:
    if row.article == NOTHING_FOUND:
        return str(_("A search that found nothing"))
    found = guide_now().get(row.article)
    return found.source.title if found else row.article


def _said(row: ArticleFeedback) -> list[tuple[str, Any]]:
    return [("ok", _("Clear")) if row.was_clear else ("warning", _("Not clear"))]


FEEDBACK = ListPage(
    title=_("What readers say of the guide"),
    says=_("Nobody knows who they are. What they wrote is kept for a year."),
    guard=needs(READ_FEEDBACK),
    rows=lambda listing: ArticleFeedback.objects.order_by("-said_on", "-pk"),
    columns=[
        Text(_("Article"), _title),
        State(_("Was it clear?"), _said),
        Text(_("What is missing or not right"), "remark"),
        Text(_("Language"), "language"),
        Day(_("Said on"), "said_on", sort="said_on"),
    ],
    file="guide-feedback",
    empty=Empty(
        _("Nobody said anything yet"),
        _("Under each article of the guide readers can say whether it was clear."),
        "book",
    ),
    crumbs=[Action(_("Rule book"), "guide:rulebook")],
)
