"""Background work of the match. The clock is read here and nowhere below."""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from thoes.matching import runs


@app.periodic(cron="50 2 * * *")
@app.task(queue="default", queueing_lock="matching-clean-up", name="matching.clean_up")
def clean_up(timestamp: int) -> None:
    """Throw away lines whose term is over."""
    runs.clean_up(at=now())
