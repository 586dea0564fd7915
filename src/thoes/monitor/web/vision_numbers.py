"""How the numbers of the vision hang together: what each counts, where they clash, and the line through them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.foundation.documents.sheets import Sheet
from thoes.monitor.coverage import COVERAGE_HEADS
from thoes.monitor.domain.need import LIMBURG, NeedRow
from thoes.monitor.domain.scenarios import need_in
from thoes.monitor.figures import MonitorFigure
from thoes.monitor.indicators.declaring import NOT_OF_THE_REGISTER
from thoes.monitor.indicators.forecasts import VISION_LINE
from thoes.monitor.scenario_files import NamedScenario, need_parameters, need_sources, scenario_named
from thoes.monitor.sources import NumberConfidence
from thoes.monitor.texts import CONFIDENCE_TEXTS
from thoes.monitor.vision_numbers import QuotedNumber, QuotedUnit, Topic, vision_topics
from thoes.monitor.web.embedding import asked_figure, embeddable
from thoes.monitor.web.words import language, said, source_in_words, whole
from thoes.ui.charts import Figure, Point, Straight, Table, points
from thoes.ui.charts.scales import number_in
from thoes.ui.files import kind_asked, sheet_file

UNIT_TEXTS: dict[QuotedUnit, Any] = {
    QuotedUnit.PLACES: gettext_lazy("places to stay"),
    QuotedUnit.PERSONS: gettext_lazy("persons, not jobs"),
    QuotedUnit.PERCENT: gettext_lazy("percent"),
}
_ON_THE_LINE = ("covid-base", "covid-strong", "pre-covid")


@dataclass(frozen=True, slots=True)
class ShownNumber:
    """A number with what it counts, in words."""

    number: str
    quoted: QuotedNumber
    unit: Any
    confidence: Any


@open_before_second_step
@require_safe
@embeddable
def vision_numbers(request: HttpRequest) -> HttpResponse:
    """The page; or all its numbers as a file."""
    figure = _line()
    kind = kind_asked(request)
    if kind is not None:
        head, *rows = _rows()
        return sheet_file(Sheet(_("Numbers"), head, rows), kind, name="numbers-of-the-vision")
    context = {
        "line": figure,
        "topics": [(topic, [_shown(number) for number in topic.numbers]) for topic in vision_topics()],
        "line_source": need_sources()["line"],
    }
    return asked_figure(request, [figure]) or render(request, "monitor/vision_numbers.html", context)


def _shown(number: QuotedNumber) -> ShownNumber:
    said_number = f"{number.value:g} %" if number.unit is QuotedUnit.PERCENT else whole(number.value)
    return ShownNumber(said_number, number, UNIT_TEXTS[number.unit], CONFIDENCE_TEXTS[number.source.confidence])


def _line() -> MonitorFigure:
    """The outcomes that are printed, the one that only follows from the line, and the line."""
    parameters, dots = need_parameters(), []
    for named in map(scenario_named, _ON_THE_LINE):
        growth, need = _outcome(named)
        # Of strong recovery the vision prints the places alone; its workers are read off the line.
        is_open = named.scenario.name == "covid-strong"
        dots.append(Point(growth, need, said(named.title), is_open=is_open))
    slope = number_in(language(), parameters.units_per_worker)
    backlog = whole(parameters.backlog)
    return MonitorFigure(
        VISION_LINE,
        Figure(
            title=_("The outcomes lie on one line: %(backlog)s places of backlog and %(slope)s per worker more") % {
                "backlog": backlog, "slope": slope,
            },
            drawing=points(
                "line", dots, Straight(parameters.backlog, parameters.units_per_worker), language=language(),
                across_says=_("workers more than in 2018"), up_says=_("places needed in 2030"),
            ),
            note=_("A hypothesis of ours: need = %(backlog)s + %(slope)s × growth. Source: %(source)s.") % {
                "backlog": backlog, "slope": slope, "source": source_in_words(need_sources()["line"]),
            },
            table=Table(
                _("Workers more than in 2018, and places needed in 2030"),
                (_("Scenario"), _("Workers more"), _("Places needed"), _("How sure")),
                tuple(
                    (dot.label, round(dot.across), round(dot.up),
                     str(CONFIDENCE_TEXTS[NumberConfidence.DERIVED if dot.is_open else NumberConfidence.PUBLISHED]))
                    for dot in dots
                ),
            ),
        ),
    )  # fmt: skip


def _outcome(named: NamedScenario) -> tuple[float, float]:
    """The growth in workers and the need of Limburg at the end of a scenario."""
    lines = need_in(named.scenario.until, named.scenario, named.need)
    total = next(each for each in lines if each.region == LIMBURG and each.row is NeedRow.TOTAL)
    return sum(named.scenario.growth.values()), total.need


def _rows() -> Iterator[tuple[Any, ...]]:
    yield (
        _("What it is about"), _("The number"), _("Counts"), _("Population"), _("Year or period"), _("Lives or works"),
        _("How sure"), _("Source"), _("Link"), _("Explanation is a hypothesis"), str(COVERAGE_HEADS[-1]),
    )  # fmt: skip
    for topic in vision_topics():
        for number in topic.numbers:
            yield _row(topic, number)


def _row(topic: Topic, number: QuotedNumber) -> tuple[Any, ...]:
    source = number.source
    return (
        said(topic.title), number.value, UNIT_TEXTS[number.unit], said(source.population), source.date, number.where.label,
        CONFIDENCE_TEXTS[source.confidence], said(source.title), source.link or "",
        _("yes") if topic.is_hypothesis else _("no"), NOT_OF_THE_REGISTER,
    )  # fmt: skip
