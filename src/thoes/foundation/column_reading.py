"""Read many rows as columns of numbers: PostgreSQL puts each column together as bytes, taken in as an array without an
object for a row.

Row security holds: what is read is a query, made on behalf of whoever asks. A column is one value of PostgreSQL, which holds
a gigabyte in its writing: thirty million rows of UUIDs.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import QuerySet
from numpy.typing import NDArray

Column = NDArray[Any]
_DATE = 1082
# Per type of PostgreSQL, by its number (smallint, integer, bigint, date, uuid): what gives its bytes, and how they stand.
_KINDS = {
    21: ("int2send", ">i2"),
    23: ("int4send", ">i4"),
    20: ("int8send", ">i8"),
    _DATE: ("date_send", ">i4"),
    2950: ("uuid_send", "V16"),
}
_DAYS_BEFORE_2000 = (date(2000, 1, 1) - date(1970, 1, 1)).days


def read_columns(rows: QuerySet[Any, Any], *names: str) -> list[Column]:
    """These columns of the rows, in the order of the rows.

    A day becomes its number since 1970-01-01 (int32), a whole number int16 to int64, a UUID 16 bytes (`V16`: they sort
    and compare; `uuids` gives them back). Nothing may be null: what may be absent gets a value of the caller's with
    `Coalesce`. Raises ValueError for another kind, or for a null. Two statements.
    """
    statement, parameters = rows.values_list(*names).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({statement}) kinds LIMIT 0", parameters)  # noqa: S608
        kinds = [column.type_code for column in cursor.description]
        unknown = [name for name, kind in zip(names, kinds, strict=True) if kind not in _KINDS]
        if unknown:
            raise ValueError(f"{', '.join(unknown)}: not a whole number, day or UUID")
        columns = [f"c{at}" for at in range(len(kinds))]
        # All are put together in one pass, so that their rows stay beside each other.
        joined = [f"string_agg({_KINDS[kind][0]}({name}), '')" for name, kind in zip(columns, kinds, strict=True)]
        cursor.execute(
            f"SELECT count(*), {', '.join(joined)} FROM ({statement}) AS read_rows ({', '.join(columns)})",  # noqa: S608
            parameters,
        )
        total, *read = cursor.fetchone()
    return [_native(value or b"", kind, rows=total) for value, kind in zip(read, kinds, strict=True)]


def uuids(column: Column) -> list[UUID]:
    """The UUIDs of a column, as objects: for few."""
    return [UUID(bytes=value) for value in column.tolist()]


def as_column(ids: Sequence[UUID]) -> Column:
    """UUIDs as they stand in a column, to look up among those that were read."""
    return np.frombuffer(b"".join(each.bytes for each in ids), "V16")


def _native(value: bytes, kind: int, *, rows: int) -> Column:
    found = np.frombuffer(value, _KINDS[kind][1])
    # A null adds no bytes, and all that follows would stand a row too high.
    if len(found) != rows:
        raise ValueError("a null stands in what is read as columns")
    native = found.astype(found.dtype.newbyteorder("="))
    return native + np.int32(_DAYS_BEFORE_2000) if kind == _DATE else native
