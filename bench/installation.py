"""A register of its own for each part: what one leaves behind would be measured by the next."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from psycopg import sql

from thoes.foundation.database_roles import OWNER

# A copy of a database is made in a second; migrating one takes half a minute.
_EMPTY = "bench_empty"
_COPY = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")


def refuse_a_real_database() -> None:
    """End the run where the environment names a database: each part throws its own away."""
    if os.environ.get("DATABASE_URL"):
        raise SystemExit(
            "The bench empties its database before each part, and DATABASE_URL names one that may be in use."
            " Run it without DATABASE_URL: it then has a private database in var/bench."
        )


def keep_as_empty() -> None:
    """Remember the database as it is now, migrated and without people, to begin each part with."""
    with _beside() as cursor:
        cursor.execute(_COPY.format(sql.Identifier(_EMPTY), _ours(), sql.Identifier(OWNER)))


def begin_empty() -> None:
    """Put the database and the files back to how they were kept; whatever a part left is gone."""
    with _beside() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(_ours()))
        cursor.execute(_COPY.format(_ours(), sql.Identifier(_EMPTY), sql.Identifier(OWNER)))
    shutil.rmtree(Path(settings.MEDIA_ROOT), ignore_errors=True)
    cache.clear()


def _ours() -> sql.Identifier:
    return sql.Identifier(connection.settings_dict["NAME"])


@contextmanager
def _beside() -> Iterator[Any]:
    """A cursor in another database of the same server; the last connection to ours ends before."""
    connections.close_all()
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        yield cursor
