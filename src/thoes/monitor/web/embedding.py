"""A chart of the monitor in a page of somebody else: an address that may stand in a frame, and the code to copy.

Only the answer that holds one chart may be framed; every page keeps its own head, which lets nobody. It needs no cookie and no
script, and says where the numbers come from and of when. It is light or dark as the address asks, or as the reader has it.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_exempt

from thoes.monitor.coverage import figure_for_file
from thoes.monitor.figures import MonitorFigure
from thoes.ui.figures import asked_file

EMBED, LANGUAGE, LOOK = "embed", "lang", "look"
LOOKS = ("light", "dark")
_ROUND_A_DRAWING = 360
"""Pixels for the sentence above a drawing, its key and its source below, on a phone."""
_TALL = 400
"""Pixels from which a drawing is not enlarged much on a wide screen: the sentences around it leave too little room."""

_NOTHING = ("default-src", "script-src", "connect-src", "manifest-src", "worker-src", "form-action")
_ONE_CHART = {
    **{name: [NONE] for name in _NOTHING},
    **{name: [SELF] for name in ("style-src", "font-src", "img-src")},
    "frame-ancestors": ["*"],
}

View = Callable[..., HttpResponse]


def embeddable(view: View) -> View:
    """A page whose charts may be put in other pages, in the language that a frame asks for.

    The reader of somebody else's page has no cookie of ours that could tell it.
    """

    @wraps(view)
    def in_language(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        request.is_embeddable = True  # type: ignore[attr-defined]
        asked = request.GET.get(LANGUAGE, "")
        if EMBED not in request.GET or asked not in dict(settings.LANGUAGES):
            return view(request, *args, **parts)
        with translation.override(asked):
            return view(request, *args, **parts)

    return in_language


def asked_figure(request: HttpRequest, figures: Sequence[MonitorFigure]) -> HttpResponse | None:
    """One of the figures for a frame, or as a file; None where the address asks for the page."""
    if EMBED not in request.GET:
        return asked_file_of(request, figures)
    shown = next((each for each in figures if each.figure.name == request.GET[EMBED]), None)
    if shown is None:
        raise Http404
    return _framed(request, shown)


def asked_file_of(request: HttpRequest, figures: Sequence[MonitorFigure]) -> HttpResponse | None:
    """One of the figures as a file, with its coverage; None where the address asks for none of them."""
    asked = request.GET.get("file", "").rpartition(".")[0]
    return asked_file(request, [figure_for_file(each) for each in figures if each.figure.name == asked])


def _framed(request: HttpRequest, shown: MonitorFigure) -> HttpResponse:
    @xframe_options_exempt
    @csp_replace(_ONE_CHART)
    def framed(request: HttpRequest) -> HttpResponse:
        asked = request.GET.get(LOOK, "")
        page = request.build_absolute_uri(request.path)
        context = {
            "shown": shown,
            "page": page,
            "look": asked if asked in LOOKS else "",
            "is_tall": _height_of(shown) > _TALL,
        }
        return render(request, "monitor/embed.html", context)

    answer = framed(request)
    assert isinstance(answer, HttpResponse)
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


def _height_of(shown: MonitorFigure) -> int:
    """Of the drawing on a phone, in pixels."""
    drawing = shown.figure.drawing
    return round(drawing.height if drawing.box is None else 340 * drawing.box[1] / drawing.box[0])


def embed_code(request: HttpRequest, shown: MonitorFigure) -> str:
    """The frame to put in a page; nothing where this page is not for others. What was chosen here stays in its address."""
    if shown.figure.table is None or not getattr(request, "is_embeddable", False):
        return ""
    query = request.GET.copy()
    query.pop("file", None)
    query[EMBED] = shown.figure.name
    query[LANGUAGE] = translation.get_language() or "nl"
    query[LOOK] = LOOKS[0]
    address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}").replace("&", "&amp;")
    title = shown.figure.title.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    height = _height_of(shown) + _ROUND_A_DRAWING
    return (
        f'<iframe src="{address}" title="{title}" width="100%" height="{height}" loading="lazy" '
        'style="border:0"></iframe>'
    )
