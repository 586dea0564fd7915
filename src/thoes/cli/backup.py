"""`thoes backup` and `thoes restore`: the whole installation in one archive.

The archive holds the database as a PostgreSQL dump, the uploaded files, the anchor of the logs, and the secret with which
second steps are kept, encrypted. It holds personal data: it is readable for its owner alone, and keeping it safe and not too
long is up to the office. The other secrets are not in it: who was logged in logs in again.

Nor are the keys of the names: who finds an archive finds no name in it. Which keys it needs stands in it by their ids, and
without those keys it is not put back.
"""

from pathlib import Path

import click
from django.db import connection
from django.utils import timezone

from thoes.cli.archives.manifest import ArchiveRefused
from thoes.cli.archives.reading import look_through
from thoes.cli.archives.restoring import restore_archive
from thoes.cli.archives.unfinished import UNFINISHED, is_unfinished
from thoes.cli.archives.writing import write_archive
from thoes.cli.console import console
from thoes.cli.explaining import NOT_SET_UP
from thoes.foundation.encryption.keys import EncryptionError, key_file


@click.command()
@click.argument("archive", type=click.Path(dir_okay=False, path_type=Path))
def backup(archive: Path) -> None:
    """Write the database and the files to ARCHIVE (a .tar.gz that must not exist yet)."""
    if archive.exists():
        raise click.ClickException(f"{archive} exists already. Choose another name.")
    if not archive.parent.is_dir():
        raise click.ClickException(f"There is no folder {archive.parent}. Make it, or choose another place.")
    if is_unfinished():
        raise click.ClickException(UNFINISHED)
    if not connection.introspection.table_names():
        raise click.ClickException(NOT_SET_UP)
    try:
        write_archive(archive, at=timezone.now())
        look_through(archive)
    except (EncryptionError, ArchiveRefused) as error:
        raise click.ClickException(str(error)) from error
    console.print(f"Everything is in {archive}. It holds personal data: keep it safe, and not longer than needed.")
    console.print(
        f"The names in it are encrypted, and the keys are not in it. Keep a copy of {key_file()} somewhere else: without it"
        " nobody can read the names in this archive.",
        soft_wrap=True,
    )


@click.command()
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--keys", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The key file that was kept apart"
              " from the backups; it is copied to its place.  [default: the one that is in its place already]")  # fmt: skip
def restore(archive: Path, keys: Path | None) -> None:
    """Put ARCHIVE back. The installation must be empty: nothing is ever overwritten.

    An older archive is brought up to date at once; after this `thoes serve` is all that is needed. When it is stopped or
    fails, run it again.
    """
    try:
        with console.status("Looking the archive through and putting it back…"):
            told = restore_archive(archive, keys=keys, at=timezone.now())
    except (EncryptionError, ArchiveRefused) as error:
        raise click.ClickException(str(error)) from error
    console.print("The backup is back, and the installation is up to date: run `thoes serve`.")
    console.print(
        "Everybody logs in again, with their own password and second step. Links in letters and invitations of before no"
        " longer work: send those again. Mail that waited when the backup was made is sent.",
        soft_wrap=True,
    )
    for sentence in told:
        console.print(sentence, soft_wrap=True)
