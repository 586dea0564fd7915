"""The seal on what the database is told of who asks: only who knows the secret of this installation can make it.

Whoever gets SQL of their own into the site can set every setting and take both roles. So the policies go by these settings
only when a seal over them fits: an HMAC over the connection, the role and the settings, with a secret that stands in the
secrets folder, and in a table that none of the roles of the site can read.
"""

import hmac
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import ServerBindingCursor  # type: ignore[attr-defined]  # its stubs lack it

from thoes.foundation.database_roles import ACROSS_ROLE, APP_ROLE, default_role
from thoes.foundation.home import secret

SETTINGS = ("organisation", "kind", "territory", "purpose", "watched", "person", "code", "may")
KEY_TABLE = "thoes_seal_key"
_BLOCK = 64
_TELL = "SELECT " + ", ".join(["set_config(%s, %s, %s)"] * (len(SETTINGS) + 3))
# Which process of the server is at the other end. libpq knows it too, but a pooler tells it another number.
_pids: "WeakKeyDictionary[Any, int]" = WeakKeyDictionary()


def tell(connection: BaseDatabaseWrapper, role: str, settings: Sequence[str], *, local: bool = True) -> None:
    """Take this role with these settings, in the order of `SETTINGS`, under a seal: for the transaction, if `local`.

    Raises `ValueError` for a line end in one of them: it parts them.
    """
    told = dict(zip((f"thoes.{name}" for name in SETTINGS), settings, strict=True))
    told["thoes.seal"] = _seal(connection, role, settings)
    # A temporary table or view that somebody left in this connection takes the place of none of ours.
    told |= {"search_path": "public, pg_temp", "role": role}
    # Values apart from the text: the text of a statement is shown to whoever has another connection (pg_stat_activity).
    raw: Any = ServerBindingCursor(connection.connection)
    make = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with make(raw) as cursor:
        cursor.execute(_TELL, [value for name, setting in told.items() for value in (name, setting, local)])


def seal_from_the_start(*, connection: BaseDatabaseWrapper, **_: object) -> None:
    """Seal a new connection of a command that works over all rows, for as long as it lasts."""
    if default_role() == ACROSS_ROLE:
        tell(connection, ACROSS_ROLE, [""] * len(SETTINGS), local=False)


def _seal(connection: BaseDatabaseWrapper, role: str, settings: Sequence[str]) -> str:
    parts = [str(_pid_of(connection.connection)), role, *settings]
    if any("\n" in part for part in parts):
        raise ValueError("A setting of the database holds a line end.")
    return hmac.digest(_key(), "\n".join(parts).encode(), "sha256").hex()


def key_pads() -> tuple[bytes, bytes]:
    """The key as HMAC mixes it in, inside and outside: PostgreSQL has SHA-256, and no HMAC."""
    padded = _key().ljust(_BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in padded), bytes(byte ^ 0x5C for byte in padded)


@lru_cache(maxsize=1)
def _key() -> bytes:
    return hmac.digest(secret("row-security-seal").encode(), b"row security", "sha256")


def _pid_of(raw: Any) -> int:
    known = _pids.get(raw)
    if known is None:
        known = _pids[raw] = int(raw.execute("SELECT pg_catalog.pg_backend_pid()").fetchone()[0])
    return known


_SEALED = " || chr(10) || ".join(
    [
        "pg_backend_pid()",
        "current_setting('role')",
        *(f"coalesce(current_setting('thoes.{name}', true), '')" for name in SETTINGS),
    ]
)
# Run as the owner of the tables, who may read the key. `thoes_sees_all` says that it is immutable, so that it is worked out
# when a question is planned: as a condition of its own it would keep PostgreSQL from looking up nights and arrays in an index.
FUNCTIONS = f"""
CREATE TABLE IF NOT EXISTS {KEY_TABLE} (one boolean PRIMARY KEY DEFAULT true CHECK (one), inside bytea, outside bytea);
REVOKE ALL ON {KEY_TABLE} FROM PUBLIC, {APP_ROLE}, {ACROSS_ROLE};
CREATE OR REPLACE FUNCTION thoes_is_sealed() RETURNS boolean LANGUAGE plpgsql
  STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE seal text := current_setting('thoes.seal', true);
BEGIN
  IF coalesce(seal, '') = '' THEN RETURN false; END IF;
  RETURN coalesce((SELECT seal = encode(sha256(outside || sha256(inside || convert_to({_SEALED}, 'UTF8'))), 'hex')
    FROM public.{KEY_TABLE}), false);
END $$;
CREATE OR REPLACE FUNCTION thoes_sees_all() RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL RESTRICTED AS $$
BEGIN
  RETURN current_setting('role') = '{ACROSS_ROLE}' AND public.thoes_is_sealed();
END $$;
CREATE OR REPLACE FUNCTION thoes_setting(name text) RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
  AS $$ SELECT CASE WHEN public.thoes_is_sealed() THEN NULLIF(current_setting('thoes.' || name, true), '') END $$;
"""  # noqa: S608
PUT_KEY = f"""
INSERT INTO {KEY_TABLE} (inside, outside) VALUES (%s, %s)
ON CONFLICT (one) DO UPDATE SET inside = excluded.inside, outside = excluded.outside
"""  # noqa: S608
