"""The open data as files: csv, JSON and Parquet of the same rows.

Parquet is what statisticians read (R, Python, DuckDB): columns keep their kind, and what the numbers mean stands in the file.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.utils import translation

from thoes.foundation.documents.sheets import harmless
from thoes.monitor.catalogue import LICENCE
from thoes.monitor.figure_changes import changes
from thoes.monitor.indicators.declaring import Indicator
from thoes.monitor.open_tables import BigInt, OpenTable, Row
from thoes.monitor.splits import SPLITS, Split

LANGUAGES = ("nl", "en")
FOR_EVERY_PAGE = "Access-Control-Allow-Origin"
"""Open data may be fetched by a page of somebody else."""
PARQUET = "application/vnd.apache.parquet"
_KINDS = {str: pa.string(), int: pa.int32(), BigInt: pa.int64()}


@dataclass(frozen=True, slots=True)
class DataTable:
    """Rows of which `columns` says what kind of thing each holds, with what a reader needs to understand them."""

    columns: Mapping[str, type]
    rows: Sequence[Row]
    about: Mapping[str, Any]
    licence: str


def data_table(table: OpenTable) -> DataTable:
    """The rows of an indicator with their definitions in both languages, the splits, and the changelog of the figures."""
    return DataTable(table.columns, table.rows, about(table), LICENCE)


def as_csv(table: DataTable) -> bytes:
    """UTF-8 with a comma and a head; an empty number is not shown. A text that would be run as a formula is made harmless."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(table.columns)
    writer.writerows([harmless(row[name]) for name in table.columns] for row in table.rows)
    return stream.getvalue().encode()


def as_json(table: DataTable) -> bytes:
    """The rows after what is said of them."""
    return json.dumps({**table.about, "numbers": list(table.rows)}, ensure_ascii=False).encode()


def as_parquet(table: DataTable) -> bytes:
    """The rows by column; `thoes` in the metadata holds what the JSON says around them."""
    schema = pa.schema([pa.field(name, _KINDS[kind]) for name, kind in table.columns.items()])
    said = json.dumps(table.about, ensure_ascii=False)
    rows = pa.Table.from_pylist(list(table.rows), schema.with_metadata({"thoes": said, "licence": table.licence}))
    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink, compression="zstd")
    return bytes(sink.getvalue())


WRITERS: Mapping[str, tuple[Callable[[DataTable], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "json": (as_json, "application/json"),
    "parquet": (as_parquet, PARQUET),
}
"""By the end of the name of a file: what writes it, and its media type."""


def about(table: OpenTable) -> dict[str, Any]:
    """What a reader needs to understand the rows."""
    splits = {str(row["split"]) for row in table.rows} - {""}
    return {
        "licence": LICENCE,
        "counted_at": table.publication.made_at.isoformat(),
        "data_version": table.version.isoformat() if table.version else None,
        "definitions": [_definition(each) for each in table.indicator.versions()],
        "splits": [_split(split) for split in SPLITS if split.key in splits],
        "changelog": [
            {"on": each.on.isoformat(), "kind": each.kind.value, "what": in_each(each.what), "why": in_each(each.why),
             "months": [month.isoformat() for month in each.months]}
            for each in changes(until=table.version)
        ],
    }  # fmt: skip


def in_each(text: Any) -> dict[str, str]:
    """A text in the languages of the files."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = str(text() if callable(text) else text)
    return found


def _definition(indicator: Indicator) -> dict[str, Any]:
    parts = {
        "name": indicator.name, "population": indicator.population, "moment": indicator.moment.label,
        "unit": indicator.unit.label, "where": indicator.where.label, "how": indicator.way.label,
        "source": indicator.source, "is_not": indicator.is_not, "changed": indicator.changed,
    }  # fmt: skip
    return {
        "version": indicator.version,
        "since": indicator.since.isoformat(),
        **{name: in_each(text) for name, text in parts.items()},
    }


def _split(split: Split) -> dict[str, Any]:
    return {
        "key": split.key,
        "name": in_each(split.name),
        "source": in_each(split.source),
        "is_not": in_each(split.is_not),
        "values": {value: in_each(words) for value, words in split.values.items()},
    }
