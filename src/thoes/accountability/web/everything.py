"""Who put everything of a person together, over all housers and municipalities: why, who confirmed it, how many addresses."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thoes.accountability.looking import names_in
from thoes.accountability.web.looks import filter_of, tabs
from thoes.accounts.public import actor_in, needs
from thoes.foundation.tracing import current_trace
from thoes.privacy.public import SEE_LOOKS, WATCH_OVER_USE
from thoes.rights.public import MOST_A_DAY, full_overviews_of

_PER_PAGE = 25


@require_GET
@needs(SEE_LOOKS, purpose=WATCH_OVER_USE)
def everything(request: HttpRequest) -> HttpResponse:
    """What was asked for and opened in the own organisation in a period, the latest first; a person is a number."""
    actor = actor_in(request)
    form, wanted = filter_of(request, actor)
    current_trace().looked = True
    found = [
        line
        for line in full_overviews_of(actor, since=wanted.since, until=wanted.until)
        if wanted.user_id in (None, line.asked_by) and wanted.person_id in (None, line.person_id)
    ]
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    names = names_in({user for line in page for user in (line.asked_by, line.confirmed_by, line.ended_by)})
    context = {
        "form": form,
        "page": page,
        "lines": [
            {
                "line": line,
                "by": names.get(line.asked_by, "–"),
                "confirmed_by": names.get(line.confirmed_by, "–") if line.confirmed_by else "",
                "ended_by": names.get(line.ended_by, "–") if line.ended_by else "",
            }
            for line in page
        ],
        "opened": sum(line.opened_at is not None for line in found),
        "alone": sum(line.alone and line.opened_at is not None for line in found),
        "most_a_day": MOST_A_DAY,
        "tabs": tabs(),
    }
    return render(request, "accountability/everything.html", context)
