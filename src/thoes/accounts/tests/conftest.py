"""People who really log in, with a password, a code or a passkey."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from thoes.accounts.models import Membership, User
from thoes.accounts.permissions import ADMINISTRATOR, PROVIDER_ADMINISTRATOR
from thoes.accounts.public import Actor, actor_of
from thoes.foundation.modules import Role

PASSWORD = "test-only-password"


def codes_of(answer: Any) -> list[str]:
    """Why the form of a page was refused, without the sentences."""
    return [error.code for errors in answer.context["form"].errors.as_data().values() for error in errors]


@pytest.fixture
def enter() -> Callable[..., Client]:
    """enter("alice") -> a client that logged in at the page, as people do."""

    def log_in(username: str, *, password: str = PASSWORD, client: Client | None = None) -> Client:
        client = client or Client()
        client.post(reverse("account_login"), {"username": username, "password": password})
        return client

    return log_in


@pytest.fixture
def add_member() -> Callable[..., Actor]:
    """add_member("dora", organisation, role) -> an actor; an existing user gets one membership more."""

    def add(username: str, organisation: Any, role: Role) -> Actor:
        user = User.objects.filter(username=username).first() or User.objects.create_user(
            username, email=f"{username}@example.nl", password=PASSWORD
        )
        membership = Membership.objects.create(
            user=user,
            organisation_id=organisation.pk,
            organisation_kind=organisation.kind,
            organisation_name=organisation.name,
            municipality_code=organisation.municipality_id or "",
            role=role,
        )
        return actor_of(membership)

    return add


@pytest.fixture
def dora(provider, add_member) -> Actor:
    """Administrator of Alice's housing provider."""
    return add_member("dora", provider, PROVIDER_ADMINISTRATOR)


@pytest.fixture
def erik(desk, add_member) -> Actor:
    """Administrator of Venlo."""
    return add_member("erik", desk, ADMINISTRATOR)


@pytest.fixture
def clock() -> datetime:
    """The moment at which things are done in a test of a service."""
    return datetime(2026, 5, 14, 12, 0, tzinfo=UTC)


@pytest.fixture
def second_step() -> Callable[[Actor], str]:
    """second_step(actor) -> the secret of the app with codes that this person has from now on."""

    def set_up(actor: Actor) -> str:
        secret = generate_totp_secret()
        TOTP.activate(User.objects.get(pk=actor.user_id), secret)
        assert Authenticator.objects.filter(user_id=actor.user_id).exists()
        return secret

    return set_up
