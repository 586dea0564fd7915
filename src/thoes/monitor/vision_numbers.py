"""The numbers of the vision that clash, or seem to, with what each counts and where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from thoes.monitor.indicators.declaring import Where
from thoes.monitor.sources import NumberConfidence, Source
from thoes.rules.loading import RuleBookError, Text, read_checked_yaml, read_text

_FOLDER: Traversable = files("thoes.monitor") / "data"


class QuotedUnit(StrEnum):
    """Of what a number is one."""

    PLACES = "places"
    PERSONS = "persons"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class QuotedNumber:
    """A number as somebody published it; its source says the population and the date."""

    value: float
    unit: QuotedUnit
    where: Where
    source: Source


@dataclass(frozen=True, slots=True)
class Topic:
    """Numbers that clash, the finding as a title, and the explanation; `is_hypothesis` where that is ours and not proven."""

    key: str
    title: Text
    text: tuple[Text, ...]
    numbers: tuple[QuotedNumber, ...]
    is_hypothesis: bool


@cache
def vision_topics() -> tuple[Topic, ...]:
    """In the order of the file."""
    raw = read_checked_yaml(_FOLDER / "vision_numbers.yaml", _FOLDER / "vision_numbers.schema.json")
    return tuple(
        Topic(
            key=topic["key"],
            title=read_text(topic["title"]),
            text=tuple(read_text(each) for each in topic["text"]),
            numbers=tuple(_number(each, raw["sources"]) for each in topic["numbers"]),
            is_hypothesis=topic.get("is_hypothesis", False),
        )
        for topic in raw["topics"]
    )


def _number(raw: Mapping[str, Any], sources: Mapping[str, Any]) -> QuotedNumber:
    source = sources.get(raw["source"])
    if source is None:
        raise RuleBookError(f"vision_numbers.yaml: there is no source {raw['source']}.")
    return QuotedNumber(
        value=raw["value"],
        unit=QuotedUnit(raw["unit"]),
        where=Where(raw["where"]),
        source=Source(
            title=read_text(source["title"]),
            link=source["link"],
            population=read_text(raw["population"]),
            date=raw["date"],
            confidence=NumberConfidence(source["confidence"]),
        ),
    )
