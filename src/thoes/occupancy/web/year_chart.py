"""A year of one site drawn as steps, with the table beside it: per month, and each spell of nights with too many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from thoes.occupancy.norms import SiteYear
from thoes.rules.norm_terms import Outcome

WIDTH, HEIGHT, STRIP = 1095, 200, 14
"""Three units for each night of a year; the strip under the steps shows the outcome of each night."""


@dataclass(frozen=True, slots=True)
class Block:
    """A spell of nights with one outcome, in the strip."""

    outcome: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Paths of people and of the most that may sleep there, marks for months and the height of the drawing."""

    people: str
    most: str
    blocks: tuple[Block, ...]
    months: tuple[tuple[int, date], ...]
    top: int
    width: int
    height: int = HEIGHT
    strip: int = STRIP

    @property
    def whole_height(self) -> int:
        return self.height + self.strip + 6

    @property
    def strip_top(self) -> int:
        return self.height + 6


@dataclass(frozen=True, slots=True)
class Month:
    """A month in numbers; `allowed` is the lowest of its nights."""

    first: date
    most_people: int
    allowed: int | None
    within: int
    unknown: int
    over: int


@dataclass(frozen=True, slots=True)
class Spell:
    """Nights in a row with too many people, in the site as a whole or in a room."""

    first: date
    last: date
    nights: int
    most_people: int
    allowed: int | None
    rooms: int


def chart_of(year: SiteYear) -> Chart:
    """The drawing; what is allowed is cut off a little above the people, so that a large permit does not flatten them."""
    highest = max(year.people, default=0)
    largest = max((number for number in year.most if number is not None), default=0)
    top = max(5, round(1.25 * max(highest, min(largest, 2 * highest))))
    step = WIDTH // max(1, len(year.people))
    return Chart(
        people=_steps(year.people, top, step),
        most=_steps(tuple(None if number is None else min(number, top) for number in year.most), top, step),
        blocks=tuple(
            Block(outcome.value, at * step, len(nights) * step) for outcome, at, nights in _runs(year.outcomes)
        ),
        months=tuple((at * step, year.day(at)) for at in range(len(year.people)) if year.day(at).day == 1),
        top=top,
        width=step * len(year.people),
    )


def _steps(numbers: Sequence[int | None], top: int, step: int) -> str:
    """A path that goes flat through each night and straight up or down between two; a gap where there is no number."""
    parts: list[str] = []
    before: int | None = None
    for at, number in enumerate(numbers):
        height = None if number is None else HEIGHT - round(number * HEIGHT / top)
        if number != before:
            if before is not None:
                parts.append(f"H{at * step}")
            if height is not None:
                parts.append(f"M{at * step} {height}" if before is None else f"V{height}")
        before = number
    if before is not None:
        parts.append(f"H{len(numbers) * step}")
    return "".join(parts)


def _runs(outcomes: tuple[Outcome, ...]) -> Iterator[tuple[Outcome, int, list[Outcome]]]:
    at = 0
    for outcome, run in groupby(outcomes):
        nights = list(run)
        yield outcome, at, nights
        at += len(nights)


def _lowest(year: SiteYear, nights: Sequence[int]) -> int | None:
    return min((most for at in nights if (most := year.most[at]) is not None), default=None)


def months_of(year: SiteYear) -> list[Month]:
    """Per calendar month, as far as it lies in the year."""
    months = []
    for _, run in groupby(range(len(year.people)), key=lambda at: (year.day(at).year, year.day(at).month)):
        nights = list(run)
        outcomes = [year.outcomes[at] for at in nights]
        months.append(
            Month(
                first=year.day(nights[0]),
                most_people=max(year.people[at] for at in nights),
                allowed=_lowest(year, nights),
                within=outcomes.count(Outcome.WITHIN),
                unknown=outcomes.count(Outcome.UNKNOWN),
                over=outcomes.count(Outcome.OVER),
            )
        )
    return months


def spells_of(year: SiteYear) -> list[Spell]:
    """Every spell of nights with too many people, the last one first."""
    spells = []
    for outcome, at, run in _runs(year.outcomes):
        if outcome is not Outcome.OVER:
            continue
        nights = range(at, at + len(run))
        spells.append(
            Spell(
                first=year.day(at),
                last=year.day(at) + timedelta(days=len(run) - 1),
                nights=len(run),
                most_people=max(year.people[night] for night in nights),
                allowed=_lowest(year, nights),
                rooms=max(year.rooms_over[night] for night in nights),
            )
        )
    return spells[::-1]
