"""Whether the totals of a table are those of its parts, as far as rounding lets them be.

A whole is held against its parts where every part has a number; where one has none, nothing can be said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thoes.monitor.domain.quoted_numbers import adds_up, rounding_of


@dataclass(frozen=True, slots=True)
class Clash:
    """A whole that is not the sum of its parts, by name; `of` says of which period or group."""

    whole: str
    of: str
    number: int
    sum: int


def clashes(
    numbers: Mapping[str, Mapping[str, int | None]], wholes: Mapping[str, Sequence[str]], *, step: int | None = None
) -> Iterator[Clash]:
    """`numbers` has, by what they are of, those of each name; `wholes` the names that each whole is made of."""
    known = [each for of_one in numbers.values() for each in of_one.values() if each is not None]
    step = step or rounding_of(known)
    for of, by_name in numbers.items():
        for whole, parts in wholes.items():
            total = by_name.get(whole)
            found = [number for part in parts if (number := by_name.get(part)) is not None]
            if total is not None and len(found) == len(parts) > 1 and not adds_up(total, found, step=step):
                yield Clash(whole, of, total, sum(found))
