"""Need to know, kept by the database: which rows a request may see or write.

Requests and jobs run as the role `thoes_app`, which owns nothing. Who asks (an organisation, a worker, the holder of a
code) and the one purpose are settings of the transaction (`context.py`), under a seal that only the application can make
(`seal.py`). The policies of every table with personal data compare its rows with these settings; without them no row is
seen. Each module declares the policies of its own tables in its `module.py`; they are put in place after every migration,
so the database never runs on older ones.
"""

from collections.abc import Iterator
from typing import Any

import pgtrigger
from django.db import ProgrammingError, connection, transaction

from thoes.foundation.database_roles import (
    ACROSS_ROLE,
    APP_ROLE,
    ConnectAs,
    RolesMissing,
    missing_statements,
    user_of,
)
from thoes.foundation.modules import RowPolicy, modules
from thoes.privacy.seal import FUNCTIONS, PUT_KEY, key_pads


def declared_policies() -> dict[str, RowPolicy]:
    """The policies by table: of each table, and of its earlier versions."""
    found = {}
    for module in modules():
        for table in module.tables:
            if table.policy:
                found[table.name] = table.policy
                if table.history:
                    found[table.history] = table.earlier or table.policy
        for empty in module.without_people:
            if empty.policy:
                found[empty.model._meta.db_table] = empty.policy
    return found


def protected_tables() -> frozenset[str]:
    """The tables on which the database keeps need to know at this moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")
        return frozenset(name for (name,) in cursor.fetchall())


def put_in_place() -> None:
    """Make the roles, their rights and the declared policies; doing it again changes nothing. Raises `RolesMissing`."""
    ensure_roles()
    with connection.cursor() as cursor:
        cursor.execute(_RIGHTS)
        cursor.execute(PUT_KEY, key_pads())
        for table in _only_added_to():
            cursor.execute(f"REVOKE UPDATE, DELETE ON {table} FROM {APP_ROLE}, {ACROSS_ROLE}")
        cursor.execute("\n".join(statements_of(table, policy) for table, policy in declared_policies().items()))


def ensure_roles() -> None:
    """Make the roles, and let the users of the database become them, where that is not so yet. Raises `RolesMissing`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        members = {cursor.fetchone()[0], user_of(ConnectAs.APPLICATION)} - {None}
        missing = missing_statements(cursor, members=sorted(members))
        try:
            with transaction.atomic():
                for statement in missing:
                    # Two databases on one server share their roles, and two may be prepared at the same moment.
                    cursor.execute(_UNLESS_THERE.format(statement=statement))
        except ProgrammingError as error:
            raise RolesMissing(missing) from error


def _only_added_to() -> Iterator[str]:
    """Tables in which a trigger refuses every change. A trigger can be set aside with a setting, a missing right cannot."""
    found: list[Any] = pgtrigger.registered()
    for model, trigger in found:
        refused = set(str(trigger.operation).split(" OR "))
        if isinstance(trigger, pgtrigger.Protect) and trigger.condition is None and {"UPDATE", "DELETE"} <= refused:
            yield model._meta.db_table


_UNLESS_THERE = "DO $$ BEGIN {statement}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
# Which migrations were done is for who owns the tables to say. Temporary tables are for lists.
_RIGHTS = f"""
GRANT USAGE ON SCHEMA public TO {APP_ROLE}, {ACROSS_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE}, {ACROSS_ROLE};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APP_ROLE}, {ACROSS_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}, {ACROSS_ROLE};
DO $$ BEGIN
  IF (SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()) THEN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO {APP_ROLE}, {ACROSS_ROLE}', current_database());
  END IF;
END $$;
{FUNCTIONS}"""


def statements_of(table: str, policy: RowPolicy) -> str:
    """The SQL that puts the policy of a table in place; doing it again changes nothing."""
    why = policy.why.replace("'", "''").replace("%", "%%")
    see = f"CREATE POLICY need_to_know ON {table} FOR SELECT TO {APP_ROLE} USING ({policy.see.sql});"
    write = policy.write and (
        f"CREATE POLICY may_add ON {table} FOR INSERT TO {APP_ROLE} WITH CHECK ({policy.write.sql});"
        f"CREATE POLICY may_change ON {table} FOR UPDATE TO {APP_ROLE} USING ({policy.write.sql});"
        f"CREATE POLICY may_remove ON {table} FOR DELETE TO {APP_ROLE} USING ({policy.write.sql});"
    )
    names = ("need_to_know", "may_add", "may_change", "may_remove", "cross_tenant")
    return "\n".join(
        [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;",
            *(f"DROP POLICY IF EXISTS {name} ON {table};" for name in names),
            see,
            write or "",
            f"CREATE POLICY cross_tenant ON {table} TO {ACROSS_ROLE} USING (thoes_sees_all())"
            " WITH CHECK (thoes_sees_all());",
            f"COMMENT ON POLICY need_to_know ON {table} IS '{why}';",
        ]
    )
