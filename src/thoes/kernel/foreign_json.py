"""JSON that somebody else wrote, without the signs that a database cannot hold: a zero, half a sign.

They stand in the text as an escape, so no look at the file itself finds them.
"""

import json
from typing import Any

from thoes.kernel.invisible_characters import without_control


def foreign_json(text: str | bytes) -> Any:
    """What it says; infinity and what is no number as the word that it is. ValueError for what is no JSON, or is too deep."""
    try:
        return _holdable(json.loads(text, parse_constant=str))
    except RecursionError as too_deep:
        raise ValueError("nested deeper than anybody means") from too_deep


def _holdable(said: Any) -> Any:
    if isinstance(said, str):
        return without_control(said)
    if isinstance(said, list):
        return [_holdable(each) for each in said]
    if isinstance(said, dict):
        return {without_control(name): _holdable(value) for name, value in said.items()}
    return said
