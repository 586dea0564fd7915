"""Who gets SQL of their own into the site stays its user: tried with raw SQL, on a connection as the site has it."""

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import errors, sql

from tests.drills.conftest import Installation, end, succeed

pytestmark = pytest.mark.slow

ADDRESS = """
import django, json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "thoes.config.settings"
django.setup()
from django.db import connection
from thoes.privacy.public import see_nobody_by_default
see_nobody_by_default()
print(connection.Database.conninfo.make_conninfo("", **{
    key: value for key, value in connection.get_connection_params().items()
    if key in ("host", "port", "user", "password", "dbname", "options")
}))
import sys
sys.stdout.flush()
sys.stdin.read()
"""


WITHOUT_A_WORD = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "thoes.config.settings"
from thoes.config.wsgi import application
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT session_user, current_user, (SELECT count(*) FROM register_worker)")
    print(*cursor.fetchone())
"""


ALICE = """
import django, json, os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "thoes.config.settings"
django.setup()
from django.db import connection
from thoes.accounts.models import Membership
from thoes.accounts.public import actor_of
from thoes.privacy.public import KEEP_NIGHT_REGISTER, as_tenant, see_nobody_by_default
see_nobody_by_default()
alice = actor_of(Membership.objects.get(user__username="alice"))
with as_tenant(alice, KEEP_NIGHT_REGISTER), connection.cursor() as cursor:
    cursor.execute("SELECT name, current_setting('thoes.' || name), (SELECT count(*) FROM register_worker)"
                   " FROM unnest(%s::text[]) name",
                   [["organisation", "kind", "territory", "purpose", "watched", "person", "code", "seal"]])
    rows = cursor.fetchall()
    print(json.dumps([{f"thoes.{name}": value for name, value, _ in rows}, rows[0][2]]))
    sys.stdout.flush()
    time.sleep(600)
