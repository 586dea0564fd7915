"""Who sees which row, said in named predicates; `privacy` puts them in the database.

A predicate is a condition on one row of a table. The settings are those of the actor (`privacy/context.py`), set for the
transaction under a seal; without them each of these answers no, apart from `everyone`.
"""

import re
from dataclasses import dataclass

from thoes.foundation.modules.rights import Permission, Purpose


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows for which a condition holds."""

    sql: str


@dataclass(frozen=True, slots=True)
class RowPolicy:
    """Rows are seen where `see` holds, and written where `write` holds (None: nobody writes here).

    `why` says in words what the policy is for; it stands as a comment in the database and in the DPIA.
    """

    see: Rows
    write: Rows | None
    why: str


def own_organisation(column: str = "organisation_id") -> Rows:
    """Of the organisation that somebody acts for."""
    return _is(column, "organisation", "uuid")


def watched_organisation(column: str = "organisation_id") -> Rows:
    """Of the organisation that somebody watches over: a privacy officer, who sees its log and none of its people."""
    return _is(column, "watched", "uuid")


def own_territory(column: str = "municipality_id", *, for_: tuple[Purpose, ...]) -> Rows:
    """In the municipality that somebody acts for, who declared one of these purposes."""
    return all_of(_is(column, "territory"), purpose_is(*for_))


def acting_kind(kind: str, *, for_: tuple[Purpose, ...]) -> Rows:
    """For who acts for an organisation of this kind, and declared one of these purposes: the province, wherever it is."""
    return all_of(Rows(f"{_setting('kind')} = {_text(kind)}"), purpose_is(*for_))


def not_acting_kind(kind: str) -> Rows:
    """For who acts for an organisation of another kind than this."""
    return Rows(f"{_setting('kind')} <> {_text(kind)}")


def same_person(column: str = "person_id") -> Rows:
    """Of the worker who asks for the own data."""
    return _is(column, "person", "uuid")


def holder_of_code(column: str) -> Rows:
    """Of whoever holds a code instead of an account; the column keeps what the code was hashed to."""
    return _is(column, "code")


def purpose_is(*purposes: Purpose) -> Rows:
    """For who declared one of these purposes."""
    return Rows(f"{_setting('purpose')} IN ({', '.join(map(_text, purposes))})")


def who_may(*permissions: Permission) -> Rows:
    """For who holds one of these permissions: of those who act for one purpose some may only look."""
    held = "string_to_array(thoes_setting('may'), ',')"
    return Rows(f"(SELECT {held} && ARRAY[{', '.join(map(_text, permissions))}])")


def of_kind(column: str, value: str) -> Rows:
    """Where a column holds this code."""
    return Rows(f"{_name(column)} = {_text(value)}")


def is_not_of_kind(column: str, value: str) -> Rows:
    """Where a column holds another code than this."""
    return Rows(f"{_name(column)} <> {_text(value)}")


def unset(column: str) -> Rows:
    """Where a column holds nothing."""
    return Rows(f"{_name(column)} IS NULL")


def is_set(column: str) -> Rows:
    """Where a column holds something."""
    return Rows(f"{_name(column)} IS NOT NULL")


def is_false(column: str) -> Rows:
    """Where a column says no."""
    return Rows(f"NOT {_name(column)}")


def where(column: str, table: str, rows: Rows) -> Rows:
    """With a row of another table for which this holds. That table is read with its own policy, if it has one."""
    return Rows(f"{_name(column)} IN (SELECT id FROM {_name(table)} WHERE {rows.sql})")


def among(column: str, table: str, values: str, rows: Rows) -> Rows:
    """Where a column holds what a column of another table holds in a row for which this holds."""
    return Rows(f"{_name(column)} IN (SELECT {_name(values)} FROM {_name(table)} WHERE {rows.sql})")


def pointed_at(own: str, table: str, column: str, rows: Rows) -> Rows:
    """Where a row of another table points here, for which this holds; `own` is "table.column" of the policy itself.

    Asked row by row: for a table of which few rows are asked for and to which very many point.
    """
    return Rows(f"EXISTS (SELECT FROM {_name(table)} WHERE {_name(column)} = {_name(own)} AND {rows.sql})")


def with_seen(column: str, table: str) -> Rows:
    """With a row of another table that the reader may see."""
    return where(column, table, everyone())


def everyone() -> Rows:
    """Everybody: there is nobody in this table."""
    return Rows("true")


def any_of(*rows: Rows) -> Rows:
    """Where one of these holds."""
    return Rows("(" + " OR ".join(each.sql for each in rows) + ")")


def all_of(*rows: Rows) -> Rows:
    """Where all of these hold."""
    return Rows("(" + " AND ".join(each.sql for each in rows) + ")")


def _is(column: str, setting: str, cast: str = "text") -> Rows:
    return Rows(f"{_name(column)} = {_setting(setting, cast)}")


def _setting(name: str, cast: str = "text") -> str:
    # A sub-select is worked out once for a query, not once for a row.
    return f"(SELECT thoes_setting('{name}')::{cast})"


def _name(name: str) -> str:
    if not re.fullmatch(r"[a-z_][a-z0-9_.]*", name):
        raise ValueError(f"not a name of a column or table: {name}")
    return name


def _text(value: str) -> str:
    escaped = str(value).replace("'", "''")
    return f"'{escaped}'"
