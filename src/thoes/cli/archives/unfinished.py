"""Whether a restore began and did not come to its end: then nothing in the installation may be used.

The mark stands in the database, put there before anything else and taken away as the last; one beside the files says that
these came from the same restore.
"""

from pathlib import Path

from django.db import connection

from thoes.foundation.home import home

UNFINISHED = (
    "A backup was being put back here, and that was not finished: what stands here is not whole. Run `thoes restore ARCHIVE`"
    " again; it clears away what is half."
)
_MARK = "thoes_restoring"


def is_unfinished() -> bool:
    """Whether the database says so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"public.{_MARK}"])
        return bool(cursor.fetchone()[0])


def files_are_unfinished() -> bool:
    """Whether the files that stand here came from a restore that was not finished."""
    return _beside_the_files().exists()


def mark_as_unfinished() -> None:
    """From now on nothing here is used until `mark_as_finished`."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {_MARK} (began timestamptz NOT NULL DEFAULT now())")
    _beside_the_files().touch(mode=0o600)


def mark_as_finished() -> None:
    """All is there."""
    _beside_the_files().unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {_MARK}")


def _beside_the_files() -> Path:
    return home() / "restore-unfinished"
