"""Background work of the events. The clock is read here and nowhere below."""

from django.utils.timezone import localdate
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thoes.events.past import forget_past_events
from thoes.privacy.public import cross_tenant


@app.periodic(cron="20 5 * * *")
@app.task(
    queue="default",
    queueing_lock="events-forget-past",
    name="events.forget_past",
    retry=RetryStrategy(max_attempts=5, exponential_wait=5),
)
def forget_past(timestamp: int) -> None:
    """Remove the events that are over."""
    with cross_tenant():
        forget_past_events(on=localdate())
