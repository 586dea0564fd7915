"""Where a number comes from, what it counts and how sure it is; no number of the monitor goes without."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from thoes.rules.loading import RuleBookError, Text, read_text

SOURCE_SCHEMA = files("thoes.monitor") / "data" / "source.schema.json"


class NumberConfidence(StrEnum):
    """How somebody came by a number."""

    COUNTED = "counted"
    """Counted in a register, by an office of statistics."""
    PUBLISHED = "published"
    """Estimated by a bureau, and read in its own words."""
    SECOND_HAND = "second_hand"
    """Estimated by a bureau, and read in the words of somebody else."""
    DERIVED = "derived"
    """Worked out by us from published numbers."""
    ASSUMED = "assumed"
    """A choice of ours, because nobody published it."""


@dataclass(frozen=True, slots=True)
class Source:
    """What must be told with a number. `date` is the day, year or period; `link` is None where there is no page."""

    title: Text
    link: str | None
    population: Text
    date: str
    confidence: NumberConfidence
    note: Text | None = None


def read_source(raw: Mapping[str, Any], *, place: str) -> Source:
    """As `source.schema.json` has it; `place` is where it stands, for who has to mend it."""
    mistake = best_match(_schema().iter_errors(raw))
    if mistake is not None:
        raise RuleBookError(f"{place}, at {mistake.json_path}: {mistake.message}")
    return Source(
        title=read_text(raw["title"]),
        link=raw["link"],
        population=read_text(raw["population"]),
        date=raw["date"],
        confidence=NumberConfidence(raw["confidence"]),
        note=read_text(raw["note"]) if "note" in raw else None,
    )


@cache
def _schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SOURCE_SCHEMA.read_text(encoding="utf-8")))
