"""Which workers are compared with which: never all with all.

Two with a birth date are compared when these agree, are a day apart or have day and month swapped, the names share two
first letters of a word, and each word of the one has a word of the other that is written nearly so or is its initial (of
three words or more one may be missing), or all their letters are the same. Who has no birth date is compared with who has
the same name, the same letters or all words but one, unless both have a residence and not the same; and with who has the
same residence, the same word, and other words that are nearly the same. What more than `LARGEST_BLOCK` have in common says
nothing any more.

Words are held against each other before people are: of the people who share a birth date and a word in a country there are
a thousand million pairs. Only who was born on one of three days, or lives in one place, stands beside each other in memory.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple
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
    names = _names_of(candidates)
    yield from _of_one_birth(candidates, names)
    yield from _with_undated(candidates, names)


def swapped_day(day: date) -> date | None:
    """Day and month changed places; None when that is no date."""
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else None


class _Name(NamedTuple):
    """What is looked at of a name before it is compared: its words in one spelling, and its letters in order."""

    words: tuple[str, ...]
    letters: str


def _names_of(candidates: Sequence[Candidate]) -> list[_Name]:
    """The name of each; one that many have is made once and kept once."""
    known: dict[tuple[str, str], _Name] = {}
    found = []
    for candidate in candidates:
        written = (candidate.given_name, candidate.family_name)
        if written not in known:
            known[written] = _Name(candidate.words, letters_key(*written))
        found.append(known[written])
    return found


class _Beside:
    """People of one birth date or one residence, found by a name that is written nearly so."""

    def __init__(self, names: Sequence[_Name], members: Iterable[int]) -> None:
        self.of_word: dict[str, set[int]] = defaultdict(set)
        self._of_letters: dict[str, set[int]] = defaultdict(set)
        for position in members:
            for word in names[position].words:
                self.of_word[word].add(position)
            self._of_letters[names[position].letters].add(position)
        self._near: dict[str, list[str]] = defaultdict(list)
        self._beginning: dict[str, list[str]] = defaultdict(list)
        for word in self.of_word:
            self._beginning[word[0]].append(word)
            for left in _with_letters_left_out(word):
                self._near[left].append(word)
        self._found: dict[str, set[int]] = {}

    def like(self, name: _Name) -> set[int]:
        """Everybody whose name may be this one, and some more; whoever is not among them has another name."""
        found = [self._with(word) for word in name.words]
        # Of two names of two words both must fit; of more words one may be missing in the other name.
        ways: Iterable[Sequence[set[int]]] = combinations(found, len(found) - 1) if len(found) > 2 else [found]
        alike = [set.intersection(*way) for way in ways if way]
        return set[int]().union(*alike, self._of_letters.get(name.letters, ()))

    def _with(self, word: str) -> set[int]:
        """Who has this word, nearly this word, or an initial of one of the two for the other."""
        if word not in self._found:
            near = {other for left in _with_letters_left_out(word) for other in self._near.get(left, ())}
            near.update(self._beginning.get(word, []) if len(word) == 1 else [word[0]])
            self._found[word] = set[int]().union(*(self.of_word[other] for other in near if other in self.of_word))
        return self._found[word]


def _of_one_birth(candidates: Sequence[Candidate], names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
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
        beside, among_themselves = _Beside(names, own), set(own)
        for position in (*own, *others):
            for at in beside.like(names[position]):
                met = position not in among_themselves or at < position
                if met and _begin_alike(names[at].words, names[position].words):
                    yield at, position


def _begin_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return not {word[:2] for word in one}.isdisjoint(word[:2] for word in other)


# The same few words come back on every day of birth and in every place.
@lru_cache(maxsize=20_000)
def _with_letters_left_out(word: str) -> frozenset[str]:
    """What a word has in common with each that is written nearly so.

    Two words that differ by a letter, or by two neighbours that changed places, are the same once each lost a letter.
    """
    left = {word}
    if len(word) >= SHORTEST_MISSPELT:
        left |= {word[:at] + word[at + 1 :] for at in range(len(word))}
    if len(word) >= LONG_WORD:
        left |= {word[:at] + word[at + 1 : to] + word[to + 1 :] for at, to in combinations(range(len(word)), 2)}
    return frozenset(left)


def _with_undated(candidates: Sequence[Candidate], names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    undated = {position for position, candidate in enumerate(candidates) if candidate.date_of_birth is None}
    of_name = _blocks(names, undated)
    homes = _homes(candidates)
    of_home: dict[str, list[int]] = {home: [] for home in {"", *(homes[position] for position in undated)}}
    for position, home in enumerate(homes):
        if home in of_home:
            of_home[home].append(position)
    nowhere = set(of_home[""])
    for home, here in of_home.items():
        beside, at_home = (_Beside(names, here), set(here)) if home else (None, set[int]())
        for position in undated.intersection(here):
            name = names[position]
            others = _small(of_name[key] for key in _keys(name))
            if beside is not None:
                # Two homes are two people, so of the same name only who has this home or none that is known.
                others = (others & at_home) | (others & nowhere)
                others |= beside.like(name) & _small(beside.of_word[word] for word in name.words)
            for other in others:
                # Of two without a birth date the pair is met at the first.
                if other not in undated or other > position:
                    yield position, other


def _small(blocks: Iterable[set[int]]) -> set[int]:
    """Everybody in those that still say something."""
    return set[int]().union(*(block for block in blocks if len(block) <= LARGEST_BLOCK))


def _homes(candidates: Sequence[Candidate]) -> list[str]:
    known: dict[str, str] = {}
    return [known.get(home) or known.setdefault(home, search_key(home)) for home in (c.residence for c in candidates)]


def _blocks(names: Sequence[_Name], undated: Iterable[int]) -> dict[tuple[object, ...], set[int]]:
    """Who has a name in common with somebody without a birth date."""
    blocks: dict[tuple[object, ...], set[int]] = {key: set() for position in undated for key in _keys(names[position])}
    for position, name in enumerate(names):
        for key in _keys(name):
            if key in blocks:
                blocks[key].add(position)
    return blocks


def _keys(name: _Name) -> set[tuple[object, ...]]:
    words = name.words
    keys: set[tuple[object, ...]] = {("name", words), ("letters", name.letters)}
    if len(words) > 2:
        # A name of more words may be known without one of them.
        keys |= {("name", (*words[:place], *words[place + 1 :])) for place in range(len(words))}
    return keys
