"""What is wrong with a database, in words that help: for every command, instead of a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from psycopg import errors

from thoes.foundation.database_roles import RolesMissing
from thoes.foundation.embedded_postgres.server import ServerNotStarted

NOT_SET_UP = (
    "This installation is not set up, or not brought up to date. Run `thoes setup`; to put a backup back, run"
    " `thoes restore ARCHIVE` in an empty installation."
)
_UNKNOWN_TO_IT = (errors.UndefinedTable, errors.UndefinedColumn, errors.UndefinedFunction, errors.InvalidSchemaName)


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Turn what an administrator can mend into a plain error; a mistake of ours stays what it is."""
    try:
        yield
    except (RolesMissing, ServerNotStarted) as error:
        raise click.ClickException(str(error)) from error
    except (DatabaseError, InterfaceError) as error:
        explained = explain_database(error)
        if explained is None:
            raise
        raise click.ClickException(explained) from error


def explain_database(error: Exception) -> str | None:
    """What is wrong and what to do; None for what no administrator can mend."""
    cause = error.__cause__
    if isinstance(cause, _UNKNOWN_TO_IT):
        return NOT_SET_UP
    # An object that this user may not see into was made by another one.
    if isinstance(cause, errors.InsufficientPrivilege):
        return f"The database does not let this user do that: {first_line(error)} See docs/backup.md for its users."
    if isinstance(error, OperationalError):
        return _unreachable(first_line(error))
    return None


def first_line(error: Exception) -> str:
    """The sentence of an error; what follows may hold a row."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0].rstrip(".") + "."


def _unreachable(said: str) -> str:
    if ("does not exist" in said and "role" in said) or "permission denied to set role" in said:
        return f"The database lacks a role that Thoes works with: {said} Run `thoes setup`; it says what is missing."
    where = "DATABASE_URL" if "USERS" in settings.DATABASES["default"] else "THOES_HOME"
    return f"The database does not answer: {said} Does PostgreSQL run, and is {where} right?"
