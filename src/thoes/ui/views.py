"""Language switch, and the pieces a browser needs to keep tonight's list readable without a network."""

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from thoes.foundation.tracing import current_trace
from thoes.ui.building import built_text
from thoes.ui.going_back import page_before

_A_YEAR = 365 * 24 * 60 * 60
_SERVICE_WORKER = "frontend/offline/service_worker.js"


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the chosen language and go back to the same page; an unknown language or foreign page is ignored."""
    response = HttpResponseRedirect(page_before(request, otherwise="/"))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=_A_YEAR,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page shown when there is no network and no kept copy. Holds nobody's data, so the browser may keep it."""
    return render(request, "ui/offline.html")


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker has to come from the root, otherwise it may not serve pages from there."""
    return HttpResponse(
        built_text(_SERVICE_WORKER), content_type="text/javascript", headers={"Service-Worker-Allowed": "/"}
    )


@require_safe
def web_manifest(request: HttpRequest) -> HttpResponse:
    """Lets a phone put Thoes on its home screen."""
    icon = {"src": staticfiles_storage.url("ui/thoes.svg"), "sizes": "any", "type": "image/svg+xml"}
    card = {
        "name": "Thoes",
        "short_name": "Thoes",
        "description": _("The shared register of international workers in Limburg"),
        "start_url": "/",
        "display": "standalone",
        "background_color": "#faf6ee",
        "theme_color": "#17372e",
        "icons": [icon],
    }
    return JsonResponse(card, content_type="application/manifest+json")


def server_error(request: HttpRequest) -> HttpResponse:
    """Our own mistake: a page that asks nothing of the database, with the number under which it is written down."""
    return HttpResponse(render_to_string("500.html", {"number": current_trace().id.hex}), status=500)
