"""How many people nobody saw, straight from a file: who stands in which lists, or how often one list names people.

A line that cannot be read stops everything: a history that is missing is not one that was seen zero times.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from thoes.intake.public import Cell, Notice, cell_text, is_blank, open_table_file
from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.dual_system import DualSystem, dual_system
from thoes.monitor.domain.histories import Histories, History, histories_of, link, with_link_faults
from thoes.monitor.domain.loglinear import SEED, Estimate, estimate_unseen, over_link_faults, spanning
from thoes.monitor.domain.one_list import Captures, OneListEstimate, estimates_of_one_list
from thoes.monitor.domain.poisson_fits import Interval
from thoes.monitor.histories_file import CAPTURES, COUNTS, LIST, PSEUDONYM
from thoes.monitor.number_tables import Numbers, count_in, is_yes_or_no, number_tables, says_not_known, yes_in
from thoes.monitor.one_list_file import captures_of


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
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class FromOneList:
    """The answers from one list that names people more than once."""

    found: Captures
    estimates: tuple[OneListEstimate, ...]
    notices: tuple[Notice, ...] = ()


def unseen_of_file(
    path: Path, *, odds_ratio: tuple[float, float], faults: LinkFaults | None = None, seed: int = SEED
) -> FromLists | FromOneList:
    """The estimates of a file.

    With a column `captures` it is one list: how often people were named and, in `count`, how many; further columns are
    covariates, and "4+" is four times or more. With columns `list` and `pseudonym` a line says that somebody stands in a
    list, and the same pseudonym is the same person. Else every column but `count` is a list, with 1 for who stands in it and
    0 for who does not. Without `count` a line is one person. Lines of the same history, or the same number of captures, are
    added up. Histories that are not in the file were seen zero times. A line of who stands in no list counts for nothing
    where its count is 0 or not known, and that is said. Refusals: `no_table_of_lists`, `line_unreadable`,
    `column_is_no_list`, those of `captures_of` and of the methods.
    """
    table = next(number_tables(open_table_file(path)), None)
    if table is None:
        raise Refusal("no_table_of_lists")
    table.refuse_unclear()
    column = next((name for name in COUNTS if table.has(name)), None)
    if table.has(CAPTURES):
        found, said_unseen = captures_of(table, column)
        return FromOneList(found, estimates_of_one_list(found), _notices(table, said_unseen))
    histories, said_unseen = (_linked(table), False) if table.has(LIST, PSEUDONYM) else _histories(table, column)
    answer = from_lists(histories, odds_ratio=odds_ratio, faults=faults or LinkFaults(), seed=seed)
    return replace(answer, notices=_notices(table, said_unseen))


def _notices(table: Numbers, said_unseen: bool) -> tuple[Notice, ...]:
    return (Notice(table.sheet.name, "unseen_line_left_out"),) if said_unseen else ()


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


def _histories(table: Numbers, column: str | None) -> tuple[Histories, bool]:
    lists = [name for name in table.names if name and name != column]

    def understand(cells: dict[str, Cell]) -> tuple[History, int]:
        history = tuple(int(yes_in(cells, name)) for name in lists)
        if not any(history) and column is not None and says_not_known(cells.get(column)):
            return history, 0
        return history, 1 if column is None else count_in(cells, column)

    _refuse_what_is_no_list(table, lists)
    lines = table.all_or_nothing(understand)
    counted: dict[History, float] = {}
    for history, number in lines:
        counted[history] = counted.get(history, 0) + number
    return histories_of([table.shown_as(name) for name in lists], counted), (0,) * len(lists) in counted


def _refuse_what_is_no_list(table: Numbers, lists: Sequence[str]) -> None:
    """Refuse a column in which many cells are neither yes nor no: a count of another name, or what sets people apart."""
    lines = [cells for _number, cells in table.lines()]
    for name in lists:
        others = sum(1 for cells in lines if not (is_blank(cells.get(name)) or is_yes_or_no(cells, name)))
        if others > 1 and 4 * others >= len(lines):
            raise Refusal("column_is_no_list", name=table.shown_as(name))


def _linked(table: Numbers) -> Histories:
    lists: dict[str, list[str]] = {}

    def understand(cells: dict[str, Cell]) -> tuple[str, str]:
        for name in (LIST, PSEUDONYM):
            if is_blank(cells.get(name)):
                raise Refusal("value_missing", field=name)
        return cell_text(cells[LIST]), cell_text(cells[PSEUDONYM])

    for name, pseudonym in table.all_or_nothing(understand):
        lists.setdefault(name, []).append(pseudonym)
    return link(lists)
