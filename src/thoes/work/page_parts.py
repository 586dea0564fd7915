"""What the worklist of a desk says of the reports of lenders."""

from datetime import date

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thoes.accounts.public import Permission, actor_in
from thoes.ui.page_parts import button, part_of
from thoes.work.models import AnswerReport


@part_of("worklist-actions")
def to_the_reports(request: HttpRequest, about: None) -> SafeString:
    """The way to all reports, for who deals with them."""
    if not actor_in(request).may(Permission.RECORD_REGISTRATION):
        return SafeString("")
    return button(reverse("work:reports"), _("Reports of lenders"), "people")


@part_of("worklist")
def reports_waiting(request: HttpRequest, today: date) -> SafeString:
    """How many reports wait whose date has come."""
    actor = actor_in(request)
    waiting = AnswerReport.objects.filter(municipality=actor.municipality_code, closed_at=None, next_on__lte=today)
    reports = waiting.count() if actor.may(Permission.RECORD_REGISTRATION) else 0
    if not reports:
        return SafeString("")
    return render_to_string("work/parts/reports_waiting.html", {"reports": reports}, request=request)
