"""What every request passes: is this session still open, for whom does it act, and may the answer be kept.

The first two read the session only, so a page costs no query more.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.accounts.actor import actor_of, is_official, memberships_of
from thoes.accounts.models import Membership
from thoes.accounts.queries import has_second_step
from thoes.accounts.services.sessions import MEMBERSHIP
from thoes.accounts.unsent import SHOWN_AGAIN, UNSENT, forget, holds_something, owner_now, sealed
from thoes.ui.forms import shown_again

BEGAN, SEEN, SECOND_STEP = "began", "seen", "second_step"
_WRITE_SEEN_EVERY = timedelta(minutes=1)
_KEPT = gettext_lazy("What you filled in is kept: you go on with it when you are logged in.")
_NOT_KEPT = gettext_lazy("What you filled in could not be kept: please fill it in again.")

# Where somebody may be who still has to set up a second step.
_WITHOUT_SECOND_STEP = frozenset(
    {
        "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_download_recovery_codes",
        "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout",
        "accounts:logout", "accounts:choose-organisation", "accounts:invitation", "accounts:open-invitation",
        "ui:language", "ui:offline", "ui:service-worker", "ui:web-manifest",
    }
)  # fmt: skip

_OPEN_VIEWS: set[Callable[..., HttpResponse]] = set()

Next = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., HttpResponse])


def open_before_second_step(view: View) -> View:
    """Let an official without a second step see this page of a module above, which shows nobody's data."""
    _OPEN_VIEWS.add(view)
    return view


class TimeOutMiddleware:
    """Ends a session after half an hour of nothing, and after a working day whatever was done."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            why = self._why_over(request, timezone.now())
            if why:
                return self._over(request, why)
        return self.get_response(request)

    def _over(self, request: HttpRequest, why: str) -> HttpResponse:
        if request.headers.get("HX-Trigger-Name"):
            # A field asked something while somebody types into a form: leave the page as it is, the form itself ends this.
            return HttpResponse(status=204)
        kept, is_lost = sealed(request, owner=owner_now(request), at=timezone.now()), holds_something(request)
        if not kept:
            return _log_out(request, f"{why} {_NOT_KEPT}" if is_lost else why)
        answer = _log_out(request, f"{why} {_KEPT}", back=reverse("accounts:unsent"))
        request.session[UNSENT] = kept
        return answer

    def _why_over(self, request: HttpRequest, now: datetime) -> str:
        session = request.session
        began, seen = _moment(session.get(BEGAN)), _moment(session.get(SEEN))
        if began is None or seen is None:
            # A session from before these limits.
            session[BEGAN] = session[SEEN] = now.isoformat()
            return ""
        if now - began >= timedelta(hours=settings.THOES_SESSION_HOURS):
            return _("Your session has lasted a whole working day. Log in again to go on.")
        if now - seen >= timedelta(minutes=settings.THOES_IDLE_MINUTES):
            return _("You were inactive for a while, so we logged you out. Log in again to go on.")
        if now - seen >= _WRITE_SEEN_EVERY:
            session[SEEN] = now.isoformat()
            UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=now)
        return ""


class BodyLimitMiddleware:
    """Refuses a body that nobody has a use for before any of it is read: a file is written to disk while it comes in.

    Who is not logged in hands in no file.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        most = settings.THOES_MOST_BYTES if request.user.is_authenticated else settings.THOES_MOST_BYTES_OF_A_STRANGER
        if _length(request) > most:
            return render(request, "413.html", status=413)
        return self.get_response(request)


class PlainTextMiddleware:
    """Refuses a request in another encoding than UTF-8: by some of those a text holds signs that no answer can hold."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (request.encoding or "utf-8").lower() not in ("utf-8", "utf8"):
            return HttpResponseBadRequest("This is not UTF-8.", content_type="text/plain")
        return self.get_response(request)


class ActorMiddleware:
    """Sets `request.actor`: the membership this session chose, or the only one. None for who has still to choose.

    Sends officials without a second step to the page that sets one up.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = request.membership = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            memberships = memberships_of(request.user)
            chosen = request.session.get(MEMBERSHIP)
            membership = _chosen(memberships, chosen)
            if chosen is not None and membership is None:
                return _log_out(request, _("Your access to this organisation has ended."))
            request.memberships = memberships  # type: ignore[attr-defined]
            request.membership = membership  # type: ignore[attr-defined]
            request.actor = actor_of(membership) if membership else None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let an official through with a second step only."""
        if not settings.THOES_FORCE_MFA or not is_official(getattr(request, "memberships", [])):
            return None
        if request.session.get(SECOND_STEP):
            return None
        if has_second_step(request.user.pk):
            request.session[SECOND_STEP] = "own"
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        is_open = name in _WITHOUT_SECOND_STEP or view in _OPEN_VIEWS
        return None if is_open else lead_to(request, reverse("mfa_index"))


class ShownAgainMiddleware:
    """Shows a form that did not arrive as it was filled in, and carries out nothing: somebody looks at it and sends it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_form = request.method == "POST" and request.content_type == "application/x-www-form-urlencoded"
        if not is_form or SHOWN_AGAIN not in request.POST:
            return self.get_response(request)
        forget(request)
        with shown_again(
            _("This is what you had filled in. Nothing has been done with it yet: look at it, and send it.")
        ):
            return self.get_response(request)


class NotKeptMiddleware:
    """What a logged-in person sees is kept by no browser and no proxy: the next one at this computer finds nothing."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response


def lead_to(request: HttpRequest, url: str) -> HttpResponse:
    """Go elsewhere; a part of a page that htmx asked for takes the whole page along."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _chosen(memberships: list[Membership], chosen: int | None) -> Membership | None:
    if chosen is None:
        return memberships[0] if len(memberships) == 1 else None
    return next((membership for membership in memberships if membership.pk == chosen), None)


def _log_out(request: HttpRequest, why: str, *, back: str = "") -> HttpResponse:
    if not back and request.method == "GET" and not request.headers.get("HX-Request"):
        back = request.get_full_path()
    logout(request)
    messages.warning(request, why)
    query = f"?{urlencode({'next': back})}" if back else ""
    return lead_to(request, reverse("accounts:login") + query)


def _length(request: HttpRequest) -> int:
    """The announced length of the body; Django reads no further than this."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isascii() and announced.isdecimal() else 0


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
