"""100,000 workers written, read and found, encrypted beside the same rows in plain letters."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import connection, transaction

from bench.names import name_of
from bench.report import compare, seconds
from bench.scale import scaled
from thoes.foundation.encryption.fields import encrypted_fields
from thoes.kernel.name_folding import search_key, words_of
from thoes.register.public import Worker, name_columns

NAMES = scaled(100_000)
Row = tuple[str, str, str]


def run() -> None:
    """Both over the same names, into temporary tables of the same shape."""
    rows = [(*name_of(number), "Testowo") for number in range(NAMES)]
    provider = uuid4()
    fields = [field for field in encrypted_fields(Worker) if field.name in ("family_name", "given_name", "residence")]
    by_name = {field.name: field for field in fields}
    family, given, home = by_name["family_name"], by_name["given_name"], by_name["residence"]

    def encrypted() -> Iterable[tuple[object, ...]]:
        for row in rows:
            sealed = (f.get_db_prep_save(v, connection) for f, v in zip((family, given, home), row, strict=True))
            columns = name_columns(provider, row[1], row[0])
            yield (*sealed, columns["name_key"], columns["name_fragments"])

    def plain() -> Iterable[tuple[object, ...]]:
        for row in rows:
            yield (*row, search_key(*row[:2]))

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE sealed (f bytea, g bytea, h bytea, k bytea, b integer[]) ON COMMIT DROP")
        cursor.execute("CREATE TEMPORARY TABLE letters (f text, g text, h text, k text) ON COMMIT DROP")
        cursor.execute("CREATE INDEX ON sealed (k)")
        cursor.execute("CREATE INDEX ON sealed USING gin (b)")
        cursor.execute("CREATE INDEX ON letters (k)")
        named = "in plain letters"
        compare(
            f"{NAMES:,} names written, with what they are found by",
            ours=seconds(lambda: _copy(cursor, "sealed (f, g, h, k, b)", encrypted()), runs=1),
            alternative=seconds(lambda: _copy(cursor, "letters (f, g, h, k)", plain()), runs=1),
            named=named,
            goal="reported",
        )
        compare(
            f"{NAMES:,} names read",
            ours=seconds(lambda: _read(cursor, "sealed", (family, given, home))),
            alternative=seconds(lambda: _read(cursor, "letters", ())),
            named=named,
            goal="reported",
        )
        cursor.execute("ANALYZE sealed")
        wanted = rows[NAMES // 2]
        compare(
            f"One name among {NAMES:,}",
            ours=seconds(lambda: _by_hash(cursor, provider, wanted), runs=9),
            alternative=seconds(lambda: _by_opening(cursor, (family, given), wanted), runs=1),
            named="every name opened and compared",
            goal="5 ms",
        )


def _copy(cursor: object, into: str, rows: Iterable[tuple[object, ...]]) -> None:
    with cursor.copy(f"COPY {into} FROM STDIN") as copy:  # type: ignore[attr-defined]
        for row in rows:
            copy.write_row(row)


def _read(cursor: object, table: str, fields: tuple[object, ...]) -> int:
    read = 0
    cursor.execute(f"SELECT f, g, h FROM {table}")  # type: ignore[attr-defined]  # noqa: S608 (names of this file)
    for row in cursor.fetchall():  # type: ignore[attr-defined]
        for field, value in zip(fields, row, strict=False):
            field.from_db_value(value, None, connection)  # type: ignore[attr-defined]
        read += 1
    return read


def _by_hash(cursor: object, provider: UUID, wanted: Row) -> None:
    key = name_columns(provider, wanted[1], wanted[0])["name_key"]
    cursor.execute("SELECT f, g FROM sealed WHERE k = %s", [key])  # type: ignore[attr-defined]
    assert cursor.fetchall()  # type: ignore[attr-defined]


def _by_opening(cursor: object, fields: tuple[object, ...], wanted: Row) -> None:
    words = sorted(words_of(" ".join(wanted[:2])))
    cursor.execute("SELECT f, g FROM sealed")  # type: ignore[attr-defined]
    opened = (
        " ".join(field.from_db_value(value, None, connection) for field, value in zip(fields, row, strict=True))  # type: ignore[attr-defined]
        for row in cursor.fetchall()  # type: ignore[attr-defined]
    )
    assert sum(sorted(words_of(name)) == words for name in opened) == 1
