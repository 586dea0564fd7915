"""How good the links between lists are, and which links of all that are likely are made.

Fellegi and Sunter (1969, JASA 64, 1183): for each pair of lines that share something the chance is known that it is one
person. So of the links that are made as many are right as those chances add up to, and of the true ones among the pairs that
were looked at the rest was missed. Pairs that share nothing by which is looked (no birth date, no name alike) are not among
them: how many those are is estimated from how the ways of looking overlap, as if they did not depend on each other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from thoes.monitor.domain.histories import History

Floats = NDArray[np.float64]
Line = tuple[str, int]
"""A list, and the number of a line in it."""

LIKELY = 0.5
"""Links that are likelier right than wrong are made."""

REVIEWED = 100
"""Precision and recall are taken for as sure as if somebody had looked at so many links by hand: a choice of ours."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lines of different lists that may be one person. `found_by` are the ways of looking that found them."""

    one: Line
    other: Line
    chance: float
    found_by: frozenset[int]


@dataclass(frozen=True, slots=True)
class LinkQuality:
    """Of `links` the share that is right, and the share of all true links that was made."""

    links: int
    precision: float
    recall: float

    def drawn(self, random: np.random.Generator, draws: int) -> tuple[Floats, Floats]:
        """Shares of links that were missed and that are wrong, as they may be."""
        missed, wrong = (_drawn(1 - share, random, draws) for share in (self.recall, self.precision))
        return missed, wrong


def _drawn(share: float, random: np.random.Generator, draws: int) -> Floats:
    # Half a link that went wrong is added, so that a share of nothing is not taken for certain.
    found: Floats = random.beta(REVIEWED * share + 0.5, REVIEWED * (1 - share) + 0.5, draws)
    return found


def best_links(pairs: Iterable[Pair]) -> tuple[list[Pair], dict[Line, Line]]:
    """The links that are made, the likeliest first, and for each linked line the first line of its person.

    Somebody stands once in a list: a link that would put two lines of one list together is not made.
    """
    people: dict[Line, set[Line]] = {}
    made = []
    for pair in sorted(pairs, key=lambda each: (-each.chance, each.one, each.other)):
        if pair.chance < LIKELY:
            break
        one, other = people.get(pair.one, {pair.one}), people.get(pair.other, {pair.other})
        if one is not other and {name for name, _at in one} & {name for name, _at in other}:
            continue
        made.append(pair)
        together = one | other
        people.update(dict.fromkeys(together, together))
    return made, {line: min(lines) for line, lines in people.items()}


def quality_of(pairs: Sequence[Pair], made: Sequence[Pair], people: Mapping[Line, Line], *, ways: int) -> LinkQuality:
    """What the chances of all pairs say of the links that were made; `people` is what `best_links` gives with them."""
    lists: dict[Line, set[str]] = {}
    for line, first in people.items():
        lists.setdefault(first, set()).add(line[0])

    def is_taken(line: Line, name: str) -> bool:
        return name in lists.get(people.get(line, line), ())

    right = sum(pair.chance for pair in made)
    # What is not made because its lines already belong to somebody likelier in that list is no link that was missed.
    left = sum(
        pair.chance for pair in pairs if not is_taken(pair.one, pair.other[0]) and not is_taken(pair.other, pair.one[0])
    )
    looked_at = right / (right + left) if right else 0.0
    return LinkQuality(len(made), right / len(made) if made else 0.0, looked_at * (1 - _unfound(made, ways)))


def _unfound(made: Sequence[Pair], ways: int) -> float:
    """The share of true links that no way of looking finds."""
    missed_by = []
    for way in range(ways):
        by_others = [pair for pair in made if pair.found_by - {way}]
        missed_by.append(1 - sum(way in pair.found_by for pair in by_others) / len(by_others) if by_others else 1.0)
    return prod(missed_by)


def histories_of_people(sizes: Mapping[str, int], people: Mapping[Line, Line]) -> dict[History, int]:
    """How many people stand in which lists, when `people` says which lines are one person."""
    lists: dict[Line, set[str]] = {}
    for name, size in sizes.items():
        for at in range(size):
            lists.setdefault(people.get((name, at), (name, at)), set()).add(name)
    counted: dict[History, int] = {}
    for names in lists.values():
        history = tuple(int(name in names) for name in sizes)
        counted[history] = counted.get(history, 0) + 1
    return counted
