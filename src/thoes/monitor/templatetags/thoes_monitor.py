"""Figures of the monitor in templates. Load with `{% load thoes_monitor %}`."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from thoes.monitor.areas import LIMBURG, areas_of_limburg
from thoes.monitor.figures import MonitorFigure
from thoes.monitor.pages import TABS
from thoes.monitor.stories import in_words
from thoes.monitor.web.embedding import embed_code

register = template.Library()


@register.simple_tag
def monitor_tabs() -> list[tuple[str, Any, None]]:
    """The pages of the monitor, for `{% tabs %}`."""
    return [(reverse(tab.url_name), tab.words, None) for tab in TABS]


@register.inclusion_tag("monitor/parts/choose_area.html")
def choose_area(chosen: str = LIMBURG) -> dict[str, Any]:
    """The way to the page of an area by its name: the province and its regions first, then municipalities by name."""
    areas = areas_of_limburg()
    wide = [area for area in areas.values() if area.of in ("", LIMBURG)]
    towns = sorted((area for area in areas.values() if area not in wide), key=lambda area: area.name)
    return {"areas": [(area.code, area.name) for area in (*wide, *towns)], "chosen": chosen}


@register.simple_tag
def number_or_hidden(number: int | None) -> str:
    """A number as the language writes it, or that it is not shown."""
    return in_words(number)


@register.simple_tag
def said_or_hidden(cell: str | int | None) -> str:
    """A cell of a table: words as they are, a number as the language writes it."""
    return cell if isinstance(cell, str) else in_words(cell)


@register.inclusion_tag("monitor/parts/figure.html", takes_context=True)
def monitor_figure(context: Context, shown: MonitorFigure, level: int = 2) -> dict[str, Any]:
    """A figure with the way to its definition and what is known of its coverage."""
    request = context["request"]
    return {"shown": shown, "level": level, "request": request, "embed_code": embed_code(request, shown)}
