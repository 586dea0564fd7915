"""Fill tables without their indexes and constraints, and build these when the rows are in: several times as fast for millions.

Only for an empty register that nobody uses yet: it locks the tables, and a row that breaks a promise is found at the end.
All of it stands in the transaction of the caller, so the tables are never without their constraints for anybody else, and
when one cannot be built the rows are not there either. What is built is what was written down before: PostgreSQL's own
words for each index and constraint. Checks and triggers stay on while the rows come in, and no reference waits for the end:
PostgreSQL goes through all that waits each time a trigger gives a piece of its work up, as the one of the history does for
each room and bed, so that the last of many parts would take longest.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, models
from psycopg import sql

# References come first when taking away, for a key stands behind each of them, and last when building.
_REFERENCES = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND (conrelid = ANY(%(tables)s::regclass[]) OR confrelid = ANY(%(tables)s::regclass[]))
    ORDER BY conrelid::regclass::text, conname
"""
_CONSTRAINTS = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype IN ('p', 'u', 'x') AND conrelid = ANY(%(tables)s::regclass[])
    ORDER BY conrelid::regclass::text, conname
"""
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = ANY(%(tables)s::regclass[])
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
    ORDER BY indexrelid::regclass::text
"""
# Sorting the keys of an index takes memory; the usual amount would write them to disk first.
_MEMORY = "SELECT set_config('maintenance_work_mem', '512MB', true)"


@contextmanager
def built_after(filled: Sequence[type[models.Model]]) -> Iterator[None]:
    """Take the indexes, keys and references of these tables away, and build them when the block has ended.

    In a transaction of the caller, who owns the tables. What a row breaks is an IntegrityError at the end of the block.
    """
    tables = {"tables": [model._meta.db_table for model in filled]}
    with connection.cursor() as cursor:
        # A table with a check still to come cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        references, constraints, indexes = (
            _read(cursor, query, tables) for query in (_REFERENCES, _CONSTRAINTS, _INDEXES)
        )
        for table, name, _definition in (*references, *constraints):
            _run(cursor, f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for name, _definition in indexes:
            _run(cursor, f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute(_MEMORY)
        for table, name, definition in constraints:
            _run(cursor, f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        for _name, definition in indexes:
            _run(cursor, definition)
        for table, name, definition in references:
            _run(cursor, f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _read(cursor: object, query: str, tables: dict[str, list[str]]) -> list[tuple[str, ...]]:
    cursor.execute(query, tables)  # type: ignore[attr-defined]
    return list(cursor.fetchall())  # type: ignore[attr-defined]


def _run(cursor: object, statement: str) -> None:
    # PostgreSQL's own words, with names that it quoted itself: nothing in it comes from outside.
    cursor.execute(sql.SQL(statement))  # type: ignore[attr-defined]
