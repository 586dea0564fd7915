"""Labels that the pages of housing share."""

from django import template
from django.utils.safestring import SafeString

from thoes.housing.domain.standing import Standing
from thoes.housing.texts import STANDING_TEXTS, STANDING_TONES
from thoes.ui.templatetags.thoes_ui import badge

register = template.Library()


@register.simple_tag
def standing(value: Standing) -> SafeString:
    """How a permit or mark stands, as a label."""
    return badge(STANDING_TONES[value], STANDING_TEXTS[value])
