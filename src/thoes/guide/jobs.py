"""Background work of the guide. The clock is read here and nowhere below."""

from django.utils.timezone import localdate
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thoes.guide.feedback import forget_old_feedback


@app.periodic(cron="15 5 * * *")
@app.task(
    queue="default",
    queueing_lock="guide-forget-feedback",
    name="guide.forget_feedback",
    retry=RetryStrategy(max_attempts=5, exponential_wait=5),
)
def forget_feedback(timestamp: int) -> None:
    """Remove what readers said longer ago than a year."""
    forget_old_feedback(on=localdate())
