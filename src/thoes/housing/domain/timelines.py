"""What changed from one recorded state to the next, and which of many like changes belong together. Knows no database."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that became another; `before` is None for what was not known or not there."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened to one thing, or to several that went the same way at the same moment."""

    at: datetime
    table: str
    is_new: bool
    names: tuple[str, ...]
    changes: tuple[Change, ...]
    who: Hashable = None


def changes_between(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> tuple[Change, ...]:
    """The fields that differ; of something new those that say anything."""
    if before is None:
        return tuple(Change(name, None, value) for name, value in after.items() if value not in (None, "", [], False))
    return tuple(Change(name, before[name], value) for name, value in after.items() if before[name] != value)


def together(entries: Iterable[Entry], *, counted: Collection[str] = ()) -> list[Entry]:
    """The newest first; like entries of one moment become one, with all their names in the order in which they came.

    Of tables that are `counted` only the number of new things is told, however they differ: twelve rooms are one entry.
    """
    groups: dict[Hashable, list[Entry]] = {}
    for entry in entries:
        is_counted = entry.is_new and entry.table in counted
        same = () if is_counted else tuple((c.field, str(c.before), str(c.after)) for c in entry.changes)
        groups.setdefault((entry.at, entry.table, entry.is_new, same, entry.who), []).append(entry)
    joined = [_joined(group) for group in groups.values()]
    # Of one moment what came last stands first: rooms after the site, beds after the rooms.
    order = sorted(range(len(joined)), key=lambda place: (joined[place].at, place), reverse=True)
    return [joined[place] for place in order]


def _joined(group: Sequence[Entry]) -> Entry:
    first = group[0]
    names = tuple(name for entry in group for name in entry.names)
    changes = first.changes if len(group) == 1 or not first.is_new else ()
    return Entry(first.at, first.table, first.is_new, names, changes, first.who)
