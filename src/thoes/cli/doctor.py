"""`thoes doctor`: look an installation over and say in plain words what is wrong and what to do."""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import click
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone, translation
from rich.console import Console

from thoes.cli.archives.unfinished import UNFINISHED, is_unfinished
from thoes.cli.explaining import explain_database, first_line
from thoes.foundation.encryption.checking import complaints
from thoes.foundation.home import home
from thoes.housing.public import Cleaning, papers_not_clean
from thoes.places.public import municipality_names
from thoes.privacy.public import powers_beyond_the_work, state_of_the_logs
from thoes.registration.public import latest_assessment_day

LITTLE_SPACE = 2 * 1024**3
UNSEALED_TOO_LONG = timedelta(hours=1)
UNVERIFIED_TOO_LONG = timedelta(days=2)


@click.command()
def doctor() -> None:
    """Check the folder, the database, the keys, the pages and the daily work. Ends with 1 when something is wrong."""
    console = Console()
    complaints = 0
    for title, check in CHECKS.items():
        try:
            found = list(check())
        except DatabaseError as error:
            found = [explain_database(error) or f"The database gave an error: {first_line(error)} Run `thoes setup`."]
        except (OSError, RuntimeError) as error:
            found = [f"{error}"]
        console.print(f"[green]good[/green]   {title}" if not found else f"[red]wrong[/red]  {title}")
        for complaint in found:
            console.print(f"       {complaint}", highlight=False, soft_wrap=True)
        complaints += len(found)
    if complaints:
        raise SystemExit(1)


def _folder() -> Iterator[str]:
    folder = home()
    if not os.access(folder, os.W_OK):
        yield f"We cannot write in {folder}. Give this user the folder, or choose another one with THOES_HOME."
    if shutil.disk_usage(folder).free < LITTLE_SPACE:
        yield f"Less than 2 GB is free on the disk of {folder}. Make room before the database stops."
    for path in (folder / "secrets").glob("*"):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield f"Others can read {path}. Run: chmod 600 {path}"


def _database() -> Iterator[str]:
    if is_unfinished():
        yield UNFINISHED
    connection.ensure_connection()
    if connection.pg_version < 160000:  # type: ignore[attr-defined]
        yield "PostgreSQL is older than version 16. Upgrade it: ranges and row security need a newer one."
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "The tables are not up to date. Run `thoes setup`."
    too_much = powers_beyond_the_work()
    if too_much:
        yield too_much.in_words
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_available_extensions WHERE name = 'btree_gist'")
        if cursor.fetchone() is None:
            yield "The extension btree_gist is missing. Install PostgreSQL's contrib package."


def _places() -> Iterator[str]:
    if not municipality_names():
        yield "There are no municipalities. Run `thoes setup`."


def _pages() -> Iterator[str]:
    manifest = Path(str(settings.DJANGO_VITE["default"]["manifest_path"]))
    if not manifest.exists():
        yield "The pages have no styles yet. Run `make build`."
    elif not Path(settings.STATIC_ROOT).exists():
        yield "The files of the pages were not collected. Run `thoes setup`."
    package = Path(settings.PACKAGE)
    for po in package.glob("*/locale/*/LC_MESSAGES/django.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            yield f"The texts in {po.relative_to(package)} are not compiled. Run `thoes setup`."


def _daily_work() -> Iterator[str]:
    day = latest_assessment_day()
    if day is not None and day < timezone.localdate() - timedelta(days=1):
        yield f"The registration duty was last worked out on {day}. Is `thoes worker` running?"


def _logs() -> Iterator[str]:
    now = timezone.now()
    with translation.override("en"):
        state = state_of_the_logs()
    yield from state.problems
    if state.problems:
        yield "Keep the database as it is, tell the privacy officer, and run `thoes verify-log` for the latest."
    if state.waiting_since and state.waiting_since < now - UNSEALED_TOO_LONG:
        yield (
            f"Records of {timezone.localtime(state.waiting_since):%Y-%m-%d %H:%M} have no seal yet. Is `thoes worker` "
            "running, or is a transaction left open?"
        )
    if state.checked_at and state.checked_at < now - UNVERIFIED_TOO_LONG:
        yield f"The logs were last verified on {timezone.localdate(state.checked_at)}. Is `thoes worker` running?"


def _safety() -> Iterator[str]:
    if settings.DEBUG:
        yield "THOES_DEBUG is on. Switch it off where real people are in the register."
    hosts = [host for host in settings.ALLOWED_HOSTS if host not in ("localhost", "127.0.0.1", "[::1]")]
    if hosts and not settings.HTTPS:
        yield f"The site answers to {', '.join(hosts)} without HTTPS. Put a TLS proxy before it and set THOES_HTTPS=1."


def _keys() -> Iterator[str]:
    yield from complaints()


def _papers() -> Iterator[str]:
    found = papers_not_clean()
    if waiting := found.get(Cleaning.WAITS):
        yield f"{waiting} papers of sites hold what cameras and programs wrote in them. Run `thoes clean-papers`."
    if failed := found.get(Cleaning.FAILED):
        yield (
            f"{failed} papers of sites cannot be read, and may hold what cameras and programs wrote in them. Ask who brought"
            " them to add them again and throw the old ones away."
        )


CHECKS: dict[str, Callable[[], Iterator[str]]] = {
    "folder and disk": _folder,
    "database": _database,
    "keys of the names": _keys,
    "municipalities": _places,
    "pages and texts": _pages,
    "daily work": _daily_work,
    "papers of sites": _papers,
    "logs": _logs,
    "safety": _safety,
}
