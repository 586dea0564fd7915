"""Which number of people somebody may read who needs no person: the one disclosure control, for pages, files and charts.

A number is rounded to a multiple of `least`, up or down by a threshold that a secret key draws for each place, so that it is
the same on every page and on every day. Few people are hidden. A total is rounded from the true number, and only shown where
no part of it can be worked out from it more closely than to `spread` possible numbers. Why, and what practice it follows:
`docs/adr/0023-one-number-and-who-may-read-it.md`. Knows no database and no reader.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

# Of how many sites a number must be the sum before it is shown beside something from which each could be worked out.
LEAST_PLACES = 3
# How much rougher a total may be rounded before it is hidden: to tens, fifties or hundreds.
_ROUGHER = (1, 5, 10)


@dataclass(frozen=True, slots=True)
class ShownCount:
    """A number of people as a reader may see it; None while it is hidden.

    Whoever knows how Thoes rounds learns that it lies from `low` up to and including `high`, and nothing more.
    """

    number: int | None
    low: int
    high: int

    @property
    def is_exact(self) -> bool:
        return self.number is not None and self.low == self.high

    @property
    def below(self) -> int:
        """Of a hidden number: what it is surely fewer than."""
        return self.high + 1


def exactly(number: int) -> ShownCount:
    """The number itself, for who may read it."""
    return ShownCount(number, number, number)


@dataclass(frozen=True, slots=True)
class CountedPlace:
    """The people of a place, how that is shown, and the parts that it is the sum of.

    The true `number` is for who works out totals; only `shown` goes to a reader. `most` is what everybody knows it
    cannot exceed.
    """

    number: int
    shown: ShownCount
    most: int | None = None
    parts: "tuple[CountedPlace, ...]" = ()

    @property
    def low(self) -> int:
        """The least it can be, for who also reads its parts."""
        return max(self.shown.low, sum(part.low for part in self.parts))

    @property
    def high(self) -> int:
        return min(self.shown.high, sum(part.high for part in self.parts)) if self.parts else self.shown.high

    @property
    def width(self) -> int:
        """How many numbers it can be, by what is shown of it."""
        return self.shown.high - self.shown.low + 1


@dataclass(frozen=True, slots=True)
class Rounding:
    """How numbers are shown to who may not read them exactly: below `least` none; with `least` 0 everything is shown."""

    least: int
    key: bytes

    @property
    def spread(self) -> int:
        """How many possible numbers must be left of each place."""
        return -(-self.least // 2)

    def of_place(self, name: str, number: int, *, most: int | None = None) -> CountedPlace:
        """A number that is no sum of others that are shown. `name` is what the threshold belongs to.

        `most` is a number that the reader knows beside it, like the beds: where so few are left that little would be hidden,
        it is told only that it is no more than that.
        """
        return CountedPlace(number, self._shown(name, number, most)[0], most)

    def of_parts(self, name: str, parts: Sequence[CountedPlace], *, may_know_own: bool = False) -> CountedPlace:
        """The sum of places that are shown too. With `may_know_own` some reader knows one of the parts exactly, any of them.

        The only part with anybody in it is its total: the two are one number. A total from which too much would follow is
        rounded more roughly, and hidden where that leaves too little as well.
        """
        number, most = sum(part.number for part in parts), _together([part.most for part in parts])
        occupied = [part for part in parts if part.number]
        if len(occupied) == 1:
            return CountedPlace(number, occupied[0].shown, most, tuple(parts))
        for shown in (way for rougher in _ROUGHER for way in self._shown(name, number, most, rougher=rougher)):
            if self._keeps_all(parts, shown, may_know_own=may_know_own):
                return CountedPlace(number, shown, most, tuple(parts))
        hidden = ShownCount(None, sum(part.low for part in parts), sum(part.high for part in parts))
        return CountedPlace(number, hidden, most, tuple(parts))

    def in_a_table(self, name: str, number: int) -> list[ShownCount]:
        """The ways to show a number of a table, from the best to the roughest (`disclosure_tables.py`).

        Few and nobody look the same: that nobody of a kind lives somewhere says something about everybody who does.
        """
        if self.least == 0:
            return [exactly(number)]
        if number < self.least:
            return [ShownCount(None, 0, self.least - 1)]
        return [way for rougher in _ROUGHER for way in self._shown(name, number, None, rougher=rougher)]

    def _shown(self, name: str, number: int, most: int | None, *, rougher: int = 1) -> list[ShownCount]:
        """The ways in which a number may be shown, the best first; each holds the true number."""
        limit = number if most is None else max(number, most)
        if self.least == 0 or most == number == 0:
            return [exactly(number)]
        if most is not None and limit < self.least + self.spread:
            # In so few beds "nobody" would tell as much about somebody's home as a number.
            return [ShownCount(None, 0, limit)]
        if number == 0:
            return [exactly(number)]
        if number < self.least:
            return [ShownCount(None, 1, self.least - 1)]
        step = self.least * rougher
        if rougher > 1 and number < step:
            # Seventeen people are not "100": what is rounded so roughly tells nothing, and contradicts what stands beside it.
            return []
        down = number - number % step
        values = [down] if down == number else [down, down + step]
        if down != number and number % step >= self._threshold(name, step):
            values.reverse()
        far = step - 1
        return [
            ShownCount(value, max(step, value - far), value + far if most is None else min(value + far, limit))
            for value in values
            if value >= self.least and (most is None or value <= limit)
        ]

    def _threshold(self, name: str, step: int) -> int:
        """From which remainder on this place is rounded up: each from 1 to `step` as likely, so that sums stay fair."""
        drawn = hashlib.blake2b(f"{name}/{step}".encode(), key=self.key[:64], digest_size=8).digest()
        return 1 + int.from_bytes(drawn) % step

    def _keeps_all(self, parts: Sequence[CountedPlace], shown: ShownCount, *, may_know_own: bool) -> bool:
        looked_at: dict[tuple[int, int, int], bool] = {}
        if not self._keeps(parts, shown.low, shown.high, looked_at):
            return False
        if not may_know_own:
            return True
        return all(
            self._keeps([*parts[:at], *parts[at + 1 :]], shown.low - own.number, shown.high - own.number, looked_at)
            for at, own in enumerate(parts)
            if own.width > 1
        )

    def _keeps(
        self, parts: Sequence[CountedPlace], low: int, high: int, looked_at: dict[tuple[int, int, int], bool]
    ) -> bool:
        """Whether enough numbers are left of every part, and of its parts, when their sum lies from `low` to `high`.

        A municipality that is not narrowed is met once for each of its neighbours: `looked_at` has what its sites said.
        """
        for part, least, most in narrowed(parts, low, high):
            if most - least + 1 < min(self.spread, part.width):
                return False
            if not part.parts:
                continue
            key = (id(part), least, most)
            if key not in looked_at:
                looked_at[key] = self._keeps(part.parts, least, most, looked_at)
            if not looked_at[key]:
                return False
        return True


@dataclass(frozen=True, slots=True)
class GroupShare:
    """A share of the people of a group, with its interval, and of how many people it is a share."""

    share: float
    low: float
    high: float
    people: int


@dataclass(frozen=True, slots=True)
class ShownShare:
    """A share and its interval in whole percents, as everybody may read it."""

    percent: int
    low: int
    high: int


def shares_of_groups(groups: Sequence[GroupShare | None], *, least: int) -> list[ShownShare | None]:
    """The shares of the groups into which everybody is divided; None where it is not told, or not known.

    A share of fewer than `least` people is not told: one of them more or less would show. Where that leaves one group out,
    the smallest of the others is left out too, because with the share of everybody the one could be worked out.
    """
    few = [group is not None and 0 < group.people < least for group in groups]
    told = [at for at, group in enumerate(groups) if group is not None and group.people >= max(least, 1)]
    if sum(few) == 1 and told:
        told.remove(min(told, key=lambda at: _people_in(groups[at])))
    return [_in_percents(group) if at in told and group is not None else None for at, group in enumerate(groups)]


def _people_in(group: GroupShare | None) -> int:
    return 0 if group is None else group.people


def _in_percents(group: GroupShare) -> ShownShare:
    # The interval is rounded outwards: it may not look surer than it is.
    return ShownShare(round(100 * group.share), floor(100 * group.low), ceil(100 * group.high))


def narrowed(parts: Sequence[CountedPlace], low: int, high: int) -> Iterator[tuple[CountedPlace, int, int]]:
    """What each part can be when their sum lies from `low` to `high`: the total less the others."""
    bounds = [(part.low, part.high) for part in parts]
    lows, highs = sum(least for least, _ in bounds), sum(most for _, most in bounds)
    for part, (least, most) in zip(parts, bounds, strict=True):
        yield part, max(least, low - (highs - most)), min(most, high - (lows - least))


def _together(limits: Sequence[int | None]) -> int | None:
    known = [limit for limit in limits if limit is not None]
    return sum(known) if known and len(known) == len(limits) else None
