"""Put the actor on every request: the membership that the logged-in user chose, or the only one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from thoes.accounts.actor import actor_of, memberships_of

SESSION_KEY = "membership"


class ActorMiddleware:
    """Sets `request.actor` (None for a visitor or a user without a membership)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            memberships = memberships_of(request.user)
            chosen = request.session.get(SESSION_KEY)
            membership = next((m for m in memberships if m.pk == chosen), memberships[0] if memberships else None)
            request.memberships = memberships  # type: ignore[attr-defined]
            request.actor = actor_of(membership) if membership else None  # type: ignore[attr-defined]
        return self.get_response(request)
