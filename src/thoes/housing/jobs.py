"""Background work of housing. The clock is read here and nowhere below."""

from django.utils.timezone import localdate, now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thoes.housing.reminders import remind_of_endings
from thoes.housing.services.documents import clean_kept_papers


@app.periodic(cron="0 5 * * *")
@app.task(
    queue="default",
    queueing_lock="housing-reminders",
    name="housing.remind",
    retry=RetryStrategy(max_attempts=5, exponential_wait=5),
)
def remind(timestamp: int) -> None:
    """Write to who must know that a permit or quality label ends."""
    remind_of_endings(on=localdate(), at=now())


@app.periodic(cron="45 5 * * *")
@app.task(
    queue="default",
    queueing_lock="housing-clean-papers",
    name="housing.clean_papers",
    retry=RetryStrategy(max_attempts=5, exponential_wait=5),
)
def clean_papers(timestamp: int) -> None:
    """Make anew the papers that were kept before this was done at once; most nights there are none."""
    for _done in clean_kept_papers():
        pass
