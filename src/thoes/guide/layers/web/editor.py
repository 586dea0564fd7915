"""The pages of the own organisation: written, published and taken away by its editor."""

import io
import uuid
from typing import Any
from uuid import UUID

import segno
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thoes.accounts.public import actor_in, needs
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES, SOURCE, direction_of
from thoes.guide.keeping.published import guide_now
from thoes.guide.layers import writing
from thoes.guide.layers.models import Layer, LayerAct, LayerVersion
from thoes.guide.layers.reading import town_in_address
from thoes.guide.layers.web.reader import drawn_body
from thoes.guide.links.places import broken_of_own_pages
from thoes.guide.permissions import KEEP_GUIDE, WRITE_OWN_PAGES
from thoes.guide.readers.saying import said_of_own_pages
from thoes.ui.form_pages import post_action, saved
from thoes.ui.forms import DayField, Form

_DONE: dict[str, Any] = {
    LayerAct.DRAFT: gettext_lazy("The draft is kept. Readers do not see it yet."),
    LayerAct.PUBLISHED: gettext_lazy("The page is published. Whoever opens your pages sees it from now on."),
    LayerAct.WITHDRAWN: gettext_lazy("The page is taken away. Readers do not see it any more."),
}


# An article is named in small letters, so none is called so.
_OWN = "OWN"


class OwnPageForm(Form):
    """A page of an organisation in one language."""

    article = forms.ChoiceField(
        label=gettext_lazy("Where does it stand?"), initial=_OWN,
        help_text=gettext_lazy("Under an article of the guide, or as a page of its own."),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("Title"), max_length=90)
    body = forms.CharField(
        label=gettext_lazy("Text"), strip=False,
        widget=forms.Textarea({"rows": 12}),
        help_text=gettext_lazy(
            "Short sentences and plain words. A dash begins a line of a list, **two stars** make words bold, and"
            " [words](https://…) is a link. Write nothing about people: no names, no numbers of somebody."
        ),
    )  # fmt: skip
    next_check = DayField(label=gettext_lazy("Look again before"))
    upon = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, language: str, choose_place: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "body"):
            self.fields[name].widget.attrs |= {"lang": language, "dir": direction_of(language)}
        if choose_place:
            titles = sorted((article.source.title, slug) for slug, article in guide_now().items())
            self.fields["article"].choices = [  # type: ignore[attr-defined]
                (_OWN, _("A page of its own")), *((slug, title) for title, slug in titles)
            ]  # fmt: skip
        else:
            del self.fields["article"]


@require_safe
@needs(WRITE_OWN_PAGES, purpose=KEEP_GUIDE)
def pages(request: HttpRequest) -> HttpResponse:
    """All pages of the own organisation, and how readers come to them."""
    actor = actor_in(request)
    layer = writing.own_layer(actor)
    rows = LayerVersion.objects.filter(layer=layer).order_by("page", "language", "-number").distinct("page", "language")
    found: dict[UUID, dict[str, LayerVersion]] = {}
    for row in rows if layer else ():
        found.setdefault(row.page, {})[row.language] = row
    broken = broken_of_own_pages(actor)
    said = said_of_own_pages(layer, found, on=timezone.localdate()) if layer else {}
    context = {
        "pages": [
            _listed(texts) | {"said": said[str(page)], "broken": broken.get(page, ())} for page, texts in found.items()
        ],
        "said": said.get(""),
        "layer": layer,
        "address": request.build_absolute_uri(_address(layer)) if layer else "",
        "languages": [(code, FRAME.wording(code).name) for code in GUIDE_LANGUAGES],
    }
    return render(request, "guide/layers/own_pages.html", context)


def _listed(texts: dict[str, LayerVersion]) -> dict[str, Any]:
    first = texts.get(SOURCE) or next(iter(texts.values()))
    articles = guide_now()
    return {
        "page": first.page,
        "title": first.title,
        "under": articles[first.article].source.title if first.article in articles else "",
        "texts": [
            (code, FRAME.wording(code).name, texts[code].get_act_display() if code in texts else "")
            for code in GUIDE_LANGUAGES
        ],
        "next_check": first.next_check,
        "is_overdue": timezone.localdate() >= first.next_check and first.act == LayerAct.PUBLISHED,
    }


def _address(layer: Layer) -> str:
    if layer.municipality_id:
        return reverse("guide:town", args=[SOURCE, town_in_address(layer)])
    return reverse("guide:with-code", args=[SOURCE, layer.code])


