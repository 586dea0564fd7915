"""Write many rows fast: PostgreSQL's COPY in text form, through Django's own connection and transaction.

Constraints and triggers stay on. Values come as columns; None becomes NULL.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from django.db import connection
from django.db.models import Model
from numpy.typing import NDArray
from psycopg import sql

from thoes.foundation.encryption.fields import EncryptedField, encrypted_fields

Column = Sequence[str | None]
Progress = Callable[[int], None]

_CHUNK = 20_000
# The backslash first, for the others bring one.
_ESCAPES = (("\\", r"\\"), ("\t", r"\t"), ("\n", r"\n"), ("\r", r"\r"))


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one model, by field name; all columns have the same length."""

    model: type[Model]
    columns: dict[str, Column]

    @property
    def size(self) -> int:
        return len(next(iter(self.columns.values())))

    def copy(self, on_rows: Progress) -> None:
        """Append the rows; `on_rows` hears how many were sent after every chunk. What is kept encrypted is so here too."""
        columns = {field.name: field.column for field in self.model._meta.concrete_fields}
        encrypting = {field.name: field for field in encrypted_fields(self.model)}
        values = [
            _encrypted(encrypting[name], column) if name in encrypting else column
            for name, column in self.columns.items()
        ]
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(self.model._meta.db_table),
            sql.SQL(", ").join(sql.Identifier(columns[name]) for name in self.columns),
        )
        lines = map("\t".join, zip(*(map(_as_text, column) for column in values), strict=True))
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            while chunk := list(islice(lines, _CHUNK)):
                copy.write("\n".join(chunk) + "\n")
                on_rows(len(chunk))


def _encrypted(field: EncryptedField, column: Column) -> Iterator[str | None]:
    for value in column:
        sealed = field.get_db_prep_save(value, connection)
        yield None if sealed is None else as_bytes(sealed)


def as_bytes(value: bytes) -> str:
    """How PostgreSQL writes bytes."""
    return f"\\x{value.hex()}"


def _as_text(value: str | None) -> str:
    if value is None:
        return r"\N"
    # Hardly any value holds such a sign: looking for four is ten times as fast as looking each letter up.
    for sign, escaped in _ESCAPES:
        if sign in value:
            value = value.replace(sign, escaped)
    return value


def identifiers(seed: int, label: str, count: int) -> list[str]:
    """As many version 4 UUIDs, the same ones for the same seed and label."""
    rng = np.random.default_rng([seed, zlib.crc32(label.encode())])
    raw = rng.integers(0, 256, size=(count, 16), dtype=np.uint8)
    raw[:, 6] = raw[:, 6] & 0x0F | 0x40
    raw[:, 8] = raw[:, 8] & 0x3F | 0x80
    text = raw.tobytes().hex()
    return [text[start : start + 32] for start in range(0, 32 * count, 32)]


def chosen(values: Sequence[str], index: NDArray[np.int32]) -> list[str | None]:
    """The value that each index points at; None where it is negative."""
    return [values[i] if i >= 0 else None for i in index.tolist()]


def days(column: NDArray[np.datetime64]) -> list[str | None]:
    """ISO dates; None for NaT."""
    return [None if text == "NaT" else text for text in np.datetime_as_string(column, unit="D").tolist()]


def moments(column: NDArray[np.datetime64]) -> list[str | None]:
    """ISO moments in UTC; None for NaT."""
    return [None if text == "NaT" else f"{text}Z" for text in np.datetime_as_string(column, unit="s").tolist()]


def texts(values: Iterable[object]) -> list[str | None]:
    """Plain values as text; None stays None."""
    return [None if value is None else str(value) for value in values]
