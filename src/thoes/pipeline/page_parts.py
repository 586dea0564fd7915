"""The ways from pages of lower modules to plans, and what everybody may read about them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thoes.ui.page_parts import button, line_with_link, part_of


@part_of("sites-actions")
def to_the_plans(request: HttpRequest, sites: list[Any]) -> SafeString:
    """From the list of sites."""
    return button(reverse("pipeline:plans"), _("Plans for housing"), "home")


@part_of("public-pages")
def guide(request: HttpRequest, about: None) -> SafeString:
    """The steps, for who has an idea."""
    return line_with_link(reverse("pipeline:guide"), _("Guide for housing: the steps from an idea to a place to live"))


@part_of("public-pages")
def check_of_location(request: HttpRequest, about: None) -> SafeString:
    """Whether an idea fits where it lies."""
    return line_with_link(reverse("pipeline:check"), _("Check a location against the policy of its municipality"))


@part_of("local-rules")
def recorded_policies(request: HttpRequest, about: None) -> SafeString:
    """Where the policy stands that a municipality recorded itself."""
    return format_html(
        '<p class="thoes-note">{} <a class="nl-link" href="{}">{}</a></p>',
        _("What a municipality itself recorded of its policy stands in the guide for housing."),
        reverse("pipeline:guide"),
        _("Guide for housing"),
    )
