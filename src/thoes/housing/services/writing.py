"""Say in the history of a site for which organisation, and in which role, something was written; never by whom."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import pghistory
from django.db import transaction

from thoes.accounts.public import Actor

P = ParamSpec("P")
R = TypeVar("R")


def written_for(service: Callable[P, R]) -> Callable[P, R]:
    """One transaction whose history names the organisation and role of the keyword argument `actor`."""

    @wraps(service)
    def written(*args: P.args, **kwargs: P.kwargs) -> R:
        actor: Any = kwargs["actor"]
        assert isinstance(actor, Actor)
        with transaction.atomic(), pghistory.context(organisation=str(actor.organisation_id), role=actor.role):
            return service(*args, **kwargs)

    return written
