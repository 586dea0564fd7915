"""The way from the pages of a site to who sleeps there, for the houser."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thoes.housing.public import Site
from thoes.ui.page_parts import button, part_of


@part_of("site-address")
def address_of_board(request: HttpRequest, site: Site) -> SafeString:
    """The address of the page where the work at a site is done."""
    return SafeString(reverse("register:board", args=[site.pk]))


@part_of("site-actions")
def to_the_board(request: HttpRequest, site: Site) -> SafeString:
    """The way there, as a button."""
    return button(reverse("register:board", args=[site.pk]), _("Who sleeps here"), "bed", "primary")
