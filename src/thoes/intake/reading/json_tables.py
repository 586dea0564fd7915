"""Read JSON that holds a list of things: a line for each, a column for each of their properties.

A property of a property stands under both names ("organization name"); a list within a thing is kept as the JSON it is, for
the kind of file that knows what it means. An object with a name is one thing; in another the first list of things is
what it is about, as on a page of an API.
"""

import json
from pathlib import Path
from typing import Any

from thoes.intake.reading.cells import Cell, Limits, Row, Sheet
from thoes.kernel.foreign_json import foreign_json
from thoes.kernel.refusals import Refusal

_DEEPEST = 4


def read_json_table(path: Path, limits: Limits) -> Sheet:
    """The one sheet: the names of the properties, and below them a row for each thing."""
    try:
        said = foreign_json(path.read_text(encoding="utf-8-sig"))
    except ValueError as wrong:
        raise Refusal("file_broken") from wrong
    things = _things(said)
    if not things:
        raise Refusal("file_empty")
    if len(things) >= limits.rows:
        raise Refusal("too_many_rows", most=limits.rows)
    columns: dict[str, int] = {}
    flat = [_flat(thing) for thing in things]
    for thing in flat:
        for name in thing:
            columns.setdefault(name, len(columns))
    if len(columns) > limits.columns:
        raise Refusal("too_many_columns", most=limits.columns, line=1)
    if len(columns) * len(things) > limits.cells:
        raise Refusal("too_many_rows", most=limits.rows)
    header: Row = list(columns)
    rows: list[Row] = [[thing.get(name) for name in columns] for thing in flat]
    return Sheet(name="", rows=[header, *rows])


def _things(said: Any) -> list[dict[str, Any]]:
    if isinstance(said, dict) and "name" in said:
        return [said]
    if isinstance(said, dict):
        said = next((value for value in said.values() if _is_list_of_things(value)), [])
    return said if _is_list_of_things(said) else []


def _is_list_of_things(said: Any) -> bool:
    return isinstance(said, list) and bool(said) and all(isinstance(each, dict) for each in said)


def _flat(thing: dict[str, Any], above: str = "", depth: int = 1) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for name, value in thing.items():
        full = f"{above} {name}".strip()
        if isinstance(value, dict) and depth < _DEEPEST:
            found |= _flat(value, full, depth + 1)
        elif isinstance(value, dict | list):
            found[full] = json.dumps(value, ensure_ascii=False) if value else None
        else:
            found[full] = value
    return found
