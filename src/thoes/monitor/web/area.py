"""One area: how many sleep here, how many beds there are, how full they are, and what its region needs in 2030."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thoes.accounts.public import open_before_second_step
from thoes.monitor import stories
from thoes.monitor.areas import LIMBURG, Area, areas_of_limburg
from thoes.monitor.figures import MonitorFigure
from thoes.monitor.indicators.register_counts import BEDS, PEOPLE, PERMITTED, SCALED
from thoes.monitor.outlook import shipped_outlook
from thoes.monitor.published import Numbers, last_publication, read_numbers
from thoes.monitor.scenario_files import NAMES
from thoes.monitor.splits import HOUSING, KIND_OF_STAY, NATIONALITY, PROVIDER, REGISTRATION, SECTOR
from thoes.monitor.web.embedding import asked_figure, embeddable
from thoes.monitor.web.words import SHOWN_BAND, range_of, said
from thoes.pipeline.public import SEE_PIPELINE, Scenario, vision_figures


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands on top of the page of an area. None is not told, or was not counted."""

    people: int | None
    beds: int
    permitted: int | None
    full: int | None
    free: int | None
    estimate: tuple[int, int] | None


@open_before_second_step
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """On to the page of the area that was chosen by its name; to the map for another."""
    code = request.GET.get("area", "")
    return redirect("monitor:area", code) if code in areas_of_limburg() else redirect("monitor:map")


@open_before_second_step
@require_safe
@embeddable
def area(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a municipality, a region or the province, by its code."""
    areas = areas_of_limburg()
    if code not in areas:
        raise Http404
    publication = last_publication()
    if publication is None:
        return render(request, "monitor/nothing_yet.html")
    here, night, actor = areas[code], publication.night, getattr(request, "actor", None)
    numbers = read_numbers(area=code)
    figures = _figures(numbers, here, night)
    context = {
        "area": here,
        "facts": _facts(numbers, here, night),
        "coverage": stories.coverage(numbers, here, night),
        "figures": figures,
        "publication": publication,
        "is_municipality": here.of not in ("", LIMBURG),
        "may_ask_plans": actor is None or actor.may(SEE_PIPELINE),
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
        max(0, beds - people) if people is not None and beds else None,
        (scaled.low, scaled.high) if scaled else None,
    )


def _need(here: Area, areas: Mapping[str, Area]) -> dict[str, object]:
    """What the vision says that the region of this area needs; all regions together for the province."""
    vision, language = vision_figures(), "nl" if get_language() == "nl" else "en"
    figures = vision.regions[Scenario.BASE]
    regions = list(figures) if here.code == LIMBURG else [here.code if here.code in figures else here.of]
    forecast, region = shipped_outlook(NAMES[0]), LIMBURG if here.code == LIMBURG else regions[0]
    return {
        "need_range": range_of(forecast.need_in(region, forecast.until)),
        "need_band": SHOWN_BAND,
        "need_scenario": said(forecast.named.title),
        "need": sum(figures[code].total for code in regions),
        "need_of": here.name if here.code == LIMBURG else areas[regions[0]].name,
        "vision": vision.title.in_language(language),  # type: ignore[arg-type]
        "vision_link": vision.link,
    }
