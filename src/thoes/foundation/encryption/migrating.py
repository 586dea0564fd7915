"""The step of a migration that encrypts a column as it stands, and decrypts it again on the way back.

The plain column is renamed, the new one filled in batches, and the plain one dropped, all in the migration's own
transaction. Constraints and triggers on the column are taken away before and put back after by the migration itself.
"""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from psycopg import sql

from thoes.foundation.encryption.fields import EncryptedField

BATCH = 5_000


class EncryptField(migrations.AlterField):
    """`AlterField` from a plain field to an encrypted one, or to one with another binding or length."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._carry_over(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._carry_over(app_label, schema_editor, from_state, to_state)

    def _carry_over(self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(editor.connection.alias, model):
            return
        before = from_state.apps.get_model(app_label, self.model_name)._meta.get_field(self.name)
        after: Any = model._meta.get_field(self.name)
        if isinstance(before, EncryptedField) == isinstance(after, EncryptedField):
            editor.alter_field(model, before, after)
            return
        table, column, old = (
            sql.Identifier(name) for name in (model._meta.db_table, after.column, f"{after.column}_before")
        )
        empty = sql.SQL("" if after.null else " NOT NULL DEFAULT ''")
        if after.get_internal_type() == "JSONField":
            empty = sql.SQL(" NOT NULL DEFAULT '{}'")
        kind = sql.SQL(after.db_type(editor.connection))
        with editor.connection.cursor() as cursor:
            run: Any = cursor.execute
            # Rows that are written twice in a transaction wait with their foreign keys, and a table that waits cannot change.
            run("SET CONSTRAINTS ALL IMMEDIATE")
            run(sql.SQL("ALTER TABLE {} RENAME COLUMN {} TO {}").format(table, column, old))
            run(sql.SQL("ALTER TABLE {} ADD COLUMN {} {}{}").format(table, column, kind, empty))
            _fill(editor, model, before, after, old)
            run(sql.SQL("ALTER TABLE {} DROP COLUMN {}").format(table, old))
            run(sql.SQL("ALTER TABLE {} ALTER COLUMN {} DROP DEFAULT").format(table, column))


def _fill(editor: BaseDatabaseSchemaEditor, model: Any, before: Any, after: Any, old: sql.Identifier) -> None:
    connection = editor.connection
    key = sql.Identifier(model._meta.pk.column)
    table = sql.Identifier(model._meta.db_table)
    update = sql.SQL("UPDATE {} SET {} = %s WHERE {} = %s").format(table, sql.Identifier(after.column), key)
    select = sql.SQL("SELECT {}, {} FROM {} WHERE {} IS NOT NULL").format(key, old, table, old)
    reader: Any = connection.connection.cursor(name="encrypting")
    with reader, connection.cursor() as cursor:
        reader.itersize = BATCH
        reader.execute(select)
        while rows := reader.fetchmany(BATCH):
            cursor.executemany(update, [(_prepared(value, before, after, connection), pk) for pk, value in rows])


def _prepared(value: Any, before: Any, after: Any, connection: Any) -> Any:
    plain: Any = value
    if isinstance(before, EncryptedField):
        plain = before.from_db_value(value, None, connection)
    elif before.get_internal_type() == "JSONField":
        plain = before.from_db_value(value, None, connection) if isinstance(value, str) else value
    return after.get_db_prep_save(plain, connection)