"""


@pytest.fixture(scope="module")
def address(filled_home: Installation) -> Iterator[str]:
    """How the site connects; the server runs as long as this is used."""
    process = filled_home.start("-c", ADDRESS)
    yield process.stdout.readline().strip()
    end(process)


@pytest.fixture
def intruder(address: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


CLIMBING = [
    "SET ROLE postgres",
    "SET ROLE thoes_owner",
    "SET SESSION AUTHORIZATION postgres",
    "SET SESSION AUTHORIZATION thoes_owner",
    "ALTER ROLE thoes_login SUPERUSER",
    "ALTER ROLE thoes_login BYPASSRLS",
    "ALTER ROLE thoes_app BYPASSRLS",
    "ALTER ROLE postgres PASSWORD 'x'",
    "ALTER ROLE thoes_owner PASSWORD 'x'",
    "GRANT thoes_owner TO thoes_login",
    "GRANT pg_read_server_files TO thoes_login",
    "CREATE ROLE another LOGIN SUPERUSER",
    "CREATE DATABASE another",
    "SELECT rolpassword FROM pg_authid",
    "UPDATE pg_authid SET rolsuper = true",
    "ALTER TABLE register_worker DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE register_worker OWNER TO thoes_login",
    "ALTER TABLE register_worker DISABLE TRIGGER ALL",
    "DROP POLICY need_to_know ON register_worker",
    "ALTER POLICY need_to_know ON register_worker USING (true)",
    "CREATE POLICY mine ON register_worker USING (true)",
    "DROP TABLE register_worker",
    "TRUNCATE register_worker",
    "TRUNCATE privacy_auditrecord",
    "SET pgtrigger.ignore = '{privacy_auditrecord:audit_stays}'; SET ROLE thoes_across; DELETE FROM privacy_auditrecord",
    "SET ROLE thoes_across; UPDATE privacy_logseal SET seal_hash = ''",
    "CREATE TABLE mine (a int)",
    "CREATE SCHEMA mine",
    "CREATE EXTENSION dblink",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
    "SELECT * FROM thoes_seal_key",
    "SET ROLE thoes_across; SELECT * FROM thoes_seal_key",
    "SET ROLE thoes_across; UPDATE thoes_seal_key SET inside = ''",
    "CREATE OR REPLACE FUNCTION thoes_is_sealed() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "CREATE OR REPLACE FUNCTION thoes_setting(name text) RETURNS text LANGUAGE sql AS 'SELECT 1'",
    "COPY (SELECT 1) TO PROGRAM 'cat'",
    "COPY (SELECT 1) TO '/tmp/mine'",
    "CREATE TEMPORARY TABLE t (a text); COPY t FROM '/etc/passwd'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_ls_dir('.')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT lo_export(1, '/tmp/mine')",
    "ALTER SYSTEM SET log_statement = 'all'",
    "SET session_replication_role = replica",
    "SET log_statement = 'all'",
    "SELECT pg_reload_conf()",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('register', '9999', now())",
    "CREATE EVENT TRIGGER mine ON ddl_command_start EXECUTE FUNCTION thoes_setting()",
    "CREATE SUBSCRIPTION mine CONNECTION 'host=x' PUBLICATION y",
    "SECURITY LABEL ON ROLE thoes_login IS 'x'",
]


# The last two: PostgreSQL looks at what was asked before it looks at who asks.
REFUSALS = (errors.InsufficientPrivilege, errors.InvalidParameterValue, errors.UndefinedFunction)
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')"


@pytest.mark.parametrize("after_reset", [False, True], ids=["in the role of the site", "after SET ROLE NONE"])
@pytest.mark.parametrize("statement", CLIMBING)
def test_nothing_lets_somebody_climb_above_the_user_of_the_site(intruder, statement, after_reset) -> None:
    if after_reset:
        intruder.execute("SET ROLE NONE")

    with pytest.raises(REFUSALS):
        intruder.execute(statement)


def test_a_process_that_does_not_say_as_whom_it_connects_sees_nobody(filled_home) -> None:
    said = succeed(filled_home.python("-c", WITHOUT_A_WORD))

    assert said.split() == ["thoes_login", "thoes_app", "0"]


def test_without_its_role_the_user_of_the_site_may_read_no_table_at_all(intruder) -> None:
    intruder.execute("SET ROLE NONE")

    assert intruder.execute("SELECT current_user").fetchone() == ("thoes_login",)
    for (table,) in intruder.execute(TABLES).fetchall():
        with pytest.raises(errors.InsufficientPrivilege):
            intruder.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))


def test_in_its_role_it_sees_nobody_without_saying_for_whom(intruder) -> None:
    assert intruder.execute("SELECT count(*) FROM register_worker").fetchone() == (0,)


@pytest.mark.parametrize("role", ["thoes_app", "thoes_across"])
def test_the_settings_of_another_connection_with_their_seal_show_nothing_in_this_one(
    filled_home, intruder, role
) -> None:
    process = filled_home.start("-c", ALICE)
    settings, seen = json.loads(process.stdout.readline())
    intruder.execute(f"SET ROLE {role}")
    for name, value in settings.items():
        intruder.execute("SELECT set_config(%s, %s, false)", [name, value])
    stolen = intruder.execute("SELECT count(*) FROM register_worker").fetchone()
    process.terminate()
    process.wait()

    assert (seen, stolen) == (2, (0,))


def test_the_wide_role_alone_shows_and_changes_nothing(intruder) -> None:
    intruder.execute("SET ROLE thoes_across")

    protected = "SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'"
    for (table,) in intruder.execute(protected).fetchall():
        name = sql.Identifier(table)
        assert intruder.execute(sql.SQL("SELECT count(*) FROM {}").format(name)).fetchone() == (0,)
    assert intruder.execute("UPDATE register_worker SET family_name = ''").rowcount == 0
    assert intruder.execute("DELETE FROM register_stay").rowcount == 0


def test_the_user_of_the_site_may_become_two_roles_and_is_nothing_by_itself(intruder) -> None:
    rights = "rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls"
    mine = intruder.execute(f"SELECT {rights} FROM pg_roles WHERE rolname = session_user").fetchone()  # noqa: S608
    may_become = intruder.execute(
        "SELECT array_agg(rolname::text ORDER BY rolname) FROM pg_roles WHERE pg_has_role(session_user, oid, 'SET')"
    ).fetchone()

    assert mine == (False,) * 6
    assert may_become == (["thoes_across", "thoes_app", "thoes_login"],)


def test_the_owner_of_the_tables_is_no_superuser_and_reads_no_file(filled_home, address) -> None:
    password = (filled_home.home / "secrets" / "database-owner-password").read_text()
    parts = psycopg.conninfo.conninfo_to_dict(address) | {"user": "thoes_owner", "password": password, "options": ""}
    with psycopg.connect(**parts, autocommit=True) as owner:
        for statement in (
            "SET ROLE postgres",
            "CREATE ROLE x",
            "SELECT pg_read_file('/etc/passwd')",
            "CREATE DATABASE x",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                owner.execute(statement)
        assert owner.execute("SELECT count(*) FROM register_worker").fetchone() == (3,)


def test_a_password_or_default_that_an_intruder_gave_its_own_user_is_taken_back_by_setup(
    filled_home, archive, empty_home, tmp_path: Path
) -> None:
    succeed(empty_home.thoes("restore", archive, "--keys", filled_home.keys))
    process = empty_home.start("-c", ADDRESS)
    with psycopg.connect(process.stdout.readline().strip(), autocommit=True) as connection:
        connection.execute("SET ROLE NONE")
        connection.execute("ALTER ROLE thoes_login SET search_path = 'x'")
        connection.execute("ALTER ROLE thoes_login PASSWORD 'x'")
    end(process)
    assert "does not answer" in empty_home.thoes("verify-log").stderr

    succeed(empty_home.thoes("setup"))

    succeed(empty_home.thoes("verify-log"))
