"""How much of the beds a number knows of: beside every number that leaves the monitor, in a chart's file and in the open data.

Beds are no people: how many there are and of how many the register was confirmed is shown exactly everywhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thoes.monitor.indicators.register_counts import BEDS, CONFIRMED
from thoes.monitor.models import PublishedCount
from thoes.monitor.published import Numbers, read_numbers
from thoes.ui.charts import Table


@dataclass(frozen=True, slots=True)
class BedsKnown:
    """The beds that Thoes knows of an area, and of how many somebody confirmed lately who sleeps there."""

    beds: int
    confirmed: int

    @property
    def percent(self) -> int | None:
        """None where there are no beds: nothing of nothing is no share."""
        return round(100 * self.confirmed / self.beds) if self.beds else None


Covered = Mapping[tuple[str, date], BedsKnown]
"""By area and by night, or last night of a month."""


def covered() -> Covered:
    """Of everything that was published."""
    rows = PublishedCount.objects.filter(indicator__in=(BEDS.key, CONFIRMED.key), split="")
    found: dict[tuple[str, date], dict[str, int]] = {}
    for area, period, indicator, shown in rows.values_list("area", "period", "indicator", "shown"):
        found.setdefault((area, period), {})[indicator] = shown or 0
    return {place: BedsKnown(each.get(BEDS.key, 0), each.get(CONFIRMED.key, 0)) for place, each in found.items()}


def numbers_of_coverage(**wanted: Any) -> Numbers:
    """What `with_coverage` looks up, for who reads nothing else."""
    return read_numbers(indicator__in=(BEDS.key, CONFIRMED.key), split="", **wanted)


def with_coverage(table: Table, numbers: Numbers, places: Sequence[tuple[str, date] | None]) -> Table:
    """The table whose file says more than the page: per row the beds known in that area then, and how many were confirmed.

    A row without a place is of somebody else and has no coverage of ours.
    """
    rows = []
    for place in places:
        beds, confirmed = (numbers.shown(each.key, *place) if place else None for each in (BEDS, CONFIRMED))
        known = None if beds is None else BedsKnown(beds, confirmed or 0)
        rows.append((known.beds, known.confirmed, known.percent) if known else (None, None, None))
    head = (_("Beds that Thoes knows"), _("Beds whose register was confirmed lately"), _("Coverage in percent"))
    return replace(table, file_head=head, file_rows=tuple(rows))
