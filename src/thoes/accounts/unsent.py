"""What somebody sent when the session had just ended: kept for the same person, in the same browser, to go on with.

It is sealed with the keys outside the database, bound to the account, and lies in the session that begins when the other
ends: logging in takes that session along, logging out ends it, and after half an hour it opens no more. Nothing is kept
of the own account (passwords, codes) or of files.

A session may be gone when the form comes: over night, or logged out in another tab. Whose form it is then stands in a cookie,
sealed as well, that lets nobody in. It ends by itself: browsers that open where they left off keep the others for ever.
"""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import Resolver404, resolve, reverse

from thoes.accounts.services.sessions import MEMBERSHIP
from thoes.foundation.encryption.cipher import decrypt, encrypt
from thoes.foundation.encryption.keys import WrongKey
from thoes.kernel.machine_readable_zone import seems_a_zone

UNSENT, SHOWN_AGAIN = "unsent", "shown-again"
_BINDING = b"session.unsent"
_MOST_BYTES = 200_000
# What a form has besides what somebody filled in.
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "nonce", "next", "seen", SHOWN_AGAIN})
_OWNER_BINDING = b"cookie.form_owner"
# So many times the longest session: what was open when somebody went home is still theirs in the morning.
_SESSIONS = 2
_CSRF = CsrfViewMiddleware(lambda request: HttpResponse())
_PROMISED: set[Callable[..., HttpResponseBase]] = set()

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def keeps_nothing(view: View) -> View:
    """Declare above a view that what is filled in there is kept nowhere, also not for who was just logged out."""
    _PROMISED.add(view)
    return view


@dataclass(frozen=True, slots=True)
class Unsent:
    """A form that did not arrive: where it goes, what it held, and for which membership."""

    path: str
    fields: list[tuple[str, str]]
    membership: int | None


class Owner(NamedTuple):
    """Who filled a form in, and for which membership; None before one was chosen."""

    user: str
    membership: int | None


def owner_now(request: HttpRequest) -> Owner:
    """Of who is logged in."""
    return Owner(str(request.user.pk), request.session.get(MEMBERSHIP))


def owner_in_cookie(request: HttpRequest, *, at: datetime) -> Owner | None:
    """Of who was logged in here last, as far as the browser still knows it, and not longer ago than the cookie holds."""
    owner, until = _told_by_cookie(request)
    return owner if until is not None and at < until else None


def _told_by_cookie(request: HttpRequest) -> tuple[Owner | None, datetime | None]:
    """Who, and until when; nobody in a cookie that is not there, was made elsewhere, or comes of an earlier version."""
    try:
        sealed_owner = base64.b64decode(request.COOKIES.get(settings.THOES_FORM_OWNER_COOKIE, ""))
        told = json.loads(decrypt(sealed_owner, binding=_OWNER_BINDING))
        return Owner(told["user"], told["membership"]), datetime.fromisoformat(told["until"])
    except (WrongKey, ValueError, TypeError, KeyError):
        return None, None


def remember_owner(request: HttpRequest, response: HttpResponseBase, *, at: datetime) -> None:
    """Write into the browser whose forms it shows, where it does not know yet, or will not for much longer."""
    if not hasattr(request, "session"):
        # A request that never came through the middleware shows nobody's form.
        return
    owner, holds = owner_now(request), timedelta(hours=_SESSIONS * settings.THOES_SESSION_HOURS)
    known, until = _told_by_cookie(request)
    if known == owner and until is not None and at + holds / 2 < until:
        return
    content = {"user": owner.user, "membership": owner.membership, "until": (at + holds).isoformat()}
    told = base64.b64encode(encrypt(json.dumps(content).encode(), binding=_OWNER_BINDING)).decode()
    response.set_cookie(
        settings.THOES_FORM_OWNER_COOKIE, told, max_age=holds, secure=settings.SESSION_COOKIE_SECURE, httponly=True,
        samesite="Lax",
    )  # fmt: skip


def holds_something(request: HttpRequest) -> bool:
    """Whether somebody filled something in that is lost now."""
    return request.method == "POST" and (
        _is_too_large(request) or bool(request.FILES or set(request.POST) - _NOT_TYPED)
    )


def sealed(request: HttpRequest, *, owner: Owner, at: datetime) -> str:
    """The form of this request, sealed for who filled it in; "" for one that may not be kept."""
    if not _may_be_kept(request):
        return ""
    fields = [
        # The lines of a document are kept nowhere, not even here.
        (name, "" if seems_a_zone(str(value)) else str(value))
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    content = {
        "user": owner.user,
        "membership": owner.membership,
        "path": request.get_full_path(),
        "fields": fields,
        "until": (at + timedelta(minutes=settings.THOES_IDLE_MINUTES)).isoformat(),
    }
    return base64.b64encode(encrypt(json.dumps(content).encode(), binding=_BINDING)).decode()


def unsent_of(request: HttpRequest, *, at: datetime) -> Unsent | None:
    """What this user may go on with. What is another's, or too old, is thrown away."""
    kept = request.session.get(UNSENT)
    if not kept:
        return None
    try:
        content = json.loads(decrypt(base64.b64decode(kept), binding=_BINDING))
    except WrongKey:
        content = {"user": ""}
    if content["user"] != str(request.user.pk) or at >= datetime.fromisoformat(content["until"]):
        forget(request)
        return None
    return Unsent(content["path"], [(name, value) for name, value in content["fields"]], content["membership"])


def forget(request: HttpRequest) -> None:
    """Nothing is left to go on with."""
    request.session.pop(UNSENT, None)


def _may_be_kept(request: HttpRequest) -> bool:
    return (
        holds_something(request)
        and not _is_too_large(request)
        and not request.FILES
        and not request.path.startswith(reverse("accounts:overview"))
        and not _is_promised(request)
        # Nobody else's page may put words into this one's mouth.
        and _CSRF.process_view(request, lambda request: HttpResponse(), (), {}) is None
    )


def _is_promised(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).func in _PROMISED
    except Resolver404:
        return False


def _is_too_large(request: HttpRequest) -> bool:
    """More than anybody types: it is not even looked at."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not (length.isascii() and length.isdecimal()) or int(length) > _MOST_BYTES
