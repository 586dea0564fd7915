"""The first page of the monitor: the story in six figures, each with what it finds as its title."""

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.monitor import stories
from thoes.monitor.areas import LIMBURG, Area, areas_of_limburg
from thoes.monitor.figures import MonitorFigure
from thoes.monitor.published import Numbers, last_publication, read_numbers
from thoes.monitor.splits import KIND_OF_STAY, NATIONALITY
from thoes.monitor.web.embedding import asked_figure, embeddable


@open_before_second_step
@require_safe
@embeddable
def start(request: HttpRequest) -> HttpResponse:
    """What everybody asks first, and when it was counted."""
    publication = last_publication()
    if publication is None:
        return render(request, "monitor/nothing_yet.html")
    areas = areas_of_limburg()
    places = [code for code, area in areas.items() if area.of in ("", LIMBURG)]
    figures = _story(read_numbers(area__in=places), areas, publication.night)
    answer = asked_figure(request, figures)
    return answer or render(request, "monitor/start.html", {"figures": figures, "publication": publication})


def _story(numbers: Numbers, areas: Mapping[str, Area], night: date) -> list[MonitorFigure]:
    limburg, places = areas[LIMBURG], list(areas.values())
    return [
        stories.people_over_time(numbers, limburg, night),
        stories.where_they_sleep(numbers, places, night),
        stories.by_split(numbers, limburg, night, NATIONALITY, _("The largest group is %(value)s: %(share)s percent")),
        stories.by_split(
            numbers, limburg, night, KIND_OF_STAY, _("Of %(share)s percent the stay up to now is %(value)s")
        ),
        stories.came_and_went(numbers, limburg, night),
        stories.how_sure(numbers, places, night),
    ]
