"""The users and roles of the database: who may become what, and as whom this process connects.

Two users log in. The *owner* owns the tables and works for `setup`, `backup`, `restore` and `rotate-keys`. The
*application* owns nothing and has no right of its own: it may only become `thoes_app`, for the rows that somebody may see, or
`thoes_across`, for what is counted over all. Neither may make users, read files of the server or pass row security. The
private server has a superuser beside them, with which nothing is done but making these.
"""

from enum import StrEnum
from typing import Any

from django.db import connections
from psycopg import sql

OWNER, LOGIN = "thoes_owner", "thoes_login"
APP_ROLE, ACROSS_ROLE = "thoes_app", "thoes_across"
_ROLE = "-c role="


class ConnectAs(StrEnum):
    """As whom a connection is made. The tests are the superuser of the private server: they make databases."""

    APPLICATION = "application"
    OWNER = "owner"
    SUPERUSER = "superuser"


class RolesMissing(RuntimeError):
    """The roles are not there and this user may not make them; `statements` is what an administrator runs."""

    def __init__(self, statements: list[str]) -> None:
        self.statements = statements
        lines = "\n".join(f"    {statement};" for statement in statements)
        super().__init__(
            "The database lacks roles that Thoes works with, and this user may not make them. Let an administrator of"
            f" PostgreSQL run this once, and then run the command again:\n\n{lines}\n"
        )


def connect_as(user: ConnectAs, *, role: str | None = None) -> None:
    """From now on this process connects as this user, in this role; what was connected is closed.

    With one `DATABASE_URL` for everything both users are that one.
    """
    connections.close_all()
    address = connections.settings["default"]
    address["CONNECT_AS"] = user
    address |= address.get("USERS", {}).get(user, {})
    options = address.setdefault("OPTIONS", {})
    options.pop("options", None)
    if role:
        options["options"] = f"{_ROLE}{role}"


def default_role() -> str | None:
    """The role in which a connection of this process begins; None when that is the user itself."""
    options = connections.settings["default"].get("OPTIONS", {}).get("options", "")
    return options.removeprefix(_ROLE) if options.startswith(_ROLE) else None


def user_of(user: ConnectAs) -> str | None:
    """The name of this user; None when one user does everything."""
    address = connections.settings["default"]
    if address["ENGINE"] == "thoes.foundation.embedded_postgres":
        return {ConnectAs.APPLICATION: LOGIN, ConnectAs.OWNER: OWNER}.get(user)
    name = address.get("USERS", {}).get(user, {}).get("USER")
    return str(name) if name else None


def missing_statements(cursor: Any, *, members: list[str]) -> list[str]:
    """What must still be run so that the roles are there and each of these users may become them, and is nothing by itself."""
    cursor.execute("SELECT rolname FROM pg_roles")
    known = {name for (name,) in cursor.fetchall()}
    statements = [f"CREATE ROLE {role} NOLOGIN" for role in (APP_ROLE, ACROSS_ROLE) if role not in known]
    for member in members:
        for role in (APP_ROLE, ACROSS_ROLE):
            if role in known and member in known:
                cursor.execute("SELECT pg_has_role(%s, %s, 'SET')", [member, role])
                if cursor.fetchone() == (True,):
                    continue
            name = sql.Identifier(member).as_string()
            statements.append(f"GRANT {role} TO {name} WITH INHERIT FALSE, SET TRUE")
    return statements
