"""Which database an installation works on, read from its environment: the private server, or a PostgreSQL of its own."""

from collections.abc import Mapping
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from thoes.foundation.database_roles import ConnectAs

_PLACE = ("HOST", "PORT", "USER", "PASSWORD", "NAME")
_EXAMPLE = "postgresql://thoes_login:password@host:5432/thoes"


def database_from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """Django's settings for the database. `DATABASE_URL` is of the user of the site, `DATABASE_OWNER_URL` of the owner.

    Raises `ImproperlyConfigured` for what is no address of a PostgreSQL.
    """
    if not environment.get("DATABASE_URL"):
        if environment.get("DATABASE_OWNER_URL"):
            raise ImproperlyConfigured("DATABASE_OWNER_URL is set and DATABASE_URL is not. Set both, or neither.")
        return {"ENGINE": "thoes.foundation.embedded_postgres", "NAME": "thoes", "CONN_MAX_AGE": 300}
    address = _parsed("DATABASE_URL", environment)
    users = {ConnectAs.APPLICATION: _place(address)}
    if environment.get("DATABASE_OWNER_URL"):
        users[ConnectAs.OWNER] = _place(_parsed("DATABASE_OWNER_URL", environment))
    return {**address, "USERS": users}


def _parsed(name: str, environment: Mapping[str, str]) -> dict[str, Any]:
    try:
        address: dict[str, Any] = dict(
            dj_database_url.parse(environment[name], conn_max_age=300, conn_health_checks=True)
        )
    except ValueError as error:
        # The address holds a password: it is not repeated.
        raise ImproperlyConfigured(f"{name} is not an address of a database. It looks like {_EXAMPLE}") from error
    if address["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(f"{name} is not of a PostgreSQL, and Thoes needs one. It looks like {_EXAMPLE}")
    return address


def _place(address: dict[str, Any]) -> dict[str, Any]:
    return {key: address.get(key, "") for key in _PLACE}
