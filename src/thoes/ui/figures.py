"""A figure of a page as a file: its picture, or its numbers."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from thoes.foundation.documents.rendering import render_png
from thoes.ui.charts.figure import Figure, numbers_of, picture_of
from thoes.ui.files import attachment


def asked_file(request: HttpRequest, figures: Sequence[Figure]) -> HttpResponse | None:
    """The file that `?file=name.svg`, `.png` or `.csv` asks for; None where it asks for none of these figures."""
    name, _, kind = request.GET.get("file", "").rpartition(".")
    figure = next((each for each in figures if each.name == name and each.table is not None), None)
    if figure is None or figure.table is None:
        return None
    if kind == "svg":
        return attachment(picture_of(figure), "image/svg+xml", f"{name}.svg")
    if kind == "png":
        return attachment(render_png(picture_of(figure)), "image/png", f"{name}.png")
    if kind == "csv":
        return attachment(numbers_of(figure.table), "text/csv; charset=utf-8", f"{name}.csv")
    return None
