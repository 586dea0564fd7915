"""Today: the day's work over all own sites, in numbers; no names, so no look at anybody is recorded.

Until the morning this is the day of the night that goes on, as on tonight's list.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thoes.accounts.public import Permission, actor_in, needs
from thoes.kernel.nights import current_night
from thoes.privacy.public import Purpose
from thoes.register.queries import site_counts
from thoes.register.web.shared import night_that_goes_on


@require_GET
@needs(Permission.SEE_OWN_SITES, purpose=Purpose.KEEP_NIGHT_REGISTER)
def today(request: HttpRequest) -> HttpResponse:
    """Key numbers of the day and a row per site, the sites where somebody is overdue first."""
    day = current_night(timezone.localtime())
    counts = site_counts(actor=actor_in(request), day=day)
    counts.sort(key=lambda count: (-count.overdue, count.site.name, count.site.code))
    names = ("present", "arriving", "leaving", "overdue", "free", "booked")
    totals = {name: sum(getattr(count, name) for count in counts) for name in names}
    context = {"day": day, "counts": counts, "totals": totals, "goes_on": night_that_goes_on(day)}
    return render(request, "register/today.html", context)
