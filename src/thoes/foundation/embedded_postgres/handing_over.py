"""Give all that stands in a database to another owner.

`REASSIGN OWNED` cannot do it for the user with which a server begins: that one owns the system tables as well.
"""

import psycopg
from psycopg import sql

# What belongs to an extension, or is the sequence of a column, goes with it and may not be named.
_OBJECTS = """
SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
    ELSE 'TABLE' END, oid::regclass::text FROM pg_class c
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S') AND NOT EXISTS (
    SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('e', 'a', 'i'))
UNION ALL
SELECT 'TYPE', oid::regtype::text FROM pg_type t
  WHERE typnamespace = 'public'::regnamespace
  AND (typtype IN ('e', 'd') OR (SELECT relkind FROM pg_class WHERE oid = typrelid) = 'c') AND NOT EXISTS (
    SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
UNION ALL
SELECT 'ROUTINE', oid::regprocedure::text FROM pg_proc p
  WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (
    SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
"""


def hand_over(connection: "psycopg.Connection[tuple[object, ...]]", *, database: str, to: str) -> None:
    """Make `to` the owner of the database and of everything in its schema `public`, in the transaction that is open."""
    for kind, name in connection.execute(_OBJECTS).fetchall():
        # PostgreSQL wrote these names, with the quotes that they need.
        statement = f"ALTER {kind} {name} OWNER TO {sql.Identifier(to).as_string()}"
        connection.execute(statement.encode())
    connection.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(sql.Identifier(database), sql.Identifier(to)))
