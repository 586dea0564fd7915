"""Rotating keys: everything that an older key made is made again with the newest, some rows at a time.

Each batch is a transaction of its own, and what is still old is seen at what it begins with. So a run that was killed is
simply run again, and the site goes on meanwhile: every key in the file reads. Works as the owner of the tables, over all rows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model
from psycopg import sql

from thoes.foundation.encryption.fields import encrypted_fields
from thoes.foundation.encryption.files import key_ids_of, renew, stale_files
from thoes.foundation.encryption.keys import HEADER_BYTES, ID_BYTES, keyring

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Hashes:
    """The keyed hashes of a model: the `columns` that `make` gives for the values `of` a row.

    `made_with` is the column that begins with the id of the key.
    """

    model: type[Model]
    of: tuple[str, ...]
    made_with: str
    columns: tuple[str, ...]
    make: Callable[..., dict[str, Any]]


_hashes: dict[type[Model], Hashes] = {}


def keep_hashed(hashes: Hashes) -> None:
    """Say how the keyed hashes of a model are made again."""
    _hashes[hashes.model] = hashes


def models_with_secrets() -> list[type[Model]]:
    """The models with encrypted fields or keyed hashes, the tables of history with them."""
    return [model for model in apps.get_models() if encrypted_fields(model) or model in _hashes]


def count_stale(model: type[Model]) -> int:
    """How many rows hold something that an older key made."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("SELECT count(*) FROM {} WHERE {}").format(sql.Identifier(model._meta.db_table), _is_stale(model))
        )
        return int(cursor.fetchone()[0])


def keys_in_use() -> set[str]:
    """The ids of all keys with which something in the database or the files was made."""
    found: set[bytes] = set()
    with connection.cursor() as cursor:
        for model in models_with_secrets():
            table = sql.Identifier(model._meta.db_table)
            for column, skipped in _marks(model):
                cursor.execute(
                    sql.SQL(
                        "SELECT DISTINCT substring({c} FROM {n} FOR {m}) FROM {t} WHERE octet_length({c}) > 0"
                    ).format(c=sql.Identifier(column), n=skipped + 1, m=ID_BYTES, t=table)
                )
                found |= {bytes(row[0]) for row in cursor.fetchall()}
    return {key.hex() for key in found | key_ids_of(Path(settings.MEDIA_ROOT))}


def renew_rows(model: type[Model]) -> Iterator[int]:
    """Make again what an older key made, in batches; gives the number of rows of each as it is done."""
    last: Any = None
    while True:
        with transaction.atomic():
            _leave_history_alone(model)
            rows = _stale_rows(model, after=last)
            _write(model, rows)
        if not rows:
            return
        last = rows[-1][0]
        yield len(rows)


def renew_files() -> Iterator[int]:
    """Seal the keys of all files with the newest key."""
    for path in stale_files(Path(settings.MEDIA_ROOT)):
        try:
            renew(path)
        except FileNotFoundError:
            # Thrown away meanwhile.
            continue
        yield 1


def _leave_history_alone(model: type[Model]) -> None:
    """Nothing was changed of anybody: the triggers that keep history rest for the rest of the transaction."""
    every: list[Any] = pgtrigger.registered()
    triggers = [trigger.get_pgid(of) for of, trigger in every if of is model]
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{','.join(triggers)}}}"])


def _columns(model: type[Model]) -> list[str]:
    return [field.column for field in encrypted_fields(model)]


def _marks(model: type[Model]) -> list[tuple[str, int]]:
    """The columns in which the id of a key stands, and after how many bytes."""
    marks = [(column, HEADER_BYTES - ID_BYTES) for column in _columns(model)]
    hashes = _hashes.get(model)
    return [*marks, (hashes.made_with, 0)] if hashes else marks


def _is_stale(model: type[Model]) -> sql.Composable:
    newest = keyring().newest.id
    return sql.SQL(" OR ").join(
        sql.SQL("(octet_length({c}) > 0 AND substring({c} FROM {n} FOR {m}) <> {newest})").format(
            c=sql.Identifier(column), n=skipped + 1, m=ID_BYTES, newest=newest
        )
        for column, skipped in _marks(model)
    )


def _stale_rows(model: type[Model], *, after: Any) -> list[tuple[Any, ...]]:
    """Rows with the key and all that is needed to write them again, locked until the batch is done."""
    key = sql.Identifier(_key(model))
    wanted = [_key(model), *_columns(model), *(_hashes[model].of if model in _hashes else ())]
    later = sql.SQL("AND {} > {}").format(key, after) if after is not None else sql.SQL("")
    statement = sql.SQL("SELECT {} FROM {} WHERE ({}) {} ORDER BY {} LIMIT {} FOR UPDATE").format(
        sql.SQL(", ").join(sql.Identifier(column) for column in wanted),
        sql.Identifier(model._meta.db_table),
        _is_stale(model),
        later,
        key,
        BATCH,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _write(model: type[Model], rows: list[tuple[Any, ...]]) -> None:
    fields: list[Any] = encrypted_fields(model)
    hashes = _hashes.get(model)
    by_column = {field.column: field for field in fields}
    columns = [field.column for field in fields] + (list(hashes.columns) if hashes else [])
    written = []
    for pk, *values in rows:
        plain = [field.from_db_value(value, None, connection) for field, value in zip(fields, values, strict=False)]
        new = [field.get_db_prep_save(value, connection) for field, value in zip(fields, plain, strict=True)]
        if hashes:
            known = dict(zip((field.column for field in fields), plain, strict=True))
            of = dict(zip(hashes.of, values[len(fields) :], strict=True))
            made = hashes.make(*(known[name] if name in by_column else of[name] for name in hashes.of))
            new += [made[name] for name in hashes.columns]
        written.append((*new, pk))
    if not written:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            sql.SQL("UPDATE {} SET {} WHERE {} = %s").format(
                sql.Identifier(model._meta.db_table),
                sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(column)) for column in columns),
                sql.Identifier(_key(model)),
            ),
            written,
        )


def _key(model: type[Model]) -> str:
    assert model._meta.pk is not None
    return model._meta.pk.column
