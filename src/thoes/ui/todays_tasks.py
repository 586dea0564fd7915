"""What waits for somebody today: counts that modules give, each with the page that shows exactly those.

A module names its counts in `today.py`, as `TODAY`. A permission is plain text here, as in the menu.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

SeenBy = Callable[[Any, Any], AbstractContextManager[None]]
# What fits in one look, and in one day.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Task:
    """A number, what it is a number of (the sentence goes on after the number), and the page with exactly these."""

    count: int
    says: str
    url: str
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class Counts:
    """What a module counts for who holds a permission: from an actor and a day to tasks, the most pressing first.

    It counts with the function that the page of a task counts with, and for that page's purpose, so the two never differ.
    Lower `order` comes first.
    """

    needs: str
    purpose: Any
    count: Callable[[Any, date], Iterable[Task]]
    order: int


def tasks_for(actor: Any, *, on: date, as_tenant: SeenBy) -> list[Task]:
    """The tasks of an actor: where work waits before where none does, and what presses most of each kind before the rest.

    `as_tenant` opens the rows that an actor may see for a purpose.
    """
    ranked = []
    for counts in declared_counts():
        if actor.may(counts.needs):
            with as_tenant(actor, counts.purpose):
                tasks = list(counts.count(actor, on))
            ranked += [(not task.count, place, counts.order, task) for place, task in enumerate(tasks)]
    ranked.sort(key=lambda each: each[:3])
    return [task for *_, task in ranked[:SHOWN]]


@cache
def declared_counts() -> tuple[Counts, ...]:
    """What the modules count for today, in the order of the house."""
    names = [f"{app.name}.today" for app in apps.get_app_configs() if app.name.startswith("thoes.")]
    return tuple(counts for name in names if find_spec(name) for counts in import_module(name).TODAY)
