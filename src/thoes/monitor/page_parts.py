"""The monitor among what everybody may read, on the starting page and at the foot of every page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.ui.page_parts import add_line, part_of

add_line(
    "public-pages",
    "monitor:start",
    gettext_lazy("Monitor: how many international workers and beds a municipality has, and what is needed in 2030"),
)


@part_of("footer")
def monitor(request: HttpRequest, about: None) -> SafeString:
    """For everybody."""
    return format_html('<li><a href="{}">{}</a></li>', reverse("monitor:start"), _("Monitor"))
