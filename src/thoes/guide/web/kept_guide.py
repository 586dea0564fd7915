"""What a telephone asks to keep the guide and to read it without a network. For everybody, with no cookie.

The worker rules over `/guide/` alone and is started by nobody but the reader, with a button.
"""

import gzip
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from thoes.accounts.public import open_before_second_step
from thoes.guide.frame import FRAME, direction_of
from thoes.guide.web.pack import Pack, pack_of
from thoes.guide.web.pages import day_in_words, known, page_of, shown
from thoes.ui.building import built_text

_WORKER = "frontend/guide/worker.js"
_asked_again = cache_control(no_cache=True)


def _pack_for(request: HttpRequest, language: str) -> Pack:
    known(language)
    scheme, host = _site(request)
    return pack_of(language, scheme=scheme, host=host, on=localdate())


def _site(request: HttpRequest) -> tuple[str, str]:
    """The address of the site as the reader knows it, of the few that it has.

    A pack is made for each, which takes a while: whoever writes a port or capitals of his own gets that of our own address.
    """
    host, own = request.get_host(), urlsplit(settings.THOES_URL)
    name, port = urlsplit(f"//{host}").hostname, urlsplit(f"//{host}").port
    is_known = host == host.lower() and {name, f"[{name}]"} & set(settings.ALLOWED_HOSTS)
    if is_known and str(port or "") in ("", request.get_port(), str(own.port or "")):
        return request.scheme or "http", host
    return own.scheme, own.netloc


@open_before_second_step
@require_safe
@_asked_again
def card(request: HttpRequest, language: str) -> HttpResponse:
    """What the pack of today is, in some words, before anybody fetches it."""
    pack = _pack_for(request, language)
    day = day_in_words(pack.day, language)
    return JsonResponse({"version": pack.version, "day": day, "size": pack.size, "length": pack.length})


@open_before_second_step
@require_safe
@_asked_again
@vary_on_headers("Accept-Encoding")
def pack(request: HttpRequest, language: str) -> HttpResponse:
    """The pages of today and the names of the files that they need."""
    found = _pack_for(request, language)
    # Compressed here, once, and as small as can be: there is no secret in it whose length could be measured.
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(found.compressed, content_type="application/json", headers={"Content-Encoding": "gzip"})
    return HttpResponse(gzip.decompress(found.compressed), content_type="application/json")


@open_before_second_step
@require_safe
@_asked_again
def not_kept(request: HttpRequest, language: str) -> HttpResponse:
    """What a telephone without a network shows instead of a page that it did not keep, with a way out."""
    return shown(
        request, "guide/guide_not_kept.html", page_of(language, lambda other: reverse("guide:guide", args=[other]))
    )


@open_before_second_step
@require_safe
@_asked_again
def worker(request: HttpRequest) -> HttpResponse:
    """It may rule over the folder from which it comes and what is in it: the guide."""
    return HttpResponse(built_text(_WORKER), content_type="text/javascript")


@open_before_second_step
@require_safe
@cache_control(public=True, max_age=600)
def web_manifest(request: HttpRequest, language: str) -> HttpResponse:
    """Lets a phone put the guide in a language on its home screen."""
    known(language)
    start = reverse("guide:guide", args=[language])
    manifest = {
        "id": start,
        "name": FRAME.wording(language)["title"],
        "short_name": "Thoes",
        "lang": language,
        "dir": direction_of(language),
        "start_url": start,
        "scope": reverse("guide:choose-language"),
        "display": "minimal-ui",
        "background_color": "#faf6ee",
        "theme_color": "#17372e",
        "icons": [{"src": staticfiles_storage.url("ui/thoes.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(manifest, content_type="application/manifest+json")
