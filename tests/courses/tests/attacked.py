"""What the attack tests try to reach of the sample module."""

from datetime import date
from typing import Any

from tests.courses.models import Course, Enrolment

SECRETS = ("Geheime cursusnotitie",)


def rows(values: dict[str, Any]) -> dict[str, Any]:
    """An enrolment in Venlo; gives the value of each part of an address of this module."""
    course = Course.objects.create(municipality_id="GM0983", title="Nederlands", ends_on=date(2099, 1, 1))
    enrolment = Enrolment.objects.create(
        person_id=values["person_id"], course=course, municipality_id="GM0983", level="A1", remark=SECRETS[0]
    )
    return {"enrolment_id": enrolment.pk}
