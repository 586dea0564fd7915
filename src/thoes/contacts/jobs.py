"""Background work of the contacts. The clock is read here and nowhere below."""

from django.utils.timezone import localdate, now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thoes.contacts.confirming import ask_municipalities
from thoes.contacts.reports import forget_old_reports


@app.periodic(cron="30 6 * * 1-5")
@app.task(
    queue="default",
    queueing_lock="contacts-ask-municipalities",
    name="contacts.ask_municipalities",
    retry=RetryStrategy(max_attempts=5, exponential_wait=5),
)
def ask(timestamp: int) -> None:
    """Ask the municipalities whose turn it is whether what we have is right; the outbox sends the letters."""
    ask_municipalities(on=localdate(), at=now())


@app.periodic(cron="20 5 * * *")
@app.task(
    queue="default",
    queueing_lock="contacts-forget-reports",
    name="contacts.forget_reports",
    retry=RetryStrategy(max_attempts=5, exponential_wait=5),
)
def forget_reports(timestamp: int) -> None:
    """Remove what readers found wrong longer ago than a year."""
    forget_old_reports(on=localdate())
