"""One area: how many live here, how many beds there are, how full they are, and what its region needs in 2030."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thoes.accounts.public import open_before_second_step
from thoes.monitor import stories
from thoes.monitor.areas import LIMBURG, Area, areas_of_limburg
from thoes.monitor.figures import MonitorFigure
from thoes.monitor.indicators.register_counts import BEDS, PEOPLE, PERMITTED, SCALED
from thoes.monitor.published import Numbers, last_publication, read_numbers
from thoes.monitor.splits import HOUSING, KIND_OF_STAY, NATIONALITY, PROVIDER, REGISTRATION, SECTOR
from thoes.monitor.web.embedding import asked_figure, embeddable
from thoes.pipeline.public import Scenario, vision_figures


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands on top of the page of an area. None is not told, or was not counted."""

    people: int | None
    beds: int
    permitted: int | None
    full: int | None
    estimate: tuple[int, int] | None


@open_before_second_step
@require_GET
@embeddable
def area(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a municipality, a region or the province, by its code."""
    areas = areas_of_limburg()
    if code not in areas:
        raise Http404
    publication = last_publication()
    if publication is None:
        return render(request, "monitor/nothing_yet.html")
    here, night = areas[code], publication.night
    numbers = read_numbers(area=code)
    figures = _figures(numbers, here, night)
    context = {
        "area": here,
        "facts": _facts(numbers, here, night),
        "coverage": stories.coverage(numbers, here, night),
        "figures": figures,
        "publication": publication,
        "parts": [each for each in areas.values() if each.of == code],
        "above": areas.get(here.of),
        **_need(here, areas),
    }
    return asked_figure(request, figures) or render(request, "monitor/area.html", context)


def _figures(numbers: Numbers, here: Area, night: date) -> list[MonitorFigure]:
    return [
        stories.people_over_time(numbers, here, night),
        stories.came_and_went(numbers, here, night),
        stories.by_split(numbers, here, night, NATIONALITY, _("The largest group is %(value)s: %(share)s percent")),
        stories.by_split(numbers, here, night, KIND_OF_STAY, _("Of %(share)s percent the stay up to now is %(value)s")),
        stories.by_split(
            numbers,
            here,
            night,
            REGISTRATION,
            _("Of %(share)s percent it is known that they are registered in the BRP"),
        ),
        stories.by_split(numbers, here, night, HOUSING, _("Most sleep in: %(value)s (%(share)s percent)")),
        stories.by_split(numbers, here, night, SECTOR, _("Most work in: %(value)s (%(share)s percent)")),
        stories.by_split(numbers, here, night, PROVIDER, _("Most sleep at: %(value)s (%(share)s percent)")),
    ]


def _facts(numbers: Numbers, here: Area, night: date) -> Facts:
    people = numbers.shown(PEOPLE.key, here.code, night)
    beds = numbers.shown(BEDS.key, here.code, night) or 0
    scaled = numbers.of(SCALED.key, here.code, night)
    return Facts(
        people,
        beds,
        numbers.shown(PERMITTED.key, here.code, night),
        round(100 * people / beds) if people is not None and beds else None,
        (scaled.low, scaled.high) if scaled else None,
    )


def _need(here: Area, areas: Mapping[str, Area]) -> dict[str, object]:
    """What the vision says that the region of this area needs; all regions together for the province."""
    vision, language = vision_figures(), "nl" if get_language() == "nl" else "en"
    figures = vision.regions[Scenario.BASE]
    regions = list(figures) if here.code == LIMBURG else [here.code if here.code in figures else here.of]
    return {
        "need": sum(figures[code].total for code in regions),
        "need_of": here.name if here.code == LIMBURG else areas[regions[0]].name,
        "vision": vision.title.in_language(language),  # type: ignore[arg-type]
        "vision_link": vision.link,
    }
