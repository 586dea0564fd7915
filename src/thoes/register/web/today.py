"""Today, for every role: what waits, in numbers that lead to their page; for a housing provider the day over all own
sites too.

No names, so no look at anybody is recorded. Each number is counted for the purpose of the page that it leads to. Until
the morning the day of the sites is that of the night that goes on, as on tonight's list.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thoes.accounts.public import Actor, actor_in, needs
from thoes.housing.public import SEE_OWN_SITES
from thoes.kernel.nights import current_night
from thoes.privacy.public import KEEP_NIGHT_REGISTER, as_tenant
from thoes.register.queries import site_counts
from thoes.register.web.shared import night_that_goes_on
from thoes.ui.todays_tasks import tasks_for

_NARROWED = ("overdue", "arriving", "leaving", "free")


@require_safe
@needs(purpose=KEEP_NIGHT_REGISTER)
def today(request: HttpRequest) -> HttpResponse:
    """The tasks of the actor; `?show=overdue` narrows the sites to those where that counts."""
    actor, show = actor_in(request), request.GET.get("show", "")
    context: dict[str, Any] = {
        "day": timezone.localdate(),
        "tasks": tasks_for(actor, on=timezone.localdate(), as_tenant=as_tenant),
    }
    if actor.may(SEE_OWN_SITES):
        context |= _sites(actor, show if show in _NARROWED else "")
    return render(request, "register/today.html", context)


def _sites(actor: Actor, show: str) -> dict[str, Any]:
    """A row per site, the sites where somebody is overdue first."""
    day = current_night(timezone.localtime())
    counts = site_counts(actor=actor, day=day)
    counts.sort(key=lambda count: (-count.overdue, count.site.name, count.site.code))
    names = ("present", "arriving", "leaving", "overdue", "free", "booked")
    return {
        "day": day,
        "sees_sites": True,
        "has_sites": bool(counts),
        "show": show,
        "counts": [count for count in counts if not show or getattr(count, show)],
        "totals": {name: sum(getattr(count, name) for count in counts) for name in names},
        "goes_on": night_that_goes_on(day),
    }
