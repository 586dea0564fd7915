"""Who is in tonight, on the card of a site: a number, never a person.

The houser of the site and its municipality see the number itself, others what `thoes.kernel.disclosure` leaves of it.
"""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from thoes.accounts.public import Actor, actor_in
from thoes.housing.public import Site, beds_per_site
from thoes.kernel.disclosure import ShownCount
from thoes.kernel.nights import current_night
from thoes.register.people_in_night import people_in_night, reads_exactly
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
        if self.is_rough or self.count.number is None or not self.beds:
            return None
        return round(100 * self.count.number / self.beds)


def who_is_in(*, actor: Actor, site: Site, on: date) -> WhoIsIn:
    """The number of one site in the night of a day, for who may see the site's card."""
    return WhoIsIn(
        people_in_night(on, sites=[site], seen_as=actor)[site.pk],
        not reads_exactly(actor, houser_id=site.houser_id, municipality_code=site.municipality_id),
        beds_per_site(on, sites=[site.pk]).get(site.pk, 0),
    )


def card_part(request: HttpRequest, site: Site) -> SafeString:
    """The part of the card."""
    actor, night = actor_in(request), current_night(timezone.localtime())
    context = {
        "tonight": who_is_in(actor=actor, site=site, on=night),
        "night": night,
        "site": site,
        "least": use_parameter("need.least.shown", night).whole_number,
        "is_own": actor.organisation_id == site.houser_id,
    }
    return render_to_string("register/parts/who_is_in.html", context, request=request)
