"""A module as a value, and all modules of this installation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from django.apps import apps

from thoes.foundation.modules.dossiers import DossierPart
from thoes.foundation.modules.erasing import Shredder
from thoes.foundation.modules.rights import Permission, Purpose, Role, Subject
from thoes.foundation.modules.tables import Also, NoPerson, Table


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the main menu.

    `label` is one short word, lazily translated: on a phone it stands in a bar at the bottom. `needs` None shows the item
    to everyone who acts for an organisation. `icon` is a name from `ui/icons.svg`. Lower `order` comes first; the first
    item that somebody may use is that person's own start page.
    """

    label: Any
    url_name: str
    needs: Permission | None
    order: int
    icon: str = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """All that the rest of the house must know of a module.

    `pages` are the names of the pages in the access log, by the code that the log keeps. `named` are the parts of an
    address, without `_id`, that the audit log may name: never what outlives the identity of somebody. `held` gives persons
    who are not erased yet, as somebody waits for an answer about them. `refusals` are the sentences of its refusals.
    `demo` fills the module in a simulated Limburg.

    Its jobs stand in `jobs.py`, what listens to signals of modules below in `receivers.py`, its migrations, templates and
    translations in their folders: these are found by their name.
    """

    name: str
    roles: tuple[Role, ...] = ()
    permissions: tuple[Permission, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    subjects: tuple[Subject, ...] = ()
    menu: tuple[MenuItem, ...] = ()
    tables: tuple[Table, ...] = ()
    without_people: tuple[NoPerson, ...] = ()
    also: tuple[Also, ...] = ()
    shredders: tuple[Shredder, ...] = ()
    held: tuple[Callable[[], set[UUID]], ...] = ()
    dossier: tuple[DossierPart, ...] = ()
    pages: Mapping[str, Any] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    refusals: Mapping[str, Any] = field(default_factory=dict)
    demo: Callable[[datetime], None] | None = None


@cache
def modules() -> tuple[Module, ...]:
    """Every module that declares itself, from the top of the house down: what is nearest to the work comes first.

    To be asked once all models are loaded. Raises `ImproperlyConfigured` (from Django) before that.
    """
    apps.check_models_ready()
    found = [f"{app.name}.module" for app in apps.get_app_configs() if find_spec(f"{app.name}.module")]
    return tuple(import_module(name).MODULE for name in reversed(found))
