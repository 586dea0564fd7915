"""Background work of inspections. The clock is read here and nowhere below."""

from datetime import timedelta

from django.utils.timezone import now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thoes.inspections.services.photos import remove_lost_photos


@app.periodic(cron="30 5 * * *")
@app.task(
    queue="default",
    queueing_lock="inspections-lost-photos",
    name="inspections.remove_lost_photos",
    retry=RetryStrategy(max_attempts=5, exponential_wait=5),
)
def remove_lost(timestamp: int) -> None:
    """Remove files of photos that were never finished, or whose removing was broken off."""
    remove_lost_photos(before=now() - timedelta(days=1))
