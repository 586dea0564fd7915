"""Figures in templates. Load with `{% load thoes_charts %}`; `{% figure need %}` shows one with all that belongs to it."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thoes.ui.charts import Figure, on_page, swatch
from thoes.ui.charts.figure import Cell
from thoes.ui.charts.scales import number_in

register = template.Library()


@register.inclusion_tag("ui/parts/figure.html", takes_context=True)
def figure(context: Context, shown: Figure, level: int = 2) -> dict[str, Any]:
    """The sentence, the key, the drawing, its numbers folded away, its source and its files.

    What stands in a drawing is escaped where it is made.
    """
    table = shown.table
    return {
        "figure": shown,
        "level": level,
        "key": _key(shown),
        "drawing": _drawing(shown),
        "rows": [[(head, _said(cell)) for head, cell in zip(table.head, row, strict=True)] for row in table.rows]
        if table
        else [],
        "address": _address(context),
    }


@register.inclusion_tag("ui/parts/figure_alone.html")
def embedded_figure(shown: Figure) -> dict[str, Any]:
    """The sentence, the key and the drawing alone, for who says the rest around it."""
    return {"figure": shown, "level": 1, "key": _key(shown), "drawing": _drawing(shown)}


def _key(shown: Figure) -> list[tuple[SafeString, str]]:
    items = enumerate(shown.drawing.key)
    return [(mark_safe(swatch(f"{shown.name}-key-{at}", item)), item.words) for at, item in items]


def _drawing(shown: Figure) -> SafeString:
    return mark_safe(on_page(shown.drawing, label=shown.words or shown.title))


def _said(cell: Cell) -> str:
    if cell is None:
        return _("not shown")
    return cell if isinstance(cell, str) else number_in(get_language() or "nl", cell)


def _address(context: Context) -> str:
    """The address of this page to which the name of a file can be put."""
    query = context["request"].GET.copy()
    query["file"] = ""
    return f"?{query.urlencode()}"
