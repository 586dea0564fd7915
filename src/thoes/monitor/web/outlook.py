"""The forecast and the need to the end of a scenario, and what became of forecasts that were made before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.monitor.back_test import (
    EventInCounts,
    Outcome,
    Scored,
    Summary,
    arrivals_against_counts,
    events_in_counts,
    known_events,
    known_outcomes,
    scenarios_against_outcomes,
    summary_of,
)
from thoes.monitor.domain.need import LIMBURG, Need, NeedRow
from thoes.monitor.domain.scenarios import REGIONS, need_in
from thoes.monitor.domain.scoring import LEVELS
from thoes.monitor.figures import MonitorFigure
from thoes.monitor.indicators.forecasts import NEED, REGISTERED_MOVES, WORKERS_FORECAST
from thoes.monitor.outlook import PLACES, Outlook, shipped_outlook
from thoes.monitor.population import population_table
from thoes.monitor.scenario_files import NAMES, need_sources, scenario_named
from thoes.monitor.texts import REGION_TEXTS, ROW_TEXTS
from thoes.monitor.web.embedding import asked_figure, embeddable
from thoes.monitor.web.words import SHOWN_BAND, about, language, range_of, said, source_in_words, whole
from thoes.ui.charts import Days, Figure, Look, Series, Table, bridge, fan, line
from thoes.ui.charts.figure import Cell


@dataclass(frozen=True, slots=True)
class ShownScore:
    """A line of the back-test: what was forecast, in which bands the outcome fell, and how far off it was."""

    name: str
    inside: tuple[tuple[int, str], ...]
    score: str
    no_change: str


@open_before_second_step
@require_safe
@embeddable
def outlook(request: HttpRequest) -> HttpResponse:
    """The page of one scenario; a name that there is not is the first."""
    asked = request.GET.get("scenario", "")
    name = asked if asked in NAMES else NAMES[0]
    found = shipped_outlook(name)
    figures = [_workers(found), _need(found), _moves("immigration"), _moves("emigration")]
    context = {
        "scenarios": [(f"?scenario={each}", said(scenario_named(each).title), None) for each in NAMES],
        "here": f"?scenario={name}",
        "workers": figures[0],
        "need": figures[1],
        "moves": figures[2:],
        "kinds": _kinds(found),
        "kinds_caption": _("Need in %(year)s by region and kind of stay, in places") % {"year": found.until},
        "scored": [_of_scenario(scored, said(named.title)) for named, scored in scenarios_against_outcomes()],
        "outcomes": known_outcomes(),
        "events": [_of_event(each) for each in events_in_counts("immigration")],
        "not_in_scenario": [said(each.name) for each in known_events() if found.start < each.year <= found.until],
        "levels": LEVELS,
        "summaries": [
            _of_summary(summary_of(arrivals_against_counts(column)), label)
            for column, label in (("immigration", _("Who came")), ("emigration", _("Who left")))
        ],
        "sources": [*found.named.sources.values(), *need_sources().values()],
    }
    files = asked_figure(request, figures)
    return files or render(request, "monitor/outlook.html", context)


def _days(found: Outlook) -> Days:
    return Days(date(found.start, 1, 1), date(found.until, 1, 2))


def _workers(found: Outlook) -> MonitorFigure:
    """The fan of Limburg, with the numbers that were found."""
    months = [date(found.start + at // 12, 1 + at % 12, 1) for at in range(len(found.workers[LIMBURG]))]
    spreads = found.workers[LIMBURG]
    bands = [
        [
            (day, spread.within(level).low, spread.within(level).high)
            for day, spread in zip(months, spreads, strict=True)
        ]
        for level in LEVELS
    ]
    path = [(date(year, 1, 1), sum(found.named.scenario.workers_in(year).values())) for year in found.years]
    known = [
        Series(_found_in_words(outcome), [(date(outcome.year, 1, 1), outcome.workers)], Look.BAD, are_dots=True)
        for outcome in known_outcomes()
        if found.start < outcome.year <= found.until
    ]
    last = found.workers_in(LIMBURG, found.until)
    return MonitorFigure(
        WORKERS_FORECAST,
        Figure(
            title=_("In %(year)s %(range)s international workers, if the scenario holds") % {
                "year": found.until, "range": range_of(last),
            },
            drawing=line(
                "workers", [*fan(_("the scenario"), path, bands), *known], _days(found), language=language(), height=260
            ),
            note=_("Bands of 50, 80 and 95 percent, of %(draws)s draws. Source: %(source)s.") % {
                "draws": whole(found.draws), "source": source_in_words(found.named.sources["growth"]),
            },
            table=_spread_table(_("International workers in January, Limburg"), found),
        ),
    )  # fmt: skip


def _found_in_words(outcome: Outcome) -> str:
    return _("found for %(year)s: %(number)s") % {"year": outcome.year, "number": about(outcome.workers)}


def _spread_table(caption: str, found: Outlook) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for place in PLACES:
        for year in found.years:
            spread = found.workers_in(place, year)
            edges = [edge for each in spread.bands for edge in (round(each.low), round(each.high))]
            rows.append((f"{REGION_TEXTS[place]}, {year}", round(spread.median), *edges))
    edges_of = (_("%(percent)s percent, from"), _("%(percent)s percent, to"))
    heads = [head % {"percent": level} for level in LEVELS for head in edges_of]
    return Table(caption, (_("Region and year"), _("Middle draw"), *heads), tuple(rows))


def _need(found: Outlook) -> MonitorFigure:
    """From the backlog by the growth of each region to the need of Limburg."""
    totals = {each.region: each for each in _lines(found) if each.row is NeedRow.TOTAL}
    steps = [
        (
            _("Growth in %(region)s") % {"region": REGION_TEXTS[region]},
            float(totals[region].growth),
            _("%(growth)s more") % {"growth": whole(totals[region].growth)},
        )
        for region in REGIONS
    ]
    whole_need = totals[LIMBURG]
    spread = found.need_in(LIMBURG, found.until)
    says = _("%(need)s (%(range)s)") % {"need": whole(whole_need.need), "range": range_of(spread)}
    return MonitorFigure(
        NEED,
        Figure(
            title=_(
                "The need in %(year)s: %(backlog)s places of backlog and %(growth)s of growth, together %(need)s "
                "(range: %(places)s)"
            ) % {
                "year": found.until, "backlog": about(whole_need.backlog), "growth": about(whole_need.growth),
                "need": about(whole_need.need), "places": range_of(spread),
            },
            drawing=bridge(
                "need",
                (_("Backlog in %(year)s") % {"year": found.named.need.reference}, float(whole_need.backlog),
                 whole(whole_need.backlog)),
                steps,
                (_("Need in %(year)s") % {"year": found.until}, says),
            ),
            note=_("Range of 80 percent. Backlog and growth apart are a hypothesis. Source: %(source)s.") % {
                "source": source_in_words(need_sources()["line"]),
            },
            table=_need_table(found, totals),
        ),
    )  # fmt: skip


def _need_table(found: Outlook, totals: dict[str, Need]) -> Table:
    rows = []
    for place, total in totals.items():
        band = found.need_in(place, found.until).within(SHOWN_BAND)
        rows.append(
            (str(REGION_TEXTS[place]), total.backlog, total.growth, total.need, round(band.low), round(band.high))
        )
    head = (_("Region"), _("Backlog"), _("Growth"), _("Need"), _("80 percent, from"), _("80 percent, to"))
    return Table(_("Need per region, in places"), head, tuple(rows))


def _lines(found: Outlook) -> list[Need]:
    return need_in(found.until, found.named.scenario, found.named.need)


def _kinds(found: Outlook) -> list[tuple[Any, list[Need]]]:
    """Each kind of stay with its need in every region; the range stands with the totals."""
    lines = _lines(found)
    return [(ROW_TEXTS[row], [each for each in lines if each.row is row]) for row in NeedRow]


def _moves(column: str) -> MonitorFigure:
    """What CBS counted, and what would have been forecast a year before."""
    ahead = [each for each in arrivals_against_counts(column) if each.year == each.origin + 1]
    rows = [(row.year, getattr(row, column)) for row in population_table().years_of(LIMBURG)]
    days = Days(date(rows[0][0], 1, 1), date(rows[-1][0], 1, 2))
    bands = [
        [(date(each.year, 1, 1), each.spread.within(level).low, each.spread.within(level).high) for each in ahead]
        for level in LEVELS
    ]
    middle = [(date(each.year, 1, 1), each.spread.median) for each in ahead]
    counted = Series(_("counted"), [(date(year, 1, 1), number) for year, number in rows])
    events = [
        Series(f"{each.event.year}: {said(each.event.name)}", [(date(each.event.year, 1, 1), each.counted)], Look.BAD,
               are_dots=True)
        for each in events_in_counts(column)
    ]  # fmt: skip
    return MonitorFigure(
        REGISTERED_MOVES,
        Figure(
            title=_title_of_moves(column, ahead),
            drawing=line(
                column, [*fan(_("a year before"), middle, bands), counted, *events], days, language=language(),
                height=220,
            ),
            note=_("Source: %(source)s.") % {"source": source_in_words(population_table().source)},
            table=Table(
                _("A year ahead: forecast and counted"),
                (_("Year"), _("Counted"), _("Middle draw"), _("95 percent, from"), _("95 percent, to")),
                tuple(
                    (str(each.year), round(each.outcome), round(each.spread.median),
                     round(each.spread.within(95).low), round(each.spread.within(95).high))
                    for each in ahead
                ),
            ),
        ),
    )  # fmt: skip


def _title_of_moves(column: str, ahead: Iterable[Scored]) -> str:
    missed = ", ".join(str(each.year) for each in ahead if not each.is_inside(95))
    if column == "immigration":
        if missed:
            return _("Who came to Limburg fell outside the widest band in %(years)s") % {"years": missed}
        return _("Who came to Limburg stayed within the widest band every year")
    if missed:
        return _("Who left Limburg fell outside the widest band in %(years)s") % {"years": missed}
    return _("Who left Limburg stayed within the widest band every year")


def _of_scenario(scored: Scored, name: str) -> ShownScore:
    inside = tuple((level, _("inside") if scored.is_inside(level) else _("outside")) for level in LEVELS)
    return ShownScore(name, inside, about(scored.score), about(scored.no_change))


def _of_event(each: EventInCounts) -> str:
    """What CBS counted in the year of an event, and whether it had been forecast."""
    facts = {
        "year": each.event.year, "event": said(each.event.name), "immigrants": whole(each.counted),
        "before": each.event.year - 1, "percent": abs(each.percent),
    }  # fmt: skip
    counted = (
        _(
            "%(year)s was %(event)s: %(immigrants)s people came to Limburg, %(percent)s percent fewer than in %(before)s."
        )
        if each.percent < 0
        else _(
            "%(year)s was %(event)s: %(immigrants)s people came to Limburg, %(percent)s percent more than in %(before)s."
        )
    ) % facts
    if each.forecast is None:
        return counted
    band = each.forecast.spread.within(SHOWN_BAND)
    forecast = (
        _("The forecast of %(before)s had given %(low)s to %(high)s (80 percent), and it fell within that.")
        if each.forecast.is_inside(SHOWN_BAND)
        else _("The forecast of %(before)s had given %(low)s to %(high)s (80 percent), and it fell outside that.")
    ) % {"before": each.event.year - 1, "low": about(band.low), "high": about(band.high)}
    return f"{counted} {forecast}"


def _of_summary(summary: Summary, name: str) -> ShownScore:
    label = _("%(name)s, %(count)s forecasts") % {"name": name, "count": summary.count}
    inside = tuple((level, f"{round(100 * summary.inside[level])} %") for level in LEVELS)
    return ShownScore(label, inside, about(summary.score), about(summary.no_change))
