"""Background work of the register. The clock is read here and nowhere below."""

from django.utils import timezone
from procrastinate.contrib.django import app

from thoes.register.duplicates.services import find_duplicates
from thoes.register.services.rounds import forget_who_was_seen


@app.periodic(cron="20 1 * * *")
@app.task(queue="default", queueing_lock="find-duplicates-at-night", name="register.find_duplicates_at_night")
def find_duplicates_at_night(timestamp: int) -> None:
    """Look for possible duplicates among all workers."""
    find_duplicates(at=timezone.now())


@app.task(queue="default", queueing_lock="find-duplicates", name="register.find_duplicates_now")
def find_duplicates_now() -> None:
    """Look for possible duplicates, asked for by somebody on the page."""
    find_duplicates(at=timezone.now())


@app.periodic(cron="40 1 * * *")
@app.task(queue="default", queueing_lock="forget-who-was-seen", name="register.forget_who_was_seen")
def forget_who_was_seen_at_night(timestamp: int) -> None:
    """Forget of whom the rounds of more than a week ago were."""
    forget_who_was_seen(at=timezone.now())
