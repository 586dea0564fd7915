"""Background work of privacy. The clock is read here and nowhere below."""

from django.utils.timezone import localdate, now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thoes.privacy.retention.shredding import shred


@app.periodic(cron="30 1 * * *")
@app.task(
    queue="default",
    queueing_lock="privacy-shred",
    name="privacy.shred",
    retry=RetryStrategy(max_attempts=5, exponential_wait=5),
)
def shred_at_night(timestamp: int) -> None:
    """Erase everything whose term is over."""
    shred(on=localdate(), at=now())
