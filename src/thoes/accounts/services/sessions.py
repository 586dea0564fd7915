"""End sessions: of a person, of one browser, or those that act for an organisation; and forget those that ended."""

from datetime import datetime
from importlib import import_module
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session

# Which membership a session acts for.
MEMBERSHIP = "membership"


def end_sessions(user_id: UUID, *, membership_id: int | None = None, but_not: str | None = None) -> int:
    """End the open sessions of a user, all of them or those that act for one membership; returns how many.

    `but_not` is the key of a session that stays.
    """
    ended = 0
    for session in UserSession.objects.filter(user_id=user_id).exclude(session_key=but_not or ""):
        if membership_id is None or _kept_in(session.session_key).get(MEMBERSHIP) == membership_id:
            session.end()
            ended += 1
    return ended


def forget_expired(*, at: datetime) -> int:
    """Forget sessions that are over, with where they were from; gives how many people's sessions that were."""
    Session.objects.filter(expire_date__lte=at).delete()
    gone = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    number: int = gone.delete()[0]
    return number


def _kept_in(session_key: str) -> dict[str, Any]:
    store = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    kept: dict[str, Any] = store.load()
    return kept
