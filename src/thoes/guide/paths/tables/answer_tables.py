"""What tables are made of, and how equal answers that follow one another become one row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Generic, TypeVar

from thoes.guide.paths.answers import Answer, Fact, Said, said
from thoes.rules.loading import UsedParameter

N = TypeVar("N")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Rows of cells; the first cell names the row, and None is a cell without an answer. `is_long` is folded on a screen."""

    caption: Said
    columns: tuple[Fact, ...]
    rows: tuple[tuple[Fact | None, ...], ...]
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class AnswerTables:
    """The tables of a path as they are on a day. `until` is the last day on which they may be used."""

    tables: tuple[AnswerTable, ...]
    notes: tuple[Said, ...]
    steps: tuple[Said, ...]
    sources: tuple[UsedParameter, ...]
    helpers: tuple[str, ...]
    until: date


@dataclass(frozen=True, slots=True)
class Made:
    """The tables of a path, and all the answers that they were made of."""

    tables: tuple[AnswerTable, ...]
    answers: tuple[Answer, ...]
    notes: tuple[Said, ...] = ()
    steps: tuple[Said, ...] = ()


def answer_tables(made: Made, *, on: date) -> AnswerTables:
    """With the numbers that the answers used, and whom they send people to.

    They hold until the last of their days, or until the first of their numbers becomes another one.
    """
    used = {(each.key, each.version.valid_from): each for answer in made.answers for each in answer.sources}
    changes = [each.version.valid_until for each in used.values() if each.version.valid_until]
    last_of_days = days_around(on)[-1]
    return AnswerTables(
        tables=made.tables,
        notes=made.notes,
        steps=made.steps,
        sources=tuple(used.values()),
        helpers=tuple(dict.fromkeys(each for answer in made.answers for each in answer.helpers)),
        until=min([last_of_days, *(day - timedelta(days=1) for day in changes if day > on)]),
    )


def once_each(sentences: Iterable[Said]) -> list[Said]:
    """Each sentence once, the first time that it is said."""
    found: dict[str, Said] = {}
    for sentence in sentences:
        found.setdefault(sentence.key, sentence)
    return list(found.values())


def days_around(on: date) -> list[date]:
    """The days of the month before, of this one and of the next: the same on every day of a month."""
    first = (on.replace(day=1) - timedelta(days=1)).replace(day=1)
    after_next = (on.replace(day=1) + timedelta(days=63)).replace(day=1)
    return [first + timedelta(days=at) for at in range((after_next - first).days)]


def by_month(days: Iterable[date]) -> dict[date, list[date]]:
    """The days by the first of their month."""
    found: dict[date, list[date]] = {}
    for day in days:
        found.setdefault(day.replace(day=1), []).append(day)
    return found


@dataclass(frozen=True, slots=True)
class Stretch(Generic[N, K]):
    """Numbers in a row with the same answer; None for an edge of all that was asked."""

    first: N | None
    last: N | None
    answer: K


def stretches(numbers: Sequence[N], answer_for: Callable[[N], K]) -> list[Stretch[N, K]]:
    """All numbers with the same answer after one another as one stretch; each number is asked."""
    asked = [(number, answer_for(number)) for number in numbers]
    edges = [at for at, (before, after) in enumerate(pairwise(asked), start=1) if before[1] != after[1]]
    begins, ends = [0, *edges], [*edges, len(asked)]
    return [
        Stretch(
            None if begin == 0 else asked[begin][0],
            None if end == len(asked) else asked[end - 1][0],
            asked[begin][1],
        )
        for begin, end in zip(begins, ends, strict=True)
    ]


def refined(least: int, most: int, step: int, answer_for: Callable[[int], K]) -> Iterator[int]:
    """The numbers to ask from `least` to `most`: each `step`, and one by one where the answer changes in between."""
    coarse = [*range(least, most, step), most]
    for before, after in pairwise(coarse):
        yield before
        if answer_for(before) != answer_for(after):
            yield from range(before + 1, after)
    yield most


def whole_numbers(stretch: Stretch[int, Any]) -> Said:
    """ "up to 121", "122 or more"."""
    if stretch.first is None:
        return said("common.any") if stretch.last is None else said("common.up_to", most=stretch.last)
    if stretch.last is None:
        return said("common.from_on", least=stretch.first)
    return said("common.between", least=stretch.first, most=stretch.last)


@dataclass(frozen=True, slots=True)
class Lengths:
    """How a stretch of lengths is written.

    What is no whole number has an edge in two ways: a limit on what is too long belongs to the stretch below it ("up to 12
    hours"), a limit on what is too short (`is_least`) to the one above it ("11 hours or more").
    """

    write: Callable[[int], Fact]
    is_least: bool = False

    def words(self, before: Stretch[int, K] | None, stretch: Stretch[int, K], after: Stretch[int, K] | None) -> Said:
        """The stretch between those before and after it."""
        if before is None and after is None:
            return said("common.any")
        return self._from_least(stretch, after) if self.is_least else self._up_to_most(before, stretch)

    def _up_to_most(self, before: Stretch[int, K] | None, stretch: Stretch[int, K]) -> Said:
        above = self.write(before.last) if before and before.last is not None else None
        most = None if stretch.last is None else self.write(stretch.last)
        if above is None:
            assert most is not None
            return said("common.up_to", most=most)
        return (
            said("common.more_than", least=above)
            if most is None
            else said("common.more_than_to", least=above, most=most)
        )

    def _from_least(self, stretch: Stretch[int, K], after: Stretch[int, K] | None) -> Said:
        most = self.write(after.first) if after and after.first is not None else None
        least = None if stretch.first is None else self.write(stretch.first)
        if most is None:
            assert least is not None
            return said("common.from_on", least=least)
        return (
            said("common.less_than", most=most)
            if least is None
            else said("common.from_to_less", least=least, most=most)
        )

    def rows(self, found: Sequence[Stretch[int, K]]) -> list[tuple[Said, K]]:
        """A row for each stretch, with its answer."""
        around: list[Stretch[int, K] | None] = [None, *found, None]
        return [(self.words(around[at], stretch, around[at + 2]), stretch.answer) for at, stretch in enumerate(found)]
