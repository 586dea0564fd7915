"""A made-up course in the simulated Limburg."""

from datetime import datetime, timedelta

from tests.courses.models import Course, Enrolment
from thoes.register.public import Stay


def make_courses(at: datetime) -> None:
    """One course, with somebody who sleeps in that municipality."""
    stay = Stay.objects.select_related("worker").order_by("pk").first()
    if stay:
        course = Course.objects.create(
            municipality=stay.municipality, title="Verzonnen cursus", ends_on=at.date() + timedelta(days=90)
        )
        Enrolment.objects.create(
            person_id=stay.worker.person_id, course=course, municipality=stay.municipality, level="A1"
        )
