"""The way from the pages of a site to who sleeps there, for the housing provider; on the board, who was seen that night."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import actor_in
from thoes.housing.public import Site
from thoes.kernel.nights import current_night
from thoes.register.permissions import RECORD_STAYS
from thoes.register.queries import NightAtSite
from thoes.register.services.rounds import round_of_night
from thoes.register.web import done as done
from thoes.register.web.rounds import in_words
from thoes.ui.page_parts import add_button, part_of

add_button("site-actions", "register:board", _("Who sleeps here"), "bed", kind="primary")


@part_of("site-address")
def address_of_board(request: HttpRequest, site: Site) -> SafeString:
    """The address of the page where the work at a site is done."""
    return SafeString(reverse("register:board", args=[site.pk]))


@part_of("site-board")
def who_was_seen(request: HttpRequest, at: NightAtSite) -> SafeString:
    """How many were seen in the night of the board, and for tonight the way to the round."""
    actor, is_tonight = actor_in(request), at.night == current_night(timezone.localtime())
    made = round_of_night(actor=actor, site_id=at.site.pk, night=at.night)
    context = {
        "site": at.site,
        "seen": in_words(made) if made else "",
        "may_walk": is_tonight and actor.may(RECORD_STAYS),
        "user": request.user,
    }
    return render_to_string("register/parts/who_was_seen.html", context, request=request)
