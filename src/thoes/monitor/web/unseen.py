"""The unseen: how many people stand in no list, and why that is an interval and never one number."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.monitor.domain.dual_system import DualSystem, dual_system
from thoes.monitor.domain.poisson_fits import Interval
from thoes.monitor.figures import MonitorFigure
from thoes.monitor.indicators.unseen import UNSEEN
from thoes.monitor.methods import dependence_of_lists, published_example, source_of_link_faults
from thoes.monitor.texts import CONFIDENCE_TEXTS
from thoes.monitor.web.embedding import asked_figure, embeddable
from thoes.rules.loading import Text
from thoes.ui.charts import Figure, Look, Row, Segment, Table, bars
from thoes.ui.charts.scales import number_in

_ROUNDED = 1_000
"""An estimate that may lie a quarter of a million off is given in thousands."""


@open_before_second_step
@require_safe
@embeddable
def unseen(request: HttpRequest) -> HttpResponse:
    """The method in words, and what it makes of two lists that were published."""
    taken, (histories, source) = dependence_of_lists(), published_example()
    shown = _example()
    context = {
        "shown": shown,
        "low": _number(taken.low),
        "high": _number(taken.high),
        "both": _number(histories.count((1, 1))),
        "first": _number(histories.count((1, 0))),
        "second": _number(histories.count((0, 1))),
        "lists": histories.lists,
        "population": _said(source.population),
        "sources": [
            {
                "title": _said(each.title),
                "link": each.link,
                "date": each.date,
                "confidence": CONFIDENCE_TEXTS[each.confidence],
            }
            for each in (source, taken.source, source_of_link_faults())
        ],
    }
    return asked_figure(request, [shown]) or render(request, "monitor/unseen.html", context)


@cache
def _answers() -> tuple[tuple[float, DualSystem], ...]:
    """The example when the lists find other people, when they know nothing of each other, and when they find the same."""
    taken, (histories, _source) = dependence_of_lists(), published_example()
    return tuple((odds, dual_system(histories, odds_ratio=(odds, odds))) for odds in (taken.low, 1.0, taken.high))


def _example() -> MonitorFigure:
    _histories, source = published_example()
    says = {
        0: _("The lists find other people"),
        1: _("The lists do not depend on each other"),
        2: _("The lists find the same people"),
    }
    # Above a bar on a phone there is room for two words beside the numbers.
    labels = {0: _("find others"), 1: _("independent"), 2: _("find the same")}
    rows, cells = [], []
    intervals = [answer.range.interval for _odds, answer in _answers() if answer.range is not None]
    for at, (odds, _answer) in enumerate(_answers()):
        words = _range(intervals[at])
        rows.append(_bar(labels[at], words, intervals[at]))
        cells.append((says[at], _number(odds), words))
    whole = Interval(intervals[0].low, intervals[-1].high)
    figure = Figure(
        title=_(
            "In 2009 between %(low)s and %(high)s Poles may have been in the Netherlands; two lists cannot tell more"
        )
        % {"low": _thousands(whole.low), "high": _thousands(whole.high or whole.low)},
        drawing=bars("unseen-poles", rows),
        note=_("Source: %(source)s; worked out anew in Thoes. Intervals of 95 percent, in thousands.")
        % {"source": _said(source.title)},
        table=Table(
            _("Poles in the Netherlands in 2009, in a list or in none"),
            (_("What is assumed"), _("Odds ratio"), _("From and to")),
            tuple(cells),
        ),
    )
    return MonitorFigure(UNSEEN, figure)


def _bar(label: str, words: str, interval: Interval) -> Row:
    """An interval lies where its numbers are on a scale from nothing: no bar from 0, which would look like a count."""
    high = interval.high or interval.low
    return Row(label, words, (Segment(high - interval.low, Look.MAIN),), start=interval.low)


def _range(interval: Interval) -> str:
    if interval.high is None:
        return _("%(low)s or more") % {"low": _thousands(interval.low)}
    return _("%(low)s to %(high)s") % {"low": _thousands(interval.low), "high": _thousands(interval.high)}


def _thousands(number: float) -> str:
    return _number(_ROUNDED * round(number / _ROUNDED))


def _number(number: float) -> str:
    return number_in(_language(), number)


def _language() -> str:
    return get_language() or "nl"


def _said(text: Text) -> str:
    return text.nl if _language() == "nl" else text.en
