"""Background work of the register. The clock is read here and nowhere below."""

from django.utils import timezone
from procrastinate.contrib.django import app

from thoes.register.duplicates.services import find_doubles


@app.periodic(cron="20 1 * * *")
@app.task(queue="default", queueing_lock="find-doubles-at-night", name="register.find_doubles_at_night")
def find_doubles_at_night(timestamp: int) -> None:
    """Look for possible doubles among all workers."""
    find_doubles(at=timezone.now())


@app.task(queue="default", queueing_lock="find-doubles", name="register.find_doubles_now")
def find_doubles_now() -> None:
    """Look for possible doubles, asked for by somebody on the page."""
    find_doubles(at=timezone.now())
