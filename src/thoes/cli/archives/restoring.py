"""Put an archive back in an installation that holds nothing, all of it or nothing of it.

Everything that can be refused is refused first. Then a mark says that the installation is not whole, the files come, the
database in one transaction, and what an older archive lacks; the mark goes as the last. Whatever stops it, it can be run
again.
"""

import os
import shutil
import tempfile
from collections.abc import Set
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.timezone import localtime
from psycopg import sql

from thoes.cli.archives.manifest import ANCHOR, DUMP, SECOND_STEP, ArchiveRefused, refuse_newer
from thoes.cli.archives.programs import RESTORING, list_dump, pg_restore, refuse_older_server
from thoes.cli.archives.reading import LookedThrough, extract_files, look_through, opened_member, read_member
from thoes.cli.archives.unfinished import (
    files_are_unfinished,
    is_unfinished,
    mark_as_finished,
    mark_as_unfinished,
)
from thoes.cli.archives.writing import BINDING
from thoes.cli.setup import prepare
from thoes.foundation.encryption.cipher import decrypt
from thoes.foundation.encryption.keys import EncryptionError, ensure_keys, key_file, keyring, read_keys
from thoes.foundation.home import put_secret
from thoes.privacy.public import ensure_roles, own_anchor


def restore_archive(archive: Path, *, keys: Path | None, at: datetime) -> list[str]:
    """Put it back; gives what must be told of it. Raises `ArchiveRefused`, `EncryptionError`, `RolesMissing`."""
    looked = look_through(archive)
    if looked.manifest:
        refuse_newer(looked.manifest, here=version("thoes"))
    _refuse_without_keys(looked, keys)
    _refuse_where_something_is()
    ensure_roles()
    refuse_older_server(made_on=looked.manifest.postgresql if looked.manifest else 0)
    wanted = _wanted(archive)
    _clear_what_is_half()
    mark_as_unfinished()
    if keys and not key_file().exists():
        _copy_keys(keys)
    _put_files(archive)
    with tempfile.TemporaryDirectory() as folder, opened_member(archive, DUMP) as dump:
        listed = Path(folder) / "wanted"
        listed.write_text(wanted, encoding="utf-8")
        assert dump is not None
        pg_restore(dump, wanted=listed)
    if not looked.keys:
        # Nothing in it was encrypted yet.
        ensure_keys(on=at.date())
    prepare()
    told = _put_anchor(archive, at=at)
    sealed = read_member(archive, SECOND_STEP)
    if sealed:
        put_secret("second-step", decrypt(sealed, binding=BINDING).decode())
    mark_as_finished()
    return told if looked.manifest else [*told, _WITHOUT_MANIFEST]


def _refuse_without_keys(looked: LookedThrough, keys: Path | None) -> None:
    if keys and key_file().exists() and read_keys(keys).names != keyring(fresh=True).names:
        raise EncryptionError(
            f"{key_file()} is there already and holds other keys than {keys}. Put one of the two aside. Nothing was put back."
        )
    place = keys or key_file()
    try:
        missing = looked.keys - read_keys(place).names if looked.keys or keys else set()
    except EncryptionError as error:
        raise EncryptionError(f"{error} Nothing was put back.") if keys else _without(looked.keys) from error
    if missing:
        raise _without(missing)


def _without(missing: Set[str]) -> EncryptionError:
    return EncryptionError(
        f"The names in this backup were encrypted with key {', '.join(sorted(missing))}, which is not in {key_file()}. Name"
        " the file that you kept apart from the backups with --keys FILE. Nothing was put back."
    )


def _refuse_where_something_is() -> None:
    if connection.introspection.table_names() and not is_unfinished():
        raise ArchiveRefused(
            "This installation holds data, or `thoes setup` was run in it. Restore into an empty THOES_HOME or an empty"
            " database: nothing is ever overwritten."
        )
    folder = Path(settings.MEDIA_ROOT)
    if folder.exists() and any(folder.iterdir()) and not files_are_unfinished():
        raise ArchiveRefused(
            f"There are files in {folder}. Put them aside, and run it again: nothing is ever overwritten."
        )


def _wanted(archive: Path) -> str:
    """The list of what to put back: all but remarks on extensions, which are of whoever installed those."""
    with opened_member(archive, DUMP) as dump:
        assert dump is not None
        listing = list_dump(dump)
    return "".join(line for line in listing.splitlines(keepends=True) if " COMMENT - EXTENSION " not in line)


def _clear_what_is_half() -> None:
    if files_are_unfinished():
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    shutil.rmtree(_beside(), ignore_errors=True)
    if not is_unfinished():
        return
    with connection.cursor() as cursor:
        # A pg_restore that outlived who started it.
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name = %s",
            [RESTORING],
        )
        cursor.execute("SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'public'")
        owner = sql.Identifier(cursor.fetchone()[0])
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute(sql.SQL("CREATE SCHEMA public AUTHORIZATION {}").format(owner))
        cursor.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")


def _put_files(archive: Path) -> None:
    beside, folder = _beside(), Path(settings.MEDIA_ROOT)
    extract_files(archive, beside)
    if folder.exists():
        folder.rmdir()
    beside.rename(folder)


def _beside() -> Path:
    folder = Path(settings.MEDIA_ROOT)
    return folder.with_name(f"{folder.name}.restoring")


def _copy_keys(keys: Path) -> None:
    target = key_file()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(keys.read_bytes())
        file.flush()
        os.fsync(file.fileno())
    part.rename(target)


_WITHOUT_MANIFEST = (
    "This archive is of before archives had a manifest: whether all of it is as it was nobody can say. It does not hold the"
    " secret of second steps either: put the file `secrets/second-step` of the old THOES_HOME in this one, or let"
    " `thoes second-step USERNAME` remove the second step of each official, who then sets up a new one."
)


def _put_anchor(archive: Path, *, at: datetime) -> list[str]:
    """The anchor of the backup; one that was here already knows of records that the backup does not, and is kept beside it."""
    body, told = read_member(archive, ANCHOR), []
    if own_anchor().exists():
        aside = own_anchor().with_name(f"log-anchor.before-{localtime(at):%Y%m%dT%H%M%S}.json")
        own_anchor().rename(aside)
        told.append(
            f"An anchor of the logs stood here. It is kept as {aside}: `thoes verify-log --anchor` with it says whether"
            " records were written after this backup, which are gone now."
        )
    if body:
        descriptor = os.open(own_anchor(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(body)
    return told
