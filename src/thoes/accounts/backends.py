"""Log-in by name or address, in a time that does not tell whether anybody has that name."""

from typing import Any
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from thoes.accounts.models import User


class PasswordBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth looks for one account by address, by name and by address again, and hashes the password each time; for a name
    that nobody has it does so once. Here the password of one account is looked at once as well."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        self._looked_at: dict[UUID, User | None] = {}
        found: User | None = super().authenticate(request, **credentials)
        return found

    def _check_password(self, user: User | None, password: str) -> User | None:
        if user is None:
            return None
        if user.pk not in self._looked_at:
            self._looked_at[user.pk] = super()._check_password(user, password)
        return self._looked_at[user.pk]
