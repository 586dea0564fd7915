"""A table of one's own: choose what, of whom, where and when; the address holds it all, and files hold the same rows.

A list as any other: it works with the keyboard, sorts, and gives xlsx, csv and ods. Its rows are published numbers.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.accounts.public import open_before_second_step
from thoes.monitor import stories
from thoes.monitor.areas import LIMBURG, Area, areas_of_limburg
from thoes.monitor.figures import MonitorFigure
from thoes.monitor.indicators import Indicator, indicator_named
from thoes.monitor.indicators.register_counts import BEDS, CAME, CONFIRMED, PEOPLE, PERMITTED, WENT
from thoes.monitor.models import PublishedCount
from thoes.monitor.published import last_publication, read_numbers
from thoes.monitor.splits import SPLITS, split_named
from thoes.ui.charts import Figure, Look, Row, Segment, Table, bars
from thoes.ui.days import day_in_words
from thoes.ui.figures import asked_file
from thoes.ui.lists import ASKED, Choice, Day, Empty, ListPage, Number, Text
from thoes.ui.lists.listing import Listing

MEASURES = (PEOPLE, CAME, WENT, BEDS, CONFIRMED, PERMITTED)
_TOWNS, _REGIONS = "municipalities", "regions"
_MOST_BARS = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One number with its words. `number` is None where it is not shown."""

    period: date
    area: str
    area_code: str
    group: str
    number: int | None
    version: int


def _measure(listing: Listing) -> Indicator:
    return indicator_named(listing.answer("measure") or "") or PEOPLE


def _splits(listing: Listing) -> list[tuple[str, Any]]:
    """What the chosen measure is divided by: people by everything, who moved by what stays the same, beds by nothing."""
    measure = listing.request.GET.get("measure", "") or PEOPLE.key
    moves = measure in (CAME.key, WENT.key)
    return [(split.key, split.name) for split in SPLITS if measure == PEOPLE.key or (moves and split.of_moves)]


def _groups(listing: Listing) -> list[tuple[str, Any]]:
    split = split_named(listing.request.GET.get("split", ""))
    return list(split.values.items()) if split and (split.key, split.name) in _splits(listing) else []


def _areas(listing: Listing) -> list[tuple[str, Any]]:
    several = [(_REGIONS, _("Each region")), (_TOWNS, _("Each municipality"))]
    areas = areas_of_limburg()
    return [*several, *((code, area.name) for code, area in areas.items() if code != LIMBURG)]


def _periods(listing: Listing) -> list[tuple[str, str]]:
    days = PublishedCount.objects.filter(split="", area=LIMBURG).order_by("-period").values_list("period", flat=True)
    return [(day.isoformat(), day_in_words(day)) for day in dict.fromkeys(days)]


def _chosen_areas(listing: Listing) -> list[Area]:
    areas, asked = areas_of_limburg(), listing.answer("area") or LIMBURG
    if asked == _REGIONS:
        return [area for area in areas.values() if area.of == LIMBURG]
    if asked == _TOWNS:
        return [area for area in areas.values() if area.of not in ("", LIMBURG)]
    return [areas[asked]]


def _rows(listing: Listing) -> list[Line]:
    areas, split = {area.code: area for area in _chosen_areas(listing)}, listing.answer("split") or ""
    known = split_named(split)
    wanted: dict[str, Any] = {"indicator": _measure(listing).key, "split": split, "area__in": list(areas)}
    if listing.answer("period"):
        wanted["period"] = listing.answer("period")
    if listing.answer("group"):
        wanted["value"] = listing.answer("group")
    lines = [
        Line(
            each.period,
            areas[each.area].name,
            each.area,
            str(known.values[each.value]) if known else "",
            each.shown,
            each.version,
        )
        for each in read_numbers(**wanted).all()
    ]
    place = {code: at for at, code in enumerate(areas)}
    return sorted(lines, key=lambda line: (-line.period.toordinal(), place[line.area_code]))


def _extra(listing: Listing) -> dict[str, Any]:
    return {
        "shown": _figure(listing),
        "indicator": _measure(listing),
        "split": split_named(listing.answer("split") or ""),
    }


def _figure(listing: Listing) -> MonitorFigure | None:
    """The chosen numbers as bars, where one period is chosen or nothing else varies; None where there are too many."""
    lines, publication = listing.rows, last_publication()
    if publication is None or not 0 < len(lines) <= _MOST_BARS:
        return None
    measure = _measure(listing)
    told = [(_name(line, lines), line.number) for line in lines]
    rows = [Row(name, stories.in_words(number), (Segment(number or 0, Look.MAIN),)) for name, number in told]
    table = Table(str(measure.name), (_("What"), _("Number")), tuple(told))
    figure = Figure(_title(listing, measure), bars("analyse", rows), stories.source(publication.night), table)
    return MonitorFigure(measure, figure, split=split_named(listing.answer("split") or ""))


def _name(line: Line, lines: list[Line]) -> str:
    """What tells a bar from the others."""
    parts = [
        text
        for text, others in (
            (day_in_words(line.period), {each.period for each in lines}),
            (line.area, {each.area for each in lines}),
            (line.group, {each.group for each in lines}),
        )
        if len(others) > 1
    ]
    return ", ".join(parts) or line.area


def _title(listing: Listing, measure: Indicator) -> str:
    areas = _chosen_areas(listing)
    where = areas[0].name if len(areas) == 1 else "Limburg"
    return _("%(measure)s: %(area)s") % {"measure": measure.name, "area": where}


TABLE = ListPage(
    title=gettext_lazy("Make a table"),
    says=gettext_lazy(
        "Choose what, where and when. The address of this page holds your choice: send it to somebody else."
    ),
    guard=open_before_second_step,
    rows=_rows,
    filters=[
        Choice(
            name="measure",
            label=gettext_lazy("What"),
            choices=[(each.key, each.name) for each in MEASURES[1:]],
            any=PEOPLE.name,
            by=ASKED,
        ),
        Choice(name="area", label=gettext_lazy("Where"), choices=_areas, any="Limburg", by=ASKED),
        Choice(name="split", label=gettext_lazy("Divided by"), choices=_splits, any=gettext_lazy("nothing"), by=ASKED),
        Choice(name="group", label=gettext_lazy("Group"), choices=_groups, any=gettext_lazy("all groups"), by=ASKED),
        Choice(name="period", label=gettext_lazy("When"), choices=_periods, any=gettext_lazy("all periods"), by=ASKED),
    ],
    order=gettext_lazy("Latest first"),
    columns=[
        Day(gettext_lazy("Up to and including the night"), "period", sort="period"),
        Text(gettext_lazy("Area"), "area", sort="area"),
        Text(gettext_lazy("Group"), "group", sort="group", when=lambda listing: bool(_groups(listing))),
        Number(gettext_lazy("Number"), "number", sort="number", missing=gettext_lazy("not shown")),
        Number(gettext_lazy("Definition"), "version"),
    ],
    empty=Empty(
        gettext_lazy("Nothing was counted yet"), gettext_lazy("Thoes counts every night. Come back tomorrow."), "moon"
    ),
    file="monitor",
    numbers=True,
    per_page=40,
    template="monitor/analyse.html",
    extra=_extra,
)
_table = TABLE.as_view()


def analyse(request: HttpRequest) -> Any:
    """The page, its files, and the files of its chart."""
    listing = Listing(TABLE, request, date.min)
    shown = _figure(listing) if "." in request.GET.get("file", "") else None
    return (asked_file(request, [shown.figure]) if shown else None) or _table(request)
