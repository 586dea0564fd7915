"""Numbers and sources of the forecasts in templates. Load with `{% load thoes_forecasts %}`."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thoes.monitor.sources import Source
from thoes.monitor.texts import CONFIDENCE_TEXTS, REGION_TEXTS
from thoes.monitor.web.words import said, whole
from thoes.rules.loading import Text

register = template.Library()
register.filter("whole_number", whole)


@register.simple_tag
def region_name(code: str) -> Any:
    """The name of a region, or of Limburg."""
    return REGION_TEXTS[code]


@register.simple_tag
def words_of(text: Text) -> str:
    """A text of a data file in the language of the reader."""
    return said(text)


@register.simple_tag
def source_line(source: Source) -> SafeString:
    """What a number counts, of when, where it comes from and how sure it is; with what is to be known of it."""
    title = said(source.title)
    name = (
        format_html('<a class="nl-link" href="{}" rel="noreferrer">{}</a>', source.link, title)
        if source.link
        else title
    )
    note = f" {said(source.note)}" if source.note else ""
    return format_html(
        "{}: {}, {} ({}).{}", name, said(source.population), source.date, CONFIDENCE_TEXTS[source.confidence], note
    )
