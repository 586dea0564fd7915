"""Where the time of writing stays goes: the table bare, and with each of its indexes and constraints alone."""

from collections.abc import Sequence
from functools import partial

from django.db import connection, transaction
from psycopg import sql

from bench.processor_time import processor_seconds
from bench.report import console, seconds

_WRITE = "INSERT INTO written SELECT * FROM register_stay LIMIT %s"
# Those that an index stands behind are made with their constraint.
_PARTS = """
    SELECT conname, format('ALTER TABLE {table} ADD CONSTRAINT %I %s', 'new_' || conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE conrelid = 'register_stay'::regclass AND contype <> 'n'
    UNION ALL
    SELECT i.relname, regexp_replace(pg_get_indexdef(i.oid), 'INDEX [^ ]+ ON [^ ]+ ', 'INDEX ON {table} ')
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
    WHERE x.indrelid = 'register_stay'::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.oid)
"""


def say_by_constraint(count: int) -> None:
    """Write as many of the stays there are into copies of the table, each with one thing to keep; slowest first."""
    with connection.cursor() as cursor:
        cursor.execute(_PARTS.replace("{table}", "written"))
        parts: list[tuple[str, str]] = cursor.fetchall()
    bare = _written(count, "")
    costs = sorted(((_written(count, made) - bare, name) for name, made in parts), reverse=True)
    whole = bare + sum(cost for cost, _name in costs)
    console.print(
        f"[bold]{count:,} stays written, the table bare: {bare:.2f} s; what each adds alone[/bold]", highlight=False
    )
    for cost, name in costs:
        console.print(f"  {max(cost, 0):6.2f} s  {max(cost, 0) / whole:4.0%}  {name}", highlight=False)


def _written(count: int, made: str) -> float:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE written (LIKE register_stay INCLUDING DEFAULTS)")
        if made:
            cursor.execute(sql.SQL(made))
        took = seconds(lambda: cursor.execute(_WRITE, [count]), runs=1)
        transaction.set_rollback(True)
    return took


def alive_or_after(count: int) -> tuple[float, float]:
    """Time of the processor for as many stays into a copy of the table with all of its indexes and constraints alive, and
    into a bare one on which they are built when the rows are in.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PARTS.replace("{table}", "written"))
        made = "; ".join(made for _name, made in cursor.fetchall())
    write = [(_WRITE, [count]), ("SET CONSTRAINTS ALL IMMEDIATE", None)]
    build = [(made, None)]
    return _spent(before=build, measured=write), _spent(before=[], measured=[*write, *build])


Statements = Sequence[tuple[str, list[int] | None]]


def _spent(*, before: Statements, measured: Statements) -> float:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE written (LIKE register_stay INCLUDING DEFAULTS)")

        def run(statements: Statements) -> None:
            for statement, values in statements:
                cursor.execute(sql.SQL(statement), values)

        run(before)
        took = processor_seconds(partial(run, measured))
        transaction.set_rollback(True)
    return took
