"""Look for a text in every column of every table and in every file: as it stands there, and as who has the keys reads it."""

from pathlib import Path

from django.db import connection

from thoes.foundation.encryption.fields import encrypted_fields
from thoes.foundation.encryption.files import is_sealed, read_sealed
from thoes.foundation.encryption.rotation import models_with_secrets


def everything() -> str:
    """Every value of every column of every table, as it stands in the database; one row a line, its table first."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')  # noqa: S608 (names from the database)
            found += [f"{table}: {row}" for (row,) in cursor.fetchall()]
    return "\n".join(found)


def where_readable(text: str, folder: Path) -> list[str]:
    """In which tables and files somebody without the keys reads a text; written as bytes counts too."""
    spellings = {text.casefold(), text.casefold().encode().hex(), text.encode().hex(), text.upper().encode().hex()}
    tables = {line.split(":")[0] for line in everything().splitlines() if any(s in line.casefold() for s in spellings)}
    return sorted(tables) + [str(path) for path in _files(folder) if text.encode() in path.read_bytes()]


def where(text: str, folder: Path) -> list[str]:
    """In which tables and files a text stands for somebody who has the keys."""
    tables = {
        line.split(":")[0] for line in (*everything().splitlines(), *_opened()) if text.casefold() in line.casefold()
    }
    return sorted(tables) + [str(path) for path in _files(folder) if text.encode() in _contents(path)]


def _opened() -> list[str]:
    return [
        f"{model._meta.db_table}: {values}"
        for model in models_with_secrets()
        for values in model._base_manager.values_list(*(field.attname for field in encrypted_fields(model)))
    ]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _contents(path: Path) -> bytes:
    return b"".join(read_sealed(path)) if is_sealed(path) else path.read_bytes()
