"""The rule book, and what an installation says of itself, at the foot of every page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thoes.ui.page_parts import part_of


@part_of("footer")
def public_pages(request: HttpRequest, about: None) -> SafeString:
    """For everybody."""
    pages = [
        ("guide:choose-language", _("Guide for workers")),
        ("guide:quality", _("How good the guide is")),
        ("guide:accessibility", _("Accessibility")),
        ("guide:privacy", _("Privacy")),
        ("guide:contact", _("Contact")),
        ("guide:rulebook", _("Rule book")),
    ]
    return format_html_join("", '<li><a href="{}">{}</a></li>', ((reverse(name), title) for name, title in pages))
