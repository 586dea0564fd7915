"""Who follows a course."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tests.courses.models import Enrolment
from tests.courses.permissions import COURSE_ENROLMENT, SEE_ENROLMENTS
from thoes.accounts.public import needs
from thoes.privacy.public import record_access


@require_safe
@needs(SEE_ENROLMENTS, purpose=COURSE_ENROLMENT)
def enrolments(request: HttpRequest) -> HttpResponse:
    """Everybody who follows a course here."""
    return _show(request, list(Enrolment.objects.select_related("course")))


@require_safe
@needs(SEE_ENROLMENTS, purpose=COURSE_ENROLMENT)
def enrolment(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """One enrolment."""
    return _show(request, [get_object_or_404(Enrolment.objects.select_related("course"), pk=enrolment_id)])


def _show(request: HttpRequest, rows: list[Enrolment]) -> HttpResponse:
    record_access(
        activity="courses.enrolments",
        persons=[row.person_id for row in rows],
        at=timezone.now(),
    )
    return render(request, "courses/enrolments.html", {"rows": rows})
