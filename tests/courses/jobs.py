"""Background work of courses. The clock is read here and nowhere below."""

from django.utils.timezone import localdate
from procrastinate.contrib.django import app

from tests.courses.models import Enrolment


@app.periodic(cron="15 4 * * *")
@app.task(queue="default", queueing_lock="courses-forget-codes", name="courses.forget_codes")
def forget_codes(timestamp: int) -> None:
    """The codes of a course that is over open nothing any more."""
    Enrolment.objects.filter(course__ends_on__lt=localdate()).update(code_hash="")
