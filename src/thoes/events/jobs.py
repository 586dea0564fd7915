"""Background work of the events. The clock is read here and nowhere below."""

from django.utils.timezone import localdate, now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thoes.events.calendars import ask_calendars
from thoes.events.past import forget_past_events
from thoes.events.removing import forget_removed_calendars
from thoes.intake.public import RunStatus, go_on
from thoes.privacy.public import cross_tenant


@app.periodic(cron="20 5 * * *")
@app.task(
    queue="default",
    queueing_lock="events-forget-past",
    name="events.forget_past",
    retry=RetryStrategy(max_attempts=5, exponential_wait=5),
)
def forget_past(timestamp: int) -> None:
    """Remove the events that are over, and the calendars that were removed and not put back."""
    with cross_tenant():
        forget_past_events(on=localdate())
        forget_removed_calendars(on=localdate())


@app.periodic(cron="10 4 * * *")
@app.task(queue="default", queueing_lock="events-ask-calendars", name="events.ask_calendars")
def ask(timestamp: int) -> None:
    """Ask the calendars that have an address; what changed is read, and waits for a look."""
    for answer in ask_calendars(at=now(), on=localdate()):
        if answer.run is not None and answer.run.status == RunStatus.QUEUED:
            go_on(answer.run)
