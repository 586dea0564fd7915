"""Need to know, kept by the database: which rows a request may see or write.

Requests run as the role `thoes_app`, which owns nothing, with the organisation, territory and purpose of the actor as
settings of the connection. Policies on every table with personal data compare rows with these settings; without them
no row is seen. What must look across borders, such as counting a person's nights at several housers, says so with
`across_borders` and shows nothing of it to the one who asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.special import RunSQL

from thoes.accounts.public import Actor, Permission
from thoes.privacy.purposes import Purpose

APP_ROLE = "thoes_app"
ORGANISATION = "(SELECT thoes_setting('organisation')::uuid)"
TERRITORY = "(SELECT thoes_setting('territory'))"
PURPOSE = "(SELECT thoes_setting('purpose'))"

CREATE_ROLE = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN CREATE ROLE {APP_ROLE} NOLOGIN; END IF;
END $$;
GRANT {APP_ROLE} TO CURRENT_USER;
GRANT USAGE ON SCHEMA public TO {APP_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP_ROLE};
CREATE OR REPLACE FUNCTION thoes_setting(name text) RETURNS text LANGUAGE sql STABLE
  AS $$ SELECT NULLIF(current_setting('thoes.' || name, true), '') $$;
"""


def policy(table: str, *, name: str = "need_to_know", see: str, write: str | None = None) -> Operation:
    """A migration operation: rows of `table` are seen where `see` holds and written where `write` (or `see`) holds."""
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY {name} ON {table} TO {APP_ROLE} USING ({see}) WITH CHECK ({write or see});
        """,
        reverse_sql=f"DROP POLICY {name} ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def protected_tables() -> frozenset[str]:
    """The tables on which the database keeps need to know."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")
        return frozenset(name for (name,) in cursor.fetchall())


@contextmanager
def seen_by(actor: Actor | None) -> Iterator[None]:
    """Run the block as the application's role with the context of this actor; None sees no person at all."""
    before = _settings()
    _enter(
        role=APP_ROLE,
        organisation=str(actor.organisation_id) if actor else "",
        territory=actor.municipality_code if actor and _has_territory(actor) else "",
        purpose=_purpose_of(actor) if actor else "",
    )
    try:
        yield
    finally:
        # A connection that broke comes back without settings; a transaction that failed takes ours back itself.
        if connection.connection is not None and not connection.needs_rollback:
            _enter(**before)


@contextmanager
def across_borders() -> Iterator[None]:
    """Look across housers and municipalities, for a reason that the caller explains; show nothing of it to the actor.

    The block is a savepoint: whatever goes wrong in it, the narrow view is back after it.
    """
    before = _settings()
    with transaction.atomic():
        _enter(role="none", organisation="", territory="", purpose="")
        yield
        _enter(**before)


def _has_territory(actor: Actor) -> bool:
    return actor.organisation_kind == "municipality"


def _purpose_of(actor: Actor) -> str:
    if actor.may(Permission.SEE_REGISTRATION_DUTY):
        return Purpose.BRP_REGISTRATION
    if actor.may(Permission.SEE_NIGHT_REGISTER):
        return Purpose.SUPERVISE_NIGHT_REGISTER
    return Purpose.KEEP_NIGHT_REGISTER if actor.may(Permission.RECORD_STAYS) else ""


def _settings() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('role'), thoes_setting('organisation'), thoes_setting('territory'),"
            " thoes_setting('purpose')"
        )
        role, *context = cursor.fetchone()
    return {
        "role": role,
        **dict(zip(("organisation", "territory", "purpose"), (c or "" for c in context), strict=True)),
    }


def _enter(*, role: str, organisation: str, territory: str, purpose: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('thoes.organisation', %s, false), set_config('thoes.territory', %s, false),"
            " set_config('thoes.purpose', %s, false), set_config('role', %s, false)",
            [organisation, territory, purpose, role],
        )
