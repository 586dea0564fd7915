"""What erases enrolments: the municipality that holds the course decides how long."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tests.courses.models import Enrolment
from tests.courses.permissions import COURSE_ENROLMENT
from thoes.foundation.modules import Controller, ErasedRows
from thoes.places.public import Municipality


class OldEnrolments:
    """Who followed a course that is over."""

    name = "courses.enrolments"
    purpose = COURSE_ENROLMENT
    kind = "municipality"
    starts = _("the end of the course (sample)")
    tables = ("courses_enrolment",)

    def controllers(self) -> Iterable[Controller]:
        places = Municipality.objects.filter(pk__in=Enrolment.objects.values("municipality"))
        return [Controller(place.name, municipality_code=place.pk) for place in places]

    def due(self, controller: Controller, *, ended_by: date, among: Sequence[UUID] | None = None) -> list[UUID]:
        over = Enrolment.objects.filter(municipality=controller.municipality_code, course__ends_on__lte=ended_by)
        if among is not None:
            over = over.filter(pk__in=list(among)).select_for_update(of=("self",))
        return list(over.values_list("pk", flat=True))

    def count(self, controller: Controller, subjects: Sequence[UUID]) -> ErasedRows:
        return {"courses_enrolment": len(subjects)}

    def erase(self, controller: Controller, subjects: Sequence[UUID], *, at: datetime) -> ErasedRows:
        Enrolment.objects.filter(pk__in=list(subjects)).delete()
        return self.count(controller, subjects)
