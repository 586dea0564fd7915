"""Say in the history of a site for which organisation, and in which role, something was written; never by whom."""

import json
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import uuid4

from django.db import connection, transaction

from thoes.accounts.public import Actor

P = ParamSpec("P")
R = TypeVar("R")
_is_told: ContextVar[bool] = ContextVar("_is_told", default=False)


def written_for(service: Callable[P, R]) -> Callable[P, R]:
    """One transaction whose history names the organisation and role of the keyword argument `actor`.

    The settings are those that the triggers of pghistory read. Its own `context` sends two commands in one, which cannot be
    done with bound parameters.
    """

    @wraps(service)
    def written(*args: P.args, **kwargs: P.kwargs) -> R:
        actor: Any = kwargs["actor"]
        assert isinstance(actor, Actor)
        if _is_told.get():
            # A service that uses another one: it is one thing that was done.
            return service(*args, **kwargs)
        token = _is_told.set(True)
        try:
            with transaction.atomic():
                _tell_history(str(uuid4()), {"organisation": str(actor.organisation_id), "role": actor.role})
                result = service(*args, **kwargs)
                _tell_history("", {})
                return result
        finally:
            _is_told.reset(token)

    return written


def _tell_history(context: str, facts: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)",
            [context, json.dumps(facts)],
        )
