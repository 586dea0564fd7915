"""The answer of the open data of CBS (OData, version 3 or 4) that somebody kept as a file: one record is one line."""

from pathlib import Path
from typing import Any

from thoes.intake.public import Limits, Sheet
from thoes.kernel.foreign_json import foreign_json
from thoes.kernel.refusals import Refusal


def is_json(path: Path) -> bool:
    """Whether a file begins as a JSON object or list does."""
    with path.open("rb") as file:
        return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def read_json_table(path: Path, limits: Limits) -> Sheet:
    """The records as a sheet, their names above. Refusals: `file_too_large`, `figures_json_unknown`, `too_many_rows`."""
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise Refusal("file_too_large", megabytes=-(-size // 2**20), most=limits.file_bytes // 2**20)
    try:
        said = foreign_json(path.read_bytes())
    except ValueError as error:
        raise Refusal("figures_json_unknown") from error
    return sheet_of(said.get("value") if isinstance(said, dict) else said, limits)


def sheet_of(records: Any, limits: Limits) -> Sheet:
    """Records as a sheet; each is an object with plain values."""
    if not isinstance(records, list) or not records or not all(isinstance(each, dict) for each in records):
        raise Refusal("figures_json_unknown")
    if len(records) > limits.rows:
        raise Refusal("too_many_rows", most=limits.rows)
    names = list(dict.fromkeys(name for record in records for name in record))
    plain = (str, int, float, type(None))
    if len(names) > limits.columns or any(not isinstance(v, plain) for r in records for v in r.values()):
        raise Refusal("figures_json_unknown")
    return Sheet("", [list(names), *([record.get(name) for name in names] for record in records)])
