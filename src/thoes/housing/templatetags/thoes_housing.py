"""Labels that the pages of housing share."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from thoes.housing.domain.validity import Validity
from thoes.housing.models import Site
from thoes.housing.site_names import site_names
from thoes.housing.texts import VALIDITY_TEXTS, VALIDITY_TONES
from thoes.ui.templatetags.thoes_ui import badge

register = template.Library()
_NAMES = "names_of_sites"


@register.simple_tag
def validity(value: Validity) -> SafeString:
    """How a permit or quality label stands, as a label."""
    return badge(VALIDITY_TONES[value], VALIDITY_TEXTS[value])


@register.simple_tag(takes_context=True)
def site_name(context: Context, site: Site | None) -> str:
    """What a site is called, told apart from others of that name; asked once for a page. A dash for no site."""
    if site is None:
        return "–"
    request = context.get("request")
    names = getattr(request, _NAMES, None)
    if names is None:
        names = site_names()
        if request is not None:
            setattr(request, _NAMES, names)
    return names.of(site)
