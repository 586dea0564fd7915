"""The rule book, and what an installation says of itself, at the foot of every page."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.accounts.public import actor_in
from thoes.guide.links.web.listing import broken_of_contacts
from thoes.ui.page_parts import add_menu_link, part_of

add_menu_link("contacts-more", "guide:contact-links", gettext_lazy("Links that do not open"), "alert")


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


@part_of("contact")
def broken_links(request: HttpRequest, contact: Any) -> SafeString:
    """For who keeps it: its addresses that did not open the last time."""
    broken = [each.check for each in broken_of_contacts(actor_in(request)) if each.contact.pk == contact.pk]
    return render_to_string("guide/readers/broken_links.html", {"broken": broken})
