"""Figures of others beside those of the register. Load with `{% load thoes_quoted %}`."""

from collections.abc import Sequence
from typing import Any

from django import template

from thoes.monitor.quoted.models import QuotedFigure, QuotedVersion
from thoes.monitor.quoted.reading import references_on
from thoes.monitor.stories import in_words
from thoes.monitor.web.others import area_names

register = template.Library()


@register.inclusion_tag("monitor/parts/references.html")
def quoted_beside(*areas: str | Sequence[str]) -> dict[str, Any]:
    """What others say of these areas, each with its source and definition one tap away."""
    codes = [code for each in areas for code in ([each] if isinstance(each, str) else each)]
    references = references_on(codes)
    # Where no source speaks of them nothing more is asked of the database.
    names = area_names() if references else {}
    found = [(each, names.get(each.figure.area, each.figure.area)) for each in references]
    return {"references": found, "is_about_several": len(codes) > 1}


@register.simple_tag
def versions_by_licence() -> dict[str, list[QuotedVersion]]:
    """The versions of sources whose figures may be given away (`open`), and the others (`closed`)."""
    versions = list(QuotedVersion.objects.order_by("source", "-taken_in_at"))
    return {
        "open": [each for each in versions if each.is_open],
        "closed": [each for each in versions if not each.is_open],
    }


@register.simple_tag
def figure_or_reason(figure: QuotedFigure) -> str:
    """The number as the language writes it with the mark behind it, or why there is none."""
    if figure.number is None:
        return str(figure.get_missing_display())
    return f"{in_words(figure.number)}{figure.mark}"
