"""How many people nobody saw, straight from a file: who stands in which lists, or how often one list names people.

A line that cannot be read stops everything: a history that is missing is not one that was seen zero times.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from thoes.intake.public import Cell, cell_text, is_blank, open_table_file
from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.dual_system import DualSystem, dual_system
from thoes.monitor.domain.histories import Histories, History, histories_of, link, with_link_faults
from thoes.monitor.domain.loglinear import SEED, Estimate, estimate_unseen, over_link_faults, spanning
from thoes.monitor.domain.one_list import Captures, OneListEstimate, captures, estimates_of_one_list
from thoes.monitor.domain.poisson_fits import Floats, Interval
from thoes.monitor.histories_file import CAPTURES, COUNTS, LIST, PSEUDONYM
from thoes.monitor.number_tables import Numbers, count_in, number_in, number_tables, yes_in

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LinkFaults:
    """Up to which share of the links was missed, and up to which share of those made is wrong."""

    missed: float = 0.0
    false: float = 0.0

    @property
    def any(self) -> bool:
        return bool(self.missed or self.false)


@dataclass(frozen=True, slots=True)
class FromLists:
    """The answer from two lists or more. `two` is there with two lists; `link_faults` is the interval with faulty links."""

    estimate: Estimate
    two: DualSystem | None
    faults: LinkFaults
    with_faults: Interval | None


@dataclass(frozen=True, slots=True)
class FromOneList:
    """The answers from one list that names people more than once."""

    found: Captures
    estimates: tuple[OneListEstimate, ...]


def unseen_of_file(
    path: Path, *, odds_ratio: tuple[float, float], faults: LinkFaults | None = None, seed: int = SEED
) -> FromLists | FromOneList:
    """The estimates of a file.

    With a column `captures` it is one list: how often people were named and, in `count`, how many; further columns are
    covariates. With columns `list` and `pseudonym` a line says that somebody stands in a list, and the same pseudonym is the
    same person. Else every column but `count` is a list, with 1 for who stands in it and 0 for who does not. Without `count` a
    line is one person. Lines of the same history, or the same number of captures, are added up. Histories that are not in the
    file were seen zero times. Refusals: `no_table_of_lists`, `line_unreadable` and those of the methods.
    """
    table = next(number_tables(open_table_file(path)), None)
    if table is None:
        raise Refusal("no_table_of_lists")
    table.refuse_unclear()
    if table.has(CAPTURES):
        found = _captures(table)
        return FromOneList(found, estimates_of_one_list(found))
    histories = _linked(table) if table.has(LIST, PSEUDONYM) else _histories(table)
    return from_lists(histories, odds_ratio=odds_ratio, faults=faults or LinkFaults(), seed=seed)


def from_lists(
    histories: Histories, *, odds_ratio: tuple[float, float], faults: LinkFaults, seed: int = SEED
) -> FromLists:
    """All that these lists tell together."""
    estimate = estimate_unseen(histories, seed=seed)
    two = dual_system(histories, odds_ratio=odds_ratio) if len(histories.lists) == 2 else None
    wider: Interval | None = None
    if faults.any and two is not None:
        wider = _two_with_faults(histories, odds_ratio, faults)
    elif faults.any and estimate.chosen is not None:
        wider = over_link_faults(histories, estimate.chosen, missed=faults.missed, false=faults.false)
    return FromLists(estimate, two, faults, wider)


def _two_with_faults(histories: Histories, odds_ratio: tuple[float, float], faults: LinkFaults) -> Interval | None:
    """Over the odds ratios and the faults together."""
    found = []
    for missed in (0.0, faults.missed):
        for false in (0.0, faults.false):
            corrected = with_link_faults(histories, missed=missed, false=false)
            answer = dual_system(corrected, odds_ratio=odds_ratio)
            if answer.range is None:
                return None
            found.append(answer.range.interval)
    return spanning(found)


def _histories(table: Numbers) -> Histories:
    column = next((name for name in COUNTS if table.has(name)), None)
    lists = [name for name in table.names if name and name != column]

    def understand(cells: dict[str, Cell]) -> tuple[History, int]:
        history = tuple(int(yes_in(cells, name)) for name in lists)
        if not any(history) and column is not None and is_blank(cells.get(column)):
            return history, 0
        return history, 1 if column is None else count_in(cells, column)

    counted: dict[History, float] = {}
    for history, number in _all_or_nothing(table, understand):
        counted[history] = counted.get(history, 0) + number
    shown = dict(zip(table.names, table.shown, strict=True))
    return histories_of([shown[name] for name in lists], counted)


def _linked(table: Numbers) -> Histories:
    lists: dict[str, list[str]] = {}

    def understand(cells: dict[str, Cell]) -> tuple[str, str]:
        for name in (LIST, PSEUDONYM):
            if is_blank(cells.get(name)):
                raise Refusal("value_missing", field=name)
        return cell_text(cells[LIST]), cell_text(cells[PSEUDONYM])

    for name, pseudonym in _all_or_nothing(table, understand):
        lists.setdefault(name, []).append(pseudonym)
    return link(lists)


def _captures(table: Numbers) -> Captures:
    column = next((name for name in COUNTS if table.has(name)), None)
    others = [name for name in table.names if name and name not in (column, CAPTURES)]

    def understand(cells: dict[str, Cell]) -> tuple[int, int, list[str]]:
        times = count_in(cells, CAPTURES)
        for name in others:
            if is_blank(cells.get(name)):
                raise Refusal("value_missing", field=name)
        if not times and column is not None and is_blank(cells.get(column)):
            return times, 0, [cell_text(cells[name]) for name in others]
        return times, 1 if column is None else count_in(cells, column), [cell_text(cells[name]) for name in others]

    lines = _all_or_nothing(table, understand)
    names, covariates = _coded(others, [line[2] for line in lines])
    times = np.array([line[0] for line in lines], np.int64)
    return captures(times, np.array([float(line[1]) for line in lines]), covariates, names)


def _coded(names: Sequence[str], lines: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], Floats]:
    """Covariates as numbers: a column of numbers stays one; of words each but the first in the alphabet becomes 0 or 1."""
    coded: list[str] = []
    columns: list[Floats] = []
    for at, name in enumerate(names):
        words = [line[at] for line in lines]
        numbers = _as_numbers(words)
        if numbers is not None:
            coded.append(name)
            columns.append(numbers)
            continue
        for word in sorted(set(words))[1:]:
            coded.append(f"{name}={word}")
            columns.append(np.array([float(each == word) for each in words]))
    return tuple(coded), np.column_stack(columns) if columns else np.empty((len(lines), 0))


def _as_numbers(words: Sequence[str]) -> Floats | None:
    try:
        return np.array([number_in({"": word}, "") for word in words])
    except Refusal:
        return None


def _all_or_nothing(table: Numbers, understand: Callable[[dict[str, Cell]], T]) -> list[T]:
    lines, left_out = table.read(understand)
    if left_out:
        first = left_out[0]
        raise Refusal("line_unreadable", line=first.line, column=first.field or "", reason=first.code)
    if not lines:
        raise Refusal("no_table_of_lists")
    return lines
