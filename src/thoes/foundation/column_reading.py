"""Read many rows as columns of numbers: PostgreSQL's binary COPY, taken in as arrays without an object for a row.

Row security holds: what is copied is a query, made on behalf of whoever asks.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import QuerySet
from numpy.typing import NDArray
from psycopg.errors import error_from_result

Column = NDArray[Any]
# What stands before and after the rows of a binary copy.
_HEAD, _TAIL = 19, 2
_DATE = 1082
# How a type of PostgreSQL, by its number, stands in a binary copy: smallint, integer, bigint, date, uuid.
_KINDS = {21: ">i2", 23: ">i4", 20: ">i8", _DATE: ">i4", 2950: "V16"}
_DAYS_BEFORE_2000 = (date(2000, 1, 1) - date(1970, 1, 1)).days


def read_columns(rows: QuerySet[Any, Any], *names: str) -> list[Column]:
    """These columns of the rows, in the order of the rows.

    A day becomes its number since 1970-01-01 (int32), a whole number int16 to int64, a UUID 16 bytes (`V16`: they sort
    and compare; `uuids` gives them back). Nothing may be null: what may be absent gets a value of the caller's with
    `Coalesce`. Raises ValueError for another kind, or for a null. Two statements.
    """
    # COPY takes no parameters: the driver writes them into the statement, quoted.
    operations: Any = connection.ops
    statement = operations.compose_sql(*rows.values_list(*names).query.sql_with_params())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({statement}) kinds LIMIT 0")  # noqa: S608
        kinds = [column.type_code for column in cursor.description]
        unknown = [name for name, kind in zip(names, kinds, strict=True) if kind not in _KINDS]
        if unknown:
            raise ValueError(f"{', '.join(unknown)}: not a whole number, day or UUID")
        with cursor.copy(f"COPY ({statement}) TO STDOUT (FORMAT binary)") as copy:
            # Added up one by one: all messages side by side would take three times the memory.
            read = bytearray()
            for message in _messages(connection.connection.pgconn):
                read += message
            # The driver takes in that the copy has ended.
            read += b"".join(copy)
    return _columns(read, kinds)


def _messages(pgconn: Any) -> Iterator[Any]:
    """What the server sends up to the end of a binary copy, a message per row, from libpq itself.

    The driver starts its own waiting anew for each message: for millions that takes longer than all the rest. A copy that
    breaks off raises what the driver would have raised.
    """
    while True:
        size, message = pgconn.get_copy_data(0)
        if size < 0:
            broken = pgconn.get_result()
            # Up to the last answer: only then the connection may be used again.
            while pgconn.get_result() is not None:
                pass
            raise error_from_result(broken)
        yield message
        # The tail comes by itself, or right behind the head where there are no rows.
        if size in (_TAIL, _HEAD + _TAIL):
            return


def uuids(column: Column) -> list[UUID]:
    """The UUIDs of a column, as objects: for few."""
    return [UUID(bytes=value) for value in column.tolist()]


def as_column(ids: Sequence[UUID]) -> Column:
    """UUIDs as they stand in a column, to look up among those that were read."""
    return np.frombuffer(b"".join(each.bytes for each in ids), "V16")


def _columns(read: bytes | bytearray, kinds: Sequence[int]) -> list[Column]:
    pairs = [(f"size{at}", ">i4", f"value{at}", _KINDS[kind]) for at, kind in enumerate(kinds)]
    layout = np.dtype(
        [("fields", ">i2"), *(part for size, i4, value, kind in pairs for part in ((size, i4), (value, kind)))]
    )
    body = memoryview(read)[_HEAD : len(read) - _TAIL]
    # A null has a size of -1 and no value behind it: either the whole no longer fits, or a size is wrong.
    fits = len(body) % layout.itemsize == 0
    rows = np.frombuffer(body, layout) if fits else np.empty(0, layout)
    if not fits or any((rows[size] != layout[value].itemsize).any() for size, _i4, value, _kind in pairs):
        raise ValueError("a null stands in what is read as columns")
    return [_native(rows[value], kind) for (_size, _i4, value, _), kind in zip(pairs, kinds, strict=True)]


def _native(values: Column, kind: int) -> Column:
    native = values.astype(values.dtype.newbyteorder("="))
    return native + np.int32(_DAYS_BEFORE_2000) if kind == _DATE else native
