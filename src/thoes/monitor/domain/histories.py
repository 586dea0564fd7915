"""Who stands in which of several lists, as counts: the start of every estimate of those who stand in none.

A *history* is a row of yes and no, one for each list. Who stands in no list was not seen, so that history has no count.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from thoes.kernel.refusals import Refusal

# With eight lists there are 255 histories; beyond that nearly all of them are empty.
MOST_LISTS = 8

Floats = NDArray[np.float64]
History = tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Histories:
    """How many people have each history: a row of `cells` per history, none of them empty, and its count.

    Counts are whole when people were counted; corrected for faults of the linkage they are what is expected.
    """

    lists: tuple[str, ...]
    cells: NDArray[np.int64]
    counts: Floats

    @property
    def seen(self) -> float:
        """How many stand in one list or more."""
        return float(self.counts.sum())

    def count(self, history: Sequence[int]) -> float:
        """How many have this history."""
        return float(self.counts[np.all(self.cells == np.array(history), axis=1)][0])


def histories_of(lists: Sequence[str], counted: Mapping[History, float]) -> Histories:
    """The table of these lists; a history that is not counted was seen zero times.

    Refusals: `too_few_lists`, `too_many_lists`, `lists_named_alike`, `unseen_in_table` for a count of who stands in no list,
    `nobody_seen`, `list_is_empty`.
    """
    if len(lists) < 2:
        raise Refusal("too_few_lists")
    if len(lists) > MOST_LISTS:
        raise Refusal("too_many_lists", most=MOST_LISTS)
    if len(set(lists)) < len(lists):
        raise Refusal("lists_named_alike")
    if counted.get((0,) * len(lists)):
        raise Refusal("unseen_in_table")
    cells = np.array([cell for cell in product((1, 0), repeat=len(lists)) if any(cell)])
    counts = np.array([float(counted.get(tuple(cell), 0)) for cell in cells.tolist()])
    if not counts.sum():
        raise Refusal("nobody_seen")
    for name, people in zip(lists, counts @ cells, strict=True):
        if not people:
            raise Refusal("list_is_empty", name=name)
    return Histories(tuple(lists), cells, counts)


def link(lists: Mapping[str, Iterable[str]]) -> Histories:
    """The histories of people by their pseudonyms: the same pseudonym in two lists is the same person.

    How somebody got the pseudonym decides how good this is; what it misses and what it joins wrongly goes into
    `with_link_faults`. A pseudonym that a list names twice counts once.
    """
    members = [frozenset(pseudonyms) for pseudonyms in lists.values()]
    counted: dict[History, float] = {}
    for pseudonym in frozenset().union(*members):
        history = tuple(int(pseudonym in member) for member in members)
        counted[history] = counted.get(history, 0) + 1
    return histories_of(tuple(lists), counted)


def with_link_faults(found: Histories, *, missed: float = 0.0, false: float = 0.0) -> Histories:
    """The histories to expect when of the true links a share `missed` was not made and of those made a share `false` is wrong.

    A link that was missed splits one person in two: one stands in a list fewer, the other in that list alone. So of every
    history of two lists or more as many are added as were split off, and taken from the two histories that they became, in
    equal parts for each list that may have been split off; a false link the other way round. With two lists and 1 % missed
    the overlap grows by 1 %, and the number that nobody saw falls by about as much. The lists keep their sizes. Counts do not
    go below zero. Refusal `link_share_impossible` for a share below 0, or of 1 or more.
    """
    for share in (missed, false):
        if not 0 <= share < 1:
            raise Refusal("link_share_impossible")
    counts = dict(zip(map(tuple, found.cells.tolist()), found.counts.tolist(), strict=True))
    corrected = dict(counts)
    for history, number in counts.items():
        members = [at for at, is_in in enumerate(history) if is_in]
        if len(members) < 2:
            continue
        moved = number * (1 - false) / (1 - missed) - number
        corrected[history] += moved
        # Of two lists both ways to split them come to the same two people.
        for at in members:
            alone = tuple(int(n == at) for n in range(len(history)))
            rest = tuple(is_in - one for is_in, one in zip(history, alone, strict=True))
            for half in (alone, rest):
                corrected[half] -= moved / len(members)
    return Histories(
        found.lists, found.cells, np.array([max(0.0, corrected[tuple(cell)]) for cell in found.cells.tolist()])
    )
