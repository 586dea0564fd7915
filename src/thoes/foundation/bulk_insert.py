"""Write many new rows at once: over a temporary table filled with PostgreSQL's COPY, then one INSERT.

About three times as fast as INSERT with values, with the same constraints and triggers. COPY itself may not write to a
table with row security; the INSERT from the temporary table may, and each row is checked by the policy.
"""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from operator import attrgetter
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import IntegerField, JSONField, Model
from psycopg import sql

from thoes.foundation.encryption.fields import EncryptedField

# For one check-in there is nothing to win.
_FEW = 200


def write_rows(rows: Sequence[Model]) -> None:
    """Insert the rows, all of one model, with the keys they have, in a transaction that is open already.

    Raises Django's `IntegrityError` as a save does. Defaults of the database are not fetched.
    """
    if len(rows) > _FEW:
        names = [field.attname for field in rows[0]._meta.concrete_fields]
        write_values(type(rows[0]), names, list(map(values_of(names), rows)))
    elif rows:
        _manager(rows[0]).bulk_create(rows)


def write_values(
    model: type[Model],
    names: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    meanwhile: Callable[[], object] | None = None,
) -> None:
    """As `write_rows`, for rows of which only the values are there, in the order of `names`.

    To make an object of each takes as long as to write it. What `names` leaves out is null. `meanwhile` is done while
    PostgreSQL writes many rows and looks whether what they refer to is there, instead of when the transaction ends. It
    must leave the database alone; of few rows it is not done.
    """
    if len(rows) <= _FEW:
        write_rows([model(**dict(zip(names, row, strict=True))) for row in rows])
        return
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    columns = sql.SQL(", ").join(sql.Identifier(field.column) for field in fields)
    table, kept = sql.Identifier(model._meta.db_table), sql.Identifier(f"new_{model._meta.db_table}")
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WHERE false").format(
                kept, columns, table
            )
        )
        with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(kept, columns)) as copy:
            written_as = [(column, write) for column, field in enumerate(fields) if (write := _writer_of(field))]
            for row in rows:
                values = list(row)
                for column, write in written_as:
                    values[column] = write(values[column])
                copy.write_row(values)
        insert = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(table, columns, columns, kept)
        if meanwhile is None:
            cursor.execute(insert)
        else:
            # The other thread does nothing but wait for PostgreSQL: it needs Python a few times, and so holds up nobody.
            with ThreadPoolExecutor(max_workers=1) as pool:
                written = pool.submit(_insert_and_check, cursor, insert)
                meanwhile()
            written.result()
        cursor.execute(sql.SQL("DROP TABLE {}").format(kept))


def _insert_and_check(cursor: Any, insert: sql.Composed) -> None:
    cursor.execute(insert)
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _writer_of(field: Any) -> Callable[[Any], object] | None:
    """How COPY gets what a field holds; None where the value goes as it is."""
    if isinstance(field, EncryptedField):
        # COPY goes round the fields; those that encrypt must be asked.
        return partial(field.get_db_prep_value, connection=connection)
    if isinstance(field, JSONField):
        return lambda value: None if value is None else json.dumps(value, cls=field.encoder)
    if isinstance(field, ArrayField) and isinstance(field.base_field, IntegerField):
        # psycopg looks at each number of each row before it writes one; that took a tenth of a long list.
        return lambda numbers: None if numbers is None else "{" + ",".join(map(str, numbers)) + "}"
    return None


def values_of(names: Sequence[str]) -> Callable[[Any], Sequence[Any]]:
    """Gives the values of an object's attributes in this order."""
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda row: (get(row),)


def _manager(row: Model) -> Any:
    return type(row).objects  # type: ignore[attr-defined]
