"""Who is in tonight, on the card of a site: a number, never a person.

The houser of the site and its municipality see the number itself. Others see it rounded, and below the least number
that may be shown only that it is fewer: together with the exact sums of a municipality one site could be worked out.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from thoes.accounts.public import Actor, actor_in
from thoes.housing.domain.small_counts import ShownCount, rough_count, shown_count
from thoes.housing.public import Bed, Site
from thoes.places.public import OrganisationKind
from thoes.privacy.public import across_borders
from thoes.register.domain.night_register import current_night
from thoes.register.models import CURRENT, Stay
from thoes.rules.loading import use_parameter


@dataclass(frozen=True, slots=True)
class WhoIsIn:
    """How many sleep on a site tonight, as this reader may know it; `beds` are those in use."""

    count: ShownCount
    is_rough: bool
    beds: int

    @property
    def share(self) -> int | None:
        """How full it is in percent; None where the number is hidden or rounded."""
        if self.is_rough or not self.count.number or not self.beds:
            return None if self.is_rough or not self.beds else 0
        return round(100 * self.count.number / self.beds)


def who_is_in(*, actor: Actor, site: Site, on: date) -> WhoIsIn:
    """The number of one site in the night of a day, for who may see the site's card."""
    # A permit officer and the province see no stay at all; of this sum they learn no more than the card tells.
    with across_borders():
        stays = Stay.objects.filter(CURRENT, site=site, arrival__lte=on)
        number = stays.filter(Q(departure=None) | Q(departure__gt=on)).count()
    beds = Bed.objects.filter(Q(out_of_use_from=None) | Q(out_of_use_from__gt=on), unit__site=site).count()
    is_rough = not (
        actor.organisation_id == site.houser_id
        or (
            actor.organisation_kind == OrganisationKind.MUNICIPALITY and actor.municipality_code == site.municipality_id
        )
    )
    least = use_parameter("need.least.shown", on).whole_number
    return WhoIsIn(rough_count(number, least=least) if is_rough else shown_count(number, least=0), is_rough, beds)


def card_part(request: HttpRequest, site: Site) -> SafeString:
    """The part of the card."""
    actor, night = actor_in(request), current_night(timezone.localtime())
    context = {
        "tonight": who_is_in(actor=actor, site=site, on=night),
        "night": night,
        "site": site,
        "is_own": actor.organisation_id == site.houser_id,
    }
    return render_to_string("register/parts/who_is_in.html", context, request=request)
