"""Keepers of events, and events as they are tried on."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from thoes.accounts.public import Actor
from thoes.contacts.tests.conftest import in_role
from thoes.events.domain.event import Event, Text
from thoes.events.models import KeptEvent
from thoes.events.services import add_event

TODAY = date(2026, 11, 30)
AT = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
NOW = {"on": TODAY, "at": AT}
TUESDAY = datetime(2026, 12, 8, 19, 30)


@pytest.fixture
def kees(bob) -> Actor:
    """Keeper of contacts, and so of events, of Venlo."""
    return in_role(bob)


@pytest.fixture
def karin(wim) -> Actor:
    """Keeper of Weert."""
    return in_role(wim)


@pytest.fixture
def petra(paula) -> Actor:
    """Keeper of the province."""
    return in_role(paula)


def an_event(title: str = "Taalcafé Voorbeeld", *, begins: datetime = TUESDAY, **said) -> Event:
    """Two hours on a Tuesday evening, apart from what is said."""
    usual = {"texts": {"nl": Text(title, "Praat Nederlands met vrijwilligers.")}, "ends": begins + timedelta(hours=2)}
    return Event(begins=begins, **{**usual, **said})


@pytest.fixture
def make_event(kees) -> Callable[..., KeptEvent]:
    """make_event("title", ago=days since its check, municipality=..., is_hidden=..., **parts) -> an event of Venlo."""

    def make(title: str = "Taalcafé Voorbeeld", *, ago: int = 0, is_hidden: bool = False, **said) -> KeptEvent:
        checked = {"on": TODAY - timedelta(days=ago), "at": AT}
        record = add_event(
            actor=kees, event=an_event(title, **said), municipality="GM0983", is_hidden=is_hidden, **checked
        )
        return record.event

    return make
