"""How much of the beds a number knows of: beside every number that leaves the monitor, in a chart's file and in the open data.

Beds are no people: how many there are and of how many the register was confirmed is shown exactly everywhere. A number
without coverage says why there is none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.monitor.figures import MonitorFigure
from thoes.monitor.indicators.declaring import NOT_OF_THE_REGISTER
from thoes.monitor.indicators.register_counts import BEDS, CONFIRMED
from thoes.monitor.models import PublishedCount
from thoes.monitor.published import Numbers, read_numbers
from thoes.ui.charts import Figure, Table

COVERAGE_HEADS = (
    gettext_lazy("Beds that Thoes knows"),
    gettext_lazy("Beds whose register was confirmed lately"),
    gettext_lazy("Coverage in percent"),
    gettext_lazy("Why there is no coverage"),
)
Place = tuple[str, date]
"""An area, and a night or the last night of a month."""
CoverageCells = tuple[int | None, int | None, int | None, str]
"""What stands under `COVERAGE_HEADS`; the last is empty where there is coverage."""


@dataclass(frozen=True, slots=True)
class BedsKnown:
    """The beds that Thoes knows of an area, and of how many somebody confirmed lately who sleeps there."""

    beds: int
    confirmed: int

    @property
    def percent(self) -> int | None:
        """None where there are no beds: nothing of nothing is no share."""
        return round(100 * self.confirmed / self.beds) if self.beds else None


Covered = Mapping[Place, BedsKnown]


def covered() -> Covered:
    """Of everything that was published."""
    rows = PublishedCount.objects.filter(indicator__in=(BEDS.key, CONFIRMED.key), split="")
    found: dict[Place, dict[str, int]] = {}
    for area, period, indicator, shown in rows.values_list("area", "period", "indicator", "shown"):
        found.setdefault((area, period), {})[indicator] = shown or 0
    return {place: BedsKnown(each.get(BEDS.key, 0), each.get(CONFIRMED.key, 0)) for place, each in found.items()}


def numbers_of_coverage(**wanted: Any) -> Numbers:
    """What `with_coverage` looks up, for who reads nothing else."""
    return read_numbers(indicator__in=(BEDS.key, CONFIRMED.key), split="", **wanted)


def coverage_cells(numbers: Numbers, place: Place | None) -> CoverageCells:
    """What a file says beside a number of a place; None is a number that does not come from the register."""
    if place is None:
        return None, None, None, str(NOT_OF_THE_REGISTER)
    beds, confirmed = (numbers.shown(each.key, *place) for each in (BEDS, CONFIRMED))
    if beds is None:
        return None, None, None, _("How many beds Thoes knew then was not counted.")
    known = BedsKnown(beds, confirmed or 0)
    return known.beds, known.confirmed, known.percent, "" if beds else _("Thoes knows no beds here.")


def with_coverage(table: Table, numbers: Numbers, places: Sequence[Place | None]) -> Table:
    """The table whose file says more than the page: per row the beds known in that area then, and how many were confirmed."""
    rows = tuple(coverage_cells(numbers, place) for place in places)
    return replace(table, file_head=tuple(map(str, COVERAGE_HEADS)), file_rows=rows)


def without_coverage(table: Table) -> Table:
    """The table of numbers that do not come from the register, whose file says so on every row."""
    return with_coverage(table, Numbers({}), [None] * len(table.rows))


def figure_for_file(shown: MonitorFigure) -> Figure:
    """The figure as it leaves the monitor: its picture and its numbers say how much they know of, or why that is not said.

    ValueError for numbers of the register without coverage: who made the figure forgot it.
    """
    figure, table = shown.figure, shown.figure.table
    if table is not None and not shown.indicator.is_of_register:
        table = without_coverage(table)
    if table is not None and not table.file_head:
        raise ValueError(f"{figure.name}: numbers of the register go out with their coverage")
    return replace(figure, table=table, note=" ".join(filter(None, (figure.note, shown.says_coverage))))
