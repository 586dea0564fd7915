"""What everybody may read about sites, on the starting page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thoes.ui.page_parts import line_with_link, part_of


@part_of("public-pages")
def public_register(request: HttpRequest, about: None) -> SafeString:
    """The sites of the municipalities that show them."""
    return line_with_link(
        reverse("public_register:register"), _("Public register of sites, of the municipalities that show it")
    )
