"""The way from the pages of a site to who sleeps there, for the housing provider."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thoes.housing.public import Site
from thoes.register.web import done as done
from thoes.ui.page_parts import add_button, part_of

add_button("site-actions", "register:board", _("Who sleeps here"), "bed", kind="primary")


@part_of("site-address")
def address_of_board(request: HttpRequest, site: Site) -> SafeString:
    """The address of the page where the work at a site is done."""
    return SafeString(reverse("register:board", args=[site.pk]))
