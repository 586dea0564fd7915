"""Find for each line of a list the people it may be about, without comparing everybody with everybody. Pure."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from thoes.matching.domain.addresses import Address
from thoes.matching.domain.comparing import (
    Comparison,
    Verdict,
    compare_addresses,
    compare_birth_dates,
    compare_names,
    verdict_of,
)

MOST_PROPOSALS = 3
_ORDER = list(Verdict)
_P = TypeVar("_P", bound=Hashable)


@dataclass(frozen=True, slots=True)
class OurPerson(Generic[_P]):
    """A person of the register as far as can be compared; `names` are the words of each spelling, in order."""

    person: _P
    names: tuple[str, ...]
    birth_dates: tuple[date, ...]
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class TheirLine:
    """A line of the list; `name` is its words in alphabetical order."""

    name: str
    birth_date: date | None
    address: Address


@dataclass(frozen=True, slots=True)
class Proposed(Generic[_P]):
    """A person whom a line may be about. `has_rival`: something else fits as well, so it is never certain."""

    person: _P
    comparison: Comparison
    verdict: Verdict
    has_rival: bool


def propose(
    lines: Sequence[TheirLine], people: Iterable[OurPerson[_P]], *, declined: Sequence[frozenset[_P]] = ()
) -> list[list[Proposed[_P]]]:
    """For each line, the surest people first, three at most; `declined` holds per line whom a person said it is not."""
    index = _Index(people)
    found = [
        _candidates(line, index, declined[number] if declined else frozenset()) for number, line in enumerate(lines)
    ]
    claims = Counter(
        proposed.person for proposals in found for proposed in proposals if proposed.verdict is Verdict.CERTAIN
    )
    return [[_with_rivals(one, proposals, claims) for one in proposals] for proposals in found]


def _candidates(line: TheirLine, index: "_Index[_P]", declined: frozenset[_P]) -> list[Proposed[_P]]:
    found: list[Proposed[_P]] = []
    for ours in index.near(line):
        if ours.person in declined:
            continue
        comparison = Comparison(
            compare_names(ours.names, line.name),
            compare_birth_dates(ours.birth_dates, line.birth_date),
            compare_addresses(ours.addresses, line.address),
        )
        verdict = verdict_of(comparison, words=len(line.name.split()))
        if verdict is not None:
            found.append(Proposed(ours.person, comparison, verdict, has_rival=False))
    return sorted(found, key=lambda one: (_ORDER.index(one.verdict), str(one.person)))[:MOST_PROPOSALS]


def _with_rivals(one: Proposed[_P], proposals: list[Proposed[_P]], claims: Counter[_P]) -> Proposed[_P]:
    certain = sum(other.verdict is Verdict.CERTAIN for other in proposals)
    if one.verdict is not Verdict.CERTAIN or (certain == 1 and claims[one.person] == 1):
        return one
    return Proposed(one.person, one.comparison, Verdict.LIKELY, has_rival=True)


class _Index(Generic[_P]):
    """People by name, by birth date and by address; whoever shares none of the three with a line is no candidate."""

    def __init__(self, people: Iterable[OurPerson[_P]]) -> None:
        self._by: dict[Hashable, dict[_P, OurPerson[_P]]] = defaultdict(dict)
        for ours in people:
            keys: set[Hashable] = {*ours.names, *ours.birth_dates}
            for address in ours.addresses:
                keys |= address.keys
            for key in keys:
                self._by[key][ours.person] = ours

    def near(self, line: TheirLine) -> Iterable[OurPerson[_P]]:
        near: dict[_P, OurPerson[_P]] = {}
        for key in (line.name, line.birth_date, *line.address.keys):
            near |= self._by.get(key, {})
        return near.values()
