"""Ask for a permission, or for a proof of who is there, at the door of a view."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from thoes.accounts.actor import Actor
from thoes.accounts.inside_allauth import did_recently_reauthenticate, suspend_request
from thoes.accounts.unsent import UNSENT, owner_in_cookie, remember_owner, sealed
from thoes.foundation.modules import Permission

View = Callable[..., HttpResponseBase]


def actor_in(request: HttpRequest) -> Actor:
    """The actor of a request that passed `needs`."""
    actor = getattr(request, "actor", None)
    if actor is None:
        raise PermissionDenied
    return actor  # type: ignore[no-any-return]


def needs(*permissions: Permission, purpose: str | Sequence[str] | None = None) -> Callable[[View], View]:
    """Let through who holds the permission, or one of several; without any, everybody who acts for an organisation.

    A visitor is sent to the log-in page, another user is refused.

    Who works for several organisations and did not choose yet is asked for which one first.

    `purpose` is what the page is opened for: the database shows the rows of people of that purpose, and the access log
    says it. A page without one sees nobody. Several, where each kind of organisation has its own: one role has one.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _of_a_visitor(request)
            if getattr(request, "actor", None) is None and getattr(request, "memberships", []):
                return _after(request, reverse("accounts:choose-organisation"))
            actor = actor_in(request)
            if permissions and not any(actor.may(permission) for permission in permissions):
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            remember_owner(request, response, at=timezone.now())
            return response

        guarded.purposes = (purpose,) if isinstance(purpose, str) else tuple(purpose or ())  # type: ignore[attr-defined]
        return guarded

    return decorate


def _of_a_visitor(request: HttpRequest) -> HttpResponse:
    """To the log-in page; a form is kept for who was logged in here last, and for nobody else."""
    if request.headers.get("HX-Trigger-Name"):
        # A field asked something while somebody types into a form: leave the page as it is, the form itself comes here too.
        return HttpResponse(status=204)
    if request.method != "POST":
        return redirect_to_login(request.get_full_path())
    owner = owner_in_cookie(request, at=timezone.now())
    kept = sealed(request, owner=owner, at=timezone.now()) if owner else ""
    if not kept:
        messages.warning(
            request, _("You were not logged in any more, so your form did not arrive. Log in and fill it in again.")
        )
        return redirect_to_login(request.get_full_path())
    request.session[UNSENT] = kept
    messages.warning(
        request,
        _("You were not logged in any more. What you filled in is kept: you go on with it when you are logged in."),
    )
    return redirect_to_login(reverse("accounts:unsent"))


def step_up(view: View) -> View:
    """Let through who proved some minutes ago to be who logged in; for what changes other people's rights."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if did_recently_reauthenticate(request):
            return view(request, *args, **kwargs)
        return _after(request, _proof_url(request))

    return guarded


def answers_allauth(view: View) -> View:
    """Turn what allauth's views raise into an answer here, where its own middleware does not see an exception any more.

    These views count tries and write failures down, and that stands whatever becomes of the answer: they run in no
    transaction of the request, which somebody who guesses could have taken back by making the page fail.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except ReauthenticationRequired:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            answer: HttpResponseBase = suspend_request(request, _proof_url(request))
        except ImmediateHttpResponse as immediate:
            answer = immediate.response
        return answer

    guarded.writes_at_once = True  # type: ignore[attr-defined]
    return guarded


def _proof_url(request: HttpRequest) -> str:
    methods = get_adapter().get_reauthentication_methods(request.user)
    return str(methods[0]["url"]) if methods else reverse("accounts:login")


def _after(request: HttpRequest, url: str) -> HttpResponse:
    """Go to a page first, and come back to this one."""
    return HttpResponseRedirect(f"{url}?{urlencode({'next': request.get_full_path()})}")
