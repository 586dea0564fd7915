"""Background work of the contacts. The clock is read here and nowhere below."""

from django.utils.timezone import localdate, now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thoes.contacts.confirming import ask_municipalities


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
