"""What the worklist of a desk says of the reports of labour suppliers."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import actor_in
from thoes.registration.public import RECORD_REGISTRATION
from thoes.ui.page_parts import add_menu_link, part_of
from thoes.work.models import AnswerReport


def _deals_with_them(request: HttpRequest, about: Any) -> bool:
    return actor_in(request).may(RECORD_REGISTRATION)


add_menu_link("worklist-actions", "work:reports", _("Reports of labour suppliers"), "people", when=_deals_with_them)


@part_of("worklist")
def reports_waiting(request: HttpRequest, today: date) -> SafeString:
    """How many reports wait whose date has come."""
    actor = actor_in(request)
    waiting = AnswerReport.objects.filter(municipality=actor.municipality_code, closed_at=None, next_on__lte=today)
    reports = waiting.count() if _deals_with_them(request, today) else 0
    if not reports:
        return SafeString("")
    return render_to_string("work/parts/reports_waiting.html", {"reports": reports}, request=request)
