"""A table of one's own: choose what, of whom, where and when; the address holds it all, and files hold the same rows.

A list as any other: it works with the keyboard, sorts, and gives xlsx, csv and ods. Its rows are published numbers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.accounts.public import open_before_second_step
from thoes.monitor import stories
from thoes.monitor.areas import LIMBURG, Area, areas_of_limburg
from thoes.monitor.coverage import COVERAGE_HEADS, coverage_cells, numbers_of_coverage, with_coverage
from thoes.monitor.figures import MonitorFigure
from thoes.monitor.indicators import indicator_named
from thoes.monitor.indicators.declaring import Indicator
from thoes.monitor.indicators.register_counts import (
    BEDS,
    CAME,
    CAME_ON_A_DAY,
    CONFIRMED,
    PEOPLE,
    PERMITTED,
    WENT,
    WENT_ON_A_DAY,
)
from thoes.monitor.models import PublishedCount
from thoes.monitor.open_files import WRITERS, data_table
from thoes.monitor.open_tables import open_table
from thoes.monitor.published import last_publication, read_numbers
from thoes.monitor.splits import SPLITS, split_named
from thoes.monitor.web.embedding import EMBED, asked_figure, embeddable
from thoes.ui.charts import Dash, Days, Drawing, Figure, Look, Row, Segment, Series, Table, bars, small_multiples
from thoes.ui.charts import line as line_chart
from thoes.ui.days import day_in_words
from thoes.ui.files import attachment
from thoes.ui.lists import ASKED, Choice, Day, Empty, ListPage, Number, Text
from thoes.ui.lists.listing import Listing

DATA_KINDS = {"json": gettext_lazy("Download as JSON"), "parquet": gettext_lazy("Download as Parquet")}
"""The kinds of file that the open data have and no other list has."""
MEASURES = (PEOPLE, CAME, WENT, CAME_ON_A_DAY, WENT_ON_A_DAY, BEDS, CONFIRMED, PERMITTED)
_TOWNS, _REGIONS = "municipalities", "regions"
_MOST_BARS, _MOST_PANELS = 40, 8
_LOOKS = ((Look.MAIN, Dash.NONE), (Look.BAD, Dash.DASHED), (Look.PLAN, Dash.DOTTED), (Look.HALF, Dash.DASH_DOT))
"""The lines that can be told apart."""


@dataclass(frozen=True, slots=True)
class Line:
    """One number with its words. `number` is None where it is not shown.

    Of how many beds it knows only a file says, and what is not said stays empty.
    """

    period: date
    area: str
    area_code: str
    group: str
    number: int | None
    version: int
    beds: int | None = None
    confirmed: int | None = None
    percent: int | None = None
    why_no_coverage: str = ""


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


def _wanted(listing: Listing, areas: Iterable[str]) -> dict[str, Any]:
    """Which published numbers were asked for, all of one measure."""
    wanted: dict[str, Any] = {
        "split": listing.answer("split") or "",
        "area__in": list(areas),
    }
    if listing.answer("period"):
        wanted["period"] = listing.answer("period")
    if listing.answer("group"):
        wanted["value"] = listing.answer("group")
    return wanted


def _rows(listing: Listing) -> list[Line]:
    areas, known = {area.code: area for area in _chosen_areas(listing)}, split_named(listing.answer("split") or "")
    beds = numbers_of_coverage(area__in=list(areas)) if listing.is_file else None
    lines = [
        Line(
            each.period,
            areas[each.area].name,
            each.area,
            str(known.values[each.value]) if known else "",
            each.shown,
            each.version,
            *(coverage_cells(beds, (each.area, each.period)) if beds else ()),
        )
        for each in read_numbers(indicator=_measure(listing).key, **_wanted(listing, areas)).all()
    ]
    place = {code: at for at, code in enumerate(areas)}
    return sorted(lines, key=lambda line: (-line.period.toordinal(), place[line.area_code]))


def _extra(listing: Listing) -> dict[str, Any]:
    return {
        "shown": _figure(listing),
        "indicator": _measure(listing),
        "split": split_named(listing.answer("split") or ""),
        "data_files": [(listing.address(file=kind), words) for kind, words in DATA_KINDS.items()],
        "areas_asked": list(dict.fromkeys(line.area_code for line in listing.rows)),
    }


def _figure(listing: Listing) -> MonitorFigure | None:
    """A few lines over time where several periods were chosen, else bars; None where it would be too much."""
    lines, publication, measure = listing.rows, last_publication(), _measure(listing)
    if publication is None or not lines:
        return None
    drawing = _over_time(lines) or _side_by_side(lines)
    if drawing is None:
        return None
    head = (_("When"), _("Which area"), _("Group"), _("How many"))
    rows = tuple((day_in_words(line.period), line.area, line.group or "–", line.number) for line in lines)
    table = Table(str(measure.name), head, rows)
    if "file" in listing.request.GET:
        # Only the file says how much of the beds each row knows of; the page does not ask the database for it.
        beds_then = numbers_of_coverage(area__in={line.area_code for line in lines})
        table = with_coverage(table, beds_then, [(line.area_code, line.period) for line in lines])
    figure = Figure(_title(lines, measure), drawing, stories.source(publication.night), table)
    areas, codes = areas_of_limburg(), {each.area_code for each in lines}
    of = areas[codes.pop() if len(codes) == 1 else LIMBURG]
    beds = read_numbers(indicator__in=[BEDS.key, CONFIRMED.key], period=publication.night, area=of.code)
    known = stories.coverage(beds, of, publication.night)
    return MonitorFigure(measure, figure, known, split_named(listing.answer("split") or ""))


def _over_time(lines: list[Line]) -> Drawing | None:
    """A line for each area or group; where there are more than can be told apart, each a chart of its own."""
    by_name: dict[str, list[Line]] = {}
    for each in sorted(lines, key=lambda line: line.period):
        by_name.setdefault(each.group or each.area, []).append(each)
    periods = sorted({line.period for line in lines})
    if len(periods) < 3 or len(by_name) > _MOST_PANELS:
        return None
    days = Days(periods[0], periods[-1] + timedelta(days=1))
    if len(by_name) > len(_LOOKS):
        panels = [(name, Series("", [(p.period, p.number) for p in of_name])) for name, of_name in by_name.items()]
        return small_multiples("analyse", panels, days, language=stories.language())
    series = [
        Series(name if version == of_name[-1].version else "", [(p.period, p.number) for p in points], look, dash=dash)
        for (look, dash), (name, of_name) in zip(_LOOKS, by_name.items(), strict=False)
        for version, points in ((v, list(g)) for v, g in groupby(of_name, key=lambda each: each.version))
    ]
    return line_chart("analyse", series, days, language=stories.language())


def _side_by_side(lines: list[Line]) -> Drawing | None:
    if len(lines) > _MOST_BARS:
        return None
    return bars(
        "analyse",
        [
            Row(_name(line, lines), stories.in_words(line.number), (Segment(line.number or 0, Look.MAIN),))
            for line in lines
        ],
    )


def _name(line: Line, lines: list[Line]) -> str:
    """What tells a number from the others."""
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


def _title(lines: list[Line], measure: Indicator) -> str:
    """What the numbers find: the highest of them."""
    known = [line for line in lines if line.number is not None]
    if not known:
        return _("%(measure)s: none of these numbers is shown") % {"measure": measure.name}
    most = max(known, key=lambda line: line.number or 0)
    return _("%(measure)s, most: %(name)s (%(number)s)") % {
        "measure": measure.name,
        "name": _name(most, lines),
        "number": stories.in_words(most.number),
    }


_COLUMNS = [
    Day(gettext_lazy("Up to and including the night"), "period", sort="period"),
    Text(gettext_lazy("Which area"), "area", sort="area"),
    Text(gettext_lazy("Group"), "group", sort="group", when=lambda listing: bool(_groups(listing))),
    Number(gettext_lazy("How many"), "number", sort="number", missing=gettext_lazy("not shown")),
]

_COVERAGE = ("beds", "confirmed", "percent", "why_no_coverage")

TABLE = ListPage(
    title=gettext_lazy("Make a table"),
    says=gettext_lazy(
        "Choose what, where and when. The address of this page holds your choice: send it to somebody else."
    ),
    guard=lambda view: view,
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
    columns=_COLUMNS,
    file_columns=[
        *_COLUMNS,
        Number(gettext_lazy("Definition"), "version"),
        *(Number(head, name) for head, name in zip(COVERAGE_HEADS, _COVERAGE, strict=True)),
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


def _as_data(listing: Listing, kind: str) -> HttpResponse:
    """The rows as the open data have them, with their codes: for a program."""
    areas = [area.code for area in _chosen_areas(listing)]
    table = open_table(_measure(listing).key, **_wanted(listing, areas))
    if table is None:
        raise Http404
    write, media_type = WRITERS[kind]
    return attachment(write(data_table(table)), media_type, f"monitor-{table.indicator.key}.{kind}")


@open_before_second_step
@embeddable
def analyse(request: HttpRequest) -> Any:
    """The page, its files, and the files of its chart."""
    listing = Listing(TABLE, request, date.min)
    if (kind := request.GET.get("file", "")) in DATA_KINDS:
        return _as_data(listing, kind)
    asked = EMBED in request.GET or "." in request.GET.get("file", "")
    shown = _figure(listing) if asked else None
    return (asked_figure(request, [shown] if shown else []) if asked else None) or _table(request)
