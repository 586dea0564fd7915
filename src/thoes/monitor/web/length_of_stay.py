"""How long people stay: the register by three rules for nights away, beside what others published, and by group."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.monitor import stories
from thoes.monitor.areas import LIMBURG, areas_of_limburg
from thoes.monitor.coverage import numbers_of_coverage, with_coverage
from thoes.monitor.figures import MonitorFigure
from thoes.monitor.indicators.declaring import NOT_OF_THE_REGISTER
from thoes.monitor.indicators.length_of_stay import STAYING
from thoes.monitor.methods import ReferenceCurve, reference_curves
from thoes.monitor.models import PublishedShare
from thoes.monitor.published_shares import GAPS, MARKS
from thoes.monitor.splits import HOUSING, NATIONALITY, REGISTRATION, Split
from thoes.monitor.texts import CONFIDENCE_TEXTS
from thoes.monitor.web.embedding import asked_figure, embeddable
from thoes.rules.loading import Text, use_parameter
from thoes.ui.charts import Dash, Days, Figure, Look, Series, Table, Tick, line
from thoes.ui.days import day_in_words

# The axis counts from the arrival; any first day does, the chart kit only measures what lies between.
_ARRIVAL = date(2001, 1, 1)
_YEARS = 6
# Lines beside the drawn one, told apart without colour.
_DASHES = (Dash.DASHED, Dash.DOTTED, Dash.DASH_DOT)
_YEARS_ON_A_PHONE = 4
"""So many years, and each has its name beside the next; of more each second one."""
_TABLE_MARKS = (182, 365, 730, 1826)


@dataclass(frozen=True, slots=True)
class SharesOf:
    """The shares of one group by the days after the arrival; None is not told."""

    name: str
    shares: Mapping[int, PublishedShare]

    def percent(self, days: int) -> int | None:
        share = self.shares.get(days)
        return None if share is None else share.percent

    @property
    def is_told(self) -> bool:
        return any(share.percent is not None for share in self.shares.values())

    def series(self, label: str, **look: Any) -> Series:
        points = [(_ARRIVAL, 100.0), *((_on(days), share.percent) for days, share in self.shares.items())]
        band = [(_ARRIVAL, 100.0, 100.0)]
        band += [
            (_on(days), float(share.low), float(share.high))
            for days, share in self.shares.items()
            if share.low is not None and share.high is not None
        ]
        return Series(label, points, band=band if len(band) > 1 else (), **look)


@open_before_second_step
@require_safe
@embeddable
def length_of_stay(request: HttpRequest) -> HttpResponse:
    """What is published of the last night; without it the curves of others stand there all the same."""
    rows = list(PublishedShare.objects.order_by("days"))
    period = max((row.period for row in rows), default=None)
    rows = [row for row in rows if row.period == period]
    gap = _main_gap(period, rows)
    of_gap = [row for row in rows if row.gap == gap]
    whole = {each: _only(_shares(row for row in rows if row.gap == each and not row.split), LIMBURG) for each in GAPS}
    figures = []
    if period is not None and any(shares.is_told for shares in whole.values()):
        figures = [_by_gap(whole, gap, period), *_by_registration(of_gap, gap, period)]
    figures.append(_beside_others(whole.get(gap), gap, period))
    if period is not None:
        known = stories.coverage(numbers_of_coverage(area=LIMBURG, period=period), areas_of_limburg()[LIMBURG], period)
        figures = [replace(each, coverage=known) for each in figures]
    context = {
        "period": period,
        "is_told": len(figures) > 1,
        "figures": figures,
        "gap": gap,
        "least": use_parameter("monitor.share.people", period).whole_number if period else None,
        "days": use_parameter("monitor.followed.days", period).whole_number if period else None,
        "marks": [_after(days) for days in _TABLE_MARKS],
        "groups": list(_groups(of_gap)) if period else [],
        "references": [_reference(curve) for curve in reference_curves()],
    }
    return asked_figure(request, figures) or render(request, "monitor/length_of_stay.html", context)


def _main_gap(period: date | None, rows: Sequence[PublishedShare]) -> int:
    gap = 30 if period is None else use_parameter("monitor.gap.nights", period).whole_number
    return gap if any(row.gap == gap for row in rows) else GAPS[0]


def _shares(rows: Iterable[PublishedShare]) -> dict[str, dict[int, PublishedShare]]:
    """By area, or by value of a split, what is told of each time."""
    found: dict[str, dict[int, PublishedShare]] = defaultdict(dict)
    for row in rows:
        found[row.value if row.split else row.area][row.days] = row
    return found


def _only(shares: Mapping[str, Mapping[int, PublishedShare]], key: str, name: str = "") -> SharesOf:
    return SharesOf(name, shares.get(key, {}))


def _by_gap(whole: Mapping[int, SharesOf], gap: int, period: date) -> MonitorFigure:
    main = whole[gap]
    dashes = iter(_DASHES)
    series = [
        shares.series(_nights(each)) if each == gap else _thin(shares, _nights(each), next(dashes))
        for each, shares in whole.items()
        if shares.is_told
    ]
    figure = Figure(
        title=_finding(main),
        drawing=line("length-of-stay", series, _axis(*whole.values()), language=_language(), top=100, unit="%"),
        note=" ".join(filter(None, (_half(main), _note_of_line(gap, period)))),
        table=_table([(_nights(each), shares) for each, shares in whole.items()], _("Nights away at most"), period),
    )
    return MonitorFigure(STAYING, figure)


def _thin(shares: SharesOf, label: str, dash: Dash) -> Series:
    return Series(label, shares.series(label).points, look=Look.PLAN, dash=dash)


def _by_registration(rows: Sequence[PublishedShare], gap: int, period: date) -> list[MonitorFigure]:
    """Two curves, each of its own people; nothing while either is not told."""
    by_value = _shares(row for row in rows if row.split == REGISTRATION.key)
    both = [_only(by_value, value, str(words)) for value, words in REGISTRATION.values.items()]
    if not all(shares.is_told for shares in both):
        return []
    registered, other = both
    title = _("Who is known to be registered stays longer, or stayed long enough to register")
    first, second = registered.percent(365), other.percent(365)
    if first is not None and second is not None:
        title = _(
            "After a year %(first)s%% of who is known to be registered is still here, and %(second)s%% of the others"
        ) % {
            "first": first,
            "second": second,
        }
    figure = Figure(
        title=title,
        drawing=line(
            "stay-by-registration",
            [
                registered.series(registered.name),
                Series(_("others"), other.series("").points, Look.PLAN, dash=Dash.DASHED),
            ],
            _axis(*both),
            language=_language(),
            top=100,
            unit="%",
        ),
        note=_("%(source)s Who stays longer has more time to register, so a part of the difference is that.")
        % {"source": _source(period)},
        table=_table([(shares.name, shares) for shares in both], _("Registered in the BRP"), period),
    )
    return [MonitorFigure(STAYING, figure)]


def _beside_others(whole: SharesOf | None, gap: int, period: date | None) -> MonitorFigure:
    """Our curve and the published ones, each of its own population; bounds stand in the table only."""
    series: list[Series] = []
    rows: list[tuple[str, str, str]] = []
    for curve in reference_curves():
        name = _said(curve.name)
        points = [
            (_ARRIVAL, 100.0),
            *((_on(round(365.25 * p.years)), 100 * p.share) for p in curve.points if not p.at_most),
        ]
        if len(points) > 1:
            series.append(Series(name, points, look=Look.PLAN, dash=_DASHES[len(series) % len(_DASHES)]))
        for point in curve.points:
            share = f"{100 * point.share:.0f}%"
            rows.append(
                (name, _years(point.years), _("at most %(share)s") % {"share": share} if point.at_most else share)
            )
    ours: list[tuple[str, date] | None] = [None] * len(rows)
    title = _("Among the registered far more stay than among all who came to work")
    if whole is not None and whole.is_told:
        series.insert(0, whole.series(_("Thoes")))
        rows += [
            (_("Thoes, %(nights)s") % {"nights": _nights(gap)}, _after(days), f"{share.percent}%")
            for days, share in whole.shares.items()
            if share.percent is not None
        ]
    if period is not None:
        ours += [(LIMBURG, period)] * (len(rows) - len(ours))
    table = Table(_("What others published"), (_("Who"), _("After"), _("Still here")), tuple(rows))
    figure = Figure(
        title=title,
        drawing=line("stay-beside-others", series, _axis(), language=_language(), top=100, unit="%"),
        note=_(
            "Sources: %(sources)s. Each curve is about other people; they stand beside each other and are never added up."
        )
        % {"sources": "; ".join(_short(curve.source.title) for curve in reference_curves())},
        table=with_coverage(table, numbers_of_coverage(area=LIMBURG), ours),
    )
    return MonitorFigure(STAYING, figure, "" if period else str(NOT_OF_THE_REGISTER))


def _groups(rows: Sequence[PublishedShare]) -> Iterable[tuple[str, list[tuple[str, list[str]]]]]:
    """A table for each division: its name, and per group the shares in words."""
    areas = areas_of_limburg()
    regions = _shares(row for row in rows if not row.split and row.area != LIMBURG)
    yield _("Region"), [(areas[code].name, _cells(_only(regions, code))) for code in areas if code in regions]
    for split in (NATIONALITY, HOUSING):
        yield str(split.name), _rows_of(split, rows)


def _rows_of(split: Split, rows: Sequence[PublishedShare]) -> list[tuple[str, list[str]]]:
    by_value = _shares(row for row in rows if row.split == split.key)
    return [(str(words), _cells(_only(by_value, value))) for value, words in split.values.items()]


def _cells(shares: SharesOf) -> list[str]:
    return [_cell(shares.shares.get(days)) for days in _TABLE_MARKS]


def _cell(share: PublishedShare | None) -> str:
    if share is None or share.percent is None:
        return _("not shown")
    return _("%(percent)s%% (%(low)s to %(high)s)") % {"percent": share.percent, "low": share.low, "high": share.high}


def _finding(shares: SharesOf) -> str:
    told = [days for days in MARKS if shares.percent(days) is not None]
    if not told:
        return _("How long people stay cannot be shown yet")
    days = 365 if 365 in told else told[-1]
    share = shares.shares[days]
    return _("After %(time)s %(percent)s%% of who came is still here (%(low)s to %(high)s%%)") % {
        "time": _after(days),
        "percent": share.percent,
        "low": share.low,
        "high": share.high,
    }


def _note_of_line(gap: int, period: date) -> str:
    return _("%(source)s In the drawn line nights away up to %(gap)s belong to the same stay.") % {
        "source": _source(period), "gap": gap,
    }  # fmt: skip


def _half(shares: SharesOf) -> str:
    """Between which times the median stay lies: more is not known of a curve that is told at a few times.

    Nothing where no share is told.
    """
    told = [(days, percent) for days in MARKS if (percent := shares.percent(days)) is not None]
    above = [days for days, percent in told if percent > 50]
    below = [days for days, percent in told if percent <= 50]
    if not told:
        return ""
    if not below:
        return _("After %(time)s more than half of who came is still here.") % {"time": _after(above[-1])}
    if not above:
        return _("Half of who came has left within %(time)s.") % {"time": _after(below[0])}
    return _("Half of who came has left between %(first)s and %(last)s after the arrival.") % {
        "first": _after(above[-1]), "last": _after(below[0]),
    }  # fmt: skip


def _table(groups: Sequence[tuple[str, SharesOf]], head: str, period: date) -> Table:
    table = Table(
        _("Still here after a time, in percent"),
        (head, *(_after(days) for days in MARKS)),
        tuple((name, *(_cell(shares.shares.get(days)) for days in MARKS)) for name, shares in groups),
    )
    return with_coverage(table, numbers_of_coverage(area=LIMBURG, period=period), [(LIMBURG, period)] * len(groups))


def _reference(curve: ReferenceCurve) -> dict[str, object]:
    source = curve.source
    return {
        "name": _said(curve.name),
        "population": _said(source.population),
        "title": _said(source.title),
        "link": source.link,
        "date": source.date,
        "confidence": CONFIDENCE_TEXTS[source.confidence],
        "note": _said(source.note) if source.note else "",
    }


def _axis(*shown: SharesOf) -> Days:
    """As many years as something is told of; without shares the years of what others published."""
    last = max((days for shares in shown for days in MARKS if shares.percent(days) is not None), default=None)
    years = _YEARS if last is None else ceil(last / 366)
    kept = 1 if years <= _YEARS_ON_A_PHONE else 2
    ticks = (
        Tick(_on(round(365.25 * year)), _years(year) if year else "0", is_kept=year % kept == 0)
        for year in range(years + 1)
    )
    return Days(_ARRIVAL, _on(round(365.25 * years) + 1), tuple(ticks))


def _on(days: int) -> date:
    return _ARRIVAL + timedelta(days=days)


def _after(days: int) -> str:
    if days >= 365:
        return _years(round(days / 365.25))
    months = round(days / 30.4)
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}


def _years(years: float) -> str:
    return ngettext("%(count)s year", "%(count)s years", int(years)) % {"count": f"{years:g}"}


def _nights(gap: int) -> str:
    return (
        ngettext("%(count)s night away", "%(count)s nights away", gap) % {"count": gap} if gap else _("no night away")
    )


def _source(period: date) -> str:
    return _("Source: the night register in Thoes, up to %(day)s.") % {"day": day_in_words(period)}


def _language() -> str:
    return get_language() or "nl"


def _short(title: Text) -> str:
    """A source without what it found, which stands on the page."""
    return _said(title).partition(":")[0]


def _said(text: Text) -> str:
    return text.nl if _language() == "nl" else text.en
