"""A chart of the monitor in a page of somebody else: an address that may stand in a frame, and the code to copy.

Only the answer that holds one chart may be framed; every page keeps its own head, which lets nobody. It needs no cookie and no
script, and says where the numbers come from and of when. Light or dark follows the frame: `color-scheme` of the frame is what
the chart is shown in.
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

from thoes.monitor.figures import MonitorFigure
from thoes.ui.figures import asked_file

EMBED, LANGUAGE = "embed", "lang"
_ROUND_A_DRAWING = 300
"""Pixels for the sentence above a drawing, its key and its source below, on a phone."""

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
        return asked_file(request, [each.figure for each in figures])
    shown = next((each for each in figures if each.figure.name == request.GET[EMBED]), None)
    if shown is None:
        raise Http404
    return _framed(request, shown)


@xframe_options_exempt
@csp_replace({"default-src": [NONE], "script-src": [NONE], "connect-src": [NONE], "manifest-src": [NONE],
              "worker-src": [NONE], "form-action": [NONE], "style-src": [SELF], "font-src": [SELF], "img-src": [SELF],
              "frame-ancestors": ["*"]})  # fmt: skip
def _framed(request: HttpRequest, shown: MonitorFigure) -> HttpResponse:
    answer = render(request, "monitor/embed.html", {"shown": shown, "page": request.build_absolute_uri(request.path)})
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


def embed_code(request: HttpRequest, shown: MonitorFigure) -> str:
    """The frame to put in a page; nothing where this page is not for others. What was chosen here stays in its address."""
    if shown.figure.table is None or not getattr(request, "is_embeddable", False):
        return ""
    query = request.GET.copy()
    query.pop("file", None)
    query[EMBED] = shown.figure.name
    query[LANGUAGE] = translation.get_language() or "nl"
    address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}").replace("&", "&amp;")
    title = shown.figure.title.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    drawing = shown.figure.drawing
    height = round(drawing.height if drawing.box is None else 340 * drawing.box[1] / drawing.box[0]) + _ROUND_A_DRAWING
    return (
        f'<iframe src="{address}" title="{title}" width="100%" height="{height}" loading="lazy" '
        'style="border:0;color-scheme:light"></iframe>'
    )
