"""Which workers are compared with which: never all with all.

Two with a birth date are compared when these agree, are a day apart or have day and month swapped, and the names share a
word within the slips of a pen, or all their letters, and two first letters of a word. Who has no birth date is compared
with who has the same name, the same letters, all words but one, or the same residence with the same word; what more than
`LARGEST_BLOCK` have in common says nothing any more.

Pairs come one by one, and only who was born on one of three days stands beside each other in memory: in a country there are
hundreds of millions of pairs that share a birth date and two letters.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from uuid import UUID

from thoes.kernel.name_folding import letters_key, search_key, words_spelled

# A block above this size says nothing any more: half the village has that name.
LARGEST_BLOCK = 300
SHORTEST_MISSPELT = 4
"""A word of fewer letters is another word when one letter differs."""
LONG_WORD = 8
"""A word of as many letters may differ in two."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A worker as far as the comparison needs it; a birth date only where it may be used."""

    worker_id: UUID
    person_id: UUID
    given_name: str
    family_name: str
    date_of_birth: date | None = None
    residence: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the whole name in one spelling, in alphabetical order."""
        return words_spelled(f"{self.given_name} {self.family_name}")


def pairs_to_compare(candidates: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """The positions of two to compare, each pair once."""
    yield from _of_one_birth(candidates)
    yield from _with_undated(candidates)


def swapped_day(day: date) -> date | None:
    """Day and month changed places; None when that is no date."""
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else None


def _of_one_birth(candidates: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    born: dict[date, list[int]] = defaultdict(list)
    for position, candidate in enumerate(candidates):
        if candidate.date_of_birth is not None:
            born[candidate.date_of_birth].append(position)
    for day, own in born.items():
        # Of two days the pair is met at the earlier one.
        next_day, swapped = day + timedelta(days=1), swapped_day(day)
        others = list(born.get(next_day, ()))
        if swapped is not None and swapped > next_day:
            others += born.get(swapped, ())
        yield from _alike(candidates, own, others)


def _alike(candidates: Sequence[Candidate], own: list[int], others: list[int]) -> Iterator[tuple[int, int]]:
    """Of those born on a day the pairs among themselves and with others, by what their names have in common."""
    marks = [(position, *_marks(candidates[position].given_name, candidates[position].family_name)) for position in own]
    by_mark: dict[str, list[int]] = defaultdict(list)
    for at, (_position, _first_letters, near) in enumerate(marks):
        for mark in near:
            by_mark[mark].append(at)
    found = {pair for members in by_mark.values() if len(members) > 1 for pair in combinations(members, 2)}
    for one, other in found:
        if marks[one][1] & marks[other][1]:
            yield marks[one][0], marks[other][0]
    for position in others:
        first_letters, near = _marks(candidates[position].given_name, candidates[position].family_name)
        for at in {at for mark in near if mark in by_mark for at in by_mark[mark]}:
            if marks[at][1] & first_letters:
                yield marks[at][0], position


@lru_cache(maxsize=50_000)
def _marks(given_name: str, family_name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Of a name the two first letters of each word; and what it has in common with every name that is written nearly so.

    Two words that differ by a letter, or by two neighbours that changed places, are the same once each lost a letter.
    """
    words = words_spelled(f"{given_name} {family_name}")
    near = {left for word in words for left in _with_letters_left_out(word)}
    # A space stands in no word.
    near.add(f" {letters_key(given_name, family_name)}")
    return frozenset(word[:2] for word in words), frozenset(near)


def _with_letters_left_out(word: str) -> set[str]:
    left = {word}
    if len(word) >= SHORTEST_MISSPELT:
        left |= {word[:at] + word[at + 1 :] for at in range(len(word))}
    if len(word) >= LONG_WORD:
        left |= {word[:at] + word[at + 1 : to] + word[to + 1 :] for at, to in combinations(range(len(word)), 2)}
    return left


def _with_undated(candidates: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    undated = {position for position, candidate in enumerate(candidates) if candidate.date_of_birth is None}
    blocks: dict[tuple[object, ...], list[int]] = {
        key: [] for position in undated for key in _keys(candidates[position])
    }
    for position, candidate in enumerate(candidates):
        for key in _keys(candidate):
            if key in blocks:
                blocks[key].append(position)
    for position in undated:
        keys = _keys(candidates[position])
        others = {each for key in keys if len(blocks[key]) <= LARGEST_BLOCK for each in blocks[key]}
        for other in others:
            # Of two without a birth date the pair is met at the first.
            if other not in undated or other > position:
                yield position, other


def _keys(candidate: Candidate) -> set[tuple[object, ...]]:
    words, home = candidate.words, search_key(candidate.residence)
    keys: set[tuple[object, ...]] = {
        ("name", words),
        ("letters", letters_key(candidate.given_name, candidate.family_name)),
    }
    if len(words) > 2:
        # A name of more words may be known without one of them.
        keys |= {("name", (*words[:place], *words[place + 1 :])) for place in range(len(words))}
    return keys | {("home", home, word) for word in words} if home else keys
