"""Write many new rows at once: over a temporary table filled with PostgreSQL's COPY, then one INSERT.

About three times as fast as INSERT with values, with the same constraints and triggers. COPY itself may not write to a
table with row security; the INSERT from the temporary table may, and each row is checked by the policy.
"""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import Model
from psycopg import sql

from thoes.foundation.encryption.fields import EncryptedField

# For one check-in there is nothing to win.
_FEW = 200


def write_rows(rows: Sequence[Model]) -> None:
    """Insert the rows, all of one model, with the keys they have, in a transaction that is open already.

    Raises Django's `IntegrityError` as a save does. Defaults of the database are not fetched.
    """
    if not rows:
        return
    model: Any = type(rows[0])
    if len(rows) <= _FEW:
        model.objects.bulk_create(rows)
        return
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    columns = sql.SQL(", ").join(sql.Identifier(field.column) for field in fields)
    table, kept = sql.Identifier(model._meta.db_table), sql.Identifier(f"new_{model._meta.db_table}")
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} WHERE false").format(
                kept, columns, table
            )
        )
        with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(kept, columns)) as copy:
            # COPY goes round the fields; those that encrypt must be asked.
            encrypting = [
                (column, field.get_db_prep_save)
                for column, field in enumerate(fields)
                if isinstance(field, EncryptedField)
            ]
            values_of = attrgetter(*names)
            for row in rows:
                values = list(values_of(row)) if len(names) > 1 else [values_of(row)]
                for column, encrypt in encrypting:
                    values[column] = encrypt(values[column], connection)
                copy.write_row(values)
        cursor.execute(sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(table, columns, columns, kept))
        cursor.execute(sql.SQL("DROP TABLE {}").format(kept))
