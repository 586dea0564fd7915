"""What a kind of file says of its columns: the words that stand above them, and how their cells are read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from anyascii import anyascii

Columns = dict[int, StrEnum]


def normalise(name: str) -> str:
    """Small ASCII letters and digits with single spaces: "Datum aankomst*" and "datum\\naankomst" are one name."""
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(name).lower()))


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The columns of one kind of file. `words` are parted by semicolons; `names` is what a column is called on the page.

    `weak` names lose from an exact one; `doubtful` ones are about days of which only a person knows what they mean, one of
    `may_be`: without such a choice a column that holds days is left alone. `unread` is what we may not keep: its columns
    are not read, and `unread_says` is the code of that notice. A cell of a field in `days` is a date; one in
    `may_be_missing` is empty when it only says so ("-", "nvt", "x"). A field in `many` stands in as many columns as there are.
    """

    words: Mapping[StrEnum, str]
    names: Mapping[StrEnum, Any]
    days: frozenset[StrEnum] = frozenset()
    birth_dates: frozenset[StrEnum] = frozenset()
    who_and_when: frozenset[StrEnum] = frozenset()
    may_be_missing: frozenset[StrEnum] = frozenset()
    unread: StrEnum | None = None
    unread_says: str = "bsn_column_ignored"
    many: frozenset[StrEnum] = frozenset()
    weak: str = ""
    doubtful: str = ""
    may_be: tuple[StrEnum, ...] = ()
    in_context: Callable[[Columns], Columns] = field(default=lambda columns: columns)

    def field(self, name: str) -> StrEnum:
        """The field that is stored by this name."""
        return self._by_value[name]

    @cached_property
    def _by_value(self) -> dict[str, StrEnum]:
        return {found.value: found for found in self.words}

    @cached_property
    def field_of(self) -> dict[str, StrEnum]:
        """The field of each name as it is compared."""
        named = {normalise(word): found for found, words in self.words.items() for word in words.split(";")}
        return {word: found for word, found in named.items() if word} | {normalise(f.value): f for f in self.words}

    @cached_property
    def joined(self) -> dict[str, StrEnum]:
        """As `field_of`, for names that are written as one word."""
        return {word.replace(" ", ""): found for word, found in self.field_of.items()}

    @cached_property
    def weak_names(self) -> frozenset[str]:
        return frozenset(normalise(word) for word in self.weak.split(";"))

    @cached_property
    def doubtful_names(self) -> frozenset[str]:
        return frozenset(filter(None, (normalise(word) for word in self.doubtful.split(";"))))
