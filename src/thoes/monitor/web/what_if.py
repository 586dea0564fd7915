"""What if: the need of a scenario when something changes, for everybody; and set against the plans, for who may see those."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import needs
from thoes.housing.public import HOUSING_PERMITS
from thoes.monitor.domain.need import LIMBURG
from thoes.monitor.domain.scenarios import REGIONS
from thoes.monitor.domain.what_if import YearNeed, needs_by_year
from thoes.monitor.figures import MonitorFigure
from thoes.monitor.indicators.forecasts import NEED
from thoes.monitor.models import LONGEST_NAME
from thoes.monitor.outlook import Outlook, shipped_outlook
from thoes.monitor.permissions import USE_MONITOR
from thoes.monitor.texts import REGION_TEXTS
from thoes.monitor.web.embedding import asked_figure, asked_file_of, embeddable
from thoes.monitor.web.saved_scenarios import saved_by
from thoes.monitor.web.what_if_form import Asked, WhatIfForm
from thoes.monitor.web.words import SHOWN_BAND, about, language, source_in_words, whole
from thoes.pipeline.public import SEE_PIPELINE, Supply, need_terms, supply_of_regions
from thoes.ui.charts import Dash, Days, Figure, Look, Series, Table, bridge, line

Supplies = dict[date, dict[str, Supply]]


@dataclass(frozen=True, slots=True)
class ShownYear:
    """A year of a region: the need with its range, and where plans are shown what fills it and what is still missing."""

    line: YearNeed
    low: float
    high: float
    supply: Supply | None = None

    @property
    def missing(self) -> float:
        """What the need still lacks; negative when there is more than it asks."""
        assert self.supply is not None
        return self.line.need - self.supply.realised - self.supply.weighted


@require_safe
@embeddable
def what_if(request: HttpRequest) -> HttpResponse:
    """The need alone, for everybody: plans may not be public yet.

    Not open before the second step: a member sees here what the own organisation saved.
    """
    return _page(request, with_plans=False)


@require_safe
@needs(SEE_PIPELINE, purpose=HOUSING_PERMITS)
def against_plans(request: HttpRequest) -> HttpResponse:
    """The same, against what was realised and is planned in each region."""
    return _page(request, with_plans=True)


def _page(request: HttpRequest, *, with_plans: bool) -> HttpResponse:
    today = timezone.localdate()
    form = WhatIfForm(request.GET.dict(), this_year=today.year)
    query = request.GET.copy()
    query.pop("file", None)
    actor = getattr(request, "actor", None)
    context: dict[str, Any] = {
        "form": form,
        "tab": reverse("monitor:what-if"),
        "with_plans": with_plans,
        "may_see_plans": actor is not None and actor.may(SEE_PIPELINE),
        "may_save": actor is not None and actor.may(USE_MONITOR),
        "longest_name": LONGEST_NAME,
        "other": f"{reverse('monitor:what-if' if with_plans else 'monitor:against-plans')}?{query.urlencode()}",
        "link": f"{request.build_absolute_uri(request.path)}?{query.urlencode()}",
        "answer_in": SHOWN_BAND,
    }
    if form.is_valid():
        asked = form.asked()
        years = _years(asked, today=today, with_plans=with_plans)
        figures = _figures(asked, years, with_plans=with_plans)
        # Plans may not be public yet, so their page is put in no other one.
        files = asked_file_of(request, figures) if with_plans else asked_figure(request, figures)
        if files:
            return files
        context |= {"figures": figures, "regions": _by_region(years), "answers": form.answers()}
    if actor is not None and context["may_save"]:
        context["saved"] = saved_by(actor)
    return render(request, "monitor/what_if.html", context)


def _years(asked: Asked, *, today: date, with_plans: bool) -> list[ShownYear]:
    """Every region and year; the range is that of the scenario, moved by what the change asks more or less."""
    found = shipped_outlook(asked.named.scenario.name)
    lines = needs_by_year(asked.named.scenario, asked.named.need, asked.change)
    supply = _supply(lines, today) if with_plans else None
    return [_shown(line, found, supply) for line in lines]


def _supply(lines: Sequence[YearNeed], today: date) -> Supplies:
    ends = sorted({date(line.year, 1, 1) for line in lines})
    return supply_of_regions(ends, terms=need_terms(today))


def _shown(line: YearNeed, found: Outlook, supply: Supplies | None) -> ShownYear:
    band, moved = found.need_in(line.region, line.year).within(SHOWN_BAND), line.need - line.without
    here = None
    if supply is not None:
        sums = supply[date(line.year, 1, 1)]
        here = sums.get(line.region, Supply()) if line.region != LIMBURG else sum(sums.values(), start=Supply())
    return ShownYear(line, max(0, band.low + moved), max(0, band.high + moved), here)


def _by_region(years: Sequence[ShownYear]) -> list[tuple[str, list[ShownYear]]]:
    """Limburg on top, then its regions."""
    return [(place, [each for each in years if each.line.region == place]) for place in (LIMBURG, *REGIONS)]


def _figures(asked: Asked, years: Sequence[ShownYear], *, with_plans: bool) -> list[MonitorFigure]:
    figures = [_need(asked, years)]
    if with_plans:
        figures += [_bridge(place, each[-1]) for place, each in _by_region(years)]
    return figures


def _need(asked: Asked, years: Sequence[ShownYear]) -> MonitorFigure:
    limburg = [each for each in years if each.line.region == LIMBURG]
    first, last = limburg[0].line.year, limburg[-1].line.year
    days = [date(each.line.year, 1, 1) for each in limburg]
    series = [
        Series(
            _("with the change"),
            [(day, each.line.need) for day, each in zip(days, limburg, strict=True)],
            band=[(day, each.low, each.high) for day, each in zip(days, limburg, strict=True)],
        )
    ]
    if limburg[-1].line.need != limburg[-1].line.without:
        without = [(day, each.line.without) for day, each in zip(days, limburg, strict=True)]
        series.append(Series(_("the scenario"), without, Look.PLAN, dash=Dash.DASHED))
    axis = Days(date(first, 1, 1), date(last, 1, 2))
    return MonitorFigure(
        NEED,
        Figure(
            title=_title(limburg[-1]),
            drawing=line("need", series, axis, language=language(), height=240),
            note=_("Range of %(percent)s percent: that of the scenario, moved with the change. Source: %(source)s.") % {
                "percent": SHOWN_BAND, "source": source_in_words(asked.named.sources["growth"]),
            },
            table=Table(_("Places needed in January"), _head(years), tuple(_row(each) for each in years)),
        ),
    )  # fmt: skip


def _title(last: ShownYear) -> str:
    more = last.line.need - last.line.without
    facts = {
        "year": last.line.year, "places": _("%(low)s to %(high)s") % {"low": about(last.low), "high": about(last.high)},
        "more": whole(abs(more)),
    }  # fmt: skip
    if more > 0:
        return _("In %(year)s %(places)s places are needed: %(more)s more than in the scenario") % facts
    if more < 0:
        return _("In %(year)s %(places)s places are needed: %(more)s fewer than in the scenario") % facts
    return _("In %(year)s %(places)s places are needed, as in the scenario") % facts


def _head(years: Sequence[ShownYear]) -> tuple[str, ...]:
    filled = () if years[0].supply is None else (_("Realised"), _("Planned, weighted by chance"), _("Still missing"))
    return (
        _("Region and year"), _("In the scenario"), _("Need"), _("80 percent, from"), _("80 percent, to"), _("Backlog"),
        _("Growth"), _("Beds that went"), *filled,
    )  # fmt: skip


def _row(each: ShownYear) -> tuple[str | int, ...]:
    line, supply = each.line, each.supply
    filled = () if supply is None else (round(supply.realised), round(supply.weighted), round(each.missing))
    name = f"{REGION_TEXTS[line.region]}, {line.year}"
    return (
        name, line.without, line.need, round(each.low), round(each.high), line.backlog, line.growth, line.closed, *filled,
    )  # fmt: skip


def _bridge(place: str, last: ShownYear) -> MonitorFigure:
    """From backlog by growth and what closes to the need, and by what is there and planned to what is missing."""
    line, supply, missing = last.line, last.supply, last.missing
    assert supply is not None
    steps = [(_("Growth in workers"), float(line.growth), whole(line.growth))]
    if line.closed:
        steps.append((_("Beds that go"), float(line.closed), whole(line.closed)))
    steps += [
        (_("Realised"), -supply.realised, whole(-supply.realised)),
        (_("Planned, weighted by chance"), -supply.weighted, whole(-supply.weighted)),
    ]
    low, high = last.low - supply.realised - supply.weighted, last.high - supply.realised - supply.weighted
    facts = {
        "place": REGION_TEXTS[place], "year": line.year,
        "places": _("%(low)s to %(high)s") % {"low": about(max(0, low)), "high": about(max(0, high))},
    }  # fmt: skip
    name = f"gap-{place}"
    return MonitorFigure(
        NEED,
        Figure(
            title=_("%(place)s in %(year)s: %(places)s places still missing") % facts,
            drawing=bridge(
                name,
                (_("Backlog"), float(line.backlog), whole(line.backlog)),
                steps,
                (_("Still missing"), f"{whole(missing)} ({facts['places']})"),
            ),
            note=_(
                "Plans in Thoes that are expected by January of that year, each times its chance. "
                "Range of %(percent)s percent."
            )
            % {"percent": SHOWN_BAND},
            table=Table(
                str(REGION_TEXTS[place]),
                (_("Part"), _("Places")),
                ((_("Backlog"), line.backlog), *((label, round(value)) for label, value, _says in steps),
                 (_("Still missing"), round(missing)), (_("80 percent, from"), round(max(0, low))),
                 (_("80 percent, to"), round(max(0, high)))),
            ),
        ),
    )  # fmt: skip
