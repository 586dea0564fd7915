"""The municipalities on a map: people, or people per hundred beds; each leads to its page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.monitor import stories
from thoes.monitor.areas import LIMBURG, areas_of_limburg
from thoes.monitor.coverage import with_coverage
from thoes.monitor.figures import MonitorFigure
from thoes.monitor.indicators.declaring import Indicator
from thoes.monitor.indicators.register_counts import BEDS, CONFIRMED, PEOPLE
from thoes.monitor.published import Numbers, last_publication, read_numbers
from thoes.monitor.web.embedding import asked_figure, embeddable
from thoes.places.public import map_of
from thoes.ui.charts import Figure, Said, Table


def _share(part: str, whole: str) -> Callable[[Numbers, str, date], int | None]:
    def of(numbers: Numbers, code: str, night: date) -> int | None:
        number, total = (numbers.shown(each, code, night) for each in (part, whole))
        return round(100 * number / total) if number is not None and total else None

    return of


@dataclass(frozen=True, slots=True)
class Measure:
    """What a map shows: its words, the indicator behind it, its sentence over a municipality, and the number."""

    words: Any
    indicator: Indicator
    title: Any
    sentence: Any
    number: Callable[[Numbers, str, date], int | None]


MEASURES = {
    "people": Measure(
        gettext_lazy("People"),
        PEOPLE,
        gettext_lazy("Most international workers sleep in %(name)s: about %(number)s"),
        gettext_lazy("%(name)s: about %(number)s people"),
        lambda numbers, code, night: numbers.shown(PEOPLE.key, code, night),
    ),
    "full": Measure(
        gettext_lazy("People per 100 beds"),
        PEOPLE,
        gettext_lazy("The beds are fullest in %(name)s: about %(number)s people per 100 beds"),
        gettext_lazy("%(name)s: about %(number)s people per 100 beds"),
        _share(PEOPLE.key, BEDS.key),
    ),
    "beds": Measure(
        gettext_lazy("Beds"),
        BEDS,
        gettext_lazy("Most beds stand in %(name)s: %(number)s"),
        gettext_lazy("%(name)s, beds: %(number)s"),
        lambda numbers, code, night: numbers.shown(BEDS.key, code, night),
    ),
    "confirmed": Measure(
        gettext_lazy("Confirmed beds, in percent"),
        CONFIRMED,
        gettext_lazy("The register is confirmed best in %(name)s: %(number)s percent of the beds"),
        gettext_lazy("%(name)s: the register of %(number)s percent of the beds was confirmed"),
        _share(CONFIRMED.key, BEDS.key),
    ),
}


@open_before_second_step
@require_safe
@embeddable
def show(request: HttpRequest) -> HttpResponse:
    """The map of one measure, chosen in the address."""
    publication = last_publication()
    if publication is None:
        return render(request, "monitor/nothing_yet.html")
    chosen = request.GET.get("measure", "")
    measure = MEASURES.get(chosen, MEASURES["people"])
    shown = _figure(measure, read_numbers(period=publication.night, split=""), publication.night)
    context = {
        "shown": shown,
        "publication": publication,
        "here": f"?measure={chosen if chosen in MEASURES else 'people'}",
        "measures": [(f"?measure={key}", each.words, None) for key, each in MEASURES.items()],
    }
    return asked_figure(request, [shown]) or render(request, "monitor/map.html", context)


def _figure(measure: Measure, numbers: Numbers, night: date) -> MonitorFigure:
    areas = areas_of_limburg()
    told = {code: measure.number(numbers, code, night) for code, area in areas.items() if area.of not in ("", LIMBURG)}

    def say(code: str, name: str) -> Said:
        number = told.get(code)
        sentence = (
            _("%(name)s: not shown") % {"name": name}
            if number is None
            else measure.sentence % {"name": name, "number": stories.in_words(number)}
        )
        return Said(sentence, number, reverse("monitor:area", args=[code]))

    drawing, note = map_of("monitor-map", say)
    known = [(number, code) for code, number in told.items() if number is not None]
    title = _("Nothing can be shown per municipality")
    if known:
        number, code = max(known)
        title = measure.title % {"name": areas[code].name, "number": stories.in_words(number)}
    table = Table(
        str(measure.words),
        (_("Municipality"), str(measure.words)),
        tuple((areas[code].name, number) for code, number in told.items()),
    )
    table = with_coverage(table, numbers, [(code, night) for code in told])
    figure = Figure(title, drawing, f"{stories.source(night)} {note}", table)
    return MonitorFigure(measure.indicator, figure, stories.coverage(numbers, areas[LIMBURG], night))