@require_http_methods(["GET", "POST"])
@needs(WRITE_OWN_PAGES, purpose=KEEP_GUIDE)
def add(request: HttpRequest) -> HttpResponse:
    """A page more, in Dutch first."""
    return _edit(request, uuid.uuid4(), SOURCE, None, place=None)


@require_http_methods(["GET", "POST"])
@needs(WRITE_OWN_PAGES, purpose=KEEP_GUIDE)
def edit(request: HttpRequest, page: UUID, language: str) -> HttpResponse:
    """A page in a language."""
    rows = LayerVersion.objects.filter(layer__organisation_id=actor_in(request).organisation_id, page=page)
    in_any = rows.order_by("-pk").first()
    if in_any is None or language not in GUIDE_LANGUAGES:
        raise Http404
    return _edit(request, page, language, writing.newest_own(actor_in(request), page, language), place=in_any.article)


def _edit(
    request: HttpRequest, page: UUID, language: str, newest: LayerVersion | None, *, place: str | None
) -> HttpResponse:
    actor = actor_in(request)
    initial: dict[str, Any] = {"upon": newest.number if newest else 0}
    if newest:
        initial |= {"title": newest.title, "body": newest.body, "next_check": newest.next_check}
    form = OwnPageForm(request.POST or None, language=language, choose_place=place is None, initial=initial)
    act = LayerAct(request.POST["do"]) if request.POST.get("do") in list(LayerAct) else LayerAct.DRAFT

    def save() -> LayerVersion:
        said = form.cleaned_data
        written = writing.OwnPage(
            page, place if place is not None else said["article"].replace(_OWN, ""), language, said["title"], said["body"],
            said["next_check"], said["upon"],
        )  # fmt: skip
        return writing.save_own(actor=actor, written=written, act=act, at=timezone.now())

    there = reverse("guide:own-page", args=[page, language])
    done = saved(
        request, form, save, back=there if act is LayerAct.DRAFT else reverse("guide:own-pages"), done=_DONE[act]
    )
    if done is not None:
        return done
    theirs = newest if newest and request.method == "POST" and str(newest.number) != request.POST.get("upon") else None
    if theirs:
        # Sent once more it is meant.
        form.data = _upon(request, theirs)
    dutch = writing.newest_own(actor, page, SOURCE) if language != SOURCE else None
    under = guide_now()[place].source.title if place and place in guide_now() else ""
    context = {
        "form": form, "newest": newest, "theirs": theirs, "dutch": dutch, "under": under, "language": language,
        "direction": direction_of(language), "language_name": FRAME.wording(language).name,
        "drawn": _preview(newest) if newest and request.method == "GET" else "",
        "is_published": newest is not None and newest.act == LayerAct.PUBLISHED,
    }  # fmt: skip
    return render(request, "guide/layers/edit.html", context)


def _upon(request: HttpRequest, theirs: LayerVersion) -> Any:
    data = request.POST.copy()
    data["upon"] = str(theirs.number)
    return data


def _preview(version: LayerVersion) -> str:
    """As a reader sees it; nothing while a number in it does not exist."""
    written = writing.OwnPage(
        version.page, version.article, version.language, version.title, version.body, version.next_check, 0
    )
    if writing.mistakes_in_own(written):
        return ""
    return drawn_body(version.body, version.language, reverse("guide:guide", args=[version.language]))


@require_safe
@needs(WRITE_OWN_PAGES, purpose=KEEP_GUIDE)
def code(request: HttpRequest) -> HttpResponse:
    """The address of the own pages as a code for a telephone, to print."""
    layer = writing.own_layer(actor_in(request))
    if layer is None:
        raise Http404
    drawing = io.BytesIO()
    segno.make(request.build_absolute_uri(_address(layer)), error="m").save(
        drawing, kind="svg", scale=4, border=2, light="#fff"
    )
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml", headers={"Cache-Control": "no-store"})


@require_POST
@needs(WRITE_OWN_PAGES, purpose=KEEP_GUIDE)
def renew_code(request: HttpRequest) -> HttpResponse:
    """Another code, for when the old one came where it should not."""
    return post_action(
        request,
        lambda: writing.renew_code(actor=actor_in(request)),
        done=_("There is a new code. The old one opens nothing any more: print the new one."),
        back=reverse("guide:own-pages"),
    )
