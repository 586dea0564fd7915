"""The list with which a site is checked, read from `check_lists/`: dated versions that never change once they were used."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from thoes.inspections.domain.checks import Severity
from thoes.rules.loading import Confidence, RuleBookError, Text, read_checked_yaml, read_day, read_text, yaml_files

_FOLDER: Traversable = files("thoes.inspections").joinpath("check_lists")


@dataclass(frozen=True, slots=True)
class Norm:
    """What somebody asks of an item, in our own words, with the days on which it holds and how sure we are."""

    text: Text
    source: str
    link: str | None
    valid_from: date | None
    valid_until: date | None
    confidence: Confidence

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that belongs to an item."""

    label: Text
    unit: str


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list: what is in order, and `wrong`, what a finding is called when it is not.

    Without norms it is good practice by our own judgement; `severity` is our own proposal.
    """

    key: str
    text: Text
    wrong: Text
    help: Text | None
    measure: Measure | None
    severity: Severity
    norms: tuple[Norm, ...]

    def norms_on(self, day: date) -> list[Norm]:
        return [norm for norm in self.norms if norm.holds_on(day)]


@dataclass(frozen=True, slots=True)
class Group:
    """Items that are looked at together; once for the site, or once for every room that is visited."""

    key: str
    title: Text
    is_per_room: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class CheckList:
    """One version of the list."""

    version: str
    valid_from: date
    groups: tuple[Group, ...]

    def item(self, key: str) -> Item | None:
        return next((item for group in self.groups for item in group.items if item.key == key), None)

    def is_per_room(self, key: str) -> bool:
        return any(group.is_per_room for group in self.groups if any(item.key == key for item in group.items))


def list_on(day: date) -> CheckList:
    """The version with which a check begins on a day."""
    held = [version for version in check_lists().values() if version.valid_from <= day]
    if not held:
        raise RuleBookError(f"There is no check list for {day}.")
    return max(held, key=lambda version: version.valid_from)


def list_of(version: str) -> CheckList:
    """A version by name, for a check that was made with it."""
    try:
        return check_lists()[version]
    except KeyError:
        raise RuleBookError(f"There is no check list {version!r}.") from None


@cache
def check_lists() -> Mapping[str, CheckList]:
    """All versions by name, read and checked once per process."""
    lists: dict[str, CheckList] = {}
    for file in yaml_files(_FOLDER):
        read = _read(file)
        if f"{read.version}.yaml" != file.name:
            raise RuleBookError(f"{file.name} says that it is version {read.version}.")
        lists[read.version] = read
    return lists


def _read(file: Traversable) -> CheckList:
    raw = read_checked_yaml(file, _FOLDER / "schema.json")
    groups = tuple(
        Group(
            key=group["key"],
            title=read_text(group["title"]),
            is_per_room=group["per"] == "room",
            items=tuple(_item(item, file) for item in group["items"]),
        )
        for group in raw["groups"]
    )
    _refuse_twice([item.key for group in groups for item in group.items], file)
    valid_from = read_day(raw["valid_from"], file=file, place="valid_from")
    assert valid_from is not None  # the schema asks for a day
    return CheckList(version=raw["version"], valid_from=valid_from, groups=groups)


def _item(raw: Mapping[str, Any], file: Traversable) -> Item:
    measure = raw.get("measure")
    return Item(
        key=raw["key"],
        text=read_text(raw["text"]),
        wrong=read_text(raw["wrong"]),
        help=read_text(raw["help"]) if "help" in raw else None,
        measure=Measure(read_text(measure["label"]), measure["unit"]) if measure else None,
        severity=Severity(raw["severity"]),
        norms=tuple(_norm(norm, raw["key"], file) for norm in raw.get("norms", ())),
    )


def _norm(raw: Mapping[str, Any], key: str, file: Traversable) -> Norm:
    return Norm(
        text=read_text(raw["text"]),
        source=raw["source"],
        link=raw["link"],
        valid_from=read_day(raw["valid_from"], file=file, place=key),
        valid_until=read_day(raw["valid_until"], file=file, place=key),
        confidence=Confidence(raw["confidence"]),
    )


def _refuse_twice(keys: Iterable[str], file: Traversable) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise RuleBookError(f"{file.name}: {key} stands in it twice.")
        seen.add(key)
