"""What a line of figures says, and what must hold between its parts: pure, without a database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.quoted_numbers import PARTED, Missing, SaidNumber, rounding_of
from thoes.monitor.domain.quoted_totals import Clash, clashes

Place = tuple[str, str, str]
"""Area, period and group."""


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A figure as a file gives it; its group is what its table, its line and its heading call it, "" for everybody."""

    area: str
    period: str
    last: date
    of_line: str
    of_heading: str
    number: int | None
    missing: Missing | None
    mark: str
    cell: str
    of_table: str = ""

    @property
    def group(self) -> str:
        return PARTED.join(filter(None, (self.of_table, self.of_line, self.of_heading)))

    @property
    def place(self) -> Place:
        return self.area, self.period, self.group


def counted(said: SaidNumber, *, unit: int) -> int | None:
    """The number of people or jobs that a cell says. Refusal `figure_not_whole`: half people are not counted."""
    if said.number is None:
        return None
    number = said.number * Decimal(unit)
    if number != number.to_integral_value():
        raise Refusal("figure_not_whole", number=str(said.number))
    if number >= 10**12:
        raise Refusal("number_unreadable")
    return int(number)


@dataclass(frozen=True, slots=True)
class TotalDiffers:
    """A total that its parts do not make: which one, where it first shows, and at which places it stands."""

    name: str
    clash: Clash
    count: int
    places: frozenset[Place]


def step_of(figures: Sequence[SaidFigure]) -> int:
    """To what the figures of a table seem to be rounded."""
    return rounding_of(figure.number for figure in figures if figure.number is not None)


def totals_that_differ(
    figures: Sequence[SaidFigure], parts_of: Mapping[str, Sequence[str]], *, step: int
) -> Iterator[TotalDiffers]:
    """Of areas (by the areas in each), of lines and of headings; within what rounding to a step can do nothing is said."""
    by_area: dict[str, dict[str, int | None]] = {}
    for figure in figures:
        by_area.setdefault(PARTED.join(filter(None, (figure.period, figure.group))), {})[figure.area] = figure.number
    for whole, parts in parts_of.items():
        found = list(clashes(by_area, {whole: parts}, step=step))
        if found:
            yield _differs(whole, found, {figure.place for figure in figures if figure.area == whole})
    for name in ("of_line", "of_heading"):
        yield from _of_groups(figures, name, step)


def _of_groups(figures: Sequence[SaidFigure], name: str, step: int) -> Iterator[TotalDiffers]:
    other = "of_heading" if name == "of_line" else "of_line"
    groups: dict[str, dict[str, int | None]] = {}
    for figure in figures:
        beside = _beside(figure, other)
        groups.setdefault(beside, {})[getattr(figure, name)] = figure.number
    named = {group for by_group in groups.values() for group in by_group}
    parts = sorted(named - {""})
    if "" not in named or len(parts) < 2:
        return
    found = list(clashes(groups, {"": parts}, step=step))
    if found:
        clashing = {clash.of for clash in found}
        places = {
            figure.place for figure in figures if not getattr(figure, name) and _beside(figure, other) in clashing
        }
        yield _differs(name, found, places)


def _beside(figure: SaidFigure, other: str) -> str:
    """What a figure has in common with those that it is held against."""
    return PARTED.join(filter(None, (figure.of_table, figure.area, figure.period, getattr(figure, other))))


def _differs(name: str, found: Sequence[Clash], places: set[Place]) -> TotalDiffers:
    return TotalDiffers(name, found[0], len(found), frozenset(places))
