"""The page of an event that cannot be worked out: what is wrong, and what its keeper can do about it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thoes.accounts.public import actor_in, decided, needs
from thoes.events.mending import mend, parts_in_the_way, why_not
from thoes.events.models import KeptEvent
from thoes.events.permissions import KEEP_EVENTS, KEEP_EVENTS_PURPOSE
from thoes.foundation.refusal_texts import explain_code
from thoes.ui.form_pages import post_action

_may = needs(KEEP_EVENTS, purpose=KEEP_EVENTS_PURPOSE)
_PARTS: dict[str, Any] = {
    "changes": gettext_lazy("the dates that were cancelled or moved"),
    "more": gettext_lazy("the dates beside the rule"),
    "rule": gettext_lazy("how it repeats"),
    "place": gettext_lazy("the address"),
    "where": gettext_lazy("the name of the building"),
    "price": gettext_lazy("the costs"),
    "languages": gettext_lazy("the languages spoken"),
    "sign_up": gettext_lazy("whether people must sign up"),
    "sign_up_at": gettext_lazy("where to sign up"),
    "link": gettext_lazy("the page on which it stands"),
    "texts": gettext_lazy("the words in other languages"),
}


def broken_page(request: HttpRequest, row: KeptEvent) -> HttpResponse:
    """For who keeps it; everybody else finds nothing."""
    parts = parts_in_the_way(row, on=timezone.localdate())
    context = {
        "row": row,
        "why": explain_code(why_not(row), {}),
        "parts": [_PARTS[each] for each in parts or ()],
        "decisions": decided(
            (each.get_act_display(), each.done_for, each.done_at, each.done_by)
            for each in row.records.order_by("-pk")[:20]
        ),
    }
    return render(request, "events/broken.html", context)


@require_POST
@_may
def leave_out(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Leave out what is in the way, and go on to the event."""
    return post_action(
        request,
        lambda: mend(actor=actor_in(request), event_id=event_id, on=timezone.localdate(), at=timezone.now()),
        done=_("Mended. Check whether what is left is right, and fill in what is missing."),
        back=lambda _made: reverse("events:event", args=[event_id]),
        unknown=("event_not_yours",),
    )
