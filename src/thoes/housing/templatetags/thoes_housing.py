"""Labels that the pages of housing share."""

from django import template
from django.utils.safestring import SafeString

from thoes.housing.domain.validity import Validity
from thoes.housing.texts import VALIDITY_TEXTS, VALIDITY_TONES
from thoes.ui.templatetags.thoes_ui import badge

register = template.Library()


@register.simple_tag
def validity(value: Validity) -> SafeString:
    """How a permit or quality label stands, as a label."""
    return badge(VALIDITY_TONES[value], VALIDITY_TEXTS[value])
