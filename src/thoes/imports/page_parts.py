"""The ways from pages of lower modules to the lists that can be taken in."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thoes.accounts.public import Permission, actor_in
from thoes.ui.page_parts import button, line_with_link, part_of


@part_of("all-sites-actions")
def to_lists_of_sites(request: HttpRequest, about: None) -> SafeString:
    """For who keeps sites or their permits."""
    actor = actor_in(request)
    if not (actor.may(Permission.MANAGE_SITES) or actor.may(Permission.MANAGE_PERMITS)):
        return SafeString("")
    return button(reverse("imports:site-lists"), _("Take in a list of sites"), "upload")


@part_of("permits-actions")
def to_extracts(request: HttpRequest, about: None) -> SafeString:
    """For who records quality marks of a territory."""
    actor = actor_in(request)
    if not (actor.may(Permission.SEE_HOUSING) and actor.may(Permission.RECORD_MARKS)):
        return SafeString("")
    return button(reverse("imports:extracts"), _("Take in an extract of quality marks"), "upload")


@part_of("public-pages")
def receipts(request: HttpRequest, about: None) -> SafeString:
    """Whether somebody really handed a list in."""
    return line_with_link(reverse("imports:verify"), _("Receipt: is the number of a houser real?"))
