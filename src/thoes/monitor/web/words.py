"""Numbers, ranges and sources in the language of the reader."""

from typing import Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thoes.monitor.domain.forecasting import Spread
from thoes.monitor.sources import Source
from thoes.monitor.texts import CONFIDENCE_TEXTS
from thoes.rules.loading import Text
from thoes.ui.charts.scales import number_in

SHOWN_BAND = 80
"""The band that sentences name; the others stand in the chart and its numbers."""


def language() -> Literal["nl", "en"]:
    """The one of our two languages that the reader has."""
    return "nl" if get_language() == "nl" else "en"


def said(text: Text) -> str:
    """A text of a data file."""
    return text.in_language(language())


def whole(number: float) -> str:
    """A number without what comes after the point."""
    return number_in(language(), round(number))


def about(number: float) -> str:
    """A number as sure as an estimate may be told in a sentence: to hundreds."""
    return number_in(language(), 100 * round(number / 100))


def range_of(spread: Spread, *, moved: float = 0) -> str:
    """The band that sentences name, in words."""
    band = spread.within(SHOWN_BAND)
    return _("%(low)s to %(high)s") % {"low": about(band.low + moved), "high": about(band.high + moved)}


def source_in_words(source: Source) -> str:
    """Where a number comes from and how sure it is, in one line."""
    return f"{said(source.title)} ({CONFIDENCE_TEXTS[source.confidence]})"
