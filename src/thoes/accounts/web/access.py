"""Ask for a permission at the door of a view."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from thoes.accounts.actor import Actor
from thoes.accounts.permissions import Permission

View = Callable[..., HttpResponse]


def actor_in(request: HttpRequest) -> Actor:
    """The actor of a request that passed `needs`."""
    actor = getattr(request, "actor", None)
    if actor is None:
        raise PermissionDenied
    return actor  # type: ignore[no-any-return]


def needs(permission: Permission) -> Callable[[View], View]:
    """Let through who holds the permission; a visitor is sent to the log-in page, another user is refused."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not actor_in(request).may(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
