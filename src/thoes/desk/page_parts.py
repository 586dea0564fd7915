"""The rule book, at the foot of every page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thoes.ui.page_parts import part_of


@part_of("footer")
def rule_book(request: HttpRequest, about: None) -> SafeString:
    """For everybody."""
    return format_html('<li><a href="{}">{}</a></li>', reverse("desk:rulebook"), _("Rule book"))
