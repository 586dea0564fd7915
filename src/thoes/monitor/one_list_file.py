"""The file of one list that names people more than once: how often, how many, and what sets them apart."""

import re
from collections.abc import Sequence

import numpy as np

from thoes.intake.public import Cell, cell_text, is_blank
from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.one_list import Captures, captures
from thoes.monitor.domain.poisson_fits import Floats
from thoes.monitor.histories_file import CAPTURES
from thoes.monitor.number_tables import Numbers, count_in, number_in, says_not_known

# "4+", ">=4", "4 of meer": that often or more.
_OR_MORE = re.compile(r"(?:>=|≥)\s*(\d+)|(\d+)\s*(?:\+|(?:of|en|or|and) (?:meer|more|vaker))", re.IGNORECASE)
# Zelterman and Chao need those who were named once and twice.
_LOWEST_OPEN = 3


def captures_of(table: Numbers, column: str | None) -> tuple[Captures, bool]:
    """The list, and whether a line without people in it, of who was never named, was left out.

    `column` holds how many; without it a line is one person. Refusals: `line_unreadable`, `count_column_missing`,
    `captures_open_unclear` and those of `captures`.
    """
    others = [name for name in table.names if name and name not in (column, CAPTURES)]

    def understand(cells: dict[str, Cell]) -> tuple[int, bool, int, list[str]]:
        times, is_open = _times_in(cells)
        for name in others:
            if is_blank(cells.get(name)) and times:
                raise Refusal("value_missing", field=name)
        kind = [cell_text(cells.get(name)) for name in others]
        if not times and column is not None and says_not_known(cells.get(column)):
            return times, is_open, 0, kind
        return times, is_open, 1 if column is None else count_in(cells, column), kind

    lines = table.all_or_nothing(understand)
    if column is None:
        _refuse_counts_as_covariates(table, others, [(line[0], line[3]) for line in lines])
    people = [line for line in lines if line[0] or line[2]]
    if not people:
        raise Refusal("nobody_seen")
    names, covariates = _coded(others, [line[3] for line in people])
    found = captures(
        np.array([line[0] for line in people], np.int64),
        np.array([float(line[2]) for line in people]),
        covariates,
        names,
        open_from=_open_from([(line[0], line[1]) for line in people]),
    )
    return found, len(people) < len(lines)


def _times_in(cells: dict[str, Cell]) -> tuple[int, bool]:
    cell = cells.get(CAPTURES)
    matched = _OR_MORE.fullmatch(cell_text(cell)) if isinstance(cell, str) else None
    if matched is None:
        return count_in(cells, CAPTURES), False
    return int(matched[1] or matched[2]), True


def _open_from(times: Sequence[tuple[int, bool]]) -> int | None:
    """The number of times that means "or more"; refuses one that leaves open who was named twice, or overlaps another."""
    found = {often for often, is_open in times if is_open}
    if not found:
        return None
    lowest = min(found)
    if lowest < _LOWEST_OPEN or len(found) > 1 or any(often >= lowest and not is_open for often, is_open in times):
        raise Refusal("captures_open_unclear", text=f"{lowest}+")
    return lowest


def _refuse_counts_as_covariates(
    table: Numbers, others: Sequence[str], lines: Sequence[tuple[int, Sequence[str]]]
) -> None:
    """Refuse a table of counts whose count has another name: each line then would be one person.

    It looks like one when no two lines name people equally often and a further column holds whole numbers above one.
    """
    if len(lines) < 2 or len({times for times, _kind in lines}) < len(lines):
        return
    for at, name in enumerate(others):
        if all(kind[at].isdigit() for _times, kind in lines) and any(int(kind[at]) > 1 for _times, kind in lines):
            raise Refusal("count_column_missing", name=table.shown_as(name))


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
