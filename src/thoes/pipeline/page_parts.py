"""The ways from pages of lower modules to plans, and what everybody may read about them."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thoes.ui.page_parts import add_line, add_menu_link, part_of

add_menu_link("sites-actions", "pipeline:plans", _("Plans for housing"), "home")
add_line("public-pages", "pipeline:guide", _("Guide for housing: the steps from an idea to a place to live"))
add_line("public-pages", "pipeline:check", _("Check a location against the policy of its municipality"))


@part_of("local-rules")
def recorded_policies(request: HttpRequest, about: None) -> SafeString:
    """Where the policy stands that a municipality recorded itself."""
    return format_html(
        '<p class="thoes-note">{} <a class="nl-link" href="{}">{}</a></p>',
        gettext("What a municipality itself recorded of its policy stands in the guide for housing."),
        reverse("pipeline:guide"),
        gettext("Guide for housing"),
    )
