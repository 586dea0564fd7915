"""Keepers of contacts, and contacts as they are tried on."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from thoes.accounts.models import Membership
from thoes.accounts.public import Actor, actor_of
from thoes.contacts.domain.listing import HelperKind, Listing, Phone, Source
from thoes.contacts.models import Contact, How
from thoes.contacts.permissions import CONTACT_KEEPER
from thoes.contacts.services import new_contact

TODAY = date(2026, 11, 30)
AT = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
OFFICIAL = Source("https://www.taalpunt.example/", "", is_official=True)


def in_role(actor: Actor) -> Actor:
    membership = Membership.objects.get(user_id=actor.user_id)
    membership.role = CONTACT_KEEPER
    membership.save()
    return actor_of(membership)


@pytest.fixture
def kees(bob) -> Actor:
    """Keeper of contacts of Venlo."""
    return in_role(bob)


@pytest.fixture
def karin(wim) -> Actor:
    """Keeper of contacts of Weert."""
    return in_role(wim)


@pytest.fixture
def petra(paula) -> Actor:
    """Keeper of contacts of the province."""
    return in_role(paula)


def listing(name: str = "Taalpunt Voorbeeld", *, number: str = "088 000 00 10", **said) -> Listing:
    """A language point in Venlo with an official page, apart from what is said."""
    usual = {"kind": HelperKind.LANGUAGE, "municipality": "GM0983", "source": OFFICIAL, "phones": (Phone(number),)}
    return Listing(name=name, **{**usual, **said})


@pytest.fixture
def make_contact(venlo) -> Callable[..., Contact]:
    """make_contact("name", ago=days since its check, **parts of the listing) -> a contact; unchecked without `ago`."""

    def make(name: str = "Taalpunt Voorbeeld", *, ago: int | None = None, on: date = TODAY, **said) -> Contact:
        contact = new_contact(listing(name, **said), at=AT)
        if ago is not None:
            contact.checked_on, contact.checked_how = on - timedelta(days=ago), How.PAGE
            contact.checked_for = "Gemeente Venlo"
            contact.save()
        return contact

    return make
