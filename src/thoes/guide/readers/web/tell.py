"""What a reader says of a page: one form for every kind of page, without an account, a cookie, and so a token of a form.

Two shapes: yes or no with a remark, as under an article, and a row of buttons where nothing is to be written: of a contact, of
an answer, and of the pages of an employer, whose readers depend on who wrote them.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from thoes.accounts.public import fits_from_here
from thoes.contacts.public import Wrong, public_contact, report_contact
from thoes.guide.frame import FRAME
from thoes.guide.layers.models import Layer
from thoes.guide.layers.reading import texts_of
from thoes.guide.layers.web.opened import Within, opened
from thoes.guide.readers import READERS
from thoes.guide.readers.models import About, Said
from thoes.guide.readers.telling import MOST_LETTERS, give_feedback
from thoes.guide.web.pages import MOST_SEARCHED, article_named, known, page_of, shown
from thoes.kernel.refusals import Refusal

_RATE = "30/h/ip"
_ANSWERS = {"yes": Said.CLEAR, "no": Said.NOT_CLEAR}


@dataclass(frozen=True, slots=True)
class Subject:
    """What something is said of: the page that it stands on, and how it is kept."""

    about: About | None
    """None for a contact, of which `contacts` keeps what is said."""
    key: str
    title: str
    language: str
    """Of the title."""
    back: str
    layer: Layer | None = None
    buttons: str = ""
    """The group of buttons (`texts`); "" for yes and no with a remark."""
    is_listed: bool = True


def buttons(group: str, language: str) -> dict[str, Any]:
    """The words of a row of buttons, for a page."""
    said = READERS.wording(language)[group]
    around = {name: said[name] for name in ("title", "says", "thanks")}
    return around | {"choices": [(code, words) for code, words in said.items() if code not in around]}


def saying(request: HttpRequest, url: str, language: str, group: str = "") -> dict[str, Any]:
    """What a page has on which readers can say something: with buttons, or with yes and no."""
    return {
        "feedback_url": url,
        "thanks": "thanks" in request.GET,
        "tell": buttons(group, language) if group else None,
    }


def group_of_layer(layer: Layer) -> str:
    """On the pages of a municipality readers may write; those of an employer depend on who reads it there."""
    return "" if layer.municipality_id else "page"


def layer_to_keep(layer: Layer) -> Layer | None:
    """Of a municipality it may be known where an article was read; among the pages of an employer it is nobody's business."""
    return layer if layer.municipality_id else None


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def article(request: HttpRequest, language: str, article: str, town: str = "", code: str = "") -> HttpResponse:
    """Of an article; within the pages of an organisation back to them."""
    known(language)
    found = article_named(article)
    text = found.text(language)

    def subject(base: str, layer: Layer | None) -> Subject:
        back = f"{base}{found.slug}/"
        return Subject(About.ARTICLE, found.slug, text.title, text.language, back, layer, is_listed=not code)

    if not (town or code):
        return _page(request, language, subject(reverse("guide:guide", args=[language]), None))
    with opened(town, code) as within:
        return _page(request, language, subject(within.base(language), layer_to_keep(within.layer)))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, language: str) -> HttpResponse:
    """Of the word list."""
    known(language)
    title = FRAME.wording(language)["words.title"]
    return _page(
        request, language, Subject(About.WORDS, "", title, language, reverse("guide:guide-words", args=[language]))
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def layer(
    request: HttpRequest, language: str, page: UUID | None = None, town: str = "", code: str = ""
) -> HttpResponse:
    """Of the first page of an organisation, or of one that it wrote itself."""
    known(language)
    with opened(town, code) as within:
        return _page(request, language, _of_layer(within, language, page))


def _of_layer(within: Within, language: str, page: UUID | None) -> Subject:
    owner = FRAME.wording(language).filled("layer.from", owner=within.layer.organisation.name)
    title, title_language, back = owner, language, within.base(language)
    if page is not None:
        text = next((each for each in texts_of(within.layer, language) if each.page == page), None)
        if text is None:
            raise Http404
        title, title_language, back = text.title, text.language, within.own_page(language, page)
    return Subject(
        About.PAGE, str(page or ""), title, title_language, back, within.layer,
        buttons=group_of_layer(within.layer), is_listed=within.layer.municipality_id is not None,
    )  # fmt: skip


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def helper(request: HttpRequest, language: str, contact: str) -> HttpResponse:
    """Of who helps: what was wrong, for who keeps it."""
    known(language)
    row = public_contact(contact, on=localdate())
    if row is None:
        raise Http404
    back = reverse("guide:helper", args=[language, contact])
    return _page(request, language, Subject(None, contact, row.listing.name, "nl", back, buttons="contact"))


@csrf_exempt
@never_cache
@require_POST
def not_found(request: HttpRequest, language: str) -> HttpResponse:
    """Somebody says that nothing was found for these words, which are kept only so; back to the search."""
    known(language)
    if is_from_elsewhere(request):
        return HttpResponseForbidden()
    words = " ".join(request.POST.get("words", "").split())[:MOST_SEARCHED]
    wrong = not_kept(request, language, About.SEARCH, said=Said.NOT_CLEAR, remark=words) if words else ""
    asked = urlencode({"q": words, "told": wrong or "thanks"} if words else {})
    return HttpResponseRedirect(f"{reverse('guide:guide-search', args=[language])}?{asked}#found")


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Nothing is done in anybody's name, so another page could only add a line; a browser that tells on it is believed."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")


def not_kept(
    request: HttpRequest, language: str, about: About, *, said: Said, key: str = "", remark: str = "",
    layer: Layer | None = None,
) -> str:  # fmt: skip
    """Why it was not kept, as a key of the words of feedback; nothing when it was."""
    if not fits_from_here(request, action="guide_feedback", rate=_RATE):
        return "too_often"
    try:
        give_feedback(about=about, key=key, layer=layer, language=language, said=said, remark=remark, on=localdate())
    except Refusal:
        return "may_identify"
    return ""


def _page(request: HttpRequest, language: str, subject: Subject) -> HttpResponse:
    """The question, with what was filled in and what is wrong with it; on to where it was asked when it was kept."""
    if is_from_elsewhere(request):
        return HttpResponseForbidden()
    remark = request.POST.get("remark", "")[:MOST_LETTERS]
    wrong = _wrong(request, language, subject, remark) if request.method == "POST" else ""
    if request.method == "POST" and not wrong:
        return HttpResponseRedirect(f"{subject.back}?thanks#feedback")
    asks = buttons(subject.buttons, language) if subject.buttons else None
    frame = FRAME.wording(language)["feedback"]
    page = page_of(language, lambda other: request.path.replace(f"/{language}/", f"/{other}/", 1))
    page |= {
        "title": subject.title, "title_language": subject.language, "back_url": subject.back, "remark": remark,
        "feedback_url": request.path, "wrong": frame[wrong] if wrong else "", "tell": asks,
        "tell_title": asks["title"] if asks else frame["title"], "was_clear": request.POST.get("was_clear", ""),
    }  # fmt: skip
    answer = shown(request, "guide/guide_feedback.html", page)
    if not subject.is_listed:
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _wrong(request: HttpRequest, language: str, subject: Subject, remark: str) -> str:
    """What is wrong with what was sent, as a key of the words of feedback; nothing when it was kept."""
    if subject.about is None:
        return _contact_not_kept(request, language, subject.key)
    said = said_by(request) if subject.buttons else _ANSWERS.get(request.POST.get("was_clear", ""))
    if said is None:
        return "choose"
    remark = "" if subject.buttons else remark
    return not_kept(
        request, language, subject.about, key=subject.key, layer=subject.layer, said=said, remark=remark
    )  # fmt: skip


def said_by(request: HttpRequest) -> Said | None:
    """The button that somebody pressed; None for one that is not there."""
    said = request.POST.get("said", "")
    return Said(said) if said in Said.values else None


def _contact_not_kept(request: HttpRequest, language: str, contact: str) -> str:
    wrong = request.POST.get("said", "")
    if wrong not in Wrong.values:
        return "choose"
    if not fits_from_here(request, action="guide_feedback", rate=_RATE):
        return "too_often"
    report_contact(contact, Wrong(wrong), language=language, on=localdate())
    return ""
